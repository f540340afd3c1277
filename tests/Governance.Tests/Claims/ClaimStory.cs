using Governance.Accounts;
using Governance.Claims;
using Governance.Proofs;
using Governance.Shared;

namespace Governance.Tests.Claims;

/// <summary>Given facts of a claim, when a rule is asked, then facts or a refusal.</summary>
internal static class ClaimStory
{
    public const string Claimant = "p-claimant";
    public const string Backup = "p-backup";
    public const string Rival = "p-rival";
    public const string Steward = "p-steward";
    public const string Third = "p-third";

    public static readonly DateTimeOffset Noon = new(2027, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly string Words = new('e', 64);
    public static readonly FlowPin Flow = new("claim-account", 2, new string('f', 64));
    public static readonly string[] Methods = ["fediverse", "rel-me", "dns-txt"];
    public static readonly ClaimDrafted Draft = new("a-1", Claimant, Backup, AccountClass.Official, false, Words);

    public static Claim Given(params IEnumerable<ClaimEvent> facts) => ((Claim?)null).After(Claimant, Noon, [Draft, .. facts]);

    public static Claim After(this Claim? claim, string actor, DateTimeOffset at, params IEnumerable<ClaimEvent> facts) =>
        facts.Aggregate(claim, (state, fact) => ClaimDecider.Evolve(state, new Fact<ClaimEvent>(fact, actor, at, (state?.Version ?? 0) + 1), "claim/c-1"))!;

    public static ClaimEvent[] Submitted() => [new ClaimSubmitted([])];

    public static ClaimEvent[] Challenged(string id = "h-1", string method = "fediverse") => [.. Submitted(), Challenge(id, method)];

    public static ChallengeIssued Challenge(string id = "h-1", string method = "fediverse", string? domain = null, DateTimeOffset? expires = null) =>
        new(id, method, new string('b', 64), "mastodon", "acme@social.example", "77", domain, null, expires ?? Noon + ProofTimes.Challenge);

    public static ProofObserved Seen(ProofOutcome outcome, DateTimeOffset? at = null, string id = "h-1", int level = 2, string method = "fediverse", string? platformId = "77") => new(
        id, method, outcome, outcome == ProofOutcome.Found ? level : 0, "https://social.example/@acme", [], null, null, platformId, "Looked.", at ?? Noon,
        outcome == ProofOutcome.Found ? (at ?? Noon).AddDays(180) : null);

    public static ClaimEvent[] Proved() => [.. Challenged(), Seen(ProofOutcome.Found)];

    public static ClaimEvent[] UnderReview() => [.. Proved(), new ClaimPutUnderReview("r-1", Words, Flow)];

    public static ClaimEvent[] Accepted() => [.. UnderReview(), new ClaimAccepted("r-1", 2, "fediverse", Noon.AddDays(180), [], Flow)];

    public static void Then(this Decision<ClaimEvent> decision, params IReadOnlyList<string> facts)
    {
        Assert.Null(decision.Refusal);
        Assert.Equal(facts, decision.Facts.Select(fact => fact.GetType().Name));
    }

    public static void Refused<T>(this Decision<T> decision, Refusal refusal) where T : notnull
    {
        Assert.Equal(refusal.Code, decision.Refusal?.Code);
        Assert.Empty(decision.Facts);
    }
}
