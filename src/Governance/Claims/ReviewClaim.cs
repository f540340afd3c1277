using FluentValidation;
using Governance.Accounts;
using Governance.Approvals;
using Governance.Flows;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Claims;

/// <summary>Put a claim before its approvers.</summary>
/// <param name="Summary">What changed since they last saw it, or absent.</param>
public sealed record ReviewClaim(string? Summary)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<ReviewClaim>
    {
        /// <summary>Bounds.</summary>
        public Validator() => RuleFor(command => command.Summary).Note();
    }
}

/// <summary>Take a claim back.</summary>
/// <param name="Reason">Why; names nobody.</param>
public sealed record WithdrawClaim(string Reason)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<WithdrawClaim>
    {
        /// <summary>A reason.</summary>
        public Validator() => RuleFor(command => command.Reason).Reason();
    }
}

/// <summary>End an accepted claim that was found wrong.</summary>
/// <param name="Reason">Why; names nobody.</param>
public sealed record RevokeClaim(string Reason)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<RevokeClaim>
    {
        /// <summary>A reason.</summary>
        public Validator() => RuleFor(command => command.Reason).Reason();
    }
}

/// <summary>POST /claims/{claimId}/review, /withdraw and /revoke.</summary>
public static class ReviewClaimEndpoint
{
    /// <summary>Opens an approval request bound to what was shown, or continues the one that was turned back.</summary>
    [WolverinePost("/claims/{claimId}/review"), Tags("Claims"), EndpointName("reviewClaim"), EndpointSummary("Put a claim before its approvers")]
    [EndpointDescription("Opens a request under the flow claim-account, bound to the evidence and the proof as they are now. Nobody decides who claims, is to own the account, attested control of it, or has a rival claim.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Review(string claimId, ReviewClaim command, IDocumentSession session, IMessageBus bus, FlowShelf flows, PlatformProofs platforms, HttpContext http)
    {
        var desk = ClaimDesk.For(session, bus, http);
        var stream = await desk.Desk.Open<Claim>(StreamKeys.Claim(claimId));
        if (stream.Aggregate is not { } claim) return desk.Desk.Refuse(ClaimRules.Unknown);
        if (desk.Desk.Stale(stream) is { } stale) return desk.Desk.Refuse(stale);
        if (ClaimDecider.MayReview(claim, desk.Me, desk.Desk.Now) is { } no) return desk.Desk.Refuse(no);
        if (await flows.Current(session, ClaimSubject.Flow, desk.Desk.Aborted) is not { } flow) return desk.Desk.Refuse(RequestRules.FlowNotAdopted(ClaimSubject.Flow));
        var account = await desk.Desk.Open<Account>(StreamKeys.Account(claim.AccountId));
        var content = await Content(claim, account.Aggregate!, desk, session, platforms.Linkable(account.Aggregate!.Platform));
        var requestId = claim.RequestId ?? desk.NewId();
        var review = new ClaimPutUnderReview(requestId, ContentDigest.Of(content.Fields()), ClaimSubject.Pin(flow));
        var decision = ClaimDecider.Decide(review, claim, desk.Me, desk.Desk.Now);
        if (decision.Refusal is { } refusal) return desk.Desk.Refuse(refusal);
        var (rejected, settled) = await desk.Requests().Submit(
            requestId, ClaimSubject.Flow, current => ClaimSubject.Opening(current, ClaimSubject.OfClaim(claimId), account.Aggregate!.Url, content, claim.Claimant, desk.Me),
            () => new RequestRevised(content.Fields(), content.Subject, content.Names(), command.Summary));
        if (rejected is not null) return desk.Desk.Refuse(rejected);
        content.Keep(session);
        if (settled is not { } settlement) return await desk.Append(stream, decision.Facts, $"/requests/{requestId}");
        // Approvals of an earlier revision that still count may be all that the request wants.
        var settling = new SettleClaim(requestId, settlement, await desk.Policies(account.Aggregate!, claim.Class), ClaimSubject.Pin(flow));
        var (unsettled, facts) = await ClaimSettling.Conclude(settling, ClaimWriting.After(session, stream, decision.Facts, desk.Desk.Now), account, session, bus, desk.Desk.Now, desk.Desk.Aborted);
        return unsettled is not null ? desk.Desk.Refuse(unsettled) : await desk.Append(stream, [.. decision.Facts, .. facts], $"/requests/{requestId}");
    }

    /// <summary>Takes a claim back before it is decided.</summary>
    [WolverinePost("/claims/{claimId}/withdraw"), Tags("Claims"), EndpointName("withdrawClaim"), EndpointSummary("Withdraw a claim")]
    [EndpointDescription("Before it is decided. A dispute goes on between the others; when one side is left, it is over.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Withdraw(string claimId, WithdrawClaim command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = ClaimDesk.For(session, bus, http);
        var stream = await desk.Desk.Open<Claim>(StreamKeys.Claim(claimId));
        if (stream.Aggregate is not { } claim) return desk.Desk.Refuse(ClaimRules.Unknown);
        if (desk.Desk.Stale(stream) is { } stale) return desk.Desk.Refuse(stale);
        var decision = ClaimDecider.Decide(new ClaimWithdrawn(command.Reason), claim, desk.Me);
        if (decision.Refusal is { } no) return desk.Desk.Refuse(no);
        if (claim.RequestId is { } requestId && await desk.Requests().Withdraw(requestId, command.Reason) is { } rejected) return desk.Desk.Refuse(rejected);
        if (claim.IsLive)
        {
            var account = await desk.Desk.Open<Account>(StreamKeys.Account(claim.AccountId));
            var (refusal, ended) = claim.DisputeId is { } disputeId ? await Leave(claimId, disputeId, desk, session, bus) : (null, []);
            if (refusal is not null) return desk.Desk.Refuse(refusal);
            await ClaimWriting.Append(session, bus, account, [new AccountClaimEnded(claimId), .. ended], desk.Desk.Now);
        }

        return await desk.Append(stream, decision.Facts);
    }

    /// <summary>Ends an accepted claim, and with it its owner's answering for the account.</summary>
    [WolverinePost("/claims/{claimId}/revoke"), Tags("Claims"), EndpointName("revokeClaim"), EndpointSummary("Revoke an accepted claim")]
    [EndpointDescription("By a steward or a member of legal without a stake in it. Nobody answers for the account after that, until another claim is accepted.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Revoke(string claimId, RevokeClaim command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = ClaimDesk.For(session, bus, http);
        var may = desk.IsSteward || await desk.IsLegal();
        return await desk.Change(claimId, async (claim, account) => !may || (await desk.Rivals(claim, account)).Contains(desk.Me) ? ClaimRules.NotYoursToRevoke : ClaimDecider.Decide(new ClaimRevoked(command.Reason), claim, desk.Me),
            (_, _, _, account) => Decision<AccountEvent>.Of(account.AcceptedClaim == claimId ? AccountDecider.EndOwnership("revoked", account) : AccountDecider.EndVerification(claimId, "revoked", account)));
    }

    private static async Task<RequestContent> Content(Claim claim, Account account, ClaimDesk desk, IDocumentSession session, bool linkable)
    {
        var texts = await KeptTexts.Of(session, claim.Evidence, desk.Desk.Aborted);
        string[] editors = [.. await desk.Rivals(claim, account), .. claim.Attested, .. new[] { claim.Owner, claim.BackupOwner }.OfType<string>().Where(person => person != claim.Claimant)];
        return ClaimContent.Of(claim, account, texts, editors, linkable, desk.Desk.Now);
    }

    private static async Task<(Refusal? Refusal, IReadOnlyList<AccountEvent> Account)> Leave(string claimId, string disputeId, ClaimDesk desk, IDocumentSession session, IMessageBus bus)
    {
        var dispute = await desk.Desk.Open<Dispute>(StreamKeys.Dispute(disputeId));
        var decision = DisputeDecider.Decide(new DisputeLeft(claimId), dispute.Aggregate!);
        if (decision.Refusal is { } refusal) return (refusal, []);
        await ClaimWriting.Append(session, bus, dispute, decision.Facts, desk.Desk.Now);
        if (!decision.Facts.OfType<DisputeDissolved>().Any()) return (null, []);
        foreach (var other in dispute.Aggregate!.Sides.Select(side => side.ClaimId).OfType<string>().Where(other => other != claimId))
        {
            var rival = await desk.Desk.Open<Claim>(StreamKeys.Claim(other));
            await ClaimWriting.Append(session, bus, rival, [new ClaimUncontested(disputeId)], desk.Desk.Now);
        }

        return (null, [new AccountDisputeEnded(disputeId, "dissolved")]);
    }
}
