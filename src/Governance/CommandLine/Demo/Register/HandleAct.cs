using Governance.Accounts;

namespace Governance.CommandLine.Demo.Register;

/// <summary>A real rename and a real replacement, replayed: the platform's id tells one from the other.</summary>
internal sealed class HandleAct(DemoStage stage, IReadOnlyList<HandleEvent> moves)
{
    /// <summary>All of it.</summary>
    public async Task Play()
    {
        stage.Act("A handle changes: a rename keeps the platform's id, a replacement does not");
        if (await Fresh(HandleEvents.Renamed) is { } renamed) await Rename(renamed);
        if (await Fresh(HandleEvents.Replaced) is { } replaced) await Replace(replaced);
        else stage.Say("All replacements of the file have been played on this service.");
    }

    private async Task Rename(HandleEvent move)
    {
        var account = await List(move.OldUrl, move.OldId);
        var before = await stage.Moment();
        await stage.Do(Cast.Steward, $"{account}/rename", new { url = move.NewUrl, platformId = move.NewId });
        var then = await stage.Bearers(move.OldUrl, before);
        stage.Expect((1, 0, 1), (then.Count, (await stage.Bearers(move.OldUrl)).Count, (await stage.Bearers(move.NewUrl)).Count), "accounts under the old handle then and now, and under the new one");
        stage.Expect(IdOf(account), then[0].AccountId, "the account under the old handle then");
        stage.Check($"{move.Day}: {move.OldUrl} became {move.NewUrl}, id {move.NewId}: one account, whose old address still leads to it as of {before:HH:mm:ss}");
    }

    private async Task Replace(HandleEvent move)
    {
        var account = await List(move.OldUrl, move.OldId);
        var before = await stage.Moment();
        await stage.Refused(Cast.Steward, $"{account}/rename", new { url = move.NewUrl, platformId = move.NewId }, AccountRules.OtherIdentity.Code);
        await stage.Do(Cast.Steward, $"{account}/replace", new { platformId = move.NewId, list = false });
        var other = await List(move.NewUrl, move.NewId);
        var (then, now) = (await stage.Bearers(move.OldUrl, before), await stage.Bearers(move.NewUrl));
        stage.Expect((IdOf(account), IdOf(other)), (then.Single().AccountId, now.Single().AccountId), "the accounts then and now");
        stage.Expect("replaced", (await stage.See(Cast.Auditor, account)).Text("state"), "the account that was left");
        stage.Check($"{move.Day}: {move.OldUrl}, id {move.OldId}, was given up for {move.NewUrl}, id {move.NewId}: two accounts, and the old address leads to the old one as of {before:HH:mm:ss}");
    }

    private async Task<string> List(string url, string platformId) =>
        $"/accounts/{(await stage.Do(Cast.Steward, "/accounts", new { url, platformId, profile = new { type = AccountType.Page, @class = AccountClass.Official } })).Id}";

    // The first whose addresses the register does not know.
    private async Task<HandleEvent?> Fresh(string kind)
    {
        foreach (var move in moves.Where(move => move.Event == kind))
            if ((await stage.Bearers(move.OldUrl)).Count == 0 && (await stage.Bearers(move.NewUrl)).Count == 0) return move;
        return null;
    }

    private static string IdOf(string path) => path.Split('/')[^1];
}
