using Governance.Approvals;
using Governance.Flows;
using Governance.Shared;

namespace Governance.Hosting;

/// <summary>Simulations and replays by example: what if two of legal had to agree?</summary>
internal static class ReplayExamples
{
    private const string Flow = "publish-policy";
    private const string FlowDigest = "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9";
    private const string Waits = "Waits for p-1003; others may do as well.";

    private static readonly NeedExplanation Legal = new("legal", PartState.Pending, "legal", "2", 2, 2, Examples.Digest, [new CountedApproval("p-1002", 1)], [], ["p-1003"], null);

    private static readonly SimulateFlow Simulated = new(
        null, new Dictionary<string, FactValue> { ["area"] = "communications" }, null, null, "p-1001", null,
        [new("p-1002", Flows.Decision.Approve, null, null, null, null), new("p-1001", Flows.Decision.Approve, null, null, null, null)], Examples.Drafted);

    private static readonly SimulationView Simulation = new(
        new Evaluation(
            RequestState.Pending, "Waits for review.", Flow, 2, FlowDigest, 1, Examples.Digest, [],
            [new StageExplanation("review", PartState.Pending, Waits, new AllExplanation(PartState.Pending, [Legal]), new RejectionExplanation(1, "request-changes", []), ["p-1003"])]),
        new Dictionary<string, Ballot> { ["p-1003"] = new(["legal"], new Dictionary<string, string> { ["legal"] = Examples.Digest }) },
        [new RefusedAct(2, Examples.Drafted, "p-1001", "approve", "request.excluded", "You wrote this: nobody approves what they authored. Its explanation says who can act now.")],
        [new(1, "ApprovalRequested", Examples.Drafted, "p-1001"), new(2, "StageOpened", Examples.Drafted, "flows"), new(3, "DecisionMade", Examples.Drafted, "p-1002")]);

    private static readonly ReplayView Running = new(
        Examples.ReplayId, Flow, 2, FlowDigest, "policy-version", ReplayState.Running, 500, 1200, 411, 23, 61, 5, "p-1001", Examples.Approved, null, null, null, 0.8, 4);

    private static readonly ReplayView Done = Running with
    {
        State = ReplayState.Done,
        Done = 1200,
        Same = 988,
        Different = 54,
        CannotBeTold = 146,
        Open = 12,
        FinishedAt = Examples.Approved.AddSeconds(2),
        Seconds = 2,
        Version = 7,
    };

    private static readonly ReplayedRequest Different = new(
        Examples.RequestId, Examples.Policy, "Social media policy 1.0", Flow, 1,
        new ReplayOutcome(ReplayVerdict.Different, RequestState.Approved, RequestState.Pending, "Nobody could have completed it. Version 2 needs 2 of legal; only 1 could approve before it ended.")
        {
            Difference = new ReplayDifference(9, Examples.Approved, "StageClosed", "p-1003", "review", "legal", "approved", "pending"),
        });

    internal static IReadOnlyDictionary<string, Example> All { get; } = new Dictionary<string, Example>
    {
        ["simulateFlow"] = Example.Question(Simulated, Simulation).OrBusy(ReplayRules.TooManySimulations),
        ["replayFlow"] = Example.Command(new ReplayFlow(null, 2), Running, Running.Version, Running.Path()).OrBusy(ReplayRules.AlreadyRunning(Running.Path())),
        ["stopReplay"] = Example.Command(
            new StopReplay("It is of the wrong version."), Running with { State = ReplayState.Stopped, FinishedAt = Examples.Approved.AddSeconds(1), StoppedBy = "p-1001", StopReason = "It is of the wrong version.", Seconds = 1, Version = 5 }, 5, Running.Path(), ReplayRules.HasEnded),
        ["getReplay"] = Example.Read(Done, Done.Version),
        ["listReplayOutcomes"] = Example.Read(new Page<ReplayedRequest>([Different], null)),
    };
}
