using Governance.Approvals;
using Governance.Flows;

namespace Governance.Tests.Approvals;

/// <summary>Who may put a new revision before the approvers, and what a revision is.</summary>
public sealed class RequestContentDeciderTests
{
    private static readonly DateTimeOffset Now = new(2027, 1, 1, 9, 0, 0, TimeSpan.Zero);

    private static readonly Flow Flow = FlowParser.Parse(
        """
        flow: tested
        version: 1
        subject: thing
        title: Tested
        content: {bind: [body], editorial: [notes]}
        people: {legal: {group: legal}}
        stages:
          - id: review
            all: [{id: legal, approve: 1, of: legal}]
            reject: {by: legal, count: 1, effect: request-changes}
        """,
        "tested.yaml").Flow!;

    private readonly List<RequestEntry> history = [];

    public RequestContentDeciderTests() => Given("p-author", new ApprovalRequested(
        "tested", 1, Flow.Digest, "thing", "t-1", "A thing", new Dictionary<string, FactValue> { ["risk"] = "low" }, Body("first"), "p-author", ["p-editor"], "p-requester"), new StageOpened("review", Legal));

    [Theory]
    [InlineData("p-author")]
    [InlineData("p-editor")]
    [InlineData("p-requester")]
    public void Its_author_its_editors_and_whoever_asks_revise(string person) =>
        Assert.IsType<RequestRevised>(Revise(person, Body("second")).Facts[0]);

    [Fact]
    public void Nobody_else_revises_whether_they_are_asked_or_not()
    {
        Assert.Equal(RequestRules.NotYoursToRevise, Revise("p-legal", Body("second")).Refusal);
        Assert.Equal(RequestRules.NotYoursToRevise, Revise("p-other", Body("second")).Refusal);
    }

    [Fact]
    public void What_changes_neither_a_field_nor_the_subject_nor_who_wrote_it_is_no_revision()
    {
        Assert.Equal(RequestRules.Unchanged, Revise("p-author", Body("first"), editors: ["p-editor", "p-author"]).Refusal);
        Assert.Null(Revise("p-author", Body("first"), risk: "high").Refusal);
        Assert.Null(Revise("p-author", Body("first"), editors: ["p-another"]).Refusal);
        Assert.Null(Revise("p-author", new Dictionary<string, string>(Body("first")) { ["notes"] = ContentDigest.OfText("x") }).Refusal);
    }

    [Fact]
    public void Content_that_was_turned_back_is_not_put_before_the_approvers_again_unchanged()
    {
        Given("p-legal", new DecisionMade(Decision.RequestChanges, new Dictionary<string, string>(), ["legal"], null, "Shorter."), new RequestReturned("review", ["p-legal"]));
        Assert.Equal(RequestRules.Unchanged, Revise("p-author", Body("first")).Refusal);
        Assert.Null(Revise("p-author", Body("second")).Refusal);
    }

    [Fact]
    public void After_the_end_nothing_is_revised()
    {
        Given("p-author", new RequestWithdrawn("No."));
        Assert.Equal("request.closed", Revise("p-author", Body("second")).Refusal!.Code);
        Assert.Equal("request.closed", Revise("p-author", Body("first")).Refusal!.Code);
    }

    [Fact]
    public void Each_change_of_a_field_is_told_by_revision_and_person()
    {
        Given("p-author", new RequestRevised(Body("second"), new Dictionary<string, FactValue>(), []));
        Given("p-editor", new RequestRevised(new Dictionary<string, string>(Body("third")) { ["notes"] = ContentDigest.OfText("x") }, new Dictionary<string, FactValue>(), [], "Shorter"));
        var revisions = Governance.Approvals.Revision.Of(history);
        Assert.Equal([(1, "p-author", null), (2, "p-author", null), (3, "p-editor", "Shorter")], revisions.Select(revision => (revision.Number, revision.By, revision.Summary)));
        var changed = ReadChanges.Changed(revisions);
        Assert.Equal(["body", "notes"], changed.Select(field => field.Name));
        Assert.Equal([(2, "p-author"), (3, "p-editor")], changed[0].Steps.Select(step => (step.Revision, step.By)));
        Assert.Equal((null, ContentDigest.OfText("x")), (changed[1].Before, changed[1].After));
        Assert.Empty(ReadChanges.Changed([revisions[1]]));
    }

    private static SortedDictionary<string, IReadOnlyList<string>> Legal => new() { ["legal"] = ["p-legal"] };

    private static Dictionary<string, string> Body(string text) => new() { ["body"] = ContentDigest.OfText(text) };

    private Governance.Shared.Decision<RequestEvent> Revise(string person, Dictionary<string, string> fields, string risk = "low", string[]? editors = null) => RequestContentDecider.Revise(
        new RequestRevised(fields, new Dictionary<string, FactValue> { ["risk"] = risk }, editors ?? []),
        new RequestAct(Flow, history, new Populations(Legal, new Dictionary<string, string>()), person, Now));

    private void Given(string actor, params RequestEvent[] facts)
    {
        foreach (var fact in facts) history.Add(new RequestEntry(fact, actor, null, Now, history.Count + 1));
    }
}
