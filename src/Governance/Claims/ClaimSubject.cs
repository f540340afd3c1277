using Governance.Accounts;
using Governance.Approvals;
using Governance.Flows;
using Governance.Policies;
using Governance.Shared;
using JasperFx.Events;
using Marten;

namespace Governance.Claims;

/// <summary>
/// Claims, disputes and requests for new accounts as the approval engine sees them: one kind of subject, told apart by what its id begins
/// with, and settled with the account in one transaction.
/// </summary>
public static class ClaimSubject
{
    /// <summary>The flow that all of them are decided under.</summary>
    public const string Flow = "claim-account";

    /// <summary>The kind of subject.</summary>
    public const string Name = "account-claim";

    private const string OfClaims = "claim/";
    private const string OfDisputes = "dispute/";
    private const string OfAccounts = "account/";

    /// <summary>The kind of subject, for one service.</summary>
    public static SubjectType Type(TimeProvider clock, FlowShelf flows) => new(
        Name, ClaimRules.SelfReview.Code, settled => Settle(settled, clock.GetUtcNow(), flows), "A claim is made with POST /claims and put under review with POST /claims/{claimId}/review; a new account is asked for with POST /accounts/request.")
    {
        Redline = subject => subject.StartsWith(OfDisputes, StringComparison.Ordinal) ? $"/disputes/{StreamKeys.IdOf(subject)}" : subject.StartsWith(OfClaims, StringComparison.Ordinal) ? $"/claims/{StreamKeys.IdOf(subject)}" : $"/accounts/{StreamKeys.IdOf(subject)}",
    };

    /// <summary>The subject id of a claim.</summary>
    public static string OfClaim(string claimId) => OfClaims + claimId;

    /// <summary>The subject id of a dispute.</summary>
    public static string OfDispute(string disputeId) => OfDisputes + disputeId;

    /// <summary>The opening of a new request.</summary>
    public static ApprovalRequested Opening(Flow flow, string subjectId, string title, RequestContent content, string author, string requester) => new(
        flow.Name, flow.Version, flow.Digest, Name, subjectId, title, content.Subject, content.Fields(), author, content.Names(), requester);

    /// <summary>The version of a flow, for facts.</summary>
    public static FlowPin Pin(Flow flow) => new(flow.Name, flow.Version, flow.Digest);

    /// <summary>Ten workdays from a moment, by the calendar of the flow.</summary>
    public static DateTimeOffset TenWorkdays(Flow flow, DateTimeOffset from) =>
        flow.Calendar.HasWorkdays ? flow.Calendar.After(from, new Duration(10, DurationUnit.Workdays)).At.ToUniversalTime() : from.AddDays(14);

    private static async Task<Refusal?> Settle(Settled settled, DateTimeOffset now, FlowShelf flows)
    {
        if (settled.SubjectId.StartsWith(OfAccounts, StringComparison.Ordinal)) return await AccountRequests.Settle(settled);
        var request = (await settled.Session.LoadAsync<Request>(StreamKeys.Request(settled.RequestId), settled.Cancellation))!;
        var flow = await flows.Pinned(settled.Session, request.Flow, request.FlowDigest, settled.Cancellation);
        return settled.SubjectId.StartsWith(OfDisputes, StringComparison.Ordinal)
            ? await DisputeSettling.Settle(settled, flow, now)
            : settled.SubjectId.StartsWith(OfClaims, StringComparison.Ordinal) ? await ClaimSettling.Settle(settled, flow, now) : ClaimRules.Unknown;
    }
}

/// <summary>What an approval request decides about a claim, told to the claim, its account, and the claim whose place it takes.</summary>
public static class ClaimSettling
{
    /// <summary>Records it, or says why that cannot be.</summary>
    public static async Task<Refusal?> Settle(Settled settled, Flow flow, DateTimeOffset now)
    {
        var (session, claimId) = (settled.Session, StreamKeys.IdOf(settled.SubjectId));
        var stream = await session.Events.FetchForWriting<Claim>(StreamKeys.Claim(claimId), settled.Cancellation);
        if (stream.Aggregate is not { } claim) return ClaimRules.Unknown;
        var account = await session.Events.FetchForWriting<Account>(StreamKeys.Account(claim.AccountId), settled.Cancellation);
        var policies = await PoliciesInForce.For(session, account.Aggregate!.Platform, claim.Class, settled.Cancellation);
        var command = new SettleClaim(settled.RequestId, settled.Settlement, policies, ClaimSubject.Pin(flow));
        var (refusal, facts) = await Conclude(command, claim, account, session, settled.Bus, now, settled.Cancellation);
        if (refusal is null) await ClaimWriting.Append(session, settled.Bus, stream, facts, now);
        return refusal;
    }

    /// <summary>Decides, tells the account and the claim whose place is taken, and answers the claim's own facts for its stream.</summary>
    public static async Task<(Refusal? Refusal, IReadOnlyList<ClaimEvent> Facts)> Conclude(
        SettleClaim command, Claim claim, IEventStream<Account> account, IDocumentSession session, Wolverine.IMessageBus bus, DateTimeOffset now, CancellationToken cancellation)
    {
        var claimId = StreamKeys.IdOf(claim.Id);
        var decision = ClaimDecider.Decide(command, claim, now);
        if (decision.Refusal is { } no) return (no, []);
        var facts = new List<AccountEvent>();
        if (decision.Facts.OfType<ClaimRejected>().Any()) facts.Add(new AccountClaimEnded(claimId));
        if (decision.Facts.OfType<ClaimAccepted>().FirstOrDefault() is { } accepted)
        {
            // Whoever took the account over meanwhile, by a hand-over for one, is not displaced by an older claim.
            if (AccountDecider.StandsAgainst(account.Aggregate!, claim.Claimant, claim.Owner)) return (ClaimRules.OwnerChanged, []);
            if (await session.LoadAsync<Directory.Person>(StreamKeys.Person(claim.Owner), cancellation) is not { Left: false }) return (ClaimRules.OwnerHasLeft, []);
            var registration = new AccountRegistered(claim.Owner, [], claim.Class, RegistrationGround.Claim, claimId, accepted.RequestId, accepted.Flow, command.Policies);
            var registered = AccountDecider.Register(registration, new Verification(claimId, accepted.Level, accepted.Method, accepted.Until), claim.BackupOwner, claim.BackupAgreed, account.Aggregate!, now);
            if (registered.Refusal is { } closed) return (closed, []);
            facts.AddRange(registered.Facts);
            await Supersede(session, account.Aggregate!.AcceptedClaim, claimId, cancellation);
        }

        await ClaimWriting.Append(session, bus, account, facts, now);
        return (null, decision.Facts);
    }

    private static async Task Supersede(IDocumentSession session, string? before, string by, CancellationToken cancellation)
    {
        if (before is null || before == by) return;
        var stream = await session.Events.FetchForWriting<Claim>(StreamKeys.Claim(before), cancellation);
        if (stream.Aggregate is { State: ClaimState.Accepted }) stream.AppendOne(new ClaimSuperseded(by));
    }
}

/// <summary>What an approval request decides about a dispute.</summary>
public static class DisputeSettling
{
    /// <summary>Records it, or says why that cannot be.</summary>
    public static async Task<Refusal?> Settle(Settled settled, Flow flow, DateTimeOffset now)
    {
        var session = settled.Session;
        var stream = await session.Events.FetchForWriting<Dispute>(StreamKeys.Dispute(StreamKeys.IdOf(settled.SubjectId)), settled.Cancellation);
        if (stream.Aggregate is not { } dispute) return DisputeRules.Unknown;
        var account = await session.Events.FetchForWriting<Account>(StreamKeys.Account(dispute.AccountId), settled.Cancellation);
        var policies = await PoliciesInForce.For(session, account.Aggregate!.Platform, account.Aggregate.Profile.Class, settled.Cancellation);
        var decision = DisputeDecider.Decide(new SettleDispute(settled.RequestId, settled.Settlement, policies, ClaimSubject.Pin(flow), ClaimSubject.TenWorkdays(flow, now)), dispute);
        if (decision.Refusal is { } no) return no;
        await ClaimWriting.Append(session, settled.Bus, stream, decision.Facts, now);
        if (decision.Facts.OfType<DisputeFinal>().FirstOrDefault() is { } final) await End(session, settled.Bus, final, dispute, account, policies, ClaimSubject.Pin(flow), now, settled.Cancellation);
        return null;
    }

    /// <summary>Makes the end of a dispute true for its account and its claims, in the session's transaction.</summary>
    public static async Task End(
        IDocumentSession session, Wolverine.IMessageBus bus, DisputeFinal final, Dispute dispute, IEventStream<Account> account, IReadOnlyList<PolicyPin> policies, FlowPin flow, DateTimeOffset now, CancellationToken cancellation)
    {
        var streams = new Dictionary<string, IEventStream<Claim>>();
        foreach (var claimId in dispute.Sides.Select(side => side.ClaimId).OfType<string>().Order(StringComparer.Ordinal))
            streams[claimId] = await session.Events.FetchForWriting<Claim>(StreamKeys.Claim(claimId), cancellation);
        var effects = DisputeEffectsDecider.Of(final, dispute, account.Aggregate!, streams.ToDictionary(stream => stream.Key, stream => stream.Value.Aggregate!), policies, flow, now);
        await ClaimWriting.Append(session, bus, account, effects.Account, now);
        foreach (var (claimId, facts) in effects.Claims) await ClaimWriting.Append(session, bus, streams[claimId], facts, now);
    }
}
