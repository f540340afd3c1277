using Governance.Accounts;
using Governance.Shared;

namespace Governance.Claims;

/// <summary>What follows from the end of a dispute: facts on the account, and on each claim by its id.</summary>
/// <param name="Account">The account's facts.</param>
/// <param name="Claims">The claims' facts.</param>
public sealed record DisputeEffects(IReadOnlyList<AccountEvent> Account, IReadOnlyDictionary<string, IReadOnlyList<ClaimEvent>> Claims);

/// <summary>
/// A dispute's end becomes true for the account and for every claim in one transaction. Upheld: the owner stays, and the others' claims end.
/// Transferred: one claim's owner takes over. Shared: several answer together. Void: no claim stands, and nobody answers for the account.
/// </summary>
public static class DisputeEffectsDecider
{
    /// <summary>The effects.</summary>
    /// <param name="final">The end.</param>
    /// <param name="dispute">The dispute.</param>
    /// <param name="account">The account.</param>
    /// <param name="claims">The claims of its sides, by id.</param>
    /// <param name="policies">The policies in force that apply.</param>
    /// <param name="flow">The flow's version that decided.</param>
    /// <param name="now">The moment.</param>
    public static DisputeEffects Of(
        DisputeFinal final, Dispute dispute, Account account, IReadOnlyDictionary<string, Claim> claims, IReadOnlyList<PolicyPin> policies, FlowPin flow, DateTimeOffset now)
    {
        var disputeId = StreamKeys.IdOf(dispute.Id);
        var standing = dispute.Sides.Find(side => side.Standing);
        var stays = standing is not null && final.Outcome is DisputeOutcome.Upheld or DisputeOutcome.Shared;
        var winner = final.ClaimIds.Count > 0 ? claims[final.ClaimIds[0]] : null;
        var facts = new List<AccountEvent>();
        // A claim that registers the account ends there by itself.
        var registers = stays || winner is null ? null : final.ClaimIds[0];
        foreach (var side in dispute.Sides)
            if (side is { Standing: false, ClaimId: { } ended } && ended != registers && claims[ended].IsLive) facts.Add(new AccountClaimEnded(ended));
        // An account that was lost or replaced meanwhile takes no owner any more.
        var gone = AccountDecider.Closed(account) is not (null or { Code: "account.archived" });
        if (final.Outcome == DisputeOutcome.Void) facts.AddRange(AccountDecider.EndOwnership("dispute", account));
        else if (!gone && Registration(final, standing, winner, account, claims, policies, flow) is { } registration)
        {
            var shown = registers is null ? null : Shown(claims[registers], now);
            facts.AddRange(AccountDecider.Registering(registration, shown, registers is null ? null : winner!.BackupOwner, winner?.BackupAgreed ?? false, account, now));
        }

        facts.Add(new AccountDisputeEnded(disputeId, Word(final.Outcome)));
        return new DisputeEffects(facts, claims.ToDictionary(claim => claim.Key, claim => OfClaim(claim.Key, claim.Value, final, dispute, standing, now)));
    }

    private static AccountRegistered? Registration(
        DisputeFinal final, DisputeSide? standing, Claim? winner, Account account, IReadOnlyDictionary<string, Claim> claims, IReadOnlyList<PolicyPin> policies, FlowPin flow)
    {
        if (final.Outcome == DisputeOutcome.Transferred)
            return new AccountRegistered(winner!.Owner, [], winner.Class, RegistrationGround.Dispute, final.ClaimIds[0], final.RequestId, flow, policies);
        if (final.Outcome != DisputeOutcome.Shared) return null;
        var winners = final.ClaimIds.Select(claim => claims[claim].Owner);
        var owner = standing is not null ? account.Owner ?? standing.Owner : winner!.Owner;
        string[] others = [.. account.CoOwners.Concat(winners).Distinct(StringComparer.Ordinal).Where(person => person != owner)];
        return standing is not null
            ? new AccountRegistered(owner, others, account.Profile.Class, RegistrationGround.Dispute, null, final.RequestId, flow, policies)
            : new AccountRegistered(owner, others, winner!.Class, RegistrationGround.Dispute, final.ClaimIds[0], final.RequestId, flow, policies);
    }

    private static IReadOnlyList<ClaimEvent> OfClaim(string claimId, Claim claim, DisputeFinal final, Dispute dispute, DisputeSide? standing, DateTimeOffset now)
    {
        var disputeId = StreamKeys.IdOf(dispute.Id);
        if (claim.DisputeId != disputeId) return [];
        var wins = final.ClaimIds.Contains(claimId);
        // What showed control when it was proposed may be over by now: then it is the proposer's word as well.
        if (wins && claim.Best(now) is null && (dispute.Proposal ?? dispute.Decision) is { } decision)
            return [new EntitlementAttested(disputeId, decision.By, decision.Reasons), new ClaimDecided(disputeId, final.Outcome, true)];
        if (standing?.ClaimId != claimId) return [new ClaimDecided(disputeId, final.Outcome, wins)];
        return final.Outcome switch
        {
            DisputeOutcome.Transferred => [new ClaimDecided(disputeId, final.Outcome, true), new ClaimSuperseded(final.ClaimIds[0])],
            DisputeOutcome.Void => [new ClaimDecided(disputeId, final.Outcome, false)],
            _ => [new ClaimDecided(disputeId, final.Outcome, true)],
        };
    }

    private static Verification? Shown(Claim claim, DateTimeOffset now) =>
        claim.Best(now) is { } proof ? new Verification(StreamKeys.IdOf(claim.Id), proof.Level, proof.Method, proof.Until) : null;

    private static string Word(DisputeOutcome outcome) => outcome switch
    {
        DisputeOutcome.Upheld => "upheld",
        DisputeOutcome.Transferred => "transferred",
        DisputeOutcome.Shared => "shared",
        _ => "void",
    };
}
