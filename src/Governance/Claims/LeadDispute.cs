using System.Text.Json.Serialization;
using FluentValidation;
using Governance.Accounts;
using Governance.Approvals;
using Governance.Directory;
using Governance.Flows;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Claims;

/// <summary>Ask all sides for evidence.</summary>
/// <param name="DueOn">By when; absent: ten workdays by the flow's calendar.</param>
public sealed record RequestEvidence(DateTimeOffset? DueOn)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<RequestEvidence>;
}

/// <summary>Give evidence in a dispute.</summary>
/// <param name="Evidence">What speaks for your side. Kept beside the history, so that it can be erased.</param>
public sealed record GiveEvidence(string Evidence)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<GiveEvidence>
    {
        /// <summary>A statement.</summary>
        public Validator() => RuleFor(command => command.Evidence).Reason();
    }
}

/// <summary>Propose how a dispute, or the appeal against its decision, ends.</summary>
/// <param name="Outcome">upheld, transferred, shared or void.</param>
/// <param name="ClaimIds">The claims on which the account is to be run, the owner's first; none for upheld and void.</param>
/// <param name="Reasons">Why.</param>
/// <param name="Attest">true when nothing shows control for a winning claim and you attest by name, for these reasons, that the account is to be run on it.</param>
public sealed record ProposeDecision([property: JsonRequired] DisputeOutcome Outcome, IReadOnlyList<string>? ClaimIds, string Reasons, bool? Attest = null)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<ProposeDecision>
    {
        /// <summary>An outcome, claims and reasons.</summary>
        public Validator()
        {
            RuleFor(command => command.Outcome).IsInEnum();
            RuleFor(command => command.ClaimIds).Must(claims => claims is null || (claims.Count <= 50 && claims.All(claim => claim is { Length: > 0 and <= 64 }))).WithMessage("Name up to 50 claims by their ids.");
            RuleFor(command => command.Reasons).Reason();
        }
    }
}

/// <summary>Appeal against a decision.</summary>
/// <param name="Grounds">Why it is wrong. Kept beside the history, so that it can be erased.</param>
public sealed record AppealDecision(string Grounds)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<AppealDecision>
    {
        /// <summary>Grounds.</summary>
        public Validator() => RuleFor(command => command.Grounds).Reason();
    }
}

/// <summary>POST /disputes/{disputeId}/request-evidence, /give-evidence, /propose-decision, /appeal and /propose-final.</summary>
public static class LeadDisputeEndpoint
{
    /// <summary>Legal asks all sides.</summary>
    [WolverinePost("/disputes/{disputeId}/request-evidence"), Tags("Claims"), EndpointName("requestEvidence"), EndpointSummary("Ask all sides for evidence")]
    [EndpointDescription("By a member of legal who is on no side. Within ten workdays, unless another day is named.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Ask(string disputeId, RequestEvidence command, IDocumentSession session, IMessageBus bus, FlowShelf flows, HttpContext http)
    {
        var desk = ClaimDesk.For(session, bus, http);
        var legal = await desk.IsLegal();
        var due = command.DueOn?.ToUniversalTime()
            ?? (await flows.Current(session, ClaimSubject.Flow, desk.Desk.Aborted) is { } flow ? ClaimSubject.TenWorkdays(flow, desk.Desk.Now) : desk.Desk.Now.AddDays(14));
        return await desk.Change(disputeId, dispute => Task.FromResult(DisputeDecider.Decide(new EvidenceRequested(due), dispute, desk.Me, legal, desk.Desk.Now)));
    }

    /// <summary>A side says what speaks for it.</summary>
    [WolverinePost("/disputes/{disputeId}/give-evidence"), Tags("Claims"), EndpointName("giveEvidence"), EndpointSummary("Give evidence in a dispute")]
    [EndpointDescription("By those who are on a side, while evidence is gathered and after an appeal.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Give(string disputeId, GiveEvidence command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = ClaimDesk.For(session, bus, http);
        return desk.Change(disputeId, dispute => Task.FromResult(DisputeDecider.Give(desk.Keep(command.Evidence), dispute, desk.Me)));
    }

    /// <summary>Somebody of legal proposes, and most of the others of legal decide.</summary>
    [WolverinePost("/disputes/{disputeId}/propose-decision"), Tags("Claims"), EndpointName("proposeDecision"), EndpointSummary("Propose how a dispute ends")]
    [EndpointDescription("By a member of legal who is on no side. Opens a request under the flow claim-account; whoever is on a side decides nothing. A claim that shows nothing wins only on somebody's name: with attest it stands in yours. The decision takes effect when nobody has appealed within ten workdays.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Decide(string disputeId, ProposeDecision command, IDocumentSession session, IMessageBus bus, FlowShelf flows, PlatformProofs platforms, HttpContext http) =>
        Propose(disputeId, command, appeal: false, session, bus, flows, platforms, http);

    /// <summary>The same after an appeal: an executive from none of the areas concerned decides.</summary>
    [WolverinePost("/disputes/{disputeId}/propose-final"), Tags("Claims"), EndpointName("proposeFinal"), EndpointSummary("Propose how an appeal ends")]
    [EndpointDescription("By a member of legal who is on no side, after an appeal. An executive from none of the areas concerned decides, and that is final within the organisation: it takes effect at once.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Final(string disputeId, ProposeDecision command, IDocumentSession session, IMessageBus bus, FlowShelf flows, PlatformProofs platforms, HttpContext http) =>
        Propose(disputeId, command, appeal: true, session, bus, flows, platforms, http);

    /// <summary>A party does not accept the decision.</summary>
    [WolverinePost("/disputes/{disputeId}/appeal"), Tags("Claims"), EndpointName("appealDecision"), EndpointSummary("Appeal against a decision")]
    [EndpointDescription("By those who are on a side, once, until the day that the dispute names. The decision does not take effect meanwhile.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Appeal(string disputeId, AppealDecision command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = ClaimDesk.For(session, bus, http);
        return desk.Change(disputeId, dispute => Task.FromResult(DisputeDecider.Decide(new AppealLodged(desk.Keep(command.Grounds)), dispute, desk.Me, desk.Desk.Now)));
    }

    private static async Task<IResult> Propose(string disputeId, ProposeDecision command, bool appeal, IDocumentSession session, IMessageBus bus, FlowShelf flows, PlatformProofs platforms, HttpContext http)
    {
        var desk = ClaimDesk.For(session, bus, http);
        var stream = await desk.Desk.Open<Dispute>(StreamKeys.Dispute(disputeId));
        if (stream.Aggregate is not { } dispute) return desk.Desk.Refuse(DisputeRules.Unknown);
        if (desk.Desk.Stale(stream) is { } stale) return desk.Desk.Refuse(stale);
        var winners = command.ClaimIds ?? [];
        if (DisputeDecider.MayPropose(command.Outcome, winners, dispute, desk.Me, await desk.IsLegal(), appeal) is { } no) return desk.Desk.Refuse(no);
        var claims = (await session.LoadManyAsync<Claim>(desk.Desk.Aborted, [.. dispute.Sides.Select(side => side.ClaimId).OfType<string>().Select(StreamKeys.Claim)])).ToDictionary(claim => StreamKeys.IdOf(claim.Id));
        if (DisputeDecider.MayWin(winners.Select(winner => claims[winner]), desk.Me, command.Attest ?? false, desk.Desk.Now) is { } misfit) return desk.Desk.Refuse(misfit);
        if (await flows.Current(session, ClaimSubject.Flow, desk.Desk.Aborted) is not { } flow) return desk.Desk.Refuse(RequestRules.FlowNotAdopted(ClaimSubject.Flow));
        var account = (await session.Events.AggregateStreamAsync<Account>(StreamKeys.Account(dispute.AccountId), token: desk.Desk.Aborted))!;
        var editors = await Concerned(dispute, claims.Values, appeal, session, desk);
        string[] digests = [.. claims.Values.SelectMany(claim => claim.Evidence), .. dispute.Evidence.Select(given => given.Digest), .. dispute.Grounds is { } grounds ? [grounds] : Array.Empty<string>()];
        var texts = await KeptTexts.Of(session, digests, desk.Desk.Aborted);
        var content = ClaimContent.Of(command.Outcome, winners, command.Reasons, dispute, account, claims, texts, editors, desk.Me, platforms.Linkable(account.Platform), desk.Desk.Now);
        var requestId = dispute.Proposal?.RequestId ?? desk.NewId();
        // Approvals of an earlier proposal never count for another: every word of it is bound.
        var (rejected, _) = await desk.Requests().Submit(
            requestId, ClaimSubject.Flow, current => ClaimSubject.Opening(current, ClaimSubject.OfDispute(disputeId), account.Url, content, desk.Me, desk.Me),
            () => new RequestRevised(content.Fields(), content.Subject, [.. content.Names(), desk.Me], null));
        if (rejected is not null) return desk.Desk.Refuse(rejected);
        content.Keep(session);
        var proposed = new DisputeDecisionProposed(command.Outcome, winners, desk.Keep(command.Reasons), requestId, ClaimSubject.Pin(flow));
        var self = ClaimDesk.DisputeSelf(disputeId);
        return desk.Desk.Append<Dispute, DisputeEvent>(stream, [proposed], self, links: new Links(self, $"/requests/{requestId}"));
    }

    // Everybody on a side or beside an owner, and whoever attested control; of an appeal also the executives of the areas concerned.
    private static async Task<IReadOnlyList<string>> Concerned(Dispute dispute, IEnumerable<Claim> claims, bool appeal, IDocumentSession session, ClaimDesk desk)
    {
        string[] concerned = [.. dispute.Parties.Concat(claims.Select(claim => claim.BackupOwner).OfType<string>()).Concat(claims.SelectMany(claim => claim.Attested)).Distinct(StringComparer.Ordinal)];
        if (!appeal) return concerned;
        var areas = (await session.LoadManyAsync<Person>(desk.Desk.Aborted, [.. dispute.Parties.Select(StreamKeys.Person)])).Select(person => person.Area).OfType<string>().ToHashSet();
        var executives = await session.Query<Person>().Where(person => !person.Left && person.Groups.Contains("executives")).ToListAsync(desk.Desk.Aborted);
        return [.. concerned, .. executives.Where(person => person.Area is { } area && areas.Contains(area)).Select(person => StreamKeys.IdOf(person.Id))];
    }
}
