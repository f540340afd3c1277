using Governance.Flows;

namespace Governance.Tests.Flows.Replaying;

/// <summary>How past requests come out under another flow, and the reason that a person is given.</summary>
public class ReplayTests
{
    private static readonly string[] Groups = ["legal p-1 p-2 p-3", "comms p-4 p-5", "boss p-9"];
    private static readonly Flow One = Scenario.ParsedFlow(Review(1), Groups);
    private static readonly Flow Two = Scenario.ParsedFlow(Review(2), Groups);

    private static string Review(int quorum, string of = "legal", string effect = "end", int rejections = 1) =>
        $"  - {{id: review, all: [{{id: law, approve: {quorum}, of: {of}}}], reject: {{by: [{of}], count: {rejections}, effect: {effect}}}}}";

    private static string SignOff(string effect = "end") => $"\n  - {{id: sign-off, after: review, all: [{{id: boss, approve: 1, of: boss}}], reject: {{by: [boss], count: 1, effect: {effect}}}}}";

    private static Flow Proposed(string stages, string more = "") => PastRequest.Proposed(stages, Groups, more);

    [Fact]
    public void The_same_flow_comes_to_the_same_end()
    {
        var outcome = PastRequest.Under(One, Groups).Approve("p-1").Replayed(Proposed(Review(1)));
        Assert.Equal((ReplayVerdict.Same, RequestState.Approved, RequestState.Approved), (outcome.Verdict, outcome.Was, outcome.WouldBe));
        Assert.Equal("Version 4 comes to the same end.", outcome.Sentence);
        Assert.Null(outcome.Difference);
    }

    [Fact]
    public void A_higher_quorum_waits_for_those_who_had_not_decided()
    {
        var outcome = PastRequest.Under(One, Groups).Approve("p-3").Replayed(Proposed(Review(2)));
        Assert.Equal((ReplayVerdict.CannotBeTold, RequestState.Approved, RequestState.Pending), (outcome.Verdict, outcome.Was, outcome.WouldBe));
        Assert.Equal("Version 4 needs 2 of legal; only p-3 approved before it ended. p-1, p-2 had not decided.", outcome.Sentence);
        Assert.Equivalent(new ReplayWait("review", "law", "2", "legal", ["p-3"], ["p-1", "p-2"], []), Assert.Single(outcome.Waiting));
    }

    [Fact]
    public void A_quorum_that_nobody_could_have_met_would_not_have_approved()
    {
        var outcome = PastRequest.Under(One, Groups).Approve("p-3").Replayed(Proposed(Review(4)));
        Assert.Equal((ReplayVerdict.Different, RequestState.Pending), (outcome.Verdict, outcome.WouldBe));
        Assert.Equal("Nobody could have completed it. Version 4 needs 4 of legal; only 3 could approve before it ended.", outcome.Sentence);
        Assert.Equal((4, "StageClosed", "review", "law", "approved", "pending"), Where(outcome));
    }

    [Fact]
    public void A_lower_quorum_approves_before_a_later_rejection()
    {
        var past = PastRequest.Under(Two, Groups).Approve("p-1").Reject("p-2");
        var outcome = past.Replayed(Proposed(Review(1)));
        Assert.Equal((ReplayVerdict.Different, RequestState.Rejected, RequestState.Approved), (outcome.Verdict, outcome.Was, outcome.WouldBe));
        Assert.Equal("Version 4 needs 1 of legal, and p-1 had approved: it would have been approved at version 3, before p-2 rejected it at version 5.", outcome.Sentence);
        Assert.Equal((3, "DecisionMade", "review", "law", "pending", "approved"), Where(outcome));
        Assert.Equal(("p-2", "reject", "request.closed", 4L), (Assert.Single(outcome.Refused).Person, outcome.Refused[0].Act, outcome.Refused[0].Code, outcome.Refused[0].Version));
    }

    [Fact]
    public void A_lower_quorum_that_only_comes_sooner_is_the_same()
    {
        var outcome = PastRequest.Under(Two, Groups).Approve("p-1").Approve("p-2").Replayed(Proposed(Review(1)));
        Assert.Equal(ReplayVerdict.Same, outcome.Verdict);
        Assert.Equal("Version 4 comes to the same end sooner, at version 3.", outcome.Sentence);
    }

    [Fact]
    public void An_earlier_approval_of_another_content_is_different()
    {
        var outcome = PastRequest.Under(Two, Groups).Approve("p-1").Revise("v2").Approve("p-1").Approve("p-2").Replayed(Proposed(Review(1)));
        Assert.Equal((ReplayVerdict.Different, RequestState.Approved, RequestState.Approved), (outcome.Verdict, outcome.Was, outcome.WouldBe));
        Assert.Equal("Version 4 needs 1 of legal, and p-1 had approved: it would have been approved at version 3, with revision 1; it was approved with revision 2.", outcome.Sentence);
        Assert.Equal((3, "DecisionMade", null, null, "pending", "approved"), Where(outcome));
    }

    [Fact]
    public void A_removed_stage_lets_it_be_approved_before_that_stage_rejects()
    {
        var past = PastRequest.Under(Scenario.ParsedFlow(Review(1) + SignOff(), Groups), Groups).Approve("p-1").Reject("p-9");
        var outcome = past.Replayed(Proposed(Review(1)));
        Assert.Equal((ReplayVerdict.Different, RequestState.Approved), (outcome.Verdict, outcome.WouldBe));
        Assert.Equal("Version 4 has no stage sign-off: it would have been approved at version 3, before p-9 rejected it at version 7.", outcome.Sentence);
    }

    [Fact]
    public void An_added_stage_waits_for_people_who_were_never_asked()
    {
        var outcome = PastRequest.Under(One, Groups).Approve("p-1").Replayed(Proposed(Review(1) + SignOff()));
        Assert.Equal((ReplayVerdict.CannotBeTold, RequestState.Pending), (outcome.Verdict, outcome.WouldBe));
        Assert.Equal("Version 4 needs 1 of boss; nobody of them approved before it ended. p-9 was never asked.", outcome.Sentence);
        Assert.Equal(["p-9"], Assert.Single(outcome.Waiting).NeverAsked);
    }

    [Fact]
    public void An_added_stage_before_another_leaves_that_one_undecided()
    {
        var past = PastRequest.Under(Scenario.ParsedFlow(Review(1), Groups), Groups).Approve("p-1");
        var outcome = past.Replayed(Proposed("  - {id: first, all: [{id: c, approve: 1, of: comms}]}\n" + Review(1).Replace("id: review", "id: review, after: first", StringComparison.Ordinal)));
        Assert.Equal(ReplayVerdict.CannotBeTold, outcome.Verdict);
        Assert.Equal(["p-4", "p-5"], Assert.Single(outcome.Waiting).NeverAsked);
        Assert.Equal(("p-1", "request.not-eligible"), (Assert.Single(outcome.Refused).Person, outcome.Refused[0].Code));
        Assert.EndsWith("p-1's approval at version 3 would have been refused (request.not-eligible).", outcome.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_people_are_asked_and_those_who_decided_are_not()
    {
        var outcome = PastRequest.Under(One, Groups).Reject("p-1").Replayed(Proposed(Review(1, of: "comms")));
        Assert.Equal((ReplayVerdict.CannotBeTold, RequestState.Rejected, RequestState.Pending), (outcome.Verdict, outcome.Was, outcome.WouldBe));
        Assert.Equal("p-1", Assert.Single(outcome.Refused).Person);
        Assert.Equal(["p-4", "p-5"], Assert.Single(outcome.Waiting).NeverAsked);
    }

    [Fact]
    public void Separation_that_keeps_an_editor_out_waits_for_another()
    {
        var past = PastRequest.Under(Scenario.ParsedFlow(Review(1), Groups, "separation: {excluded: [author]}"), Groups).Revise("v2", by: "p-1").Approve("p-1");
        var outcome = past.Replayed(Proposed(Review(1), "separation: {excluded: [author, editors]}"));
        Assert.Equal((ReplayVerdict.CannotBeTold, RequestState.Approved), (outcome.Verdict, outcome.Was));
        Assert.Equal("Version 4 needs 1 of legal; nobody of them approved before it ended. p-2, p-3 had not decided. p-1's approval at version 4 would have been refused (request.excluded).", outcome.Sentence);
    }

    [Fact]
    public void Fewer_rejections_that_end_it_end_what_was_approved()
    {
        var past = PastRequest.Under(Scenario.ParsedFlow(Review(2, rejections: 2), Groups), Groups).Reject("p-1").Approve("p-2").Approve("p-3");
        var outcome = past.Replayed(Proposed(Review(2)));
        Assert.Equal((ReplayVerdict.Different, RequestState.Approved, RequestState.Rejected), (outcome.Verdict, outcome.Was, outcome.WouldBe));
        Assert.Equal("Version 4 is ended by one rejection of legal in review, and p-1 rejected at version 3.", outcome.Sentence);
        Assert.Equal((3, "DecisionMade", "review", "law", "pending", "rejected"), Where(outcome));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_was_decided_and_would_stand_turned_back_is_different(bool approved)
    {
        var past = approved
            ? PastRequest.Under(Scenario.ParsedFlow(Review(1, rejections: 2), Groups), Groups).Reject("p-1").Approve("p-2")
            : PastRequest.Under(One, Groups).Reject("p-1");
        var outcome = past.Replayed(Proposed(Review(1, effect: "request-changes")));
        Assert.Equal((ReplayVerdict.Different, RequestState.ChangesRequested), Of(outcome));
        Assert.Equal("Version 4 turns it back for changes in review because of p-1 at version 3, and nobody revised it before it ended.", outcome.Sentence);
    }

    [Fact]
    public void A_rejection_that_was_taken_back_after_a_revision_is_so_under_the_proposed_flow()
    {
        var turned = Scenario.ParsedFlow(Review(1, effect: "request-changes"), Groups);
        var past = PastRequest.Under(turned, Groups).Reject("p-1").Revise("v2").TakeBack("p-1").Approve("p-2");
        Assert.Equal(ReplayVerdict.Same, past.Replayed(Proposed(Review(1, effect: "request-changes"))).Verdict);
        Assert.Equal(RequestState.Rejected, past.Replayed(Proposed(Review(1))).WouldBe);
    }

    [Fact]
    public void Withdrawn_stays_withdrawn_however_many_approvals_were_missing() =>
        Assert.Equal((ReplayVerdict.Same, RequestState.Withdrawn), Of(PastRequest.Under(Two, Groups).Approve("p-1").Withdraw().Replayed(Proposed(Review(3)))));

    [Fact]
    public void Withdrawn_is_approved_where_that_comes_before()
    {
        var outcome = PastRequest.Under(Two, Groups).Approve("p-1").Withdraw().Replayed(Proposed(Review(1)));
        Assert.Equal((ReplayVerdict.Different, RequestState.Approved), Of(outcome));
        Assert.EndsWith("before p-author withdrew it at version 4.", outcome.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_withdrawal_that_the_flow_refuses_leaves_it_waiting()
    {
        var outcome = PastRequest.Under(Two, Groups).Approve("p-1").Withdraw().Replayed(Proposed(Review(2), "withdraw: {by: [boss], until: approved}"));
        Assert.Equal((ReplayVerdict.CannotBeTold, RequestState.Pending), Of(outcome));
        Assert.EndsWith("p-author's withdrawal at version 4 would have been refused (request.not-yours-to-withdraw).", outcome.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Break_glass_stays_break_glass_unless_it_was_decided_before()
    {
        var past = PastRequest.Under(Scenario.ParsedFlow(Review(2), Groups, "break-glass: {by: legal, reason: required}"), Groups).Approve("p-1").BreakGlass("p-2");
        Assert.Equal((ReplayVerdict.Same, RequestState.ApprovedByBreakGlass), Of(past.Replayed(Proposed(Review(3), "break-glass: {by: legal, reason: required}"))));
        Assert.Equal((ReplayVerdict.Different, RequestState.Approved), Of(past.Replayed(Proposed(Review(1), "break-glass: {by: legal, reason: required}"))));
    }

    [Fact]
    public void Break_glass_that_the_flow_refuses_would_not_have_gone_ahead()
    {
        var past = PastRequest.Under(Scenario.ParsedFlow(Review(2), Groups, "break-glass: {by: legal, reason: required}"), Groups).Approve("p-1").BreakGlass("p-2");
        var outcome = past.Replayed(Proposed(Review(2)));
        Assert.Equal((ReplayVerdict.Different, RequestState.Pending), Of(outcome));
        Assert.Equal((4, "GlassBroken", null, null, "approved-by-break-glass", "pending"), Where(outcome));
        Assert.EndsWith("p-2's break-glass at version 4 would have been refused (request.no-break-glass).", outcome.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_decided_on_a_broken_glass_afterwards_is_no_approval()
    {
        var past = PastRequest.Under(Scenario.ParsedFlow(Review(2), Groups, "break-glass: {by: legal, reason: required}"), Groups).Approve("p-1").BreakGlass("p-2");
        past.Record(new DecisionMade(Decision.Approve, new Dictionary<string, string> { ["reviewed"] = "x" }, ["legal"]), "p-3");
        Assert.Equal((ReplayVerdict.Different, RequestState.Pending), Of(past.Replayed(Proposed(Review(2)))));
    }

    [Fact]
    public void What_expired_waits_or_was_decided_by_those_who_did_decide()
    {
        var past = PastRequest.Under(Two, Groups).Approve("p-1").Record(new RequestExpired(), "system:clock");
        Assert.Equal((ReplayVerdict.CannotBeTold, RequestState.Pending), Of(past.Replayed(Proposed(Review(2)))));
        Assert.Equal((ReplayVerdict.Different, RequestState.Approved), Of(past.Replayed(Proposed(Review(1)))));
    }

    [Fact]
    public void What_has_not_ended_is_no_past_request()
    {
        var outcome = PastRequest.Under(Two, Groups).Approve("p-1").Replayed(Proposed(Review(1)));
        Assert.Equal((ReplayVerdict.Open, RequestState.Pending, (RequestState?)null), (outcome.Verdict, outcome.Was, outcome.WouldBe));
    }

    [Fact]
    public void A_flow_that_cannot_tell_is_an_error()
    {
        var outcome = PastRequest.Under(One, Groups).Approve("p-1").Replayed(Proposed(Review(1).Replace("of: legal}", "of: legal, when: \"subject.risk == 'high'\"}", StringComparison.Ordinal)));
        Assert.Equal((ReplayVerdict.Different, RequestState.Error), Of(outcome));
        Assert.StartsWith("Version 4 could not decide it: review/law: `subject.risk == 'high'` cannot be evaluated", outcome.Sentence, StringComparison.Ordinal);
        Assert.Equal((4, "StageClosed", "review", "law", "approved", "pending"), Where(outcome));
    }

    [Fact]
    public void Each_act_meets_the_directory_of_its_own_time()
    {
        var past = PastRequest.Under(One, ["legal p-1", "comms", "boss"]).Join("comms", "p-7").Leave("legal", "p-1").Join("legal", "p-2").Approve("p-2").Join("comms", "p-2");
        Assert.Equal(ReplayVerdict.Same, past.Replayed(Proposed(Review(1))).Verdict);
        Assert.Equal(["p-7"], Assert.Single(past.Replayed(Proposed(Review(1, of: "comms"))).Waiting).NeverAsked);
    }

    [Fact]
    public void A_change_of_the_directory_between_two_acts_has_its_effect_at_its_own_time()
    {
        // All of three are three; once the others have left, one is all of them.
        var all = Scenario.ParsedFlow(Review(1).Replace("approve: 1", "approve: 100%", StringComparison.Ordinal), Groups);
        var past = PastRequest.Under(all, Groups).Approve("p-1").Leave("legal", "p-2").Leave("legal", "p-3");
        Assert.Equal(RequestState.Approved, Evaluator.Evaluate(all, past.History).State);
        var outcome = past.Replayed(Proposed(Review(1).Replace("approve: 1", "approve: 60%", StringComparison.Ordinal)));
        Assert.Equal((ReplayVerdict.Same, RequestState.Approved), Of(outcome));
    }

    [Fact]
    public void A_rejection_without_content_ends_the_persons_approval_there_as_well()
    {
        var past = PastRequest.Under(Scenario.ParsedFlow(Review(2, rejections: 2), Groups), Groups).Approve("p-1")
            .Record(new DecisionMade(Decision.Reject, new Dictionary<string, string>(), ["legal"], null, "no"), "p-1").Approve("p-2").Withdraw();
        Assert.Equal((ReplayVerdict.Same, RequestState.Withdrawn), Of(past.Replayed(Proposed(Review(2, rejections: 2)))));
    }

    [Fact]
    public void A_decision_on_a_need_that_the_flow_does_not_have_is_not_taken_for_another()
    {
        var outcome = PastRequest.Under(One, Groups).Approve("p-1", "law").Replayed(Proposed(Review(1).Replace("id: law", "id: lawyers", StringComparison.Ordinal)));
        Assert.Equal((ReplayVerdict.CannotBeTold, "request.not-eligible"), (outcome.Verdict, Assert.Single(outcome.Refused).Code));
    }

    [Fact]
    public void An_approval_of_a_revision_that_the_flow_had_refused_does_not_count_for_the_content_before_it()
    {
        // Under the proposed flow one approval ended it with revision 1; the approval of revision 2 is for another content.
        var past = PastRequest.Under(Two, Groups).Approve("p-1").Revise("v2").Approve("p-2").Approve("p-3");
        var outcome = past.Replayed(Proposed(Review(1)));
        Assert.Equal(["revise", "approve", "approve"], outcome.Refused.Select(r => r.Act));
        Assert.All(outcome.Refused, r => Assert.Equal("request.closed", r.Code));
    }

    [Fact]
    public void Nothing_requested_cannot_be_told()
    {
        Assert.Equal(ReplayVerdict.CannotBeTold, Replay.One(One, [], new DirectoryTimeline([]), TestContext.Current.CancellationToken).Verdict);
        Assert.Equal(ReplayVerdict.CannotBeTold, Replay.One(One, [new RequestEntry(new RequestApproved(), "p-1", null, default, 1)], new DirectoryTimeline([]), TestContext.Current.CancellationToken).Verdict);
    }

    private static (ReplayVerdict, RequestState?) Of(ReplayOutcome outcome) => (outcome.Verdict, outcome.WouldBe);

    private static (long, string, string?, string?, string, string) Where(ReplayOutcome outcome) =>
        (outcome.Difference!.Version, outcome.Difference.Fact, outcome.Difference.Stage, outcome.Difference.Need, outcome.Difference.Was, outcome.Difference.WouldBe);
}
