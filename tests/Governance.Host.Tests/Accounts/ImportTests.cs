using System.Text.Json;
using Governance.Host.Tests.Audit.Past;
using Governance.Host.Tests.Claims;
using Governance.Host.Tests.Policies;
using Governance.Shared;
using Marten;
using static Governance.Host.Tests.Accounts.AccountSteps;

namespace Governance.Host.Tests.Accounts;

public sealed class ImportTests(Service service)
{
    private static async Task<string[]> Import(Acme acme, params object[] lines)
    {
        var answer = (await acme.Post(Steward, "/accounts/import", new { source = "register.csv", lines })).Expect(200);
        return [.. answer.At("items").EnumerateArray().Select(item => $"{item.GetProperty("line")} {item.GetProperty("outcome").GetString()}{(item.TryGetProperty("code", out var code) ? $" {code.GetString()}" : "")}")];
    }

    private static async Task<long> Events(Acme acme)
    {
        await using var session = acme.Session();
        return await session.Events.QueryAllRawEvents().LongCountAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Each_line_is_answered_by_what_became_of_it()
    {
        var acme = await service.Found();
        await acme.Registered("keptacme", owner: AccountOwner, platformId: "77");
        Assert.Equal(
            [
                "2 added", "3 added", "4 same", "5 changed", "6 conflict import.other-description", "7 refused account.address-unreadable", "8 refused account.person-unknown", "9 refused account.not-a-person",
                "10 refused account.other-identity", "11 refused account.identity-taken", "12 conflict import.other-owner",
            ],
            await Import(
                acme,
                new { line = 2, url = "twitter.com/#!/AcmeNew", owner = AccountOwner, unit = "Marketing" },
                new { line = 3, url = "http://facebook.com/pages/Acme/12345" },
                new { line = 4, url = "https://x.com/acmenew", unit = "Marketing" },
                new { line = 5, url = "https://x.com/acmenew", language = "en" },
                new { line = 6, url = "https://x.com/acmenew", unit = "Sports" },
                new { line = 7, url = "https://www.facebook.com/sharer.php?u=x" },
                new { line = 8, url = "https://x.com/acmeother", owner = "p-9999" },
                new { line = 9, url = "https://x.com/acmeother", owner = Acme.Integrator },
                new { line = 10, url = "https://x.com/keptacme", platformId = "78" },
                new { line = 11, url = "https://x.com/acmeelse", platformId = "77" },
                new { line = 12, url = "https://x.com/keptacme", owner = Backup }));
        var row = (await acme.Get(Acme.Executive, "/accounts?owner=p-1007&unit=Marketing&level=0")).At("items").EnumerateArray().Single();
        Assert.Equal("acmenew en registered False", $"{row.GetProperty("handle")} {row.GetProperty("profile").GetProperty("language")} {row.GetProperty("state")} {row.GetProperty("governed")}");
    }

    [Fact]
    public async Task Two_owners_of_one_account_become_two_claims_and_a_dispute_once()
    {
        var acme = await service.Found();
        object[] lines = [new { line = 2, url = "https://x.com/twoowners", owner = AccountOwner }, new { line = 3, url = "http://twitter.com/TwoOwners", owner = Backup }, new { line = 4, url = "https://x.com/twoowners", owner = Publisher }];
        Assert.Equal(["2 added", "3 conflict import.other-owner", "4 conflict import.other-owner"], await Import(acme, lines));
        var before = await Events(acme);
        Assert.Equal(["2 same", "3 conflict import.other-owner", "4 conflict import.other-owner"], await Import(acme, lines));
        Assert.Equal(before, await Events(acme));

        var account = (await acme.Get(Acme.Executive, "/accounts?disputed=true")).At("items").EnumerateArray().Single();
        var dispute = (await acme.Get(Acme.Executive, "/disputes")).Expect(200).At("items").EnumerateArray().Single();
        Assert.Equal(account.GetProperty("accountId").GetString(), dispute.GetProperty("accountId").GetString());
        Assert.Equal([Backup, Publisher, AccountOwner], (await acme.Get(Acme.Executive, "/claims")).Expect(200).At("items").EnumerateArray().Select(claim => claim.GetProperty("owner").GetString()!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Whose_claim_did_not_stand_is_not_made_owner_by_the_same_line_again()
    {
        var acme = await service.Found(shippedFlows: true);
        object[] lines = [new { line = 2, url = "https://x.com/voidowners", owner = AccountOwner }, new { line = 3, url = "https://x.com/voidowners", owner = Backup }];
        await Import(acme, lines);
        var dispute = $"/disputes/{(await acme.Get(Acme.Executive, "/disputes")).At("items")[0].GetProperty("disputeId").GetString()}";
        await acme.DecideDispute(dispute, "void");
        (await acme.Post(AccountOwner, $"{dispute}/appeal", new { grounds = "It is ours." })).Expect(200);
        var request = (await acme.Post(Acme.Drafter, $"{dispute}/propose-final", new { outcome = "void", reasons = "Nobody's." })).Expect(200).Text("links", "request");
        (await acme.Decide(Acme.OtherExecutive, request)).Expect(200);
        Assert.Equal(["2 same", "3 same"], await Import(acme, lines));
        Assert.Equal("candidate", (await acme.Get(Acme.Executive, "/accounts")).At("items")[0].GetProperty("state").GetString());
    }

    [Fact]
    public async Task What_was_decided_here_a_list_does_not_stir()
    {
        var acme = await service.Found();
        // Accepted by a claim: whoever says otherwise claims.
        await acme.Registered("decidedacme");
        Assert.Equal(["2 conflict import.other-owner"], await Import(acme, new { line = 2, url = "https://x.com/decidedacme", owner = Backup }));
        // Handed over since: the former owner is not called back.
        object line = new { line = 2, url = "https://x.com/handedacme", owner = AccountOwner };
        Assert.Equal(["2 added"], await Import(acme, line));
        var account = (await acme.Get(Acme.Executive, "/accounts?level=0")).At("items").EnumerateArray().Single().GetProperty("accountId").GetString();
        var handOver = (await acme.Post(AccountOwner, $"/accounts/{account}/hand-over", new { what = "ownership", from = AccountOwner, to = Backup })).Expect(200).Text("added");
        (await acme.Post(Backup, $"/accounts/{account}/accept-hand-over", new { handOverId = handOver })).Expect(200);
        Assert.Equal(["2 same import.other-owner"], await Import(acme, line));
        Assert.Empty((await acme.Get(Acme.Executive, "/disputes")).Expect(200).At("items").EnumerateArray());
    }

    [Fact]
    public async Task A_list_does_not_stir_a_dispute_that_is_being_decided_nor_a_claim_that_was_accepted()
    {
        var acme = await service.Found(shippedFlows: true);
        object[] lines = [new { line = 2, url = "https://x.com/beingdecided", owner = AccountOwner }, new { line = 3, url = "https://x.com/beingdecided", owner = Backup }];
        await Import(acme, lines);
        var dispute = $"/disputes/{(await acme.Get(Acme.Executive, "/disputes")).At("items")[0].GetProperty("disputeId").GetString()}";
        await acme.DecideDispute(dispute, "void");
        object third = new { line = 4, url = "https://x.com/beingdecided", owner = Publisher };
        var before = await Events(acme);
        Assert.Equal(["4 conflict import.other-owner"], await Import(acme, third));
        Assert.Equal((before, 2), (await Events(acme), (await acme.Get(Acme.Executive, dispute)).At("dispute", "sides").GetArrayLength()));

        var (account, _, _, _) = await acme.Accepted();
        var url = (await acme.Get(Acme.Executive, account)).Text("url");
        var after = await Events(acme);
        Assert.Equal(["5 conflict import.other-owner"], await Import(acme, new { line = 5, url, owner = AccountOwner }));
        Assert.Equal(after, await Events(acme));
    }

    [Fact]
    public async Task Nobody_makes_themselves_an_owner_by_a_list()
    {
        var acme = await service.Found();
        Assert.Equal(["2 refused account.imports-own"], await Import(acme, new { line = 2, url = "https://x.com/ownacme", owner = Steward }));
    }

    [Fact]
    public async Task Importing_twice_is_importing_once()
    {
        var acme = await service.Found();
        string[] owners = [AccountOwner, Backup, Publisher, ""];
        var lines = Enumerable.Range(0, 400).Select(at => (object)new { line = at + 2, url = $"https://x.com/acmetwice{at % 300}", owner = owners[at % 7 % 4], unit = $"Unit {at % 3}", language = at % 2 == 0 ? "en" : "" }).ToArray();
        await Import(acme, lines);
        var (events, register) = (await Events(acme), await Export(acme));
        await Import(acme, lines);
        Assert.Equal((events, register), (await Events(acme), await Export(acme)));
        // In another order and in parts it says the same of each account.
        foreach (var part in lines.Reverse().Chunk(37)) await Import(acme, part);
        Assert.Equal(register, await Export(acme));
    }

    [Fact]
    public async Task What_a_person_corrected_is_not_overwritten()
    {
        var acme = await service.Found();
        object line = new { line = 2, url = "https://x.com/acmecorrected", unit = "Marketing" };
        await Import(acme, line);
        var account = (await acme.Get(Acme.Executive, "/accounts")).At("items").EnumerateArray().Single().GetProperty("accountId").GetString();
        (await acme.Post(Steward, $"/accounts/{account}/describe", new { profile = new { type = "page", unit = "Sports", @class = "official" } })).Expect(200);
        Assert.Equal(["2 conflict import.other-description"], await Import(acme, line));
        Assert.Equal("Sports", (await acme.Get(Acme.Executive, $"/accounts/{account}")).Text("profile", "unit"));
    }

    [Fact]
    public async Task Only_a_steward_imports_and_the_shape_is_told()
    {
        var acme = await service.Found();
        (await acme.Post(AccountOwner, "/accounts/import", new { source = "x", lines = new[] { new { line = 1, url = "https://x.com/a" } } })).Expect(403, "access.not-yours");
        (await acme.Post(Steward, "/accounts/import", new { source = "x", lines = Array.Empty<object>() })).Expect(400, "body.invalid");
        (await acme.Post(Steward, "/accounts/import", new { source = "", lines = new[] { new { line = 1, url = "https://x.com/a" } } })).Expect(400, "body.invalid");
        (await acme.Post(Steward, "/accounts/import", new { source = "x", lines = Enumerable.Range(0, 501).Select(at => new { line = at, url = "https://x.com/a" }) })).Expect(400, "body.invalid");
    }

    [Fact]
    public async Task The_whole_register_is_exported_as_csv_and_json_and_no_cell_is_a_formula()
    {
        var acme = await service.Found();
        await acme.Registered("exportacme", backup: Backup, unit: "=HYPERLINK(\"x\"),\"y\"");
        await acme.Listed("https://www.facebook.com/acmeexport");
        var csv = (await acme.Get(Acme.Auditor, "/accounts/export")).Expect(200).Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, csv.Length);
        Assert.StartsWith("url,platform,handle", csv[0], StringComparison.Ordinal);
        Assert.Contains(",\"'=HYPERLINK(\"\"x\"\"),\"\"y\"\"\",", csv[2], StringComparison.Ordinal);
        var json = (await acme.Get(Acme.Auditor, "/accounts/export?format=json")).Expect(200);
        Assert.Equal(["acmeexport", "exportacme"], json.Json.EnumerateArray().Select(row => row.GetProperty("handle").GetString()));
        var then = await acme.Moment();
        await acme.Listed("https://www.facebook.com/acmelater");
        Assert.Equal(2, (await acme.Get(Acme.Auditor, $"/accounts/export?format=json&asOf={then}")).Expect(200).Json.GetArrayLength());
        (await acme.Get(Acme.Auditor, "/accounts/export?format=xml")).Expect(400);
    }

    // Without ids and versions, which say how often something was learned and not what.
    private static async Task<string> Export(Acme acme) =>
        JsonSerializer.Serialize((await acme.Get(Acme.Executive, "/accounts/export?format=json")).Expect(200).Json.EnumerateArray().Select(row => string.Join(' ', row.EnumerateObject()
            .Where(member => member.Name is not ("version" or "accountId" or "attestationDueOn")).Select(member => $"{member.Name}={member.Value}"))), Json.Options);
}
