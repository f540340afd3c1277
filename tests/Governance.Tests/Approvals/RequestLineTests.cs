using Governance.Approvals;
using Governance.Flows;
using Decision = Governance.Flows.Decision;

namespace Governance.Tests.Approvals;

/// <summary>What lists say of a request: for whom it waits, why, since when, and until when; all of it from its facts.</summary>
public sealed class RequestLineTests
{
    private static readonly DateTimeOffset Start = new(2027, 1, 4, 9, 0, 0, TimeSpan.Zero);
    private static readonly string Digest = ContentDigest.OfText("first");

    private static readonly Flow Flow = FlowParser.Parse(
        """
        flow: tested
        version: 1
        subject: thing
        title: Tested
        content: {bind: [body], editorial: [notes]}
        people: {legal: {group: legal}, comms: {group: comms}, boss: {person: p-boss}}
        stages:
          - id: review
            all:
              - {id: counsel, approve: 1, of: legal}
              - {id: words, approve: 2, of: comms}
            reject: {by: legal, count: 1, effect: request-changes}
          - {id: sign, after: review, all: [{id: boss, approve: 1, of: boss}]}
        """,
        "tested.yaml").Flow!;

    private readonly List<RequestEntry> history = [];

    public RequestLineTests()
    {
        Given("p-author", new ApprovalRequested("tested", 1, Flow.Digest, "thing", "t-1", "A thing", new Dictionary<string, FactValue>(), Body("first"), "p-author", ["p-editor"], "p-author"));
        Given("p-author", Opened("review", ("comms", ["p-3", "p-4", "p-author"]), ("legal", ["p-1", "p-2"])));
    }

    [Fact]
    public void It_waits_for_everybody_who_could_act_and_says_in_which_need_and_as_whom()
    {
        Assert.Equal(["p-1", "p-2", "p-3", "p-4"], Line().Row.Waiting);
        Assert.Equal(["acme p-1", "acme p-2", "acme p-3", "acme p-4"], Line().Inboxes);
        Assert.Equal([("review", "counsel", "legal"), ("review", "words", "comms")], Line().Needs.Select(need => (need.Stage, need.Need, need.Asks)));
        Assert.True(Line().IsLive);
    }

    [Fact]
    public void After_its_end_it_waits_for_nobody()
    {
        Given("p-author", new RequestWithdrawn("No."));
        Assert.Empty(Line().Inboxes);
        Assert.False(Line().IsLive);
    }

    [Fact]
    public void It_waits_since_the_stage_opened_and_for_whoever_came_later_since_then()
    {
        Given("p-admin", Changed("review", ("comms", ["p-3", "p-4", "p-5", "p-author"]), ("legal", ["p-1", "p-2"])), hour: 5);
        Given("p-admin", Changed("review", ("comms", ["p-3", "p-5", "p-author"]), ("legal", ["p-1", "p-2", "p-6"])), hour: 7);
        Assert.Equal(0, SinceHour("p-1"));
        Assert.Equal(0, SinceHour("p-3"));
        Assert.Equal(5, SinceHour("p-5"));
        Assert.Equal(7, SinceHour("p-6"));
    }

    [Fact]
    public void Whoever_decided_and_is_asked_again_waits_since_the_revision_that_asks_them_or_since_they_took_it_back()
    {
        Approve("p-1", hour: 1);
        Assert.DoesNotContain("p-1", Line().Row.Waiting);
        Given("p-author", new RequestRevised(Body("second"), new Dictionary<string, FactValue>(), []), hour: 3);
        Given("p-author", new RequestRevised(Body("third"), new Dictionary<string, FactValue>(), []), hour: 4);
        Assert.Equal(3, SinceHour("p-1"));
        Assert.Equal(0, SinceHour("p-2"));
        Given("p-2", new DecisionMade(Decision.Approve, new Dictionary<string, string> { ["counsel"] = Line().Row.Content }, ["legal"]), hour: 5);
        Given("p-2", new DecisionTakenBack(), hour: 6);
        Assert.Equal(6, SinceHour("p-2"));
    }

    [Fact]
    public void Who_stands_in_for_somebody_has_it_too_on_their_behalf_from_then_until_the_seat_is_returned()
    {
        Given("p-1", new SeatDelegated("p-1", "p-8", Start.AddDays(9)), hour: 2);
        var stand = Line().Needs[0].People.Single(person => person.Person == "p-8");
        Assert.Equal(("p-1", Start.AddHours(2)), (stand.OnBehalfOf, stand.Since));
        Assert.Contains("acme p-8", Line().Inboxes);
        // Somebody who is asked themselves stands in as well: two reasons, one inbox.
        Given("p-2", new SeatDelegated("p-2", "p-3", Start.AddDays(9)), hour: 2);
        Assert.Equal([("counsel", "p-2"), ("words", null)], Line().Needs.SelectMany(need => need.People.Where(person => person.Person == "p-3").Select(person => (need.Need, person.OnBehalfOf))));
        Assert.Single(Line().Inboxes, inbox => inbox == "acme p-3");

        Given("p-1", new SeatReturned("p-1", "p-8"), hour: 3);
        Assert.DoesNotContain("p-8", Line().Row.Waiting);
    }

    [Fact]
    public void Nobody_stands_in_who_may_not_decide_and_nobody_for_somebody_who_is_not_asked()
    {
        Given("p-1", new SeatDelegated("p-1", "p-author", Start.AddDays(9)));
        Given("p-1", new SeatDelegated("p-1", "p-editor", Start.AddDays(9)));
        Given("p-boss", new SeatDelegated("p-boss", "p-9", Start.AddDays(9)));
        Assert.Equal(["p-1", "p-2", "p-3", "p-4"], Line().Row.Waiting);
        Approve("p-1", hour: 1);
        Given("p-1", new SeatDelegated("p-1", "p-8", Start.AddDays(9)));
        Assert.DoesNotContain("p-8", Line().Row.Waiting);
    }

    [Fact]
    public void The_nearest_moment_of_what_is_open_counts_and_that_it_passed_makes_it_overdue()
    {
        Assert.Equal((null, false), Until());
        Given("flows", Deadline(DeadlinePurpose.Expiry, 700), Deadline(DeadlinePurpose.Reminder, 10, "review"), Deadline(DeadlinePurpose.Due, 50, "review"));
        Assert.Equal((50, false), Until());
        Given("system:clock", Passed(DeadlinePurpose.Reminder, 10, "review"));
        Assert.Equal((50, false), Until());
        Given("system:clock", Passed(DeadlinePurpose.Due, 50, "review"));
        Assert.Equal((50, true), Until());
    }

    [Fact]
    public void A_stage_that_opens_again_is_due_anew_and_one_that_is_closed_not_at_all()
    {
        Given("flows", Deadline(DeadlinePurpose.Expiry, 700), Deadline(DeadlinePurpose.Due, 50, "review"), Passed(DeadlinePurpose.Due, 50, "review"));
        Given("flows", Opened("review", ("comms", ["p-3", "p-4"]), ("legal", ["p-1"])));
        Assert.Equal((700, false), Until());
        Given("flows", Deadline(DeadlinePurpose.Due, 90, "review"));
        Assert.Equal((90, false), Until());
        Approve("p-1");
        Given("p-3", new DecisionMade(Decision.Approve, new Dictionary<string, string> { ["words"] = Line().Row.Content }, ["comms"]));
        Given("p-4", new DecisionMade(Decision.Approve, new Dictionary<string, string> { ["words"] = Line().Row.Content }, ["comms"]));
        Given("flows", new StageClosed("review", new Dictionary<string, IReadOnlyList<string>> { ["counsel"] = ["p-1"], ["words"] = ["p-3", "p-4"] }), Opened("sign", ("boss", ["p-boss"])));
        Given("flows", Deadline(DeadlinePurpose.Due, 120, "sign"));
        Assert.Equal((120, false), Until());
    }

    [Fact]
    public void After_the_end_only_what_is_still_owed_counts()
    {
        Given("flows", Deadline(DeadlinePurpose.Expiry, 700), Deadline(DeadlinePurpose.Due, 50, "review"));
        Given("p-boss", new GlassBroken("A recall."), Deadline(DeadlinePurpose.Review, 60));
        Assert.Equal((60, false), Until());
        Given("system:clock", Passed(DeadlinePurpose.Review, 60));
        Assert.Equal((60, true), Until());
        Given("p-1", new BreakGlassReviewed(["p-1"]));
        Assert.Equal((null, false), Until());
    }

    [Fact]
    public void The_overdue_sort_first_then_the_nearest_moment_then_the_oldest()
    {
        var quiet = Line("r-1").Urgency;
        var younger = Line("r-2").Urgency;
        Given("flows", Deadline(DeadlinePurpose.Due, 50, "review"));
        var due = Line("r-3").Urgency;
        Given("flows", Deadline(DeadlinePurpose.Due, 40, "review"));
        var sooner = Line("r-4").Urgency;
        Given("flows", Deadline(DeadlinePurpose.Due, 50, "review"), Passed(DeadlinePurpose.Due, 50, "review"));
        var overdue = Line("r-5").Urgency;
        Assert.Equal([overdue, sooner, due, quiet, younger], new[] { younger, quiet, due, sooner, overdue }.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_field_knows_the_version_that_last_changed_it_even_when_it_is_gone()
    {
        Given("p-author", new RequestRevised(new Dictionary<string, string>(Body("first")) { ["notes"] = Digest }, new Dictionary<string, FactValue>(), []));
        Given("p-author", new RequestRevised(Body("second"), new Dictionary<string, FactValue>(), []));
        Assert.Equal([("body", 4L), ("notes", 4L)], Line().FieldVersions.Select(field => (field.Key, field.Value)));
    }

    private RequestLine Line(string id = "r-1")
    {
        var (request, evaluation) = RequestDecider.Evolve(new Request($"request/{id}"), history, Flow);
        return RequestLine.Of("acme", request, Flow, evaluation);
    }

    private (int? Hours, bool Overdue) Until() => Line().Row is var row && row.Until is { } until ? ((int)(until - Start).TotalHours, row.Overdue) : (null, row.Overdue);

    private int SinceHour(string person) =>
        Line().Needs.SelectMany(need => need.People.Where(waiting => waiting.Person == person).Select(waiting => waiting.Since ?? need.Since)).Select(since => (int)(since - Start).TotalHours).Single();

    private void Approve(string person, int hour = 0) => Given(person, new DecisionMade(Decision.Approve, new Dictionary<string, string> { ["counsel"] = Line().Row.Content }, ["legal"]), hour);

    private static Dictionary<string, string> Body(string text) => new() { ["body"] = ContentDigest.OfText(text) };

    private static DeadlineSet Deadline(DeadlinePurpose purpose, int hours, string? stage = null) => new(purpose, Start.AddHours(hours), "Etc/UTC", "", "2026a", stage);

    private static DeadlinePassed Passed(DeadlinePurpose purpose, int hours, string? stage = null) => new(purpose, Start.AddHours(hours), stage);

    private static StageOpened Opened(string stage, params (string Name, string[] People)[] eligible) => new(stage, Of(eligible));

    private static EligibilityChanged Changed(string stage, params (string Name, string[] People)[] eligible) => new(stage, Of(eligible));

    private static Dictionary<string, IReadOnlyList<string>> Of((string Name, string[] People)[] eligible) => eligible.ToDictionary(name => name.Name, name => (IReadOnlyList<string>)name.People);

    private void Given(string actor, RequestEvent fact, int hour) => history.Add(new RequestEntry(fact, actor, null, Start.AddHours(hour), history.Count + 1));

    private void Given(string actor, params RequestEvent[] facts)
    {
        foreach (var fact in facts) Given(actor, fact, hour: 0);
    }
}
