using Governance.Approvals;
using Governance.Flows;
using Governance.Shared;
using Decision = Governance.Flows.Decision;

namespace Governance.Tests.Approvals;

/// <summary>What a person's act on a request is, with everything that follows, or why not.</summary>
public sealed class RequestDeciderTests
{
    private const string Author = "p-author";
    private static readonly DateTimeOffset Now = new(2027, 1, 1, 9, 0, 0, TimeSpan.Zero);

    private static readonly Flow Flow = FlowParser.Parse(
        """
        flow: tested
        version: 1
        subject: thing
        title: Tested
        content: {bind: [body], editorial: [contact]}
        people: {legal: {group: legal}, owners: {group: owners}}
        stages:
          - id: review
            all: [{id: legal, approve: all, of: legal}]
            reject: {by: [legal], count: 1, effect: request-changes}
        withdraw: {by: [requester, owners, legal], until: approved}
        """,
        "tested.yaml").Flow!;

    private readonly Dictionary<string, IReadOnlyList<string>> members = new() { ["legal"] = ["p-1", "p-2"], ["owners"] = ["p-3"] };
    private readonly List<RequestEntry> history = [];

    public RequestDeciderTests() => Given(Author, RequestDecider.Open(
        new ApprovalRequested("tested", 1, Flow.Digest, "thing", "t-1", "A thing", new Dictionary<string, FactValue>(), Content("first"), Author, [], Author), Act(Author)));

    [Fact]
    public void An_approval_binds_the_digest_of_each_need_that_asks_and_says_in_which_role()
    {
        var made = (DecisionMade)Approve("p-1").Facts.Single();
        Assert.Equal(["legal"], made.Digests.Keys);
        Assert.Equal(["legal"], made.Roles);
    }

    [Fact]
    public void The_last_approval_closes_and_approves_in_the_same_decision()
    {
        Given("p-1", Approve("p-1"));
        var facts = Approve("p-2").Facts;
        Assert.Equal(["DecisionMade", "StageClosed", "RequestApproved"], facts.Select(fact => fact.GetType().Name));
        Assert.Equal(Settlement.Approved, RequestDecider.SettlementIn(facts)!.Value.Settlement);
    }

    [Fact]
    public void Somebody_who_joined_since_is_known_before_they_decide()
    {
        members["legal"] = ["p-1", "p-2", "p-4"];
        Assert.Equal(["EligibilityChanged", "DecisionMade"], RequestDecider.Decide(new Ruling(Decision.Reject, null, null, "No."), Act("p-4")).Facts.Take(2).Select(fact => fact.GetType().Name));
    }

    [Fact]
    public void Somebody_who_left_since_decides_and_withdraws_no_more()
    {
        members["legal"] = ["p-1"];
        Assert.Equal("request.not-eligible", Approve("p-2").Refusal!.Code);
        Assert.Equal("request.not-yours-to-withdraw", RequestDecider.Withdraw(new RequestWithdrawn("No."), Act("p-2")).Refusal!.Code);
    }

    [Fact]
    public void When_the_last_one_missing_leaves_what_follows_is_the_approval()
    {
        Given("p-1", Approve("p-1"));
        Assert.Empty(RequestDecider.Follow(Act("p-admin")).Facts);
        members["legal"] = ["p-1"];
        Assert.Equal(["EligibilityChanged", "StageClosed", "RequestApproved"], RequestDecider.Follow(Act("p-admin")).Facts.Select(fact => fact.GetType().Name));
    }

    [Fact]
    public void A_digest_of_other_content_is_stale_and_an_approval_without_one_too()
    {
        Assert.Equal(RequestDecider.StaleDigest, RequestDecider.Decide(new Ruling(Decision.Approve, new string('0', 64), null, null), Act("p-1")).Refusal);
        Assert.Equal(RequestDecider.StaleDigest, RequestDecider.Decide(new Ruling(Decision.Approve, null, null, null), Act("p-1")).Refusal);
        Assert.Null(RequestDecider.Decide(new Ruling(Decision.Abstain, null, null, null), Act("p-1")).Refusal);
    }

    [Theory]
    [InlineData(Author, Decision.Approve, "request.excluded", RefusalKind.NotYours)]
    [InlineData("p-9", Decision.Approve, "request.not-eligible", RefusalKind.NotYours)]
    [InlineData("p-1", Decision.Reject, "request.reason-required", RefusalKind.Content)]
    public void A_refusal_has_the_kind_that_its_reason_is(string person, Decision decision, string code, RefusalKind kind)
    {
        var refusal = RequestDecider.Decide(new Ruling(decision, Shown, null, null), Act(person)).Refusal!;
        Assert.Equal((code, kind), (refusal.Code, refusal.Kind));
    }

    [Fact]
    public void After_the_end_everything_is_refused()
    {
        Given(Author, RequestDecider.Withdraw(new RequestWithdrawn("No."), Act(Author)));
        Assert.Equal("request.closed", Approve("p-1").Refusal!.Code);
        Assert.Equal("request.closed", RequestDecider.TakeBack(new DecisionTakenBack(), Act("p-1")).Refusal!.Code);
        Assert.Equal("request.closed", RequestDecider.Withdraw(new RequestWithdrawn("No."), Act(Author)).Refusal!.Code);
        Assert.Equal("request.closed", RequestDecider.Revise(new RequestRevised(Content("second"), new Dictionary<string, FactValue>(), []), Act(Author)).Refusal!.Code);
        Assert.Empty(RequestDecider.Follow(Act("p-admin")).Facts);
    }

    [Fact]
    public void What_is_stored_is_at_every_fact_what_a_fresh_evaluation_says()
    {
        Given("p-1", RequestDecider.Decide(new Ruling(Decision.RequestChanges, null, null, "Shorter."), Act("p-1")));
        Given(Author, RequestDecider.Revise(new RequestRevised(Content("second"), new Dictionary<string, FactValue>(), []), Act(Author)));
        Given("p-1", Approve("p-1"));
        Given("p-2", Approve("p-2"));
        var request = new Request("request/t");
        for (var i = 0; i < history.Count; i++)
        {
            request = RequestDecider.Evolve(request, [history[i]], Flow).Request;
            var fresh = Evaluator.Evaluate(Flow, [.. history.Take(i + 1)]);
            Assert.Equal((fresh.State, fresh.Sentence, fresh.Content, i + 1), (request.State, request.Sentence, request.Content, request.Version));
        }

        Assert.Equal(RequestState.Approved, request.State);
    }

    [Fact]
    public void Each_end_and_each_return_to_the_author_settles_the_subject_and_nothing_else_does()
    {
        Assert.Equal(Settlement.Returned, RequestDecider.SettlementIn([new RequestReturned("review", [])])!.Value.Settlement);
        Assert.Equal(Settlement.Rejected, RequestDecider.SettlementIn([new RequestRejected("review", [])])!.Value.Settlement);
        Assert.Equal((Settlement.Withdrawn, "No."), RequestDecider.SettlementIn([new RequestWithdrawn("No.")]));
        Assert.Null(RequestDecider.SettlementIn([new RequestReturned("review", [], "review"), new StageSkipped("review")]));
    }

    private string Shown => Evaluator.Evaluate(Flow, history).Content;

    private static Dictionary<string, string> Content(string body) => new() { ["body"] = ContentDigest.OfText(body), ["contact"] = ContentDigest.OfText("x") };

    private Decision<RequestEvent> Approve(string person) => RequestDecider.Decide(new Ruling(Decision.Approve, Shown, null, null), Act(person));

    private RequestAct Act(string actor) => new(Flow, history, new Populations(members, new Dictionary<string, string>()), actor, Now);

    private void Given(string actor, Decision<RequestEvent> decision)
    {
        Assert.Null(decision.Refusal);
        foreach (var fact in decision.Facts) history.Add(new RequestEntry(fact, actor, null, Now, history.Count + 1));
    }
}
