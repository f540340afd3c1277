using Governance.Accounts;
using Governance.Platforms;
using Governance.Proofs;
using Governance.Shared;
using Marten;

namespace Governance.Claims;

/// <summary>Looks whether a challenge is shown where it should be. May take a minute, so no stream is held meanwhile.</summary>
public delegate Task<Observation> CheckProof(Challenge challenge, CancellationToken cancellation);

/// <summary>A challenge's token, kept beside the events: the claimant alone is shown it.</summary>
/// <param name="Id">The challenge.</param>
/// <param name="Token">At least 128 random bits.</param>
[Timeless]
public sealed record ChallengeToken(string Id, string Token);

/// <summary>Looks, and makes a fact of what was seen.</summary>
public static class ProofLooking
{
    /// <summary>What is seen now of a challenge, as a fact; its excerpt is kept in the session's transaction.</summary>
    public static async Task<ProofObserved> Look(IDocumentSession session, Claim claim, IssuedChallenge issued, CheckProof check, CancellationToken cancellation)
    {
        var account = (await session.Events.AggregateStreamAsync<Account>(StreamKeys.Account(claim.AccountId), token: cancellation))!;
        var token = await session.LoadAsync<ChallengeToken>(issued.ChallengeId, cancellation) ?? throw new InvalidOperationException($"The challenge {issued.ChallengeId} has no token.");
        var challenge = new Challenge(
            issued.ChallengeId, token.Token, new AccountAddress(account.Platform, account.Handle, account.Url, account.PlatformId), issued.Method, issued.Domain, issued.PostUrl, issued.IssuedAt,
            issued.ExpiresAt, Recheck: claim.Proofs.Exists(proof => proof.ChallengeId == issued.ChallengeId));
        var seen = await check(challenge, cancellation);
        return new ProofObserved(
            issued.ChallengeId, issued.Method, seen.Outcome, seen.Level, seen.Url, [.. seen.Hops.Select(hop => new ProofHop(hop.Url, hop.Status))], seen.BodyDigest,
            KeptTexts.KeepAny(session, seen.Excerpt), seen.PlatformId, seen.Reason, seen.At.ToUniversalTime(), seen.ValidUntil?.ToUniversalTime());
    }
}

/// <summary>What happens to an accepted claim's proof means something for its account.</summary>
public static class ClaimChecking
{
    /// <summary>The account's facts that follow from a claim's.</summary>
    /// <param name="before">The claim before.</param>
    /// <param name="after">The claim after.</param>
    /// <param name="facts">What lies between.</param>
    /// <param name="account">The account.</param>
    public static IReadOnlyList<AccountEvent> OnAccount(Claim before, Claim after, IReadOnlyList<ClaimEvent> facts, Account account)
    {
        var claimId = StreamKeys.IdOf(before.Id);
        if (before.State != ClaimState.Accepted || account.AcceptedClaim != claimId) return [];
        if (facts.OfType<ClaimLapsed>().Any()) return AccountDecider.EndVerification(claimId, "lapsed", account);
        if (facts.OfType<ProofRanOut>().Any()) return AccountDecider.EndVerification(claimId, "ran out", account);
        return after.Standing is { } standing && standing != before.Standing ? [new OwnershipVerified(claimId, standing.Level, standing.Method, standing.Until)] : [];
    }
}
