using Governance.Accounts;
using Governance.Host.Tests.Accounts;
using Governance.Shared;
using Microsoft.Extensions.Time.Testing;

namespace Governance.Host.Tests.Leads;

public sealed class LeadTests(Service service)
{
    [Fact]
    public async Task Two_spellings_of_one_account_are_one_lead_and_each_place_is_recorded_once()
    {
        var acme = await service.Found();
        var first = (await acme.Report("http://m.facebook.com/AcmeRunning/?ref=x", "https://acme.example/")).Expect(200);
        Assert.Equal(("new", "\"1\""), (first.Text("outcome"), first.ETag));
        Assert.Equal($"/leads/{first.Text("leadId")}", first.Headers["Location"]);
        Assert.Equal("\"1\"", (await acme.Report("facebook.com/acmerunning", " https://acme.example/ ", Acme.OtherComms)).Expect(200).ETag);
        var third = (await acme.Report("facebook.com/acmerunning", "https://acme.example/shoes", Acme.OtherComms)).Expect(200);
        Assert.Equal(("seenBefore", first.Text("leadId"), "\"2\""), (third.Text("outcome"), third.Text("leadId"), third.ETag));
        var lead = (await acme.Get(Acme.Comms, $"/leads/{first.Text("leadId")}")).Expect(200);
        Assert.Equal(("open", "facebook", "acmerunning", "2"), (lead.Text("state"), lead.Text("platform"), lead.Text("handle"), lead.Text("seen")));
        Assert.Equal(["p-1005", "p-1006"], lead.At("sightings").EnumerateArray().Select(sighting => sighting.GetProperty("by").GetString()));
    }

    [Theory]
    [InlineData("https://www.facebook.com/sharer", "lead.not-an-account")]
    [InlineData("https://evilfacebook.com/acme", "lead.platform-unknown")]
    [InlineData("https://user@www.facebook.com/acme", "lead.unreadable")]
    [InlineData("", "lead.unreadable")]
    public async Task What_is_no_account_is_refused_with_what_to_give_instead(string url, string code)
    {
        var acme = await service.Found();
        var refused = (await acme.Report(url)).Expect(400, code);
        Assert.True(refused.At("errors").TryGetProperty("url", out _));
        Assert.Empty((await acme.Get(Acme.Comms, "/leads")).Expect(200).At("items").EnumerateArray());
    }

    [Fact]
    public async Task A_handle_goes_with_its_platform()
    {
        var acme = await service.Found();
        var byHandle = (await acme.Post(Acme.Comms, "/leads", new { platform = "facebook", handle = "AcmeRunning" })).Expect(200);
        Assert.Equal(byHandle.Text("leadId"), (await acme.Report("facebook.com/acmerunning", "elsewhere")).Expect(200).Text("leadId"));
        (await acme.Post(Acme.Comms, "/leads", new { handle = "acme" })).Expect(400, "body.invalid");
        (await acme.Post(Acme.Comms, "/leads", new { platform = "facebook" })).Expect(400, "body.invalid");
        (await acme.Post(Acme.Comms, "/leads", new { url = "facebook.com/acme", platform = "facebook", handle = "acme" })).Expect(400, "body.invalid");
        (await acme.Post(Acme.Comms, "/leads", new { platform = "friendface", handle = "acme" })).Expect(400, "lead.platform-unknown");
        (await acme.Post(Acme.Comms, "/leads", new { url = "facebook.com/acme", seenAt = new string('a', 501) })).Expect(400, "body.invalid");
    }

    [Fact]
    public async Task A_rejection_stands_until_there_is_a_new_fact()
    {
        var acme = await service.Found();
        var lead = await acme.Lead();
        (await acme.Post(LeadSteps.Steward, $"{lead}/reject", new { reason = "other" })).Expect(400, "body.invalid");
        (await acme.Post(Acme.Comms, $"{lead}/reject", new { reason = "gone" })).Expect(403, "access.not-yours");
        await acme.Reject(lead, "notOurs", "A running club");
        (await acme.Post(LeadSteps.Steward, $"{lead}/reject", new { reason = "gone" })).Expect(409, "lead.rejected");
        (await acme.Post(LeadSteps.Steward, $"{lead}/confirm", new { profile = LeadSteps.Profile })).Expect(409, "lead.rejected");
        (await acme.Post(LeadSteps.Steward, $"{lead}/pass-on", new { observed = "Our logo" })).Expect(409, "lead.rejected");
        Assert.Equal("rejectedBefore", (await acme.Report("facebook.com/acmerunning", "https://acme.example/new")).Expect(200).Text("outcome"));
        var rejected = (await acme.Get(Acme.Comms, lead)).Expect(200);
        Assert.Equal(("rejected", "notOurs", "A running club", "2"), (rejected.Text("state"), rejected.Text("reason"), rejected.Text("note"), rejected.Text("seen")));
        (await acme.Post(LeadSteps.Steward, $"{lead}/reopen", new { newFact = "" })).Expect(400, "body.invalid");
        (await acme.Post(LeadSteps.Steward, $"{lead}/reopen", new { newFact = "It says official now" })).Expect(200);
        (await acme.Post(LeadSteps.Steward, $"{lead}/reopen", new { newFact = "Again" })).Expect(409, "lead.not-rejected");
        Assert.Equal("open", (await acme.Get(Acme.Comms, lead)).Text("state"));
        (await acme.Post(LeadSteps.Steward, "/leads/none/reopen", new { newFact = "It says official now" })).Expect(404, "lead.unknown");
        (await acme.Post(LeadSteps.Steward, "/leads/none/reject", new { reason = "gone" })).Expect(404, "lead.unknown");
    }

    [Fact]
    public async Task A_command_on_another_version_than_was_read_changes_nothing()
    {
        var acme = await service.Found();
        var lead = await acme.Lead();
        (await acme.Post(LeadSteps.Steward, $"{lead}/reject", new { reason = "gone" }, ("If-Match", "\"7\""))).Expect(412, "precondition.stale");
        (await acme.Post(Acme.Comms, "/leads", new { url = "facebook.com/acmerunning", seenAt = "x" }, ("If-Match", "\"7\""))).Expect(412, "precondition.stale");
        (await acme.Post(LeadSteps.Steward, $"{lead}/confirm", new { profile = LeadSteps.Profile }, ("If-Match", "\"7\""))).Expect(412);
        (await acme.Post(LeadSteps.Steward, $"{lead}/pass-on", new { observed = "Our logo" }, ("If-Match", "\"7\""))).Expect(412);
        Assert.Equal("\"1\"", (await acme.Get(Acme.Comms, lead)).ETag);
    }

    [Fact]
    public async Task A_confirmed_lead_is_a_candidate_of_the_register_and_known_from_then_on()
    {
        var acme = await service.Found();
        var lead = await acme.Lead();
        (await acme.Post(LeadSteps.Steward, $"{lead}/confirm", new { })).Expect(400, "body.invalid");
        (await acme.Post(Acme.Comms, $"{lead}/confirm", new { profile = LeadSteps.Profile })).Expect(403);
        (await acme.Post(LeadSteps.Steward, "/leads/none/confirm", new { profile = LeadSteps.Profile })).Expect(404, "lead.unknown");
        var confirmed = (await acme.Post(LeadSteps.Steward, $"{lead}/confirm", new { profile = LeadSteps.Profile })).Expect(200);
        var account = (await acme.Get(Acme.Comms, $"/accounts/{confirmed.Text("added")}")).Expect(200);
        Assert.Equal(("candidate", "acmerunning"), (account.Text("state"), account.Text("handle")));
        var again = (await acme.Report("facebook.com/AcmeRunning", "elsewhere")).Expect(200);
        Assert.Equal(("inTheRegister", confirmed.Text("added")), (again.Text("outcome"), again.Text("accountId")));
        (await acme.Post(LeadSteps.Steward, $"{lead}/confirm", new { profile = LeadSteps.Profile })).Expect(409, "lead.in-the-register");
    }

    [Fact]
    public async Task What_was_listed_by_another_way_is_matched_by_the_next_sighting_or_by_confirming()
    {
        var acme = await service.Found();
        var (seen, confirmed) = (await acme.Lead(), await acme.Lead("https://www.instagram.com/acmerunning"));
        await acme.Reject(seen);
        foreach (var url in (string[])["https://www.facebook.com/acmerunning", "https://www.instagram.com/acmerunning"]) (await acme.Post(LeadSteps.Steward, "/accounts", new { url, profile = LeadSteps.Profile })).Expect(201);
        Assert.Equal("inTheRegister", (await acme.Report("facebook.com/acmerunning", "elsewhere")).Expect(200).Text("outcome"));
        Assert.Equal("matched", (await acme.Get(Acme.Comms, seen)).Text("state"));
        (await acme.Post(LeadSteps.Steward, $"{confirmed}/confirm", new { profile = LeadSteps.Profile })).Expect(200);
        Assert.Equal("matched", (await acme.Get(Acme.Comms, confirmed)).Text("state"));
        Assert.Equal("inTheRegister", (await acme.Report("https://www.facebook.com/acmerunning")).Expect(200).Text("outcome"));
    }

    [Theory]
    [InlineData("AccountDeleted")]
    [InlineData("AccountLost")]
    public async Task At_the_handle_of_an_account_that_is_gone_a_lead_is_somebody_else_and_confirmed_it_takes_the_address(string end)
    {
        var acme = await service.Found();
        var handle = $"acmegone{end}".ToLowerInvariant()[..12];
        AccountEvent gone = end == "AccountDeleted" ? new AccountDeleted("A court ordered it.") : new AccountLost("Three appeals refused.");
        var account = await acme.Registered(handle, platformId: "77", more: [gone]);
        var seen = (await acme.Report($"x.com/{handle}", "elsewhere")).Expect(200);
        Assert.Equal("new", seen.Text("outcome"));
        var lead = $"/leads/{seen.Text("leadId")}";
        (await acme.Post(LeadSteps.Steward, "/accounts", new { url = $"https://x.com/{handle}", profile = LeadSteps.Profile })).Expect(409, "account.address-taken");
        (await acme.Post(LeadSteps.Steward, $"{lead}/confirm", new { platformId = "77", profile = LeadSteps.Profile })).Expect(409, "account.gone-is-back");
        Assert.Equal("open", (await acme.Get(Acme.Comms, lead)).Text("state"));
        var confirmed = (await acme.Post(LeadSteps.Steward, $"{lead}/confirm", new { platformId = "88", profile = LeadSteps.Profile })).Expect(200);
        var listed = (await acme.Get(Acme.Comms, $"/accounts/{confirmed.Text("added")}")).Expect(200);
        Assert.Equal(("candidate", "88", "confirmed"), (listed.Text("state"), listed.Text("platformId"), (await acme.Get(Acme.Comms, lead)).Text("state")));
        Assert.Equal("replaced", (await acme.Get(Acme.Comms, account)).Text("state"));
        Assert.Equal([end, "AccountReplaced"], (await acme.Facts(account)).TakeLast(2));
        Assert.Equal("inTheRegister", (await acme.Report($"x.com/{handle}", "again")).Expect(200).Text("outcome"));
    }

    [Fact]
    public async Task What_took_over_the_handle_of_an_account_that_is_gone_may_be_one_of_ours_and_is_not_listed_twice()
    {
        var acme = await service.Found();
        var gone = await acme.Registered("acmeformer", platformId: "77", more: [new AccountDeleted("A court ordered it.")]);
        var ours = await acme.Registered("acmebefore", platformId: "88");
        var lead = $"/leads/{(await acme.Report("x.com/acmeformer", "elsewhere")).Expect(200).Text("leadId")}";

        var confirmed = (await acme.Post(LeadSteps.Steward, $"{lead}/confirm", new { platformId = "88", profile = LeadSteps.Profile })).Expect(200);

        Assert.Equal((AccountSteps.IdOf(ours), "matched"), (confirmed.Text("added"), (await acme.Get(Acme.Comms, lead)).Text("state")));
        Assert.Equal("AccountDeleted", (await acme.Facts(gone))[^1]);
        Assert.Equal(("registered", "acmebefore"), ((await acme.Get(Acme.Comms, ours)).Text("state"), (await acme.Get(Acme.Comms, ours)).Text("handle")));
        Assert.Single((await acme.Get(Acme.Comms, "/accounts?platform=x")).Expect(200).At("items").EnumerateArray(), row => row.GetProperty("platformId").GetString() == "88");
    }

    [Fact]
    public async Task A_lead_that_is_passed_on_is_a_case()
    {
        var acme = await service.Found();
        var lead = await acme.Lead();
        (await acme.Post(LeadSteps.Steward, $"{lead}/pass-on", new { observed = "" })).Expect(400, "body.invalid");
        (await acme.Post(Acme.Comms, $"{lead}/pass-on", new { observed = "Our logo" })).Expect(403);
        (await acme.Post(LeadSteps.Steward, "/leads/none/pass-on", new { observed = "Our logo" })).Expect(404, "lead.unknown");
        var passed = (await acme.Post(LeadSteps.Steward, $"{lead}/pass-on", new { observed = "Our logo", danger = true })).Expect(200);
        var one = (await acme.Get(Acme.Comms, $"/impostors/{passed.Text("added")}")).Expect(200);
        Assert.Equal(("suspected", lead.Split('/')[^1], "True"), (one.Text("state"), one.Text("leadId"), one.Text("danger")));
        var seen = (await acme.Report("facebook.com/acmerunning", "elsewhere")).Expect(200);
        Assert.Equal(("passedOn", passed.Text("added")), (seen.Text("outcome"), seen.Text("caseId")));
        (await acme.Post(LeadSteps.Steward, $"{lead}/reject", new { reason = "gone" })).Expect(409, "lead.passed-on");
    }

    [Fact]
    public async Task A_lead_joins_the_open_case_about_its_account_and_a_cleared_one_takes_a_change()
    {
        var acme = await service.Found();
        var opened = (await acme.Post(Acme.Comms, "/impostors", new { url = "facebook.com/acmerunning", observed = "Our logo" })).Expect(201).Text("id");
        Assert.Equal(opened, (await acme.Post(LeadSteps.Steward, $"{await acme.Lead()}/pass-on", new { observed = "Our logo" })).Expect(200).Text("added"));
        var cleared = (await acme.Post(Acme.Comms, "/impostors", new { url = "instagram.com/acmerunning", observed = "Our logo" })).Expect(201).Text("id");
        (await acme.Post(Acme.Drafter, $"/impostors/{cleared}/clear", new { @class = "fan", reason = "They admire us" })).Expect(200);
        var lead = await acme.Lead("instagram.com/acmerunning");
        (await acme.Post(LeadSteps.Steward, $"{lead}/pass-on", new { observed = "Our logo" })).Expect(409, "impostor.cleared-before");
        Assert.NotEqual(cleared, (await acme.Post(LeadSteps.Steward, $"{lead}/pass-on", new { observed = "Our logo", change = "It sells now" })).Expect(200).Text("added"));
    }

    [Fact]
    public async Task The_queue_shows_the_longest_waiting_first_and_flags_what_waits_too_long()
    {
        await using var own = await Service.OfItsOwn(new FakeTimeProvider(new DateTimeOffset(2027, 3, 1, 10, 0, 0, TimeSpan.Zero)));
        var acme = await own.Found();
        var first = await acme.Lead("facebook.com/acme1");
        own.Clock.Advance(TimeSpan.FromDays(1));
        var second = await acme.Lead("facebook.com/acme2");
        own.Clock.Advance(TimeSpan.FromSeconds(1));
        var third = await acme.Lead("instagram.com/acme3");
        await acme.Reject(third);
        own.Clock.Advance(TimeSpan.FromDays(6) + TimeSpan.FromMilliseconds(1));
        Assert.Equal([first, second], await Leads(acme, "?state=open"));
        Assert.Equal([first], await Leads(acme, "?overdue=true"));
        Assert.Equal([second, third], await Leads(acme, "?overdue=false"));
        Assert.Equal([third], await Leads(acme, "?platform=instagram"));
        Assert.Equal([first, second, third], await Leads(acme, "?limit=1"));
        Assert.True((await acme.Get(Acme.Comms, first)).At("overdue").GetBoolean());
        (await acme.Get(Acme.Comms, "/leads?state=shut")).Expect(400);
        (await acme.Get(Acme.Comms, "/leads?cursor=x")).Expect(400, "request.invalid");
        (await acme.Get(Acme.Comms, $"/leads?cursor={PageCursor.Encode(["never", "x"])}")).Expect(400, "request.invalid");
        (await acme.Get(Acme.Comms, "/leads/none")).Expect(404, "lead.unknown");
    }

    [Fact]
    public async Task The_history_tells_who_saw_it_where_and_what_became_of_it()
    {
        var acme = await service.Found();
        var lead = await acme.Lead();
        await acme.Reject(lead, "gone");
        var lines = (await acme.Get(Acme.Auditor, $"{lead}/history")).Expect(200).At("items").EnumerateArray().Select(line => line.GetProperty("sentence").GetString());
        Assert.Equal(["Elif Yilmaz reported acmerunning on facebook, seen at https://acme.example/.", "Dara Okafor rejected the lead: it is not there any more."], lines);
        (await acme.Get(Acme.Auditor, "/leads/none/history")).Expect(404, "lead.unknown");
    }

    [Fact]
    public async Task Eight_who_see_the_same_account_at_once_make_one_lead()
    {
        var acme = await service.Found();
        await acme.KeyOf(Acme.Comms);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(page => acme.Report("facebook.com/acmerunning", $"https://acme.example/{page}")));
        Assert.All(answers, answer => Assert.True(answer.Status is 200 || answer is { Status: 409, Code: "conflict.lost-race" }, answer.Body));
        Assert.Single(answers, answer => answer.Status == 200 && answer.Text("outcome") == "new");
        var lead = (await acme.Get(Acme.Comms, $"/leads/{answers.First(answer => answer.Status == 200).Text("leadId")}")).Expect(200);
        Assert.Equal($"{answers.Count(answer => answer.Status == 200)}", lead.Text("seen"));
    }

    private static async Task<List<string>> Leads(Acme acme, string query)
    {
        var found = new List<string>();
        for (string? cursor = null; ;)
        {
            var page = (await acme.Get(Acme.Comms, $"/leads{query}{(cursor is null ? "" : $"&cursor={cursor}")}")).Expect(200);
            found.AddRange(page.At("items").EnumerateArray().Select(lead => $"/leads/{lead.GetProperty("leadId").GetString()}"));
            if (!page.Json.TryGetProperty("next", out var next)) return found;
            cursor = next.GetString();
        }
    }
}
