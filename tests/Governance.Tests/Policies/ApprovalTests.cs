using Governance.Approvals;
using Governance.Policies;
using static Governance.Tests.Policies.Life;
using static Governance.Tests.Policies.Story;

namespace Governance.Tests.Policies;

public sealed class ApprovalTests
{
    private static readonly string Digest = Wording().Digest();
    private static readonly PolicyContent Other = Wording("New.");
    private static readonly ReviseDraft Revise = new(Other, ChangeKind.Major, "As asked");

    [Fact]
    public void A_submission_is_bound_to_the_digest_and_gets_the_first_label() =>
        Given(Drafted()).When(new SubmitDraft(TheRequest, "Please read")).Then(new PolicySubmitted(TheRequest, "1.0", Digest, "Please read"));

    [Fact]
    public void Nothing_is_submitted_without_a_draft() => Given(InForce()).When(new SubmitDraft(TheRequest, null)).Refused(PolicyRules.NoDraft);

    [Fact]
    public void Nothing_is_submitted_twice() => Given(Submitted()).When(new SubmitDraft("r-2", null)).Refused(PolicyRules.AlreadySubmitted);

    [Fact]
    public void What_is_approved_is_not_submitted_again() => Given(Approved()).When(new SubmitDraft("r-2", null)).Refused(PolicyRules.AlreadyApproved);

    [Fact]
    public void A_draft_equal_to_the_version_in_force_is_not_submitted() =>
        Given(InForce()).And(Drafted()).When(new SubmitDraft("r-2", null)).Refused(PolicyRules.Unchanged);

    [Fact]
    public void What_was_turned_back_is_not_submitted_unchanged() => Given(TurnedBack()).When(new SubmitDraft("r-2", null)).Refused(PolicyRules.Unchanged);

    [Fact]
    public void After_requested_changes_the_same_request_goes_on() =>
        Given(Submitted()).When(new SettleSubmission(TheRequest, Settlement.Returned)).Then(new ChangesRequested(TheRequest, Digest))
            .When(Revise).When(new SubmitDraft("r-2", null)).Then(new PolicySubmitted(TheRequest, "1.0", Other.Digest(), null));

    [Fact]
    public void After_a_rejection_a_new_request_is_opened() =>
        Given(Submitted()).When(new SettleSubmission(TheRequest, Settlement.Rejected)).Then(new PolicyRejected(TheRequest, "1.0", Digest))
            .When(new SubmitDraft("r-2", null)).Refused(PolicyRules.Unchanged)
            .When(Revise).When(new SubmitDraft("r-2", null)).Then(new PolicySubmitted("r-2", "1.0", Other.Digest(), null));

    [Fact]
    public void A_submission_taken_back_may_be_submitted_again_unchanged() =>
        Given(Submitted()).When(new SettleSubmission(TheRequest, Settlement.Withdrawn, "Too early")).Then(new SubmissionWithdrawn(TheRequest, "Too early"))
            .When(new SubmitDraft("r-2", null)).Then(new PolicySubmitted("r-2", "1.0", Digest, null));

    [Fact]
    public void A_submission_that_was_turned_back_may_be_taken_back() =>
        Given(TurnedBack()).When(new SettleSubmission(TheRequest, Settlement.Withdrawn)).Then(new SubmissionWithdrawn(TheRequest, null))
            .When(new SubmitDraft("r-2", null)).Refused(PolicyRules.Unchanged);

    [Fact]
    public void The_end_of_another_request_changes_nothing() =>
        Given(Submitted()).When(new SettleSubmission("r-0", Settlement.Approved)).Refused(PolicyRules.NotSubmitted);

    [Fact]
    public void Nothing_is_settled_that_was_not_submitted() =>
        Given(Drafted()).When(new SettleSubmission(TheRequest, Settlement.Approved)).Refused(PolicyRules.NotSubmitted);

    [Fact]
    public void An_approval_is_of_exactly_what_was_submitted()
    {
        var story = Given(Submitted()).When(new SettleSubmission(TheRequest, Settlement.Approved)).Then(new PolicyApproved(TheRequest, "1.0", Digest));
        Assert.Equal(DraftStatus.Approved, story.Policy!.Draft!.Status);
    }

    [Fact]
    public void Who_asked_for_changes_may_change_their_mind_and_the_text_is_approved_as_it_was() =>
        Given(TurnedBack()).When(new SettleSubmission(TheRequest, Settlement.Approved)).Then(new PolicyApproved(TheRequest, "1.0", Digest))
            .When(new PublishPolicy(null)).Then([new PolicyPublished("1.0", Digest, TheRequest, Noon), .. TakesEffect("1.0", Wording(), Noon)]);

    [Theory]
    [InlineData(Settlement.Approved)]
    [InlineData(Settlement.Rejected)]
    public void What_is_being_revised_is_neither_approved_nor_rejected_before_it_is_submitted(Settlement settlement) =>
        Given(TurnedBack()).When(Revise).When(new SettleSubmission(TheRequest, settlement)).Refused(PolicyRules.BeingRevised)
            .When(new SubmitDraft("r-2", null)).Then(new PolicySubmitted(TheRequest, "1.0", Other.Digest(), null));

    [Fact]
    public void A_revision_loses_the_approval() =>
        Given(Approved()).When(Revise).When(new PublishPolicy(null)).Refused(PolicyRules.NotApproved)
            .When(new SubmitDraft("r-2", null)).Then(new PolicySubmitted("r-2", "1.0", Other.Digest(), null));

    [Fact]
    public void An_abandoned_text_may_be_drafted_and_submitted_anew() =>
        Given(Drafted()).And(new PolicyAbandoned("x")).And(Drafted())
            .When(new SubmitDraft("r-2", null)).Then(new PolicySubmitted("r-2", "1.0", Digest, null));

    [Fact]
    public void A_text_that_was_rejected_is_not_submitted_again_by_giving_it_up_in_between() =>
        Given(Submitted()).And(new PolicyRejected(TheRequest, "1.0", Digest), new PolicyAbandoned("x")).And(Drafted())
            .When(new SubmitDraft("r-2", null)).Refused(PolicyRules.Unchanged);
}
