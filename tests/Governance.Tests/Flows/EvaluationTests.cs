using Governance.Flows;

namespace Governance.Tests.Flows;

public class EvaluationTests
{
    private const string TwoOfLegal = "  - {id: review, all: [{id: legal-two, approve: 2, of: legal}]}";
    private const string OwnerAndLegal = "  - {id: review, all: [{id: owner, approve: 1, of: owners}, {id: counsel, approve: 1, of: legal}]}";

    [Fact]
    public void Enough_approvals_close_the_stage_and_approve_the_request_in_one_go()
    {
        var request = Scenario.Of(TwoOfLegal, ["legal p-1 p-2 p-3"]).Approve("p-1").Approve("p-3");
        Assert.Equal(RequestState.Approved, request.Now.State);
        Assert.Equal(["ApprovalRequested", "StageOpened", "DecisionMade", "DecisionMade", "StageClosed", "RequestApproved"], request.Facts);
    }

    [Fact]
    public void One_person_who_approves_twice_counts_once() =>
        Assert.Equal(["p-1"], Scenario.Of(TwoOfLegal, ["legal p-1 p-2"]).Approve("p-1").Approve("p-1").Counted("legal-two"));

    [Fact]
    public void Who_approves_and_then_rejects_rejects()
    {
        var request = Scenario.Of(TwoOfLegal, ["legal p-1 p-2"]).Approve("p-1").Reject("p-1");
        Assert.Equal(RequestState.ChangesRequested, request.Now.State);
        Assert.Equal(WhyNot.Rejected, request.Why("legal-two", "p-1"));
    }

    [Fact]
    public void Who_rejects_and_then_approves_approves()
    {
        var request = Scenario.Of(TwoOfLegal, ["legal p-1 p-2"]).Reject("p-1").Approve("p-1");
        Assert.Equal(RequestState.Pending, request.Now.State);
        Assert.Equal(["p-1"], request.Counted("legal-two"));
    }

    [Fact]
    public void A_rejection_wins_over_a_complete_quorum()
    {
        var request = Scenario.Of(TwoOfLegal, ["legal p-1 p-2 p-3"]).Reject("p-3").Approve("p-1").Approve("p-2");
        Assert.Equal(PartState.Rejected, request.Stage("review").State);
        Assert.DoesNotContain("StageClosed", request.Facts);
        Assert.Equal(RequestState.Approved, request.TakeBack("p-3").Now.State);
    }

    [Fact]
    public void An_edit_does_not_lift_a_rejection_and_does_not_return_the_request_again()
    {
        var request = Scenario.Of(TwoOfLegal, ["legal p-1 p-2 p-3"]).Reject("p-3").Revise("body", "v2");
        Assert.Equal(RequestState.Pending, request.Now.State);
        Assert.Equal(PartState.Rejected, request.Stage("review").State);
        Assert.Single(request.Facts, "RequestReturned");
        Assert.Equal(2, request.Reject("p-2").Facts.Count(f => f == "RequestReturned"));
    }

    [Fact]
    public void A_rejection_given_while_a_revision_is_awaited_is_part_of_the_same_return() =>
        Assert.Single(Scenario.Of(TwoOfLegal, ["legal p-1 p-2 p-3"]).Reject("p-3").Reject("p-2").Revise("body", "v2").Facts, "RequestReturned");

    [Fact]
    public void Who_rejects_and_then_revises_is_an_editor_whose_rejection_no_longer_stands()
    {
        var request = Scenario.Of(TwoOfLegal, ["legal p-1 p-2 p-3"]).Reject("p-3").Revise("contact", "y", by: "p-3");
        Assert.Empty(request.Stage("review").Rejections.Standing);
        Assert.Equal(RequestState.Approved, request.Approve("p-1").Approve("p-2").Now.State);
    }

    [Fact]
    public void Who_rejects_a_stage_and_then_approves_a_need_of_it_has_moved_on()
    {
        var stage = "  - {id: review, all: [{id: one, approve: 2, of: legal}], reject: {by: [legal, bosses]}}";
        var request = Scenario.Of(stage, ["legal p-1", "bosses p-9"]).Reject("p-9");
        Assert.Equal(RequestState.ChangesRequested, request.Now.State);
        Assert.Equal(RequestState.Pending, request.Join("legal", "p-9").Approve("p-9", "one").Now.State);
    }

    [Fact]
    public void Somebody_whose_approval_names_a_need_may_have_to_approve_another_to_finish()
    {
        var request = Scenario.Of(OwnerAndLegal, ["owners p-1 p-2", "legal p-1"]).Approve("p-1", "owner");
        Assert.Equal(["p-1", "p-2"], request.Stage("review").Finish);
        Assert.Equal(RequestState.Approved, request.Approve("p-1").Approve("p-2").Now.State);
    }

    [Fact]
    public void A_rejection_after_the_first_was_taken_back_sends_the_request_back_anew()
    {
        var request = Scenario.Of(TwoOfLegal, ["legal p-1 p-2 p-3"]).Reject("p-3").TakeBack("p-3");
        Assert.Equal(RequestState.Pending, request.Now.State);
        Assert.Equal(RequestState.ChangesRequested, request.Reject("p-2").Now.State);
        Assert.Equal(2, request.Facts.Count(f => f == "RequestReturned"));
    }

    [Fact]
    public void A_request_for_changes_after_a_return_to_a_stage_is_told_as_such()
    {
        var stage = "  - {id: review, all: [{id: legal-two, approve: 2, of: legal}], reject: {effect: review}}";
        var request = Scenario.Of(stage, ["legal p-1 p-2 p-3"]).Reject("p-3");
        Assert.Equal(RequestState.Pending, request.Now.State);
        request.Decide(Decision.RequestChanges, "p-1");
        Assert.Equal(RequestState.ChangesRequested, request.Now.State);
        Assert.Equal(["review", null], request.History.Select(e => e.Fact).OfType<RequestReturned>().Select(r => r.To));
    }

    [Fact]
    public void Fewer_rejections_than_the_count_stand_without_effect()
    {
        var stage = "  - {id: review, all: [{id: legal-two, approve: 1, of: legal}], reject: {by: legal, count: 2, effect: end}}";
        var request = Scenario.Of(stage, ["legal p-1 p-2 p-3"]).Reject("p-1");
        Assert.Equal(RequestState.Pending, request.Now.State);
        Assert.Single(request.Stage("review").Rejections.Standing);
        Assert.Equal(RequestState.Rejected, request.Reject("p-2").Now.State);
    }

    [Fact]
    public void A_request_for_changes_asks_for_a_revision_even_where_a_rejection_is_the_end()
    {
        var stage = "  - {id: review, all: [{id: legal-two, approve: 1, of: legal}], reject: {by: legal, effect: end}}";
        Assert.Equal(RequestState.ChangesRequested, Scenario.Of(stage, ["legal p-1 p-2"]).Decide(Decision.RequestChanges, "p-1").Now.State);
        Assert.Equal(RequestState.Rejected, Scenario.Of(stage, ["legal p-1 p-2"]).Reject("p-1").Now.State);
    }

    [Fact]
    public void An_abstention_replaces_an_approval_and_counts_for_nothing()
    {
        var request = Scenario.Of(TwoOfLegal, ["legal p-1 p-2"]).Approve("p-1").Decide(Decision.Abstain, "p-1");
        Assert.Equal(WhyNot.Abstained, request.Why("legal-two", "p-1"));
        Assert.Equal(2, request.Need("legal-two").Possible);
    }

    [Fact]
    public void Two_needs_are_not_satisfied_by_one_person()
    {
        var request = Scenario.Of(OwnerAndLegal, ["owners p-1", "legal p-1 p-2"]).Approve("p-1");
        Assert.Equal(RequestState.Pending, request.Now.State);
        Assert.Equal(["p-1"], request.Counted("owner"));
        Assert.Equal(WhyNot.UsedForAnotherNeed, request.Why("counsel", "p-1"));
        Assert.Equal(["p-2"], request.Stage("review").Finish);
    }

    [Fact]
    public void Where_nobody_need_be_distinct_one_person_satisfies_two_needs() =>
        Assert.Equal(RequestState.Approved, Scenario.Of(OwnerAndLegal, ["owners p-1", "legal p-1 p-2"], "separation: {distinct: none}").Approve("p-1").Now.State);

    [Fact]
    public void Somebody_of_two_groups_makes_room_when_another_can_stand_there()
    {
        var request = Scenario.Of(OwnerAndLegal, ["owners p-1 p-2", "legal p-1"]).Approve("p-1");
        Assert.Equal(["p-1"], request.Counted("owner"));
        Assert.Equal(RequestState.Approved, request.Approve("p-2").Now.State);
        Assert.Equal(["p-1"], request.Counted("counsel"));
    }

    [Fact]
    public void An_approval_that_names_its_need_is_used_nowhere_else()
    {
        var request = Scenario.Of(OwnerAndLegal, ["owners p-1", "legal p-1 p-2"]).Approve("p-1", "counsel");
        Assert.Empty(request.Counted("owner"));
        Assert.Equal(["p-1"], request.Counted("counsel"));
        Assert.Equal(["p-1"], request.Need("owner").CouldAct);
    }

    [Fact]
    public void One_person_counts_once_in_the_flow_or_once_in_each_stage_as_the_flow_says()
    {
        var stages = "  - {id: first, all: [{id: one, approve: 1, of: legal}]}\n  - {id: second, all: [{id: two, approve: 1, of: legal}]}";
        var strict = Scenario.Of(stages, ["legal p-1 p-2"]).Approve("p-1").Approve("p-1");
        Assert.Equal(WhyNot.UsedForAnotherNeed, strict.Why("two", "p-1"));
        Assert.Equal(RequestState.Approved, strict.Approve("p-2").Now.State);
        Assert.Equal(RequestState.Approved, Scenario.Of(stages, ["legal p-1 p-2"], "separation: {distinct: stage}").Approve("p-1").Approve("p-1").Now.State);
    }

    [Fact]
    public void A_colleague_who_revises_no_longer_counts()
    {
        var request = Scenario.Of(TwoOfLegal, ["legal p-1 p-2 p-3"]).Approve("p-1").Revise("contact", "y", by: "p-1");
        Assert.Equal(WhyNot.Excluded, request.Why("legal-two", "p-1"));
        Assert.Equal(["p-2", "p-3"], request.Need("legal-two").CouldAct);
    }

    [Fact]
    public void Who_left_does_not_count_and_counts_again_on_return()
    {
        var request = Scenario.Of(TwoOfLegal, ["legal p-1 p-2 p-3"]).Approve("p-1").Leave("legal", "p-1");
        Assert.Equal(WhyNot.Left, request.Why("legal-two", "p-1"));
        Assert.Equal(["p-1"], request.Join("legal", "p-1").Counted("legal-two"));
    }

    [Fact]
    public void A_closed_stage_is_not_reopened_by_somebody_leaving()
    {
        var stages = TwoOfLegal + "\n  - {id: sign-off, all: [{id: boss, approve: 1, of: bosses}]}";
        var request = Scenario.Of(stages, ["legal p-1 p-2", "bosses p-9"]).Approve("p-1").Approve("p-2").Leave("legal", "p-1");
        Assert.Equal(PartState.Approved, request.Stage("review").State);
        Assert.Equal(RequestState.Approved, request.Approve("p-9").Now.State);
    }

    [Fact]
    public void An_approval_of_a_content_this_request_never_had_does_not_count()
    {
        var request = Scenario.Of(TwoOfLegal, ["legal p-1 p-2"])
            .Append(new DecisionMade(Decision.Approve, new Dictionary<string, string> { ["legal-two"] = new('0', 64) }, ["legal"]), "p-1");
        Assert.Equal(WhyNot.UnknownDigest, request.Why("legal-two", "p-1"));
    }

    [Fact]
    public void An_approval_without_the_role_does_not_count()
    {
        var request = Scenario.Of(TwoOfLegal, ["legal p-1 p-2"]);
        var digest = request.Need("legal-two").Digest;
        request.Append(new DecisionMade(Decision.Approve, new Dictionary<string, string> { ["legal-two"] = digest }, []), "p-1");
        Assert.Equal(WhyNot.NotEligible, request.Why("legal-two", "p-1"));
    }

    [Fact]
    public void Naming_a_rejecter_an_editor_takes_neither_the_rejection_nor_a_voice_from_the_majority()
    {
        var request = Scenario.Of("  - {id: review, all: [{id: most, approve: majority, of: legal}]}", ["legal p-1 p-2 p-3"]).Reject("p-2");
        request.Append(request.Revision("body", "v2", ["p-2", "p-3"]), Scenario.Author);
        Assert.Equal("p-2", Assert.Single(request.Stage("review").Rejections.Standing).Person);
        Assert.Equal(2, request.Need("most").Required);
        Assert.Equal(["p-1"], request.Need("most").CouldAct);
        Assert.NotEqual(RequestState.Approved, request.Approve("p-1").Now.State);
        Assert.NotEqual(RequestState.Approved, request.TakeBack("p-2").Now.State);
    }

    [Fact]
    public void What_the_content_says_of_its_subject_is_approved_with_it_and_told_when_it_changes()
    {
        var request = Scenario.Of(TwoOfLegal, ["legal p-1 p-2 p-3"]);
        request.Append(request.Saying("risk", "critical"), Scenario.Author).Approve("p-1");
        request.Append(request.Saying("risk", "low"), Scenario.Author).Approve("p-2");
        Assert.Equal(["p-2"], request.Counted("legal-two"));
        Assert.Equal(WhyNot.Stale, request.Why("legal-two", "p-1"));
        Assert.Contains("subject.risk changed in revision 3", request.Need("legal-two").NotCounted[0].Sentence, StringComparison.Ordinal);
        request.Append(request.Saying("risk", "critical"), Scenario.Author);
        Assert.Equal(["p-1"], request.Counted("legal-two"));
    }

    [Fact]
    public void A_decision_for_somebody_else_does_not_count()
    {
        var request = Scenario.Of(TwoOfLegal, ["legal p-1 p-2"]);
        var digest = request.Need("legal-two").Digest;
        request.Append(new DecisionMade(Decision.Approve, new Dictionary<string, string> { ["legal-two"] = digest }, ["legal"]), "p-1", onBehalfOf: "p-2");
        Assert.Equal(WhyNot.Delegated, request.Why("legal-two", "p-2"));
    }

    [Fact]
    public void What_comes_after_the_end_changes_nothing()
    {
        var request = Scenario.Of(TwoOfLegal, ["legal p-1 p-2"]).Append(new RequestWithdrawn(), Scenario.Author).Approve("p-1").Approve("p-2").Append(new RequestApproved(), "flows");
        Assert.Equal(RequestState.Withdrawn, request.Now.State);
        Assert.Empty(request.Need("legal-two").CouldAct);
    }

    [Fact]
    public void Another_flow_than_the_pinned_one_is_an_error_that_names_both()
    {
        var request = Scenario.Of(TwoOfLegal, ["legal p-1 p-2"]);
        var other = Evaluator.Evaluate(ShippedFlows.Flow("approve-post"), request.History);
        Assert.Equal(RequestState.Error, other.State);
        Assert.Contains("pinned to tested version 1", other.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_history_without_a_request_is_an_error() => Assert.Equal(RequestState.Error, Evaluator.Evaluate(ShippedFlows.Flow("approve-post"), []).State);
}
