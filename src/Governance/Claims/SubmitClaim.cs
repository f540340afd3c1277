using FluentValidation;
using Governance.Accounts;
using Governance.Shared;
using JasperFx.Events;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Claims;

/// <summary>Let a claim stand beside all others.</summary>
public sealed record SubmitClaim
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<SubmitClaim>;
}

/// <summary>POST /claims/{claimId}/submit: the claim, its account, its rivals and their dispute are one transaction.</summary>
public static class SubmitClaimEndpoint
{
    /// <summary>Submits a draft. Beside another's claim, or against somebody who answers for the account, a dispute opens by itself.</summary>
    [WolverinePost("/claims/{claimId}/submit"), Tags("Claims"), EndpointName("submitClaim"), EndpointSummary("Submit a claim")]
    [EndpointDescription("From here on it stands on the account. When another claim stands there, or somebody else answers for the account, a dispute opens by itself and Legal decides.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Post(string claimId, SubmitClaim command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = ClaimDesk.For(session, bus, http);
        var stream = await desk.Desk.Open<Claim>(StreamKeys.Claim(claimId));
        if (stream.Aggregate is not { } claim) return desk.Desk.Refuse(ClaimRules.Unknown);
        if (desk.Desk.Stale(stream) is { } stale) return desk.Desk.Refuse(stale);
        var account = await desk.Desk.Open<Account>(StreamKeys.Account(claim.AccountId));
        var decision = ClaimDecider.Decide(new ClaimSubmitted(await desk.Policies(account.Aggregate!, claim.Class)), claim, desk.Me);
        if (decision.Refusal is { } no) return desk.Desk.Refuse(no);
        var claimed = AccountDecider.Decide(new AccountClaimed(claimId, claim.Claimant), account.Aggregate!);
        if (claimed.Refusal is { } closed) return desk.Desk.Refuse(closed);
        var (refusal, contested, disputed) = await Contest(claimId, claim, account.Aggregate!, desk, session, bus);
        if (refusal is not null) return desk.Desk.Refuse(refusal);
        await ClaimWriting.Append(session, bus, account, [.. claimed.Facts, .. disputed], desk.Desk.Now);
        return await desk.Append(stream, [.. decision.Facts, .. contested]);
    }

    // The dispute that opens or that the claim joins: facts of this claim and of its account; those of rivals are appended here.
    private static async Task<(Refusal? Refusal, IReadOnlyList<ClaimEvent> Claim, IReadOnlyList<AccountEvent> Account)> Contest(
        string claimId, Claim claim, Account account, ClaimDesk desk, IDocumentSession session, IMessageBus bus)
    {
        var side = new DisputeSide(claimId, claim.Claimant, claim.Owner, Standing: false);
        if (account.DisputeId is { } open)
        {
            var dispute = await desk.Desk.Open<Dispute>(StreamKeys.Dispute(open));
            var joined = DisputeDecider.Decide(new DisputeJoined(side), dispute.Aggregate!);
            if (joined.Refusal is { } refusal) return (refusal, [], []);
            await ClaimWriting.Append(session, bus, dispute, joined.Facts, desk.Desk.Now);
            return (null, [new ClaimContested(open, claimId)], []);
        }

        var rivals = new List<IEventStream<Claim>>();
        foreach (var live in account.Claims.OrderBy(live => live.ClaimId, StringComparer.Ordinal)) rivals.Add(await desk.Desk.Open<Claim>(StreamKeys.Claim(live.ClaimId)));
        var stands = AccountDecider.StandsAgainst(account, claim.Claimant, claim.Owner);
        if (rivals.Count == 0 && !stands) return (null, [], []);
        var disputeId = desk.NewId();
        var sides = rivals.Select(rival => new DisputeSide(StreamKeys.IdOf(rival.Key!), rival.Aggregate!.Claimant, rival.Aggregate.Owner, Standing: false)).Append(side).ToList();
        if (account is { Owner: { } owner, Orphaned: false, State: AccountState.Registered or AccountState.Retiring }) sides.Insert(0, await Standing(owner, account, desk, rivals));
        foreach (var rival in rivals)
        {
            await ClaimWriting.Append(session, bus, rival, [new ClaimContested(disputeId, claimId)], desk.Desk.Now);
            await FollowContestHandler.Tell(bus, desk.Desk.Caller.Tenant, rival.Aggregate!, desk.Me);
        }

        var opened = await desk.Desk.Open<Dispute>(StreamKeys.Dispute(disputeId));
        await ClaimWriting.Append(session, bus, opened, [new DisputeOpened(StreamKeys.IdOf(account.Id), sides)], desk.Desk.Now);
        return (null, [new ClaimContested(disputeId, claimId)], [new AccountDisputed(disputeId)]);
    }

    // Whoever answers for the account is a side of their own, with the claim on which they stand if there is one.
    private static async Task<DisputeSide> Standing(string owner, Account account, ClaimDesk desk, List<IEventStream<Claim>> rivals)
    {
        if (account.AcceptedClaim is not { } accepted) return new DisputeSide(null, owner, owner, Standing: true);
        var stream = await desk.Desk.Open<Claim>(StreamKeys.Claim(accepted));
        if (stream.Aggregate is not { State: ClaimState.Accepted } claim) return new DisputeSide(null, owner, owner, Standing: true);
        rivals.Add(stream);
        return new DisputeSide(accepted, claim.Claimant, owner, Standing: true);
    }
}
