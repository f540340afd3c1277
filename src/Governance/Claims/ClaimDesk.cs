using Governance.Accounts;
using Governance.Approvals;
using Governance.Shared;
using JasperFx.Events;
using Marten;
using Wolverine;

namespace Governance.Claims;

/// <summary>Where commands on one claim or dispute are decided: facts on the claim, its rivals, the dispute and the account are one transaction, so the order of the streams decides every race.</summary>
public sealed class ClaimDesk
{
    private readonly IDocumentSession session;
    private readonly IMessageBus bus;
    private readonly HttpContext http;
    private readonly AccountDesk accounts;

    private ClaimDesk(IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        (this.session, this.bus, this.http, Desk) = (session, bus, http, Desk.For(session, http));
        accounts = AccountDesk.Beside(Desk, session, bus);
    }

    /// <summary>The plain desk underneath.</summary>
    public Desk Desk { get; }

    /// <summary>The desk for one request.</summary>
    public static ClaimDesk For(IDocumentSession session, IMessageBus bus, HttpContext http) => new(session, bus, http);

    /// <summary>The caller.</summary>
    public string Me => Desk.Caller.Person;

    /// <summary>Whether the caller keeps the register.</summary>
    public bool IsSteward => accounts.IsSteward;

    /// <summary>A new id, in the order of time.</summary>
    public string NewId() => accounts.NewId();

    /// <summary>Whether the caller is a member of the group legal.</summary>
    public Task<bool> IsLegal() => accounts.IsIn("legal");

    /// <summary>Who of these can hold anything of an account.</summary>
    public Task<Holders> Holders(params IEnumerable<string?> people) => accounts.Holders(people);

    /// <summary>The policies in force that apply to an account.</summary>
    public Task<IReadOnlyList<PolicyPin>> Policies(Account account, AccountClass @class) => accounts.Policies(account.Platform, @class);

    /// <summary>Keeps a statement beside the events.</summary>
    public string Keep(string text) => KeptTexts.Keep(session, text);

    /// <summary>Decides a command on the claim alone.</summary>
    public async Task<IResult> Change(string claimId, Func<Claim, Decision<ClaimEvent>> decide)
    {
        var stream = await Desk.Open<Claim>(StreamKeys.Claim(claimId));
        if (stream.Aggregate is not { } claim) return Desk.Refuse(ClaimRules.Unknown);
        if (Desk.Stale(stream) is { } stale) return Desk.Refuse(stale);
        var decision = decide(claim);
        return decision.Refusal is { } refusal ? Desk.Refuse(refusal) : await Append(stream, decision.Facts);
    }

    /// <summary>Decides a command on the claim that its account learns of in the same transaction.</summary>
    /// <param name="claimId">The claim.</param>
    /// <param name="decide">The rule.</param>
    /// <param name="follows">What follows for the account: claim before, claim after, facts and account in; facts out.</param>
    public async Task<IResult> Change(
        string claimId, Func<Claim, Account, Task<Decision<ClaimEvent>>> decide, Func<Claim, Claim, IReadOnlyList<ClaimEvent>, Account, Decision<AccountEvent>> follows)
    {
        var stream = await Desk.Open<Claim>(StreamKeys.Claim(claimId));
        if (stream.Aggregate is not { } claim) return Desk.Refuse(ClaimRules.Unknown);
        if (Desk.Stale(stream) is { } stale) return Desk.Refuse(stale);
        var account = await Desk.Open<Account>(StreamKeys.Account(claim.AccountId));
        var decision = await decide(claim, account.Aggregate!);
        if (decision.Refusal is { } refusal) return Desk.Refuse(refusal);
        var after = ClaimWriting.After(session, stream, decision.Facts, Desk.Now);
        var facts = follows(claim, after, decision.Facts, account.Aggregate!);
        if (facts.Refusal is { } no) return Desk.Refuse(no);
        await ClaimWriting.Append(session, bus, account, facts.Facts, Desk.Now);
        return await Append(stream, decision.Facts);
    }

    /// <summary>Appends a claim's facts, sets timers, and answers.</summary>
    public async Task<IResult> Append(IEventStream<Claim> stream, IReadOnlyList<ClaimEvent> facts, string? request = null)
    {
        if (facts.Count > 0 && stream.Aggregate is not null) await ClaimWriting.Follow(bus, Desk.Caller.Tenant, ClaimWriting.After(session, stream, facts, Desk.Now), facts, Desk.Now);
        var self = Self(StreamKeys.IdOf(stream.Key!));
        return Desk.Append(stream, facts, self, links: new Links(self, request));
    }

    /// <summary>Decides a command on a dispute.</summary>
    public async Task<IResult> Change(string disputeId, Func<Dispute, Task<Decision<DisputeEvent>>> decide)
    {
        var stream = await Desk.Open<Dispute>(StreamKeys.Dispute(disputeId));
        if (stream.Aggregate is not { } dispute) return Desk.Refuse(DisputeRules.Unknown);
        if (Desk.Stale(stream) is { } stale) return Desk.Refuse(stale);
        var decision = await decide(dispute);
        if (decision.Refusal is { } refusal) return Desk.Refuse(refusal);
        return Desk.Append(stream, decision.Facts, DisputeSelf(disputeId));
    }

    /// <summary>Everybody who claims the account, or is to own it by a claim, or answers for it, besides those whom this claim is for.</summary>
    public async Task<IReadOnlyList<string>> Rivals(Claim claim, Account account)
    {
        var others = await session.LoadManyAsync<Claim>(Desk.Aborted, [.. account.Claims.Select(live => StreamKeys.Claim(live.ClaimId)).Where(id => id != claim.Id)]);
        IEnumerable<string> people = [.. account.Claims.Select(live => live.Claimant), .. others.Select(other => other.Owner), .. AccountDecider.StandsAgainst(account, claim.Claimant, claim.Owner) ? [account.Owner!, .. account.CoOwners] : Array.Empty<string>()];
        return [.. people.Distinct(StringComparer.Ordinal).Where(person => !claim.IsOf(person)).Order(StringComparer.Ordinal)];
    }

    /// <summary>The request desk of the same request.</summary>
    public RequestDesk Requests() => RequestDesk.Beside(Desk, session, bus, http);

    /// <summary>Where a claim is read.</summary>
    public static string Self(string claimId) => $"/claims/{claimId}";

    /// <summary>Where a dispute is read.</summary>
    public static string DisputeSelf(string disputeId) => $"/disputes/{disputeId}";
}
