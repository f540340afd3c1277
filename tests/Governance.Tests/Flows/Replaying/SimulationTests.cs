using Governance.Flows;

namespace Governance.Tests.Flows.Replaying;

public class SimulationTests
{
    private static readonly DateTimeOffset Start = PastRequest.Start;
    private static readonly Flow Flow = Scenario.ParsedFlow("  - {id: review, all: [{id: law, approve: 2, of: legal}], reject: {effect: end}}\n  - {id: last, after: review, all: [{id: c, approve: 1, of: comms, bind: [body]}]}", ["legal", "comms"]);
    private static readonly PersonFacts[] People = [In("p-1", "legal"), In("p-2", "legal"), In("p-3", "comms"), In("p-4")];

    private static PersonFacts In(string id, params string[] groups) => PersonFacts.Only(id) with { Groups = groups };

    private static SimulationResult Run(params SimulatedAct[] acts) =>
        Simulation.Run(Flow, new(new Dictionary<string, FactValue>(), new Dictionary<string, string> { ["body"] = "We speak.", ["audience"] = ContentDigest.OfText("all") }, "p-4", "p-4", acts, Start), People);

    [Fact]
    public void Before_anybody_decides_it_waits_for_those_who_are_asked_first()
    {
        var result = Run();
        Assert.Equal(RequestState.Pending, result.Evaluation.State);
        Assert.Equal(["p-1", "p-2"], result.Ballots.Keys);
        Assert.Equal(ContentDigest.Of(new Dictionary<string, string> { ["body"] = ContentDigest.OfText("We speak."), ["audience"] = ContentDigest.OfText("all") }), result.Ballots["p-1"].Digests["law"]);
        Assert.Equal(["ApprovalRequested", "StageOpened"], result.History.Select(e => e.Fact.GetType().Name));
    }

    [Fact]
    public void It_ends_when_nobody_waits_for_it_any_more() =>
        Assert.Throws<OperationCanceledException>(() => Simulation.Run(Flow, new(new Dictionary<string, FactValue>(), new Dictionary<string, string>(), "p-4", "p-4", [], Start), People, new CancellationToken(canceled: true)));

    [Fact]
    public void Everybody_who_is_asked_decides_and_it_is_approved()
    {
        var result = Run(new("p-1", Decision.Approve), new("p-2", Decision.Approve, At: Start.AddDays(1)), new("p-3", Decision.Approve));
        Assert.Equal((RequestState.Approved, 0, 0), (result.Evaluation.State, result.Refused.Count, result.Ballots.Count));
        Assert.Equal(Start.AddDays(1), result.History[^1].At);
        Assert.Equal(Start, result.History[2].At);
    }

    [Fact]
    public void Who_may_not_is_refused_in_the_words_they_would_read_and_the_others_go_on()
    {
        var result = Run(new("p-4", Decision.Approve), new("p-3", Decision.Approve), new("p-1", Decision.Reject), new("p-1", Decision.Approve), new("p-2", Decision.Approve, "nothing"));
        Assert.Equal([(1, "request.excluded"), (2, "request.not-eligible"), (3, "request.reason-required"), (5, "request.not-eligible")], result.Refused.Select(r => ((int)r.Version, r.Code)));
        Assert.Equal(["p-1"], result.Evaluation.Stages[0].Needs.Single().Counted.Select(c => c.Person));
        Assert.Equal("Say why: a rejection and a request for changes need a reason its author can act on.", result.Refused[2].Sentence);
    }

    [Fact]
    public void A_rejection_with_a_reason_ends_it()
    {
        var result = Run(new SimulatedAct("p-1", Decision.Reject, Reason: "No."), new SimulatedAct("p-2", Decision.Approve));
        Assert.Equal((RequestState.Rejected, "request.closed"), (result.Evaluation.State, Assert.Single(result.Refused).Code));
    }

    [Fact]
    public void Time_never_runs_backwards()
    {
        var result = Run(new("p-1", Decision.Approve, At: Start.AddDays(2)), new("p-2", Decision.Approve, At: Start.AddDays(1)));
        Assert.Equal(Start.AddDays(2), result.History.Last(e => e.Actor == "p-2").At);
    }

    [Fact]
    public void Content_that_the_flow_does_not_know_is_an_error_in_the_answer() =>
        Assert.Equal(RequestState.Error, Simulation.Run(Flow, new(new Dictionary<string, FactValue>(), new Dictionary<string, string> { ["a b"] = "x" }, "p-4", "p-4", [new("p-1", Decision.Approve)], Start), People, TestContext.Current.CancellationToken).Evaluation.State);
}
