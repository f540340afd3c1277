using CsCheck;
using Governance.Approvals;
using Governance.Claims;
using Governance.Proofs;
using Governance.Shared;
using static Governance.Tests.Claims.ClaimStory;

namespace Governance.Tests.Claims;

/// <summary>Only two results of not found, a day apart, count against anybody; a steward's word never comes from who has a stake.</summary>
public sealed class ProofDeciderTests
{
    private static Claim Lost() => Given(Accepted()).After(Claimant, Noon, Seen(ProofOutcome.NotFound, Noon.AddDays(30)), Seen(ProofOutcome.NotFound, Noon.AddDays(31)), new ProofLost(Noon.AddDays(38)));

    [Fact]
    public void A_challenge_is_by_a_method_that_the_platform_allows_with_what_it_needs()
    {
        var claim = Given(Submitted());
        ClaimDecider.Decide(Challenge(), claim, Claimant, Methods, anchored: false).Then("ChallengeIssued");
        ClaimDecider.Decide(Challenge(), claim, Rival, Methods, anchored: false).Refused(ClaimRules.NotYours);
        ClaimDecider.Decide(Challenge(method: "oembed"), claim, Claimant, Methods, anchored: false).Refused(ClaimRules.MethodUnknown);
        ClaimDecider.Decide(Challenge(method: "oembed"), claim, Claimant, [.. Methods, "oembed"], anchored: false).Refused(ClaimRules.PostMissing);
        ClaimDecider.Decide(Challenge(method: "rel-me"), claim, Claimant, Methods, anchored: false).Refused(ClaimRules.DomainMissing);
        ClaimDecider.Decide(Challenge(method: "rel-me", domain: "other.example"), claim, Claimant, Methods, anchored: false).Refused(ClaimRules.DomainNotAnchored);
        ClaimDecider.Decide(Challenge(method: "rel-me", domain: "acme.example"), claim, Claimant, Methods, anchored: true).Then("ChallengeIssued");
        ClaimDecider.Decide(Challenge(), Given(), Claimant, Methods, anchored: false).Refused(ClaimRules.NotSubmitted);
        ClaimDecider.Decide(Challenge(), Given([.. Submitted(), .. Enumerable.Range(0, 50).Select(i => Challenge($"h-{i}"))]), Claimant, Methods, anchored: false).Refused(ClaimRules.TooManyChallenges);
    }

    [Fact]
    public void What_is_looked_for_is_the_newest_challenge_and_later_the_one_that_the_claim_stands_on()
    {
        Assert.Equal(ClaimRules.NoChallenge, ClaimDecider.ToCheck(Given(Submitted()), Noon).Refusal);
        Assert.Equal("h-1", ClaimDecider.ToCheck(Given(Challenged()), Noon).Challenge!.ChallengeId);
        Assert.Equal(ClaimRules.ChallengeExpired, ClaimDecider.ToCheck(Given(Challenged()), Noon.AddDays(8)).Refusal);
        var accepted = Given([.. Accepted(), Challenge("h-2", expires: Noon.AddDays(20))]);
        Assert.Equal("h-2", ClaimDecider.ToCheck(accepted, Noon.AddDays(19)).Challenge!.ChallengeId);
        Assert.Equal("h-1", ClaimDecider.ToCheck(accepted, Noon.AddDays(21)).Challenge!.ChallengeId);
    }

    [Fact]
    public void A_platform_that_states_another_id_speaks_of_another_account()
    {
        var seen = Assert.IsType<ProofObserved>(Assert.Single(ClaimDecider.Decide(Seen(ProofOutcome.Found, platformId: "78"), Given(Challenged()), "77", "acme@social.example").Facts));
        Assert.Equal((ProofOutcome.NotFound, 0, null), (seen.Outcome, seen.Level, seen.ValidUntil));
        Assert.Equal(ProofOutcome.Found, ((ProofObserved)ClaimDecider.Decide(Seen(ProofOutcome.Found), Given(Challenged()), "77", "acme@social.example").Facts[0]).Outcome);
        Assert.Equal(ProofOutcome.Inconclusive, ((ProofObserved)ClaimDecider.Decide(Seen(ProofOutcome.Found, level: 0), Given(Challenged()), "77", "acme@social.example").Facts[0]).Outcome);
    }

    [Fact]
    public void What_was_challenged_under_one_handle_shows_nothing_of_another_unless_the_id_is_the_same()
    {
        var without = Given([.. Submitted(), Challenge() with { PlatformId = null }]);
        var seen = (ProofObserved)ClaimDecider.Decide(Seen(ProofOutcome.Found, platformId: null), without, null, "other@social.example").Facts[0];
        Assert.Equal((ProofOutcome.Inconclusive, 0, null), (seen.Outcome, seen.Level, seen.ValidUntil));
        Assert.Equal(ProofOutcome.Found, ((ProofObserved)ClaimDecider.Decide(Seen(ProofOutcome.Found), Given(Challenged()), "77", "other@social.example").Facts[0]).Outcome);
    }

    [Fact]
    public void An_id_that_was_stated_with_the_proof_ties_it_to_the_account_under_its_new_handle()
    {
        var proved = Given([.. Submitted(), Challenge() with { PlatformId = null }, Seen(ProofOutcome.Found, platformId: "77")]);
        Assert.Equal(ProofOutcome.Found, ((ProofObserved)ClaimDecider.Decide(Seen(ProofOutcome.Found, platformId: "77"), proved, "77", "other@social.example").Facts[0]).Outcome);
        Assert.Equal(ProofOutcome.Inconclusive, ((ProofObserved)ClaimDecider.Decide(Seen(ProofOutcome.Found, platformId: "78"), proved, "78", "other@social.example").Facts[0]).Outcome);
    }

    [Fact]
    public void What_the_platform_stated_first_it_must_state_again()
    {
        var accepted = Given([.. Submitted(), Challenge() with { PlatformId = null }, Seen(ProofOutcome.Found, platformId: "77"), new ClaimPutUnderReview("r-1", Words, Flow), new ClaimAccepted("r-1", 2, "fediverse", Noon.AddDays(180), [], Flow)]);
        Assert.Equal(ProofOutcome.NotFound, ((ProofObserved)ClaimDecider.Decide(Seen(ProofOutcome.Found, Noon.AddDays(30), platformId: "78"), accepted, null, "acme@social.example").Facts[0]).Outcome);
    }

    [Fact]
    public void Two_not_founds_a_day_apart_lose_the_proof_and_a_week_later_the_claim_lapses()
    {
        var once = Given(Accepted()).After(Claimant, Noon, Seen(ProofOutcome.NotFound, Noon.AddDays(30)));
        ClaimDecider.Decide(Seen(ProofOutcome.NotFound, Noon.AddDays(31).AddSeconds(-1)), once, "77", "acme@social.example").Then("ProofObserved");
        ClaimDecider.Decide(Seen(ProofOutcome.NotFound, Noon.AddDays(31)), once, "77", "acme@social.example").Then("ProofObserved", "ProofLost");
        Assert.Empty(ClaimDecider.TimeFor(Lost(), Noon.AddDays(38).AddSeconds(-1)));
        Assert.Equal([new ClaimLapsed(LapseCause.ProofLost)], ClaimDecider.TimeFor(Lost(), Noon.AddDays(38)));
    }

    [Fact]
    public void What_is_found_again_in_time_is_restored_and_counts_anew()
    {
        ClaimDecider.Decide(Seen(ProofOutcome.Found, Noon.AddDays(33)), Lost(), "77", "acme@social.example").Then("ProofObserved", "ProofRestored");
        var restored = Lost().After(Claimant, Noon, ClaimDecider.Decide(Seen(ProofOutcome.Found, Noon.AddDays(33)), Lost(), "77", "acme@social.example").Facts);
        Assert.Empty(ClaimDecider.TimeFor(restored, Noon.AddDays(60)));
        Assert.Equal(Noon.AddDays(33 + 180), restored.Standing!.Until);
        Assert.Null(restored.MissedAt);
    }

    [Fact]
    public void A_found_between_two_not_founds_makes_the_first_count_no_more()
    {
        var claim = Given(Accepted()).After(Claimant, Noon, Seen(ProofOutcome.NotFound, Noon.AddDays(30)), Seen(ProofOutcome.Found, Noon.AddDays(30).AddHours(1)));
        ClaimDecider.Decide(Seen(ProofOutcome.NotFound, Noon.AddDays(32)), claim, "77", "acme@social.example").Then("ProofObserved");
    }

    [Fact]
    public void What_another_challenge_does_not_show_says_nothing_of_the_one_that_the_claim_stands_on()
    {
        var claim = Given([.. Accepted(), Challenge("h-2")]);
        var after = claim.After(Claimant, Noon, Seen(ProofOutcome.NotFound, Noon.AddDays(1), "h-2"), Seen(ProofOutcome.NotFound, Noon.AddDays(3), "h-2"));
        Assert.Null(after.MissedAt);
        ClaimDecider.Decide(Seen(ProofOutcome.NotFound, Noon.AddDays(5), "h-2"), after, "77", "acme@social.example").Then("ProofObserved");
    }

    [Fact]
    public void A_method_that_is_gone_is_replaced_within_thirty_days_or_the_claim_lapses()
    {
        var decision = ClaimDecider.Decide(Seen(ProofOutcome.MethodGone, Noon.AddDays(30)), Given(Accepted()), "77", "acme@social.example");
        decision.Then("ProofObserved", "ProofMethodGone");
        var gone = Given(Accepted()).After(Claimant, Noon, decision.Facts);
        Assert.Null(ClaimDecider.NextCheck(gone));
        Assert.Equal([new ClaimLapsed(LapseCause.MethodGone)], ClaimDecider.TimeFor(gone, Noon.AddDays(60)));
        var other = gone.After(Claimant, Noon, Challenge("h-2", "rel-me", "acme.example", Noon.AddDays(50)));
        ClaimDecider.Decide(Seen(ProofOutcome.Found, Noon.AddDays(40), "h-2", 3, "rel-me"), other, "77", "acme@social.example").Then("ProofObserved", "ProofRestored");
    }

    [Fact]
    public void A_proof_runs_out_once_and_a_dispute_stops_the_clock_of_a_lapse()
    {
        var claim = Given(Accepted());
        Assert.Equal([new ProofRanOut(Noon.AddDays(180))], ClaimDecider.TimeFor(claim, Noon.AddDays(180)));
        Assert.Empty(ClaimDecider.TimeFor(claim.After(Caller.Clock, Noon, new ProofRanOut(Noon.AddDays(180))), Noon.AddDays(181)));
        Assert.Empty(ClaimDecider.TimeFor(Lost().After(Rival, Noon, new ClaimContested("d-1", "c-2")), Noon.AddDays(40)));
    }

    [Fact]
    public void A_standing_proof_is_looked_for_every_month_before_its_end_and_daily_when_it_was_missed()
    {
        var claim = Given(Accepted());
        Assert.Equal(Noon.AddDays(30), ClaimDecider.NextCheck(claim));
        Assert.Equal(Noon.AddDays(173), ClaimDecider.NextCheck(claim with { CheckedAt = Noon.AddDays(150) }));
        Assert.Equal(Noon.AddDays(174), ClaimDecider.NextCheck(claim with { CheckedAt = Noon.AddDays(173) }));
        Assert.Equal(Noon.AddDays(31), ClaimDecider.NextCheck(claim.After(Claimant, Noon, Seen(ProofOutcome.NotFound, Noon.AddDays(30)))));
        Assert.Null(ClaimDecider.NextCheck(Given(UnderReview())));
    }

    [Fact]
    public void A_steward_attests_only_where_no_machine_can_look_and_without_a_stake()
    {
        var (word, claim) = (new ControlAttested("Saw it.", Noon.AddDays(90)), Given(Submitted()));
        ClaimDecider.Decide(word, claim, Steward, [Rival], machine: false).Then("ControlAttested");
        ClaimDecider.Decide(word, claim, Steward, [], machine: true).Refused(ClaimRules.MachineCanCheck);
        foreach (var person in (string[])[Claimant, Backup]) ClaimDecider.Decide(word, claim, person, [], machine: false).Refused(ClaimRules.OwnAttestation);
        ClaimDecider.Decide(word, claim, Rival, [Rival], machine: false).Refused(ClaimRules.RivalAttestation);
        Assert.Equal((1, Steward), (claim.After(Steward, Noon, word).Best(Noon)!.Level, claim.After(Steward, Noon, word).Best(Noon)!.By));
    }

    private static readonly Gen<(ProofOutcome Outcome, int Hours)[]> Looks = Gen.Select(Gen.Enum<ProofOutcome>(), Gen.Int[1, 60]).Array[0, 40];

    /// <summary>Whatever is seen in whatever order, and however often the clock looks.</summary>
    [Fact]
    public void A_claim_lapses_only_after_two_not_founds_a_day_apart_with_no_found_between_or_a_method_that_is_gone() => Looks.Sample(looks =>
    {
        var (claim, now) = (Given(Accepted()), Noon);
        DateTimeOffset? missed = null;
        var (lost, gone) = (false, false);
        foreach (var (outcome, hours) in looks)
        {
            now = now.AddHours(hours);
            var facts = ClaimDecider.Decide(Seen(outcome, now), claim, "77", "acme@social.example").Facts;
            if (outcome == ProofOutcome.Found) (missed, lost, gone) = (null, false, false);
            if (outcome == ProofOutcome.NotFound && missed is { } first && now - first >= TimeSpan.FromHours(24)) lost = true;
            if (outcome == ProofOutcome.NotFound) missed ??= now;
            if (outcome == ProofOutcome.MethodGone) gone = true;
            if (outcome == ProofOutcome.Inconclusive) Assert.Single(facts);
            claim = claim.After(Claimant, now, facts);
            Assert.Equal((lost, gone), (claim.GraceUntil is not null, claim.ReplaceBy is not null));
            var passed = ClaimDecider.TimeFor(claim, now);
            if (passed.OfType<ClaimLapsed>().Any())
            {
                Assert.True(lost || gone);
                return;
            }
        }
    });

    private static readonly Gen<int[]> Steps = Gen.Int[0, 11].Array[0, 25];

    /// <summary>Whatever anybody tries in whatever order.</summary>
    [Fact]
    public void An_accepted_claim_always_stands_on_what_was_found_or_on_the_word_of_a_steward_without_a_stake() => Steps.Sample(steps =>
    {
        var (claim, now, made) = (Given(Submitted()), Noon, 1);
        foreach (var step in steps)
        {
            now = now.AddHours(7 * step);
            var (actor, decision) = step switch
            {
                0 => (Claimant, ClaimDecider.Decide(Challenge($"h-{made++}", expires: now.AddDays(7)), claim, Claimant, Methods, anchored: true)),
                1 or 2 or 3 when claim.Challenges is [.., var newest] => (Claimant, ClaimDecider.Decide(Seen((ProofOutcome)(step - 1), now, newest.ChallengeId), claim, "77", "acme@social.example")),
                4 => (Claimant, ClaimDecider.Decide(new ControlAttested("Me.", now.AddDays(90)), claim, Claimant, [], machine: false)),
                5 => (Steward, ClaimDecider.Decide(new ControlAttested("Saw it.", now.AddDays(90)), claim, Steward, [], machine: false)),
                6 or 7 => (Claimant, ClaimDecider.Decide(new ClaimPutUnderReview("r-1", Words, Flow), claim, Claimant, now)),
                8 or 9 => (Third, ClaimDecider.Decide(new SettleClaim("r-1", Settlement.Approved, [], Flow), claim, now)),
                10 => (Third, ClaimDecider.Decide(new SettleClaim("r-1", Settlement.Returned, [], Flow), claim, now)),
                _ => (Third, ClaimDecider.Decide(new SettleClaim("r-1", Settlement.Withdrawn, [], Flow), claim, now)),
            };
            var before = claim;
            claim = claim.After(actor, now, decision.Facts);
            if (decision.Facts.OfType<ClaimAccepted>().SingleOrDefault() is { } accepted)
            {
                Assert.Equal(before.Best(now), claim.Standing);
                Assert.True(accepted.Level >= 1 && accepted.Until > now);
                Assert.True(claim.Standing!.By is null ? claim.Challenges.Exists(issued => issued.ChallengeId == claim.Standing.ChallengeId) : claim.Standing.By == Steward);
            }
        }
    });
}
