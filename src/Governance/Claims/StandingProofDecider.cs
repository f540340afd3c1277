namespace Governance.Claims;

/// <summary>Which proof an accepted claim stands on.</summary>
public static partial class ClaimDecider
{
    private static bool Shaken(Claim claim) => claim.GraceUntil is not null || claim.ReplaceBy is not null || claim.RanOut;

    // Another proof takes the standing one's place when that is shaken, or when it shows as much for longer.
    private static bool Replaces(Claim claim, Proof proof) =>
        claim.Standing is not { } standing || Shaken(claim) || proof.Level > standing.Level || (proof.Level == standing.Level && proof.Until > standing.Until);
}
