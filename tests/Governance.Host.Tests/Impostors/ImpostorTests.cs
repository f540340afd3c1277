using Governance.Accounts;
using Governance.Host.Tests.Accounts;
using Governance.Host.Tests.Audit.Past;
using Governance.Host.Tests.Claims;
using Governance.Impostors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Wolverine;

namespace Governance.Host.Tests.Impostors;

public sealed class ImpostorTests(Service service)
{
    private const string Steward = Acme.Owner;
    private const string Legal = Acme.Drafter;
    private const string Security = "p-1008";

    private static readonly object Evidence = new { what = "The profile", url = "https://www.facebook.com/acmesale", digest = new string('a', 64) };
    private static readonly object Impostor = new { @class = "impostor", reason = "Our logo" };
    private static readonly object Report = new { reference = "FB-1", ground = "The terms", asked = "suspension" };
    private static readonly object Parody = new { @class = "parody", reason = "A joke" };

    private static async Task<string> Suspect(Acme acme, string url = "facebook.com/acmesale", bool danger = false) =>
        $"/impostors/{(await acme.Post(Acme.Comms, "/impostors", new { url, observed = "Our logo", danger })).Expect(201).Text("id")}";

    private static async Task Deliver(Acme acme, string one)
    {
        await using var scope = acme.Service.Host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeForTenantAsync(acme.Tenant, new ImpostorAnswerTimer(acme.Tenant, one[1..].Replace("impostors", "impostor", StringComparison.Ordinal)), TestContext.Current.CancellationToken);
    }

    private static async Task<string> Reported(Acme acme)
    {
        var one = await Suspect(acme);
        foreach (var (person, act, body) in ((string, string, object)[])[(Acme.Comms, "evidence", Evidence), (Steward, "classify", Impostor), (Legal, "confirm", new { reason = "It deceives" }), (Legal, "report", Report)])
            (await acme.Post(person, $"{one}/{act}", body)).Expect(200);
        return one;
    }

    [Fact]
    public async Task From_suspicion_to_removal_every_step_is_somebodys_and_is_told()
    {
        var acme = await service.Found();
        var one = await Reported(acme);
        (await acme.Post(Steward, $"{one}/taken-down", new { done = "Suspended" })).Expect(200);
        var view = (await acme.Get(Acme.Comms, one)).Expect(200);
        Assert.Equal(("takenDown", "impostor", "watch", "1", "Suspended"), (view.Text("state"), view.Text("class"), view.Text("due"), $"{view.At("evidence").GetArrayLength()}", view.At("reports")[0].GetProperty("answer").GetString()));
        var lines = (await acme.Get(Acme.Auditor, $"{one}/history")).Expect(200).At("items").EnumerateArray().Select(line => line.GetProperty("sentence").GetString()).ToList();
        Assert.Equal("Elif Yilmaz suspected acmesale on facebook.", lines[0]);
        Assert.Equal("Aoife Brennan reported it to the platform, which keeps the report as FB-1.", lines[4]);
        (await acme.Get(Acme.Auditor, "/impostors/none/history")).Expect(404, "impostor.unknown");
    }

    [Fact]
    public async Task One_account_has_one_open_case_and_one_of_ours_has_none()
    {
        var acme = await service.Found();
        var one = await Suspect(acme);
        Assert.Contains(one, (await acme.Post(Acme.OtherComms, "/impostors", new { url = "m.facebook.com/AcmeSale", observed = "Our logo" })).Expect(409, "impostor.open").Body, StringComparison.Ordinal);
        (await acme.Post(Steward, $"{one}/classify", Parody)).Expect(200);
        (await acme.Post(Acme.Comms, $"{one}/evidence", Evidence)).Expect(409, "impostor.closed");
        (await acme.Post(Acme.Comms, "/impostors", new { url = "facebook.com/acmesale", observed = "Our logo" })).Expect(409, "impostor.cleared-before");
        (await acme.Post(Acme.Comms, "/impostors", new { url = "facebook.com/acmesale", observed = "Our logo", change = "It sells now" })).Expect(201);
        await acme.Registered("acmeofours");
        (await acme.Post(Acme.Comms, "/impostors", new { url = "x.com/acmeofours", observed = "Our logo" })).Expect(409, "impostor.in-the-register");
        (await acme.Post(Acme.Comms, "/impostors", new { url = "facebook.com/sharer", observed = "Our logo" })).Expect(400, "lead.not-an-account");
        (await acme.Post(Acme.Comms, "/impostors", new { url = "", observed = "" })).Expect(400, "body.invalid");
    }

    [Fact]
    public async Task What_was_only_found_or_is_lost_may_be_an_impostor_and_what_somebody_claims_may_not()
    {
        var acme = await service.Found();
        var candidate = (await acme.Post(Steward, "/accounts", new { url = "facebook.com/acmefound", profile = new { type = "page", @class = "official" } })).Expect(201).Text("id");
        (await acme.Post(Acme.Comms, "/impostors", new { url = "facebook.com/acmefound", observed = "It takes orders" })).Expect(201);
        (await acme.Post(Steward, "/accounts", new { url = "facebook.com/acmeclaimed", profile = new { type = "page", @class = "official" } })).Expect(201);
        await acme.SubmitClaim((await acme.Get(Steward, "/accounts?platform=facebook")).At("items").EnumerateArray().Select(row => row.GetProperty("accountId").GetString()!).Where(id => id != candidate).Select(id => $"/accounts/{id}").Single());
        (await acme.Post(Acme.Comms, "/impostors", new { url = "facebook.com/acmeclaimed", observed = "Our logo" })).Expect(409, "impostor.in-the-register");
        await acme.Registered("acmelost", more: [new AccountCompromised("Odd."), new AccountLost("Three appeals refused.")]);
        (await acme.Post(Acme.Comms, "/impostors", new { url = "x.com/acmelost", observed = "It sells in our name" })).Expect(201);
    }

    [Fact]
    public async Task The_holder_is_heard_by_a_lawyer_who_took_no_part_and_a_report_that_was_wrong_is_withdrawn()
    {
        var acme = await service.Found();
        var one = await Reported(acme);
        (await acme.Post(Acme.Comms, $"{one}/object", new { statement = "They write that they are a licensed dealer." })).Expect(200);
        (await acme.Post(Acme.Comms, $"{one}/object", new { statement = "Again." })).Expect(409, "impostor.objection-open");
        (await acme.Post(Legal, $"{one}/report", new { reference = "FB-2", ground = "Terms", asked = "label", further = "newFacts" })).Expect(409, "impostor.objection-pending");
        var waits = (await acme.Get(Legal, one)).Expect(200);
        Assert.Equal(("decideObjection", "answer"), (waits.Text("owed"), waits.Text("due")));
        (await acme.Post(Steward, $"{one}/decide-objection", new { upheld = false, reason = "No." })).Expect(403, "impostor.legal-only");
        (await acme.Post(Legal, $"{one}/decide-objection", new { upheld = false, reason = "No." })).Expect(403, "impostor.took-part");
        (await acme.Post(Acme.OtherDrafter, $"{one}/decide-objection", new { reason = "No." })).Expect(400, "body.invalid");
        (await acme.Post(Acme.OtherDrafter, $"{one}/decide-objection", new { upheld = true, reason = "A contract." })).Expect(400, "impostor.objection-class");
        (await acme.Post(Acme.OtherDrafter, $"{one}/decide-objection", new { upheld = false, reason = "The contract ended." })).Expect(200);
        (await acme.Post(Acme.Comms, $"{one}/object", new { statement = "They disagree." })).Expect(409, "impostor.objection-decided");
        (await acme.Post(Acme.Comms, $"{one}/object", new { statement = "They disagree.", newFact = "A renewed contract." })).Expect(200);
        // Who decided before takes part by now.
        (await acme.Post(Acme.OtherDrafter, $"{one}/decide-objection", new { upheld = true, @class = "namesake", reason = "It is right." })).Expect(403, "impostor.took-part");
        (await acme.Post(Acme.LegalOwner, $"{one}/decide-objection", new { upheld = true, @class = "namesake", reason = "The renewed contract allows it." })).Expect(200);
        Assert.Equal("withdrawReport", (await acme.Get(Legal, one)).Text("owed"));
        (await acme.Post(Legal, $"{one}/escalate", new { step = "letter", reason = "It helps" })).Expect(409, "impostor.withdraw-first");
        (await acme.Post(Legal, $"{one}/withdraw-report", new { @class = "namesake", reason = "The contract allows it." })).Expect(200);
        var view = (await acme.Get(Legal, one)).Expect(200);
        Assert.Equal(("cleared", 2), (view.Text("state"), view.At("objections").GetArrayLength()));
        Assert.False(view.Json.TryGetProperty("owed", out _));
        Assert.Contains("found the holder right: it is a namesake's", (await acme.Get(Acme.Auditor, $"{one}/history")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("acted")]
    [InlineData("left")]
    public async Task Whoever_recorded_an_objection_does_not_decide_it_and_an_executive_does_once_no_lawyer_is_left_who_could(string how)
    {
        var acme = await service.Found();
        var one = await Reported(acme);
        var decision = new { upheld = false, reason = "They show no licence." };
        (await acme.Post(Acme.OtherExecutive, $"{one}/evidence", Evidence)).Expect(200);
        (await acme.Post(Acme.OtherDrafter, $"{one}/object", new { statement = "They write that they are a licensed dealer." })).Expect(200);
        (await acme.Post(Acme.OtherDrafter, $"{one}/decide-objection", decision)).Expect(403, "impostor.took-part");
        // One member of legal is still free.
        (await acme.Post(Acme.Executive, $"{one}/decide-objection", decision)).Expect(403, "impostor.legal-only");

        if (how == "acted") (await acme.Post(Acme.LegalOwner, $"{one}/evidence", Evidence)).Expect(200);
        else (await acme.Post(Acme.Administrator, $"/people/{Acme.LegalOwner}/leave", new { reason = "Moved on." })).Expect(200);

        (await acme.Post(Steward, $"{one}/decide-objection", decision)).Expect(403, "impostor.legal-only");
        (await acme.Post(Acme.OtherDrafter, $"{one}/decide-objection", decision)).Expect(403, "impostor.took-part");
        (await acme.Post(Acme.OtherExecutive, $"{one}/decide-objection", decision)).Expect(403, "impostor.took-part");
        (await acme.Post(Acme.Executive, $"{one}/decide-objection", decision)).Expect(200);
        Assert.NotEqual("decideObjection", (await acme.Get(Legal, one)).Expect(200).Json.TryGetProperty("owed", out var owed) ? owed.GetString() : null);
    }

    [Fact]
    public async Task Two_who_suspect_the_same_account_at_once_open_one_case()
    {
        var acme = await service.Found();
        await acme.KeyOf(Acme.Comms);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => acme.Post(Acme.Comms, "/impostors", new { url = "facebook.com/acmesale", observed = "Our logo" })));
        Assert.Single(answers, answer => answer.Status == 201);
        Assert.All(answers, answer => Assert.True(answer.Status == 201 || answer is { Status: 409, Code: "conflict.lost-race" or "impostor.open" }, answer.Body));
        Assert.Equal(1, (await acme.Get(Acme.Comms, "/impostors")).At("items").GetArrayLength());
    }

    [Fact]
    public async Task Everybody_does_what_is_theirs()
    {
        var acme = await service.Found();
        var one = await Suspect(acme);
        (await acme.Post(Acme.Comms, $"{one}/evidence", new { what = "The profile", url = "no address" })).Expect(400, "body.invalid");
        (await acme.Post(Steward, $"{one}/classify", Impostor)).Expect(409, "impostor.no-evidence");
        (await acme.Post(Acme.Comms, $"{one}/evidence", Evidence)).Expect(200);
        (await acme.Post(Acme.Comms, $"{one}/classify", Impostor)).Expect(403, "impostor.stewards-only");
        (await acme.Post(Security, $"{one}/classify", Impostor)).Expect(403, "impostor.stewards-only");
        (await acme.Post(Steward, $"{one}/classify", new { @class = "impostor", reason = "Our logo", criticisedYou = true })).Expect(403, "impostor.interested");
        (await acme.Post(Steward, $"{one}/classify", new { reason = "Our logo" })).Expect(400);
        (await acme.Post(Legal, $"{one}/confirm", new { reason = "It deceives" })).Expect(409, "impostor.not-classified");
        (await acme.Post(Acme.Comms, $"{one}/danger", new { observed = "Cards" })).Expect(200);
        (await acme.Post(Security, $"{one}/classify", Impostor)).Expect(200);
        (await acme.Post(Steward, $"{one}/confirm", new { reason = "It deceives" })).Expect(403, "impostor.legal-only");
        (await acme.Post(Steward, $"{one}/clear", Parody)).Expect(403, "impostor.legal-only");
        (await acme.Post(Steward, $"{one}/classify", Parody)).Expect(409, "impostor.before-legal");
        (await acme.Post(Legal, $"{one}/report", Report)).Expect(409, "impostor.not-confirmed");
        (await acme.Post(Legal, $"{one}/confirm", new { reason = "" })).Expect(400, "body.invalid");
        (await acme.Post(Legal, $"{one}/confirm", new { reason = "It deceives" })).Expect(200);
        (await acme.Post(Legal, $"{one}/taken-down", new { done = "Suspended" })).Expect(409, "impostor.not-reported");
        (await acme.Post(Legal, $"{one}/refused", new { reasons = "None" })).Expect(409, "impostor.not-reported");
        (await acme.Post(Steward, $"{one}/report", Report)).Expect(403, "impostor.legal-only");
        (await acme.Post(Acme.Comms, $"{one}/taken-down", new { done = "Suspended" })).Expect(403, "impostor.legal-or-steward");
        (await acme.Post(Acme.Comms, $"{one}/refused", new { reasons = "None" })).Expect(403, "impostor.legal-or-steward");
        (await acme.Post(Steward, $"{one}/escalate", new { step = "letter", reason = "It helps" })).Expect(403, "impostor.legal-only");
        (await acme.Post(Steward, $"{one}/withdraw-report", Parody)).Expect(403, "impostor.legal-only");
    }

    [Fact]
    public async Task Who_proposed_does_not_confirm_even_when_they_are_both_steward_and_legal()
    {
        var acme = await service.Found();
        (await acme.Post(Acme.Administrator, "/people/p-1001/grant-role", new { role = "steward" })).Expect(200);
        var one = await Suspect(acme);
        (await acme.Post(Acme.Comms, $"{one}/evidence", Evidence)).Expect(200);
        (await acme.Post(Legal, $"{one}/classify", Impostor)).Expect(200);
        (await acme.Post(Legal, $"{one}/confirm", new { reason = "It deceives" })).Expect(403, "impostor.second-person");
        (await acme.Post(Legal, $"{one}/clear", Parody)).Expect(403, "impostor.second-person");
        (await acme.Post(Acme.OtherDrafter, $"{one}/clear", new { @class = "impostor", reason = "No" })).Expect(400, "impostor.cleared-as-impostor");
        (await acme.Post(Acme.OtherDrafter, $"{one}/confirm", new { reason = "It deceives" })).Expect(200);
    }

    [Fact]
    public async Task A_refusal_leads_on_to_clearing_or_to_the_next_step()
    {
        var acme = await service.Found();
        var one = await Reported(acme);
        (await acme.Post(Legal, $"{one}/report", Report)).Expect(409, "impostor.reported");
        (await acme.Post(Legal, $"{one}/report", new { reference = "FB-2", ground = "Terms", asked = "everything", further = "newFacts" })).Expect(409, "impostor.ask-the-least");
        (await acme.Post(Legal, $"{one}/report", new { reference = "FB-2", ground = "Terms", asked = "label", further = "appeal" })).Expect(409, "impostor.nothing-refused");
        (await acme.Post(Legal, $"{one}/escalate", new { step = "complaint", reason = "Silence" })).Expect(409, "impostor.answer-not-due");
        (await acme.Post(Legal, $"{one}/clear", Parody)).Expect(409, "impostor.report-stands");
        (await acme.Post(Steward, $"{one}/refused", new { reasons = "No rule is broken" })).Expect(200);
        (await acme.Post(Legal, $"{one}/escalate", new { step = "court", reason = "Nothing else helps" })).Expect(400, "impostor.executive-agrees");
        (await acme.Post(Legal, $"{one}/escalate", new { step = "court", reason = "Nothing else helps", agreedBy = Acme.Comms })).Expect(400, "impostor.executive-agrees");
        (await acme.Post(Legal, $"{one}/escalate", new { step = "letter", reason = "It helps", agreedBy = Acme.Executive })).Expect(400, "impostor.no-agreement-needed");
        (await acme.Post(Legal, $"{one}/escalate", new { step = "court", reason = "Nothing else helps", agreedBy = Acme.Executive })).Expect(200);
        (await acme.Post(Legal, $"{one}/withdraw-report", new { @class = "impostor", reason = "No" })).Expect(400, "impostor.cleared-as-impostor");
        (await acme.Post(Legal, $"{one}/withdraw-report", Parody)).Expect(200);
        (await acme.Post(Legal, $"{one}/withdraw-report", Parody)).Expect(409, "impostor.closed");
        Assert.Equal(("cleared", "parody"), ((await acme.Get(Legal, one)).Text("state"), (await acme.Get(Legal, one)).Text("class")));
    }

    [Fact]
    public async Task An_unknown_case_is_unknown_to_every_command_and_a_stale_one_is_left_alone()
    {
        var acme = await service.Found();
        var one = await Suspect(acme);
        (string Act, object Body)[] acts =
        [
            ("evidence", Evidence), ("danger", new { observed = "Cards" }), ("classify", Impostor), ("confirm", new { reason = "It deceives" }), ("clear", Parody), ("report", Report),
            ("taken-down", new { done = "Gone" }), ("refused", new { reasons = "None" }), ("escalate", new { step = "letter", reason = "It helps" }), ("withdraw-report", Parody),
            ("object", new { statement = "No" }), ("decide-objection", new { upheld = false, reason = "No" }),
        ];
        foreach (var (act, body) in acts)
        {
            (await acme.Post(Legal, $"/impostors/none/{act}", body)).Expect(404, "impostor.unknown");
            (await acme.Post(Legal, $"{one}/{act}", body, ("If-Match", "\"7\""))).Expect(412);
            (await acme.Post(Legal, $"{one}/{act}", new { })).Expect(400);
        }

        (await acme.Get(Legal, "/impostors/none")).Expect(404, "impostor.unknown");
        Assert.Equal("\"1\"", (await acme.Get(Legal, one)).ETag);
    }

    [Fact]
    public async Task The_list_is_filtered_and_paged()
    {
        var acme = await service.Found();
        var (first, second) = (await Suspect(acme, "facebook.com/acme1"), await Suspect(acme, "instagram.com/acme2", danger: true));
        // Ids of one millisecond are in no order, and the clock stands still here.
        var newestFirst = new[] { first, second }.OrderDescending(StringComparer.Ordinal).ToArray();
        foreach (var (query, expected) in ((string, string[])[])[("", newestFirst), ("?danger=true", [second]), ("?danger=false", [first]), ("?platform=facebook", [first]), ("?state=suspected", newestFirst), ("?state=cleared", []), ("?overdue=true", []), ("?overdue=false", newestFirst)])
            Assert.Equal(expected, (await acme.Get(Legal, $"/impostors{query}")).Expect(200).At("items").EnumerateArray().Select(one => $"/impostors/{one.GetProperty("caseId").GetString()}"));
        var position = await acme.Position();
        foreach (var (query, expected) in ((string, string[])[])[("?overdue=true", []), ("?overdue=false", newestFirst)])
            Assert.Equal(expected, (await acme.At(position, Legal, $"/impostors{query}")).Expect(200).At("items").EnumerateArray().Select(one => $"/impostors/{one.GetProperty("caseId").GetString()}"));
        var page = (await acme.Get(Legal, "/impostors?limit=1")).Expect(200);
        Assert.Equal(newestFirst[1], $"/impostors/{(await acme.Get(Legal, $"/impostors?limit=1&cursor={page.Text("next")}")).Expect(200).At("items")[0].GetProperty("caseId").GetString()}");
        (await acme.Get(Legal, "/impostors?limit=0")).Expect(400, "request.invalid");
        (await acme.Get(Legal, "/impostors?state=shut")).Expect(400);
    }

    [Fact]
    public async Task A_platform_that_does_not_answer_is_told_by_the_clock_and_then_legal_goes_further()
    {
        await using var own = await Service.OfItsOwn(new FakeTimeProvider(DateTimeOffset.UtcNow.AddDays(-30)));
        var acme = await own.Found();
        var one = await Reported(acme);
        await Deliver(acme, one);
        Assert.DoesNotContain("should have answered", (await acme.Get(Legal, $"{one}/history")).Expect(200).Body, StringComparison.Ordinal);
        own.Clock.Advance(TimeSpan.FromDays(15));
        for (var times = 0; times < 2; times++) await Deliver(acme, one);
        Assert.Single((await acme.Get(Legal, $"{one}/history")).At("items").EnumerateArray(), line => line.GetProperty("sentence").GetString()!.StartsWith("The clock brought the day by which the platform should have answered", StringComparison.Ordinal));
        (await acme.Post(Legal, $"{one}/escalate", new { step = "complaint", reason = "Silence" })).Expect(200);
    }
}
