using Governance.Flows;

namespace Governance.Tests.Flows.Replaying;

/// <summary>Time, delegation, and what comes behind an end, under another flow.</summary>
public class ReplayTimeTests
{
    private static readonly string[] Groups = ["legal p-1 p-2 p-3", "boss p-9"];

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private static string Review(int quorum, string more = "", string reject = "effect: end") =>
        $"  - {{id: review, all: [{{id: law, approve: {quorum}, of: legal}}], reject: {{by: [legal], count: 1, {reject}}}{more}}}";

    private static PastRequest Under(string stages, string more = "") => PastRequest.Under(Scenario.ParsedFlow(stages, Groups, more), Groups);

    private static Flow Proposed(string stages, string more = "") => PastRequest.Proposed(stages, Groups, more);

    private static (ReplayVerdict, RequestState, RequestState?) Of(ReplayOutcome outcome) => (outcome.Verdict, outcome.Was, outcome.WouldBe);

    [Fact]
    public void The_proposed_flow_counts_its_own_deadlines_from_then()
    {
        var past = Under(Review(1)).Later(5 * Day).Approve("p-1");
        Assert.Equal((ReplayVerdict.Same, RequestState.Approved, RequestState.Approved), Of(past.Replayed(Proposed(Review(1), "expire: {after: 6 days, as: expired}"))));
        var outcome = past.Replayed(Proposed(Review(1), "expire: {after: 4 days, as: expired}"));
        Assert.Equal((ReplayVerdict.Different, RequestState.Approved, RequestState.Expired), Of(outcome));
        Assert.Equal("Version 4 ends what is not decided within 4 days, and it was not: it would have expired at 2026-03-06 09:05 UTC.", outcome.Sentence);
        Assert.Equal("request.closed", Assert.Single(outcome.Refused).Code);
    }

    [Fact]
    public void What_expired_expires_unless_the_proposed_flow_gives_more_time()
    {
        var past = Under(Review(1), "expire: {after: 4 days, as: expired}").Later(5 * Day);
        Assert.Equal((ReplayVerdict.Same, RequestState.Expired, RequestState.Expired), Of(past.Replayed(Proposed(Review(1), "expire: {after: 2 days, as: expired}"))));
        var outcome = past.Replayed(Proposed(Review(1), "expire: {after: 9 days, as: expired}"));
        Assert.Equal((ReplayVerdict.CannotBeTold, RequestState.Expired, RequestState.Pending), Of(outcome));
        Assert.Equal(["p-1", "p-2", "p-3"], Assert.Single(outcome.Waiting).Undecided);
    }

    [Fact]
    public void Whoever_is_asked_once_a_stage_is_overdue_was_never_asked()
    {
        var outcome = Under(Review(1)).Later(5 * Day).Approve("p-1").Replayed(Proposed(Review(2, ", due: 2 days, overdue: {ask: boss}")));
        Assert.Equal(ReplayVerdict.CannotBeTold, outcome.Verdict);
        Assert.Equal(["p-9"], Assert.Single(outcome.Waiting).NeverAsked);
    }

    [Fact]
    public void A_reopened_request_goes_on_where_the_proposed_flow_lets_it()
    {
        var past = Under(Review(2), "reopen: {by: requester, within: 14 days}").Reject("p-1").Reopen().Approve("p-2").Approve("p-3");
        Assert.Equal(RequestState.Approved, Evaluator.Evaluate(past.Flow, past.History).State);
        Assert.Equal((ReplayVerdict.Same, RequestState.Approved, RequestState.Approved), Of(past.Replayed(Proposed(Review(2), "reopen: {by: requester, within: 14 days}"))));
        var outcome = past.Replayed(Proposed(Review(2)));
        Assert.Equal((ReplayVerdict.Different, RequestState.Approved, RequestState.Rejected), Of(outcome));
        Assert.Equal(["request.no-reopening", "request.closed", "request.closed"], outcome.Refused.Select(r => r.Code));
        Assert.Equal(["reopen", "approve", "approve"], outcome.Refused.Select(r => r.Act));
    }

    [Fact]
    public void Nothing_is_reopened_that_would_not_have_ended()
    {
        var past = Under(Review(2), "reopen: {by: requester, within: 14 days}").Reject("p-1").Reopen().Approve("p-1").Approve("p-2");
        var outcome = past.Replayed(Proposed(Review(2, reject: "effect: request-changes")));
        Assert.Equal((ReplayVerdict.Same, RequestState.Approved, RequestState.Approved), Of(outcome));
        Assert.Equal("request.not-ended", Assert.Single(outcome.Refused).Code);
    }

    [Fact]
    public void What_had_no_effect_between_an_end_and_a_reopening_has_none_here()
    {
        var reopens = "reopen: {by: requester, within: 14 days}";
        var past = Under(Review(1), reopens).Reject("p-1");
        past.Record(new DecisionMade(Decision.Approve, new Dictionary<string, string> { ["law"] = "" }, ["legal"]), "p-2").Reopen().Approve("p-3");
        var outcome = past.Replayed(Proposed(Review(2).Replace("count: 1", "count: 2", StringComparison.Ordinal), reopens));
        Assert.Equal((ReplayVerdict.CannotBeTold, RequestState.Approved, RequestState.Pending), Of(outcome));
        Assert.Equal(["replay.not-owed", "request.not-ended"], outcome.Refused.Select(r => r.Code));
    }

    [Fact]
    public void An_approval_is_for_the_revision_that_was_shown_even_where_the_flow_had_refused_that_revision()
    {
        var reopens = "reopen: {by: requester, within: 14 days}";
        var past = Under(Review(1).Replace("count: 1", "count: 2", StringComparison.Ordinal), reopens).Reject("p-1").Revise("v2").Reject("p-2").Reopen().Approve("p-3");
        Assert.Equal(RequestState.Approved, Evaluator.Evaluate(past.Flow, past.History).State);
        var outcome = past.Replayed(Proposed(Review(1), reopens));
        Assert.Equal((ReplayVerdict.CannotBeTold, RequestState.Approved, RequestState.Pending), Of(outcome));
        Assert.Equal([("revise", "request.closed"), ("reject", "request.closed"), ("approve", "request.stale-digest")], outcome.Refused.Select(r => (r.Act, r.Code)));
    }

    [Fact]
    public void A_rejection_stands_where_nobody_may_lift_it()
    {
        var lifts = Review(1, reject: "effect: request-changes, may-lift: boss").Replace("all: [", "all: [{id: chief, approve: 1, of: boss}, ", StringComparison.Ordinal);
        var past = Under(lifts).Reject("p-1").Lift("p-9", "p-1").Approve("p-2").Approve("p-9");
        Assert.Equal((ReplayVerdict.Same, RequestState.Approved, RequestState.Approved), Of(past.Replayed(Proposed(lifts))));
        var outcome = past.Replayed(Proposed(lifts.Replace(", may-lift: boss", "", StringComparison.Ordinal)));
        Assert.Equal((ReplayVerdict.Different, RequestState.Approved, RequestState.ChangesRequested), Of(outcome));
        Assert.Equal(("lift", "request.not-eligible"), (outcome.Refused[0].Act, outcome.Refused[0].Code));
    }

    [Fact]
    public void A_rejection_that_a_revision_did_not_lift_keeps_it_from_being_approved()
    {
        var past = Under(Review(1).Replace("count: 1", "count: 2", StringComparison.Ordinal)).Reject("p-1").Revise("v2").Approve("p-2");
        var outcome = past.Replayed(Proposed(Review(1, reject: "effect: request-changes")));
        Assert.Equal((ReplayVerdict.Different, RequestState.Approved, RequestState.Pending), Of(outcome));
        Assert.Equal("In review the rejection of p-1 stood until it ended; under version 4 that keeps it from being approved.", outcome.Sentence);
    }

    [Fact]
    public void A_check_that_the_content_does_not_pass_keeps_it_from_being_approved()
    {
        var check = ", checks: [{id: risk, that: \"subject.risk == 'low'\", says: Lower the risk.}]";
        var past = PastRequest.Under(Scenario.ParsedFlow(Review(1), Groups), Groups, subject: new() { ["risk"] = "high" }).Approve("p-1");
        var outcome = past.Replayed(Proposed(Review(1, check)));
        Assert.Equal((ReplayVerdict.Different, RequestState.Approved, RequestState.Pending), Of(outcome));
        Assert.StartsWith("Nobody could have completed it. Version 4 checks `risk`: Lower the risk.", outcome.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_seat_that_was_handed_over_is_used_only_where_the_flow_knows_delegation()
    {
        var past = Under(Review(1), "delegation: {allowed: true}").Reassign("p-1", "p-9", 2 * Day).Decide(Decision.Approve, "p-9", seat: "p-1");
        Assert.Equal(RequestState.Approved, Evaluator.Evaluate(past.Flow, past.History).State);
        Assert.Equal((ReplayVerdict.Same, RequestState.Approved, RequestState.Approved), Of(past.Replayed(Proposed(Review(1), "delegation: {allowed: true}"))));
        var outcome = past.Replayed(Proposed(Review(1)));
        Assert.Equal(ReplayVerdict.CannotBeTold, outcome.Verdict);
        Assert.Equal([("p-1", "reassign", "request.no-delegation"), ("p-1", "approve", "request.not-your-seat")], outcome.Refused.Select(r => (r.Person, r.Act, r.Code)));
    }

    [Fact]
    public void A_standing_delegation_holds_at_its_own_time_and_within_the_proposed_bounds()
    {
        var past = Under(Review(1), "delegation: {allowed: true}").StandIn("p-1", "p-9", Day, 9 * Day).Later(2 * Day).Decide(Decision.Approve, "p-9", seat: "p-1");
        Assert.Equal(RequestState.Approved, Evaluator.Evaluate(past.Flow, past.History).State);
        Assert.Equal(ReplayVerdict.Same, past.Replayed(Proposed(Review(1), "delegation: {allowed: true}")).Verdict);
        Assert.Equal("request.not-your-seat", Assert.Single(past.Replayed(Proposed(Review(1), "delegation: {allowed: true, max: 5 days}")).Refused).Code);
    }

    [Fact]
    public void The_review_of_a_broken_glass_comes_out_as_the_proposed_flow_has_it()
    {
        string Glass(int approve, string within) => $"break-glass: {{by: legal, reason: required, review: {{approve: {approve}, of: boss, within: {within}, otherwise: undo}}}}";
        var unreviewed = Under(Review(2), Glass(1, "2 days")).Approve("p-1").BreakGlass("p-2").Later(5 * Day);
        Assert.Equal((ReplayVerdict.Same, RequestState.Undone, RequestState.Undone), Of(unreviewed.Replayed(Proposed(Review(2), Glass(1, "1 day")))));
        var longer = unreviewed.Replayed(Proposed(Review(2), Glass(1, "3 days")));
        Assert.Equal((ReplayVerdict.CannotBeTold, RequestState.Undone, RequestState.ApprovedByBreakGlass), Of(longer));
        Assert.Equal("Under version 4 its review was not over yet. It is an exception until boss have reviewed it. p-9 had not decided.", longer.Sentence);
        Assert.Equal(["p-9"], Assert.Single(longer.Waiting).Undecided);
        Assert.Equal((ReplayVerdict.Different, RequestState.Undone, RequestState.ApprovedByBreakGlass), Of(unreviewed.Replayed(Proposed(Review(2), "break-glass: {by: legal, reason: required}"))));
        var reviewed = Under(Review(2), Glass(1, "9 days")).BreakGlass("p-2").Later(2 * Day).Approve("p-9");
        Assert.Contains(reviewed.History, e => e.Fact is BreakGlassReviewed);
        Assert.Equal((ReplayVerdict.Same, RequestState.ApprovedByBreakGlass, RequestState.ApprovedByBreakGlass), Of(reviewed.Replayed(Proposed(Review(2), Glass(1, "3 days")))));
        Assert.Equal((ReplayVerdict.Different, RequestState.ApprovedByBreakGlass, RequestState.Undone), Of(reviewed.Replayed(Proposed(Review(2), Glass(1, "1 day")))));
        Assert.Equal((ReplayVerdict.Different, RequestState.ApprovedByBreakGlass, RequestState.Approved), Of(Under(Review(2), Glass(1, "9 days")).Approve("p-1").BreakGlass("p-2").Later(2 * Day).Approve("p-9").Replayed(Proposed(Review(1), Glass(1, "9 days")))));
    }

    [Fact]
    public void A_confirmation_is_no_approval_of_a_request_that_would_not_have_ended()
    {
        var past = Under(Review(1), "after-approval: {confirm-again: 10 days, by: legal}").Approve("p-1").Later(11 * Day).Approve("p-2");
        Assert.Contains(past.History, e => e.Fact is ApprovalConfirmed);
        Assert.Equal(ReplayVerdict.Same, past.Replayed(Proposed(Review(1), "after-approval: {confirm-again: 10 days, by: legal}")).Verdict);
        Assert.Equal((ReplayVerdict.CannotBeTold, RequestState.Approved, RequestState.Pending), Of(past.Replayed(Proposed(Review(2)))));
    }

    [Fact]
    public void An_approval_is_no_confirmation_of_a_request_that_would_have_been_approved_before()
    {
        var past = Under(Review(2)).Approve("p-1").Later(3 * Day).Approve("p-2");
        var outcome = past.Replayed(Proposed(Review(1), "after-approval: {confirm-again: 1 day, by: legal}"));
        Assert.Equal((ReplayVerdict.Same, RequestState.Approved, RequestState.Approved), Of(outcome));
        Assert.Equal(("p-2", "request.closed"), (Assert.Single(outcome.Refused).Person, outcome.Refused[0].Code));
    }
}
