using Governance.Accounts;
using Governance.Approvals;
using Governance.Claims;
using Governance.Proofs;
using Governance.Shared;
using Governance.Tests.Accounts;
using static Governance.Tests.Claims.ClaimStory;

namespace Governance.Tests.Claims;

public sealed class DisputeDeciderTests
{
    private static readonly DisputeSide First = new("c-1", Claimant, Claimant, false);
    private static readonly DisputeSide Second = new("c-2", Rival, Rival, false);
    private static readonly DisputeSide Standing = new("c-0", AccountStory.Owner, AccountStory.Owner, true);
    private static readonly DisputeDecisionProposed Proposal = new(DisputeOutcome.Transferred, ["c-1"], Words, "r-1", Flow);

    private static Dispute Open(params DisputeEvent[] facts) => Begun([First, Second], facts);

    private static Dispute Begun(DisputeSide[] sides, params DisputeEvent[] facts) =>
        facts.Prepend(new DisputeOpened("a-1", sides)).Select((fact, at) => new Fact<DisputeEvent>(fact, Steward, Noon, at + 1)).Aggregate((Dispute?)null, (dispute, fact) => DisputeDecider.Evolve(dispute, fact, "dispute/d-1"))!;

    private static SettleDispute Settle(Settlement settlement) => new("r-1", settlement, [], Flow, Noon.AddDays(14));

    private static DisputeDecided Decided => new(DisputeOutcome.Transferred, ["c-1"], "r-1", [], Flow, Noon.AddDays(14));

    private static void Then(Decision<DisputeEvent> decision, params string[] facts)
    {
        Assert.Null(decision.Refusal);
        Assert.Equal(facts, decision.Facts.Select(fact => fact.GetType().Name));
    }

    [Fact]
    public void Legal_asks_and_sides_answer_and_nobody_does_the_others_part()
    {
        Then(DisputeDecider.Decide(new EvidenceRequested(Noon.AddDays(14)), Open(), Third, legal: true, Noon), "EvidenceRequested");
        DisputeDecider.Decide(new EvidenceRequested(Noon.AddDays(14)), Open(), Third, legal: false, Noon).Refused(DisputeRules.LegalOnly);
        DisputeDecider.Decide(new EvidenceRequested(Noon.AddDays(14)), Open(), Rival, legal: true, Noon).Refused(DisputeRules.PartyDecides);
        DisputeDecider.Decide(new EvidenceRequested(Noon), Open(), Third, legal: true, Noon).Refused(DisputeRules.DueInThePast);
        Assert.Equal("c-2", ((EvidenceGiven)DisputeDecider.Give(Words, Open(), Rival).Facts[0]).ClaimId);
        DisputeDecider.Give(Words, Open(), Third).Refused(DisputeRules.NotAParty);
        DisputeDecider.Give(Words, Open(Proposal), Rival).Refused(DisputeRules.NotOpen);
    }

    [Theory]
    [InlineData(DisputeOutcome.Upheld, "", false, "dispute.nobody-stands")]
    [InlineData(DisputeOutcome.Upheld, "", true, null)]
    [InlineData(DisputeOutcome.Upheld, "c-1", true, "dispute.winners-misfit")]
    [InlineData(DisputeOutcome.Transferred, "c-1", false, null)]
    [InlineData(DisputeOutcome.Transferred, "", true, "dispute.winners-misfit")]
    [InlineData(DisputeOutcome.Transferred, "c-1 c-2", false, "dispute.winners-misfit")]
    [InlineData(DisputeOutcome.Transferred, "c-9", false, "dispute.claim-unknown")]
    [InlineData(DisputeOutcome.Transferred, "c-0", true, "dispute.claim-unknown")]
    [InlineData(DisputeOutcome.Shared, "c-1", false, "dispute.winners-misfit")]
    [InlineData(DisputeOutcome.Shared, "c-1 c-2", false, null)]
    [InlineData(DisputeOutcome.Shared, "c-1 c-1", false, "dispute.claim-unknown")]
    [InlineData(DisputeOutcome.Shared, "c-1", true, null)]
    [InlineData(DisputeOutcome.Void, "", false, null)]
    [InlineData(DisputeOutcome.Void, "c-1", false, "dispute.winners-misfit")]
    public void A_proposal_names_winners_that_fit_its_outcome(DisputeOutcome outcome, string claims, bool stands, string? code)
    {
        var dispute = Begun(stands ? [Standing, First, Second] : [First, Second]);
        Assert.Equal(code, DisputeDecider.MayPropose(outcome, claims.Split(' ', StringSplitOptions.RemoveEmptyEntries), dispute, Third, legal: true, appeal: false)?.Code);
    }

    [Fact]
    public void A_claim_that_shows_nothing_wins_only_on_the_name_of_somebody_without_a_stake_in_it()
    {
        var (proved, bare) = (Given(Proved()), Given(Submitted()));
        Assert.Null(DisputeDecider.MayWin([proved], Third, attests: false, Noon));
        Assert.Equal("dispute.nothing-shown", DisputeDecider.MayWin([bare], Third, attests: false, Noon)?.Code);
        Assert.Equal("dispute.nothing-shown", DisputeDecider.MayWin([proved, bare], Third, attests: false, Noon)?.Code);
        Assert.Equal("dispute.nothing-shown", DisputeDecider.MayWin([proved], Third, attests: false, Noon.AddDays(181))?.Code);
        Assert.Null(DisputeDecider.MayWin([bare], Third, attests: true, Noon));
        foreach (var person in (string[])[Claimant, Backup]) Assert.Equal(DisputeRules.PartyDecides, DisputeDecider.MayWin([bare], person, attests: true, Noon));
        Assert.Equal(ClaimRules.OwnerSilent, DisputeDecider.MayWin([proved with { OwnerAgreed = false }], Third, attests: true, Noon));
    }

    [Fact]
    public void What_is_decided_without_a_proof_names_whose_word_it_is_and_verifies_nothing()
    {
        var account = AccountStory.Given(AccountStory.Listed()).After(new AccountClaimed("c-1", Claimant), new AccountClaimed("c-2", Rival), new AccountDisputed("d-1"));
        Dictionary<string, Claim> claims = new() { ["c-1"] = Given([.. Submitted(), new ClaimContested("d-1", "c-2")]), ["c-2"] = Live("c-2", Rival) };
        var effects = DisputeEffectsDecider.Of(new DisputeFinal(DisputeOutcome.Transferred, ["c-1"], "r-1"), Open(Proposal, Decided), account, claims, [], Flow, Noon);
        Assert.Equal([new EntitlementAttested("d-1", Steward, Words), new ClaimDecided("d-1", DisputeOutcome.Transferred, true)], effects.Claims["c-1"]);
        var claim = claims["c-1"].After(Steward, Noon, effects.Claims["c-1"]);
        Assert.Equal((ClaimState.Accepted, null, Steward), (claim.State, claim.Standing, claim.Entitlement!.By));
        Assert.Equal((Claimant, null), (account.After(effects.Account).Owner, account.After(effects.Account).Verified));
    }

    [Fact]
    public void A_decision_waits_for_an_appeal_and_then_holds()
    {
        Then(DisputeDecider.Decide(Settle(Settlement.Approved), Open(Proposal)), "DisputeDecided");
        var decided = Open(Proposal, Decided);
        Assert.Empty(DisputeDecider.TimeFor(decided, Noon.AddDays(14).AddSeconds(-1)));
        Assert.Equal("DisputeFinal", Assert.Single(DisputeDecider.TimeFor(decided, Noon.AddDays(14))).GetType().Name);
        Then(DisputeDecider.Decide(new AppealLodged(Words), decided, Rival, Noon), "AppealLodged");
        DisputeDecider.Decide(new AppealLodged(Words), decided, Third, Noon).Refused(DisputeRules.NotAParty);
        DisputeDecider.Decide(new AppealLodged(Words), decided, Rival, Noon.AddDays(14)).Refused(DisputeRules.TooLate);
        DisputeDecider.Decide(new AppealLodged(Words), Open(), Rival, Noon).Refused(DisputeRules.NotDecided);
    }

    [Fact]
    public void An_appeal_is_decided_once_and_that_is_final()
    {
        var appealed = Open(Proposal, Decided, new AppealLodged(Words));
        Assert.Empty(DisputeDecider.TimeFor(appealed, Noon.AddDays(20)));
        Assert.Equal(DisputeRules.Decided, DisputeDecider.MayPropose(DisputeOutcome.Void, [], appealed, Third, legal: true, appeal: false));
        Assert.Null(DisputeDecider.MayPropose(DisputeOutcome.Void, [], appealed, Third, legal: true, appeal: true));
        Assert.Equal(DisputeRules.NotAppealed, DisputeDecider.MayPropose(DisputeOutcome.Void, [], Open(), Third, legal: true, appeal: true));
        var again = Open(Proposal, Decided, new AppealLodged(Words), Proposal);
        Then(DisputeDecider.Decide(Settle(Settlement.Approved), again), "DisputeFinal");
        DisputeDecider.Decide(new AppealLodged(Words), Open(Proposal, Decided, new DisputeFinal(DisputeOutcome.Void, [], "r-1")), Rival, Noon).Refused(DisputeRules.Over);
    }

    [Fact]
    public void Every_other_end_of_a_proposal_lets_evidence_be_gathered_again()
    {
        Then(DisputeDecider.Decide(Settle(Settlement.Returned), Open(Proposal)), "DisputeDecisionReturned");
        foreach (var end in (Settlement[])[Settlement.Rejected, Settlement.Withdrawn, Settlement.Expired]) Then(DisputeDecider.Decide(Settle(end), Open(Proposal)), "DisputeDecisionClosed");
        Assert.Equal(DisputeState.Open, Open(Proposal, new DisputeDecisionClosed("r-1", ProposalEnd.Rejected)).State);
        Assert.Equal(DisputeState.Appealed, Open(Proposal, Decided, new AppealLodged(Words), Proposal, new DisputeDecisionReturned("r-1")).State);
        DisputeDecider.Decide(Settle(Settlement.Reopened), Open(Proposal)).Refused(ClaimRules.CannotReopen);
    }

    [Fact]
    public void A_claim_joins_and_leaves_only_while_evidence_is_gathered()
    {
        Then(DisputeDecider.Decide(new DisputeJoined(new("c-3", Third, Third, false)), Open()), "DisputeJoined");
        DisputeDecider.Decide(new DisputeJoined(new("c-3", Third, Third, false)), Open(Proposal)).Refused(ClaimRules.DisputeBeingDecided);
        Then(DisputeDecider.Decide(new DisputeLeft("c-1"), Open()), "DisputeLeft", "DisputeDissolved");
        Then(DisputeDecider.Decide(new DisputeLeft("c-1"), Begun([Standing, First, Second])), "DisputeLeft");
        DisputeDecider.Decide(new DisputeLeft("c-1"), Open(Proposal)).Refused(DisputeRules.BeforeApprovers);
    }

    private static Claim Live(string id, string claimant, params ClaimEvent[] more) =>
        ((ClaimEvent[])[Draft with { Owner = claimant, BackupOwner = null }, .. Challenged(), Seen(ProofOutcome.Found), .. more, new ClaimContested("d-1", "c-2")])
            .Aggregate((Claim?)null, (claim, fact) => ClaimDecider.Evolve(claim, new Fact<ClaimEvent>(fact, claimant, Noon, 1), $"claim/{id}"))!;

    private static (Account Account, Dictionary<string, Claim> Claims) End(DisputeOutcome outcome, string[] winners, bool stands)
    {
        var account = AccountStory.Given(AccountStory.Registered());
        if (!stands) account = AccountStory.Given(AccountStory.Listed());
        account = account.After(new AccountClaimed("c-1", Claimant), new AccountClaimed("c-2", Rival), new AccountDisputed("d-1"));
        if (stands) account = account.After(new OwnershipVerified("c-0", 2, "fediverse", Noon.AddDays(90)));
        if (stands) account = account with { AcceptedClaim = "c-0" };
        Dictionary<string, Claim> claims = new() { ["c-1"] = Live("c-1", Claimant), ["c-2"] = Live("c-2", Rival) };
        if (stands) claims["c-0"] = Live("c-0", AccountStory.Owner, new ClaimPutUnderReview("r-0", Words, Flow), new ClaimAccepted("r-0", 2, "fediverse", Noon.AddDays(180), [], Flow));
        var effects = DisputeEffectsDecider.Of(new DisputeFinal(outcome, winners, "r-1"), Begun(stands ? [Standing, First, Second] : [First, Second]), account, claims, [], Flow, Noon);
        foreach (var (id, facts) in effects.Claims) claims[id] = facts.Aggregate(claims[id], (claim, fact) => ClaimDecider.Evolve(claim, new Fact<ClaimEvent>(fact, Third, Noon, 9), claim.Id));
        return (account.After(effects.Account), claims);
    }

    [Fact]
    public void Upheld_lets_the_owner_stay_and_ends_the_others_claims()
    {
        var (account, claims) = End(DisputeOutcome.Upheld, [], stands: true);
        Assert.Equal((AccountState.Registered, AccountStory.Owner, "c-0", null), (account.State, account.Owner, account.AcceptedClaim, account.DisputeId));
        Assert.Equal((ClaimState.Accepted, ClaimState.Rejected, ClaimState.Rejected), (claims["c-0"].State, claims["c-1"].State, claims["c-2"].State));
        Assert.Empty(account.Claims);
        Assert.Equal("c-0", account.Verified!.ClaimId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Transferred_lets_one_claim_take_over_with_what_was_shown_for_it(bool stands)
    {
        var (account, claims) = End(DisputeOutcome.Transferred, ["c-2"], stands);
        Assert.Equal((AccountState.Registered, Rival, "c-2", null), (account.State, account.Owner, account.AcceptedClaim, account.DisputeId));
        Assert.Equal((ClaimState.Rejected, ClaimState.Accepted), (claims["c-1"].State, claims["c-2"].State));
        if (stands) Assert.Equal(ClaimState.Superseded, claims["c-0"].State);
        Assert.Equal(("c-2", 2), (account.Verified!.ClaimId, account.Verified.Level));
        Assert.Empty(account.Claims);
    }

    [Theory]
    [InlineData(true, AccountStory.Owner, "p-claimant p-rival")]
    [InlineData(false, Claimant, "p-rival")]
    public void Shared_lets_several_answer_together(bool stands, string owner, string others)
    {
        var (account, claims) = End(DisputeOutcome.Shared, ["c-1", "c-2"], stands);
        Assert.Equal((owner, others, AccountState.Registered), (account.Owner, string.Join(' ', account.CoOwners), account.State));
        Assert.All(claims.Values, claim => Assert.Equal(ClaimState.Accepted, claim.State));
        Assert.Empty(account.Claims);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Void_leaves_nobody_who_answers_for_the_account(bool stands)
    {
        var (account, claims) = End(DisputeOutcome.Void, [], stands);
        Assert.Equal((AccountState.Candidate, null, null, null, null), (account.State, account.Owner, account.AcceptedClaim, account.Verified, account.DisputeId));
        Assert.All(claims.Values, claim => Assert.Equal(ClaimState.Void, claim.State));
        Assert.Null(account.AttestationDueOn);
    }
}
