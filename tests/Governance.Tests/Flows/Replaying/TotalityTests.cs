using CsCheck;
using Governance.Flows;

namespace Governance.Tests.Flows.Replaying;

/// <summary>A history of any shape has an outcome.</summary>
public class TotalityTests
{
    private static readonly string[] Groups = ["legal p-1 p-2 p-3", "comms p-4"];
    private static readonly Dictionary<string, string> None = [];

    private static readonly RequestEvent[] Facts =
    [
        new RequestRevised(new Dictionary<string, string> { ["body"] = "no digest", ["a b"] = "" }, new Dictionary<string, FactValue>(), []),
        new RequestRevised(new Dictionary<string, string> { ["body"] = ContentDigest.OfText("v2"), ["audience"] = ContentDigest.OfText("all") }, new Dictionary<string, FactValue>(), ["p-2"]),
        new DecisionMade(Decision.Approve, new Dictionary<string, string> { ["law"] = "x" }, ["legal"], "law"), new DecisionMade(Decision.Reject, None, ["legal"]),
        new DecisionTakenBack("law"), new RejectionLifted("review", "p-1", "fine"), new SeatDelegated("p-1", "p-4", DateTimeOffset.MaxValue), new SeatReturned("p-1", "p-4"),
        new RequestReopened("again"), new GlassBroken("now"), new BreakGlassReviewed(["p-1"]), new BreakGlassUndone([]), new ApprovalConfirmed(["p-2"]), new RequestWithdrawn(), new RequestExpired(),
        new RequestApproved(), new RequestRejected("nowhere", ["p-1"]), new RequestReturned("review", ["p-1"]), new RequestReturned("review", [], "nowhere"), new StageClosed("review", new Dictionary<string, IReadOnlyList<string>>()),
        new StageOpened("other", new Dictionary<string, IReadOnlyList<string>> { ["legal"] = ["p-1"] }), new StageSkipped("review"), new FlowReplaced(2, "", [], [], []),
        new DeadlineSet(DeadlinePurpose.Expiry, DateTimeOffset.MaxValue, "", "", ""), new DeadlinePassed(DeadlinePurpose.Due, default, "review"), new QuorumLowered("review", "law", 2, 1),
    ];

    [Fact]
    public void Facts_in_any_order_at_any_time_have_an_outcome()
    {
        var proposed = PastRequest.Proposed("  - {id: review, all: [{id: law, approve: 2, of: legal}]}\n  - {id: last, after: review, any: [{id: c, approve: majority, of: comms}], reject: {effect: review}}", Groups, "break-glass: {by: legal, reason: required}");
        var past = PastRequest.Under(proposed, Groups);
        var facts = Gen.Int[-1, Facts.Length - 1].Select(i => i < 0 ? past.History[0].Fact : Facts[i]);
        var entries = Gen.Select(facts, Gen.Int[1, 5], Gen.Int[-3, 60], Gen.Int[-2, 9], Gen.Bool);
        entries.Array[0, 12].Sample(all =>
        {
            var history = all.Select(e => new RequestEntry(e.Item1, $"p-{e.Item2}", e.Item5 ? "p-1" : null, PastRequest.Start.AddMinutes(e.Item3), e.Item4)).Prepend(past.History[0]).Skip(all.Length % 7 == 0 ? 1 : 0).ToList();
            var outcome = Replay.One(proposed, history, past.Directory);
            return outcome.Sentence.Length > 0 && (outcome.Verdict == ReplayVerdict.Open) == (outcome.WouldBe is null && history.Exists(e => e.Fact is ApprovalRequested));
        }, iter: 5_000);
    }

    [Fact]
    public void The_ends_of_time_are_moments_like_any_other()
    {
        var flow = PastRequest.Proposed("  - {id: review, all: [{id: law, approve: 1, of: legal}], due: 3 workdays}", Groups, "calendar: {zone: Europe/Dublin, work: \"Mon-Fri 09:00-17:30\", holidays: ie}\nexpire: {after: 30 days, as: expired}");
        var past = PastRequest.Under(flow, Groups).Approve("p-1");
        foreach (var at in (DateTimeOffset[])[DateTimeOffset.MinValue, DateTimeOffset.MaxValue])
            Assert.NotEqual(ReplayVerdict.Open, Replay.One(flow, [.. past.History.Select(e => e with { At = at })], DirectoryTimeline.Of(past.Directory.At(past.Now)), TestContext.Current.CancellationToken).Verdict);
    }
}
