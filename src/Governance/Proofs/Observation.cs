using Governance.Fetching;

namespace Governance.Proofs;

/// <summary>What came of looking: all that somebody needs to look again and to see the same.</summary>
/// <param name="Method">How it was looked for.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Level">0 asserted, 1 one-way link, 2 token on the account's side, 3 both directions with an anchored domain; 0 unless found.</param>
/// <param name="Url">Where was looked first; <c>dns:</c> and the name for a record (RFC 4501).</param>
/// <param name="Hops">Every address asked, in order, with what it answered.</param>
/// <param name="BodyDigest">SHA-256 of what was read last, lower-case hexadecimal; null when nothing was.</param>
/// <param name="Excerpt">At most 500 characters of plain text that show it; null unless found.</param>
/// <param name="PlatformId">The immutable id that the platform stated, or null.</param>
/// <param name="Reason">Why it came out so, one sentence for people.</param>
/// <param name="At">When it was looked.</param>
/// <param name="ValidUntil">Up to when it counts (<see cref="ProofValidity"/>); null unless found.</param>
public sealed record Observation(
    string Method, ProofOutcome Outcome, int Level, string Url, IReadOnlyList<Hop> Hops, string? BodyDigest, string? Excerpt, string? PlatformId, string Reason, DateTimeOffset At, DateTimeOffset? ValidUntil);
