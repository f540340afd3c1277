using Governance.Accounts;
using Governance.Approvals;
using Governance.Claims;
using Governance.Proofs;
using Governance.Tests.Accounts;
using static Governance.Tests.Claims.ClaimStory;

namespace Governance.Tests.Claims;

public sealed class ClaimDeciderTests
{
    private static readonly Holders People = new([Claimant, Backup, Rival, Steward, Third], ["p-program"]);

    private static SettleClaim Settle(Settlement settlement, string request = "r-1") => new(request, settlement, [], Flow);

    [Fact]
    public void A_claim_is_about_an_account_that_is_there_and_names_two_people_who_are_there()
    {
        var account = AccountStory.Given(AccountStory.Listed());
        ClaimDecider.Decide(Draft, account, People).Then("ClaimDrafted");
        ClaimDecider.Decide(Draft, null, People).Refused(ClaimRules.AccountUnknown);
        ClaimDecider.Decide(Draft with { BackupOwner = Claimant }, account, People).Refused(ClaimRules.OwnerIsBackup);
        ClaimDecider.Decide(Draft with { Owner = "p-nobody" }, account, People).Refused(AccountRules.PersonUnknown);
        ClaimDecider.Decide(Draft with { BackupOwner = "p-program" }, account, People).Refused(AccountRules.NotAPerson);
        ClaimDecider.Decide(Draft, account.After(new AccountArchived("Over")), People).Refused(AccountRules.Archived);
        ClaimDecider.Decide(Draft, account with { State = AccountState.Requested }, People).Refused(ClaimRules.NotThereYet);
    }

    [Fact]
    public void A_draft_is_submitted_once_and_by_those_whom_it_is_for()
    {
        ClaimDecider.Decide(new ClaimSubmitted([]), Given(), Claimant).Then("ClaimSubmitted");
        ClaimDecider.Decide(new ClaimSubmitted([]), Given(), Rival).Refused(ClaimRules.NotYours);
        ClaimDecider.Decide(new ClaimSubmitted([]), Given(Submitted()), Claimant).Refused(ClaimRules.AlreadySubmitted);
        ClaimDecider.Decide(new ClaimSubmitted([]), Given([.. Submitted(), new ClaimWithdrawn("No")]), Claimant).Refused(ClaimRules.Decided);
    }

    [Fact]
    public void Each_agrees_for_themselves_and_once()
    {
        var claim = Given(Submitted()) with { Owner = Third, OwnerAgreed = false };
        ClaimDecider.Consent(claim, Third).Then("OwnerConsented");
        ClaimDecider.Consent(claim, Backup).Then("BackupOwnerConsented");
        ClaimDecider.Consent(claim, Claimant).Refused(ClaimRules.NotAsked);
        ClaimDecider.Consent(claim.After(Backup, Noon, new BackupOwnerConsented()), Backup).Refused(ClaimRules.NothingToConsent);
        ClaimDecider.Consent(Given(Submitted()), Claimant).Refused(ClaimRules.NothingToConsent);
        Assert.Equal(ClaimRules.OwnerSilent, ClaimDecider.MayReview(Given(Proved()) with { Owner = Third, OwnerAgreed = false }, Claimant, Noon));
    }

    [Fact]
    public void Nothing_comes_before_approvers_without_something_that_shows_control_now()
    {
        Assert.Null(ClaimDecider.MayReview(Given(Proved()), Claimant, Noon));
        Assert.Equal(ClaimRules.NoProof, ClaimDecider.MayReview(Given(Submitted()), Claimant, Noon));
        Assert.Equal(ClaimRules.NoProof, ClaimDecider.MayReview(Given(Proved()), Claimant, Noon.AddDays(180)));
        Assert.Equal(ClaimRules.NoProof, ClaimDecider.MayReview(Given([.. Proved(), Seen(ProofOutcome.NotFound)]), Claimant, Noon));
        Assert.Null(ClaimDecider.MayReview(Given([.. Proved(), Seen(ProofOutcome.Inconclusive)]), Claimant, Noon));
        Assert.Equal(ClaimRules.NotSubmitted, ClaimDecider.MayReview(Given(), Claimant, Noon));
        Assert.Equal(ClaimRules.UnderReview, ClaimDecider.MayReview(Given(UnderReview()), Claimant, Noon));
        Assert.Equal(ClaimRules.Disputed, ClaimDecider.MayReview(Given([.. Proved(), new ClaimContested("d-1", "c-2")]), Claimant, Noon));
    }

    [Fact]
    public void What_approvers_read_is_not_changed_meanwhile()
    {
        var claim = Given(UnderReview());
        ClaimDecider.Decide(new EvidenceAdded(new string('1', 64)), claim, Claimant).Refused(ClaimRules.UnderReview);
        ClaimDecider.Decide(Challenge("h-2"), claim, Claimant, Methods, anchored: true).Refused(ClaimRules.UnderReview);
        ClaimDecider.Decide(Seen(ProofOutcome.NotFound), claim, "77", "acme@social.example").Refused(ClaimRules.UnderReview);
        ClaimDecider.Decide(new EvidenceAdded(new string('1', 64)), claim.After(Claimant, Noon, new ClaimReturned("r-1")), Claimant).Then("EvidenceAdded");
    }

    [Fact]
    public void An_acceptance_stands_on_what_counts_at_that_moment()
    {
        ClaimDecider.Decide(Settle(Settlement.Approved), Given(UnderReview()), Noon).Then("ClaimAccepted");
        ClaimDecider.Decide(Settle(Settlement.Approved), Given(UnderReview()), Noon.AddDays(181)).Refused(ClaimRules.NoProof);
        ClaimDecider.Decide(Settle(Settlement.Approved), Given([.. UnderReview(), new ClaimContested("d-1", "c-2")]), Noon).Refused(ClaimRules.Disputed);
        ClaimDecider.Decide(Settle(Settlement.Approved, "r-2"), Given(UnderReview()), Noon).Refused(ClaimRules.NotUnderReview);
    }

    [Fact]
    public void Every_other_end_of_a_review_is_told()
    {
        var claim = Given(UnderReview());
        ClaimDecider.Decide(Settle(Settlement.Rejected), claim, Noon).Then("ClaimRejected");
        ClaimDecider.Decide(Settle(Settlement.Returned), claim, Noon).Then("ClaimReturned");
        Assert.Equal(new ClaimReviewClosed("r-1", ReviewEnd.Withdrawn), Assert.Single(ClaimDecider.Decide(Settle(Settlement.Withdrawn), claim, Noon).Facts));
        Assert.Equal(new ClaimReviewClosed("r-1", ReviewEnd.Expired), Assert.Single(ClaimDecider.Decide(Settle(Settlement.Expired), claim, Noon).Facts));
        ClaimDecider.Decide(Settle(Settlement.Reopened), claim, Noon).Refused(ClaimRules.CannotReopen);
        // What ended another way takes no decision, but lets its request run out.
        ClaimDecider.Decide(Settle(Settlement.Expired), Given([.. Submitted(), new ClaimWithdrawn("No")]), Noon).Then();
        ClaimDecider.Decide(Settle(Settlement.Rejected), Given([.. Submitted(), new ClaimWithdrawn("No")]), Noon).Refused(ClaimRules.Decided);
    }

    [Fact]
    public void A_contested_claim_leaves_its_own_approvers_and_one_that_is_not_before_them_does_not()
    {
        var contested = Given([.. UnderReview(), new ClaimContested("d-1", "c-2")]);
        Assert.Equal([new ClaimReviewClosed("r-1", ReviewEnd.Contested)], ClaimDecider.TakeFromApprovers(contested));
        Assert.Equal([new ClaimReviewClosed("r-1", ReviewEnd.Contested)], ClaimDecider.TakeFromApprovers(Given([.. UnderReview(), new ClaimReturned("r-1"), new ClaimContested("d-1", "c-2")])));
        var after = contested.After(Steward, Noon, ClaimDecider.TakeFromApprovers(contested));
        Assert.Equal((ClaimState.Submitted, null, "d-1"), (after.State, after.RequestId, after.DisputeId));
        Assert.Empty(ClaimDecider.TakeFromApprovers(after));
        Assert.Empty(ClaimDecider.TakeFromApprovers(Given(UnderReview())));
        Assert.Null(ClaimDecider.MayReview(after.After(Rival, Noon, new ClaimUncontested("d-1")), Claimant, Noon));
    }

    [Fact]
    public void Only_somebody_without_a_stake_revokes_and_only_what_was_accepted()
    {
        var claim = Given(Accepted());
        ClaimDecider.Decide(new ClaimRevoked("Forged"), claim, Steward).Then("ClaimRevoked");
        foreach (var person in (string[])[Claimant, Backup]) ClaimDecider.Decide(new ClaimRevoked("Forged"), claim, person).Refused(ClaimRules.NotYoursToRevoke);
        ClaimDecider.Decide(new ClaimRevoked("Forged"), Given(UnderReview()), Steward).Refused(ClaimRules.NotAccepted);
        ClaimDecider.Decide(new ClaimRevoked("Forged"), claim.After(Rival, Noon, new ClaimContested("d-1", "c-2")), Steward).Refused(ClaimRules.Disputed);
    }

    [Fact]
    public void A_history_that_cannot_be_is_not_read()
    {
        Assert.Throws<InvalidOperationException>(() => ((Claim?)null).After(Claimant, Noon, new ClaimSubmitted([])));
        Assert.Throws<InvalidOperationException>(() => Given(Draft));
    }
}
