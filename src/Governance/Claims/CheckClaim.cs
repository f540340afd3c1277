using FluentValidation;
using Governance.Accounts;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Claims;

/// <summary>Look now whether control of the account is shown.</summary>
public sealed record CheckClaim
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<CheckClaim>;
}

/// <summary>Confirm, as a second administrator of the account, that its claimant controls it.</summary>
/// <param name="Note">What you did to see it; names nobody.</param>
public sealed record AttestControl(string Note)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<AttestControl>
    {
        /// <summary>A note.</summary>
        public Validator() => RuleFor(command => command.Note).Reason();
    }
}

/// <summary>Agree to what a claim names you for.</summary>
public sealed record ConsentToClaim
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<ConsentToClaim>;
}

/// <summary>POST /claims/{claimId}/check, /attest-control and /consent.</summary>
public static class CheckClaimEndpoint
{
    /// <summary>Looks, and records what was seen, whatever it is.</summary>
    [WolverinePost("/claims/{claimId}/check"), Tags("Claims"), EndpointName("checkClaim"), EndpointSummary("Look now whether control is shown")]
    [EndpointDescription("Looks for the newest challenge, or again for the one on which an accepted claim stands, and records what was seen: found, not found, inconclusive, or a method that is gone. May take up to a minute. Inconclusive counts against nobody.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Check(string claimId, CheckClaim command, IDocumentSession session, IMessageBus bus, CheckProof check, HttpContext http)
    {
        var desk = ClaimDesk.For(session, bus, http);
        if (await session.LoadAsync<Claim>(StreamKeys.Claim(claimId), desk.Desk.Aborted) is not { } claim) return desk.Desk.Refuse(ClaimRules.Unknown);
        if (Precondition.Check(http.Request, claim.Version) is { } stale) return desk.Desk.Refuse(stale);
        if (!claim.IsOf(desk.Me) && !desk.IsSteward) return desk.Desk.Refuse(ClaimRules.NotYoursToCheck);
        var (challenge, refusal) = ClaimDecider.ToCheck(claim, desk.Desk.Now);
        if (challenge is null) return desk.Desk.Refuse(refusal!);
        // Looking takes time, so no stream is open meanwhile.
        var seen = await ProofLooking.Look(session, claim, challenge, check, desk.Desk.Aborted);
        return await desk.Change(claimId, (now, account) => Task.FromResult(ClaimDecider.Decide(seen, now, account.PlatformId, account.Handle)), Follows);
    }

    /// <summary>A steward's word, where no machine can look.</summary>
    [WolverinePost("/claims/{claimId}/attest-control"), Tags("Claims"), EndpointName("attestControl"), EndpointSummary("Confirm control as a second administrator")]
    [EndpointDescription("Where a platform allows no check by machine, a steward who was invited as second administrator confirms control. It counts as level 1 for 90 days, and that steward does not decide the claim.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Attest(string claimId, AttestControl command, IDocumentSession session, IMessageBus bus, PlatformProofs platforms, HttpContext http)
    {
        var desk = ClaimDesk.For(session, bus, http);
        var word = new ControlAttested(command.Note, desk.Desk.Now + ProofTimes.Attestation);
        return desk.Change(claimId, async (claim, account) => ClaimDecider.Decide(word, claim, desk.Me, await desk.Rivals(claim, account), platforms.Machine(account.Platform)), Follows);
    }

    /// <summary>An act of one's own.</summary>
    [WolverinePost("/claims/{claimId}/consent"), Tags("Claims"), EndpointName("consentToClaim"), EndpointSummary("Agree to be owner or backup owner")]
    [EndpointDescription("Nobody becomes an owner or a backup owner by somebody else's click.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Consent(string claimId, ConsentToClaim command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = ClaimDesk.For(session, bus, http);
        return desk.Change(claimId, claim => ClaimDecider.Consent(claim, desk.Me));
    }

    private static Decision<AccountEvent> Follows(Claim before, Claim after, IReadOnlyList<ClaimEvent> facts, Account account) =>
        Decision<AccountEvent>.Of(ClaimChecking.OnAccount(before, after, facts, account));
}
