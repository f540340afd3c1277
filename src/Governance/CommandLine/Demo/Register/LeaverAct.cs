using Governance.Accounts;

namespace Governance.CommandLine.Demo.Register;

/// <summary>Somebody who owned several accounts leaves: each finds a successor, who accepts, and one that had nobody beside its owner is orphaned until a steward acts.</summary>
internal sealed class LeaverAct(DemoStage stage)
{
    private const int Accounts = 5;
    private const string Successor = Cast.Communications;

    private string leaver = "";
    private List<AccountRow> owned = [];
    private long before;

    /// <summary>Somebody joins and answers for accounts that nobody answered for, all but one with somebody beside them.</summary>
    public async Task<LeaverAct> Prepare()
    {
        stage.Act($"{Accounts} accounts that nobody answered for get an owner");
        leaver = await stage.Join(null, "Noor Haddad");
        owned = [.. (await stage.Page<AccountRow>(Cast.Auditor, "/accounts?unclaimed=true&state=candidate&disputed=false&limit=200")).Take(Accounts)];
        stage.Expect(Accounts, owned.Count, "accounts that nobody answers for");
        var lines = owned.Select((row, at) => new ImportedAccount(at + 1, row.Url, Owner: leaver, BackupOwner: at == 0 ? null : Successor)).ToList();
        var answers = (await stage.Do<ImportedLines>(Cast.Steward, "/accounts/import", new ImportAccounts("Who took what", lines))).Items;
        stage.Expect(Accounts, answers.Count(answer => answer.Outcome == LineOutcome.Changed), "accounts that got an owner");
        foreach (var row in owned.Skip(1)) await stage.Do(Successor, $"/accounts/{row.AccountId}/accept-backup", new { });
        stage.Check($"{stage.Name(leaver)} owns {Accounts}; {stage.Name(Successor)} agreed to stand beside them for {Accounts - 1}");
        return this;
    }

    /// <summary>The leaving, and what follows.</summary>
    public async Task Play()
    {
        stage.Act($"{stage.Name(leaver)} leaves");
        before = await stage.Position();
        await stage.Do(Cast.Administrator, $"/people/{leaver}/leave", new { reason = "Took a post elsewhere" });
        var asked = await stage.Until(Asked, rows => rows.Count >= Accounts - 1, $"{stage.Name(Successor)} is asked to take over");
        stage.Expect(Accounts - 1, asked.Count, "accounts that wait for the successor");
        stage.Check($"{asked.Count} accounts wait for {stage.Name(Successor)}, by {asked[0].Asked[0].DueOn:yyyy-MM-dd}");
        await stage.Refused(Cast.OtherCommunications, $"/accounts/{asked[0].Account.AccountId}/accept-hand-over", new { handOverId = asked[0].Asked[0].HandOverId }, AccountRules.NotAsked.Code);
        foreach (var row in asked) await Accept(Successor, row.Account.AccountId, row.Asked.First(open => open.From == leaver).HandOverId);
        stage.Check($"{stage.Name(Successor)} accepted each by an act of their own, and answers for them from now on");
        await Orphan(owned[0].AccountId);
    }

    /// <summary>It can be read afterwards who it was then.</summary>
    public async Task Then()
    {
        var then = await stage.Page<AccountRow>(Cast.Auditor, $"/accounts?owner={leaver}&position={before}");
        stage.Expect((Accounts, 0), (then.Count, (await stage.Page<AccountRow>(Cast.Auditor, $"/accounts?owner={leaver}")).Count), "the leaver's accounts then and now");
        stage.Check($"As of position {before} of the log {stage.Name(leaver)} owned {then.Count} accounts; now none");
    }

    private async Task Orphan(string account)
    {
        var view = await stage.Until(() => stage.See(Cast.Auditor, $"/accounts/{account}"), seen => seen.Text("orphaned") == "true", "the account that had nobody is orphaned");
        var handOver = view["handOvers"]!.AsArray().First(open => open.Text("what") == "ownership").Text("handOverId");
        stage.Check($"{view.Text("url")} had nobody beside its owner: it is orphaned, and counted as such");
        await stage.Do(Cast.Steward, $"/accounts/{account}/redirect-hand-over", new { handOverId = handOver, to = Cast.OtherCommunications });
        await Accept(Cast.OtherCommunications, account, handOver);
        stage.Expect("false", (await stage.See(Cast.Auditor, $"/accounts/{account}")).Text("orphaned"), "the account's being orphaned");
        stage.Check($"{stage.Name(Cast.Steward)} redirected it to {stage.Name(Cast.OtherCommunications)}, who accepted");
    }

    private async Task Accept(string person, string account, string handOverId)
    {
        await stage.Do(person, $"/accounts/{account}/accept-hand-over", new { handOverId });
        stage.Expect(person, (await stage.See(Cast.Auditor, $"/accounts/{account}")).Text("owner"), "the owner");
    }

    private async Task<List<HoldingRow>> Asked() =>
        [.. (await stage.All<HoldingRow>(Cast.Auditor, $"/people/{Successor}/holdings")).Where(row => row.Asked.Any(open => open.From == leaver && open.What == Holding.Ownership))];
}
