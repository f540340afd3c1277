using Governance.Accounts;

namespace Governance.CommandLine.Demo.Register;

/// <summary>The register, act by act. Each act says what a person would want to see, and ends the demo when anything is not as it should be.</summary>
internal sealed class RegisterStory(DemoStage stage, RegisterFile file, IReadOnlyList<HandleEvent> moves, OwnService? own)
{
    /// <summary>All of it.</summary>
    public async Task Play()
    {
        await stage.Meet(Cast.Drafter);
        stage.Terminal.Heading("The register: which accounts are out there, who runs them, and how we know");
        var began = await stage.Position();
        var before = await Summary();
        stage.Say($"There are {before.OutThere} accounts in it.");
        await new ImportAct(stage, file).Play();
        var leaver = await new LeaverAct(stage).Prepare();
        if (own is not null) await StartAgain(own);
        await new DisputeAct(stage, file).Play();
        await leaver.Play();
        await new HandleAct(stage, moves).Play();
        if (own is not null) await new ProofAct(stage, own.World).Play();
        else stage.Say("Proofs by machine are left out here: they look at a pretend internet, which a service must be started with. Run the demo without --url to see them.");
        await Read(began, before, leaver);
        stage.Terminal.Line();
        stage.Terminal.Heading($"All of it is as it should be: {stage.Held} expectations held.");
    }

    // Local mode gives a key to everybody who is there when it starts; nobody, not even an administrator, can have one made in somebody's name.
    private async Task StartAgain(OwnService service)
    {
        stage.Act("The service starts again, and all of it stands");
        var stood = await Summary();
        await service.Restart(stage.Cancellation);
        stage.Move(service.Client, DemoCommand.Keys(service.Keys, stage.Terminal));
        stage.Expect(stood.OutThere, (await Summary()).OutThere, "the accounts after the start");
        stage.Check($"{stood.OutThere} accounts as before; those who joined have keys of their own now");
    }

    private async Task Read(long began, RegisterSummary before, LeaverAct leaver)
    {
        stage.Act("What there is to read, now and as it was");
        var sum = await Summary();
        stage.Check($"{sum.OutThere} accounts out there: {sum.Governed} governed, {sum.Unclaimed} claimed by nobody, {sum.Disputed} in dispute, {sum.Orphaned} orphaned");
        stage.Say($"By platform: {string.Join(", ", sum.Platforms.Take(6).Select(count => $"{count.Name} {count.OutThere}"))} …");
        stage.Say($"By unit: {string.Join(", ", sum.Units.Take(3).Select(count => $"{count.Name ?? "none"} {count.OutThere}"))} …");
        var then = await stage.Page<AccountRow>(Cast.Auditor, $"/accounts?limit=200&position={began}");
        stage.Expect(Math.Min(before.OutThere, 200), then.Count, "the first page as of the beginning of this demo, which");
        stage.Check($"As of position {began} of the log, before all this, the first page has {then.Count} accounts");
        await leaver.Then();
    }

    private Task<RegisterSummary> Summary() => stage.Read<RegisterSummary>(Cast.Auditor, "/accounts/summary");
}
