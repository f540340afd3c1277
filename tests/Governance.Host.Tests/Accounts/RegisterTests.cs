using System.Text.Json;
using Governance.Accounts;
using Governance.Host.Tests.Audit.Past;
using static Governance.Host.Tests.Accounts.AccountSteps;

namespace Governance.Host.Tests.Accounts;

public sealed class RegisterTests(Service service)
{
    private static string[] Handles(Answer page) => [.. page.Expect(200).At("items").EnumerateArray().Select(row => row.GetProperty("handle").GetString()!)];

    [Fact]
    public async Task An_executive_sees_what_is_out_there_and_who_runs_it_in_one_request()
    {
        var acme = await service.Found();
        await acme.Registered("acmeone", backup: Backup);
        await acme.Listed("https://www.facebook.com/AcmeFans");
        var rows = (await acme.Get(Acme.Executive, "/accounts?outThere=true")).Expect(200).At("items").EnumerateArray().ToList();
        Assert.Equal(["facebook acmefans candidate  ", "x acmeone registered p-1007 Grace Adeyemi"], rows.Select(row =>
            $"{row.GetProperty("platform")} {row.GetProperty("handle")} {row.GetProperty("state")} {Text(row, "owner")} {Text(row, "ownerName")}"));
        Assert.Equal([false, true], rows.Select(row => row.GetProperty("governed").GetBoolean()));
        var figures = (await acme.Get(Acme.Executive, "/accounts/summary")).Expect(200);
        Assert.Equal("2 1 1 1", $"{figures.At("outThere")} {figures.At("governed")} {figures.At("ungoverned")} {figures.At("unclaimed")}");
    }

    [Fact]
    public async Task An_auditor_sees_the_register_as_it_was_at_a_moment()
    {
        var acme = await service.Found();
        var account = await acme.Registered("acmethen");
        await acme.Registered("acmelater");
        var then = await acme.Moment();
        (await acme.Post(AccountOwner, $"{account}/rename", new { url = "https://x.com/acmenow" })).Expect(200);

        Assert.Equal(["acmelater", "acmethen"], Handles(await acme.Get(Acme.Auditor, $"/accounts?asOf={then}")));
        Assert.Equal(["acmelater", "acmenow"], Handles(await acme.Get(Acme.Auditor, "/accounts")));
        (await acme.Get(Acme.Auditor, "/accounts?asOf=2020-01-01")).Expect(404, "as-of.before-log");
        Assert.Equal("acmethen", (await acme.Get(Acme.Auditor, $"{account}?asOf={then}")).Expect(200).Text("handle"));
        Assert.Equal("acmethen", (await acme.Get(Acme.Auditor, $"{account}?version=4")).Expect(200).Text("handle"));
    }

    [Fact]
    public async Task Who_owned_an_address_on_a_day_and_on_what_proof_is_one_request()
    {
        var acme = await service.Found();
        var account = await acme.Registered("acmeowned", backup: Backup);
        var before = await LastMoment(acme, account);
        var handOver = (await acme.Post(AccountOwner, $"{account}/hand-over", new { what = "ownership", from = AccountOwner, to = Backup })).Expect(200).Text("added");
        (await acme.Post(Backup, $"{account}/accept-hand-over", new { handOverId = handOver })).Expect(200);

        var then = Assert.Single((await acme.Get(Acme.Auditor, $"/accounts/owner?url=http://mobile.twitter.com/AcmeOwned&on={before}")).Expect(200).At("accounts").EnumerateArray().ToList());
        Assert.Equal("p-1007 claim oembed 2", $"{then.GetProperty("ownership").GetProperty("owner")} {then.GetProperty("ownership").GetProperty("ground")} {then.GetProperty("proof").GetProperty("method")} {then.GetProperty("proof").GetProperty("level")}");
        var now = Assert.Single((await acme.Get(Acme.Auditor, "/accounts/owner?url=https://x.com/acmeowned")).Expect(200).At("accounts").EnumerateArray().ToList());
        Assert.Equal("p-1005 True", $"{now.GetProperty("ownership").GetProperty("owner")} {now.GetProperty("ownership").GetProperty("handedOver")}");
        Assert.Empty((await acme.Get(Acme.Auditor, "/accounts/owner?url=https://x.com/acmeowned&on=2020-01-01")).Expect(200).At("accounts").EnumerateArray());
        (await acme.Get(Acme.Auditor, "/accounts/owner?url=https://x.com/search?q=acme")).Expect(400, "account.address-unreadable");
    }

    [Fact]
    public async Task The_register_is_filtered_by_what_it_shows()
    {
        var acme = await service.Found();
        await acme.Registered("b-kept".Replace("-", "", StringComparison.Ordinal), backup: Backup);
        await acme.Registered("coverdue", unit: "Sports", more: [new AttestationOverdue(service.Now)]);
        await acme.Registered("ddisputed", owner: Backup, more: [new AccountDisputed("d-1")]);
        await acme.Listed("https://x.com/afound");
        foreach (var (query, handles) in new (string, string[])[]
            {
                ("", ["afound", "bkept", "coverdue", "ddisputed"]), ("platform=x", ["afound", "bkept", "coverdue", "ddisputed"]), ("platform=facebook", []), ("unit=Sports", ["coverdue"]), ("owner=p-1005", ["ddisputed"]),
                ("state=candidate", ["afound"]), ("level=0", ["afound"]), ("level=2", ["bkept", "coverdue", "ddisputed"]), ("overdue=true", ["coverdue"]), ("disputed=true", ["ddisputed"]), ("unclaimed=true", ["afound"]),
                ("governed=true", ["bkept"]), ("governed=false", ["afound", "coverdue", "ddisputed"]), ("class=official", ["afound", "bkept", "coverdue", "ddisputed"]), ("person=p-1005", ["bkept", "ddisputed"]),
                ("governed=false&unit=Sports", ["coverdue"]),
            })
            Assert.Equal(handles, Handles(await acme.Get(Acme.Executive, $"/accounts?{query}")));
        (await acme.Get(Acme.Executive, "/accounts?state=Candidate")).Expect(400);
        (await acme.Get(Acme.Executive, "/accounts?level=4")).Expect(400, "request.invalid");
    }

    [Fact]
    public async Task Pages_follow_one_another_without_a_gap()
    {
        var acme = await service.Found();
        foreach (var name in (string[])["pa", "pb", "pc", "pd", "pe"]) await acme.Registered(name + "acme");
        var seen = new List<string>();
        for (var cursor = ""; ;)
        {
            var page = (await acme.Get(Acme.Executive, $"/accounts?limit=2{cursor}")).Expect(200);
            seen.AddRange(Handles(page));
            if (!page.Json.TryGetProperty("next", out var next)) break;
            cursor = $"&cursor={next}";
        }

        Assert.Equal(["paacme", "pbacme", "pcacme", "pdacme", "peacme"], seen);
    }

    [Fact]
    public async Task What_a_person_is_responsible_for_is_one_request()
    {
        var acme = await service.Found();
        await acme.Registered("holdsone", backup: Backup);
        await acme.Registered("holdstwo", owner: Backup, more: [new PublisherGranted(Backup)]);
        var rows = (await acme.Get(Acme.Executive, "/people/p-1005/holdings")).Expect(200).At("items").EnumerateArray().ToList();
        Assert.Equal(["backupOwnership", "ownership publishing"], rows.Select(row => string.Join(' ', row.GetProperty("holds").EnumerateArray().Select(what => what.GetString()))));
        (await acme.Get(Acme.Executive, "/people/p-9999/holdings")).Expect(404, "person.unknown");
    }

    [Fact]
    public async Task Another_organisation_sees_nothing_of_it()
    {
        var (acme, other) = (await service.Found(), await service.Found());
        var account = await acme.Registered("tenantacme");
        Assert.Empty(Handles(await other.Get(Acme.Executive, "/accounts")));
        (await other.Get(Acme.Executive, account)).Expect(404, "account.unknown");
        Assert.Equal("0", (await other.Get(Acme.Executive, "/accounts/summary")).Text("outThere"));
        Assert.Empty((await other.Get(Acme.Executive, "/accounts/owner?url=https://x.com/tenantacme")).Expect(200).At("accounts").EnumerateArray());
    }

    [Fact]
    public async Task The_history_says_who_did_what_in_sentences()
    {
        var acme = await service.Found();
        var account = await acme.Registered("storyacme");
        (await acme.Post(AccountOwner, $"{account}/name-backup", new { person = Backup })).Expect(200);
        (await acme.Post(Backup, $"{account}/accept-backup")).Expect(200);
        var sentences = (await acme.Get(Acme.Auditor, $"{account}/history")).Expect(200).At("items").EnumerateArray().Select(line => line.GetProperty("sentence").GetString()!).ToList();
        Assert.Equal(["Grace Adeyemi asked Elif Yilmaz to be backup owner.", "Elif Yilmaz recorded that Elif Yilmaz accepted to be backup owner."], sentences.TakeLast(2));
    }

    private static string Text(JsonElement row, string member) => row.TryGetProperty(member, out var value) ? value.ToString() : "";

    // The moment of an account's last fact, as the database's clock has it.
    private static async Task<string> LastMoment(Acme acme, string account)
    {
        var at = (await acme.Get(Acme.Auditor, $"{account}/history")).Expect(200).At("items").EnumerateArray().Last().GetProperty("at").GetDateTimeOffset();
        return Uri.EscapeDataString(at.UtcDateTime.ToString("O"));
    }
}
