using Governance.Approvals;
using Governance.Policies;
using static Governance.Tests.Policies.Life;
using static Governance.Tests.Policies.Story;

namespace Governance.Tests.Policies;

public sealed class DraftingTests
{
    private static readonly StartDraft Start = new(Wording(), ChangeKind.Major, "First");

    [Fact]
    public void A_policy_begins_with_a_draft() => Given().When(Start).Then(new PolicyDrafted(Wording(), ChangeKind.Major, "First"));

    [Fact]
    public void A_draft_may_start_while_a_version_is_in_force_and_leaves_it_untouched()
    {
        var story = Given(InForce()).When(Start).Then(new PolicyDrafted(Wording(), ChangeKind.Major, "First"));
        Assert.Equal("1.0", story.Policy!.InForce!.Label);
        Assert.Equal((PolicyState.InForce, "1.0"), (story.View!.State, story.View.InForce));
    }

    [Fact]
    public void Two_drafts_at_once_are_refused() => Given(Drafted()).When(Start).Refused(PolicyRules.DraftExists);

    [Fact]
    public void A_retired_policy_gets_no_draft() => Given(InForce()).And(new PolicyRetired("1.0", "Replaced")).When(Start).Refused(PolicyRules.Retired);

    [Fact]
    public void A_draft_of_an_unknown_area_is_refused() =>
        Given().When(Start with { Content = Wording(area: "nowhere") }).Refused(PolicyRules.AreaUnknown);

    [Fact]
    public void A_draft_whose_owner_is_of_an_unknown_area_is_refused() =>
        Given().When(Start with { Content = Wording(ownerArea: "nowhere") }).Refused(PolicyRules.OwnerAreaUnknown);

    [Fact]
    public void A_revision_replaces_the_content_and_its_writer_becomes_an_editor()
    {
        var story = Given(Drafted()).By("p-2").When(new ReviseDraft(Wording("New."), ChangeKind.Minor, "Shorter")).Then(new PolicyRevised(Wording("New."), ChangeKind.Minor, "Shorter"));
        Assert.Equal(["p-1", "p-2"], story.Policy!.Draft!.Editors);
        Assert.Equal(("p-1", Wording("New.").Digest()), (story.Policy.Draft.Author, story.Policy.Draft.Digest));
    }

    [Fact]
    public void A_revision_that_changes_nothing_is_no_fact() => Given(Drafted()).When(new ReviseDraft(Wording(), ChangeKind.Major, "Same")).ThenNothing();

    [Fact]
    public void A_revision_may_change_only_whether_it_is_major() =>
        Given(Drafted()).When(new ReviseDraft(Wording(), ChangeKind.Minor, "Editorial")).Then(new PolicyRevised(Wording(), ChangeKind.Minor, "Editorial"));

    [Fact]
    public void A_revision_of_nothing_is_refused() => Given(InForce()).When(new ReviseDraft(Wording("New."), ChangeKind.Major, "x")).Refused(PolicyRules.NoDraft);

    [Fact]
    public void A_revision_while_the_approval_is_pending_is_refused() =>
        Given(Submitted()).When(new ReviseDraft(Wording("New."), ChangeKind.Major, "x")).Refused(PolicyRules.Pending);

    [Fact]
    public void A_revision_into_an_unknown_area_is_refused() =>
        Given(Drafted()).When(new ReviseDraft(Wording(area: "nowhere"), ChangeKind.Major, "x")).Refused(PolicyRules.AreaUnknown);

    [Fact]
    public void A_draft_is_abandoned_and_another_one_started()
    {
        var abandoned = new PolicyAbandoned("Not needed");
        var story = Given(Drafted()).When(abandoned).Then(abandoned);
        Assert.Equal(PolicyState.Abandoned, story.View!.State);
        story.When(Start).Then(new PolicyDrafted(Wording(), ChangeKind.Major, "First"));
        Assert.Equal(PolicyState.Draft, story.View.State);
    }

    [Fact]
    public void An_approved_or_rejected_draft_may_be_abandoned()
    {
        var abandoned = new PolicyAbandoned("Not needed");
        Given(Approved()).When(abandoned).Then(abandoned);
        Given(Submitted()).When(new SettleSubmission(TheRequest, Settlement.Rejected)).When(abandoned).Then(abandoned);
    }

    [Fact]
    public void What_its_approvers_have_is_not_abandoned()
    {
        Given(Submitted()).When(new PolicyAbandoned("x")).Refused(PolicyRules.Pending);
        Given(TurnedBack()).When(new PolicyAbandoned("x")).Refused(PolicyRules.Pending);
    }

    [Fact]
    public void Nothing_is_abandoned_where_there_is_no_draft() => Given(InForce()).When(new PolicyAbandoned("x")).Refused(PolicyRules.NoDraft);
}
