using Governance.Shared;
using Marten;

namespace Governance.Claims;

/// <summary>A dispute as a row of a list.</summary>
/// <param name="DisputeId">Its id.</param>
/// <param name="AccountId">The account.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Sides">The sides.</param>
/// <param name="OpenedAt">When it began.</param>
/// <param name="UpdatedAt">When its last fact was recorded.</param>
public sealed record DisputeRow(string DisputeId, string AccountId, DisputeState State, IReadOnlyList<DisputeSide> Sides, DateTimeOffset OpenedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>The row of a dispute.</summary>
    public static DisputeRow Of(Dispute dispute) => new(StreamKeys.IdOf(dispute.Id), dispute.AccountId, dispute.State, dispute.Sides, dispute.OpenedAt, dispute.UpdatedAt);
}

/// <summary>One dispute.</summary>
/// <param name="Dispute">The row.</param>
/// <param name="EvidenceDueOn">By when evidence is to be given, or absent.</param>
/// <param name="Evidence">What was given, oldest first.</param>
/// <param name="Proposal">What is before the approvers, or absent.</param>
/// <param name="Decision">What was decided, or absent.</param>
/// <param name="AppealUntil">Up to when a party may appeal, or absent.</param>
/// <param name="Grounds">The grounds of the appeal, or absent.</param>
public sealed record DisputeView(
    DisputeRow Dispute, DateTimeOffset? EvidenceDueOn, IReadOnlyList<GivenEvidenceView> Evidence, DecisionView? Proposal, DecisionView? Decision, DateTimeOffset? AppealUntil, StatementView? Grounds);

/// <summary>Evidence that was given.</summary>
/// <param name="By">Who gave it.</param>
/// <param name="ClaimId">Their claim, or absent.</param>
/// <param name="At">When.</param>
/// <param name="Statement">What they said.</param>
public sealed record GivenEvidenceView(string By, string? ClaimId, DateTimeOffset At, StatementView Statement);

/// <summary>How a dispute ends, or is to end.</summary>
/// <param name="Outcome">How.</param>
/// <param name="ClaimIds">The claims on which the account is run, the owner's first.</param>
/// <param name="RequestId">The approval request.</param>
/// <param name="Reasons">Why.</param>
public sealed record DecisionView(DisputeOutcome Outcome, IReadOnlyList<string> ClaimIds, string RequestId, StatementView Reasons);

/// <summary>Which disputes are asked for.</summary>
/// <param name="AccountId">Disputes about this account.</param>
/// <param name="State">Disputes in this state.</param>
public sealed record DisputeFilter([FromQuery(Name = "accountId")] string? AccountId, [FromQuery(Name = "state")] Word<DisputeState>? State);

/// <summary>GET /disputes and /disputes/{disputeId}.</summary>
public static class ReadDisputes
{
    /// <summary>All disputes, the newest first.</summary>
    public static async Task<IResult> List([AsParameters] DisputeFilter filter, [AsParameters] PageQuery page, IQuerySession session, HttpContext http)
    {
        if (page.Fault(1) is { } fault) return Problem.Reply(http, fault);
        IQueryable<Dispute> disputes = session.Query<Dispute>();
        if (filter.AccountId is { } account) disputes = disputes.Where(dispute => dispute.AccountId == account);
        if (filter.State is { Value: var state }) disputes = disputes.Where(dispute => dispute.State == state);
        if (page.After is [var after]) disputes = disputes.Where(dispute => dispute.Id.CompareTo(after) < 0);
        var rows = await disputes.OrderByDescending(dispute => dispute.Id).Take(page.Size + 1).ToListAsync(http.RequestAborted);
        return Reply.Ok(Page<Dispute>.Of(rows, page.Size, dispute => [dispute.Id]).Select(DisputeRow.Of));
    }

    /// <summary>One dispute.</summary>
    public static async Task<IResult> Get(string disputeId, IQuerySession session, HttpContext http)
    {
        var cancellation = http.RequestAborted;
        if (await session.State<Dispute>(StreamKeys.Dispute(disputeId), cancellation) is not { } dispute) return Problem.Reply(http, DisputeRules.Unknown);
        var open = await MayRead(dispute, session, http);
        ProposedDecision?[] decisions = [dispute.Proposal, dispute.Decision];
        string[] digests = [.. dispute.Evidence.Select(given => given.Digest), .. decisions.OfType<ProposedDecision>().Select(decision => decision.Reasons), .. dispute.Grounds is { } grounds ? [grounds] : Array.Empty<string>()];
        var texts = open ? await KeptTexts.Of(session, digests, cancellation) : new Dictionary<string, string>();
        return Reply.Ok(
            new DisputeView(
                DisputeRow.Of(dispute), dispute.EvidenceDueOn, [.. dispute.Evidence.Select(given => new GivenEvidenceView(given.By, given.ClaimId, given.At, Said(given.Digest)))],
                Shown(dispute.Proposal), Shown(dispute.Decision), dispute.AppealUntil, dispute.Grounds is { } why ? Said(why) : null),
            dispute.Version);

        StatementView Said(string digest) => new(digest, texts.GetValueOrDefault(digest));

        DecisionView? Shown(ProposedDecision? decision) => decision is null ? null : new(decision.Outcome, decision.ClaimIds, decision.RequestId, Said(decision.Reasons));
    }

    // The sides and those who decide, as they are now, also when what is read is of then.
    private static Task<bool> MayRead(Dispute dispute, IQuerySession session, HttpContext http) => session.AskNow(http, async now =>
    {
        var sides = now == session ? dispute : await now.LoadAsync<Dispute>(dispute.Id, http.RequestAborted);
        return sides!.HasParty(Caller.Of(http).Person) || await Insight.Of(Caller.Of(http), now, http.RequestAborted);
    });
}
