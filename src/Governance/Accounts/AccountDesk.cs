using System.Collections.Immutable;
using Governance.Access;
using Governance.Approvals;
using Governance.Directory;
using Governance.Platforms;
using Governance.Policies;
using Governance.Shared;
using JasperFx.Events;
using Marten;
using Wolverine;

namespace Governance.Accounts;

/// <summary>Where commands on one account are decided: who may, what the directory says of those who are named, and which dates set timers.</summary>
public sealed class AccountDesk
{
    private readonly IDocumentSession session;
    private readonly IMessageBus bus;

    private AccountDesk(IDocumentSession session, IMessageBus bus, Desk desk) => (this.session, this.bus, Desk) = (session, bus, desk);

    /// <summary>The plain desk underneath.</summary>
    public Desk Desk { get; }

    /// <summary>The desk for one HTTP request.</summary>
    public static AccountDesk For(IDocumentSession session, IMessageBus bus, HttpContext http) => new(session, bus, Desk.For(session, http));

    /// <summary>The same, beside another desk of the same HTTP request.</summary>
    public static AccountDesk Beside(Desk desk, IDocumentSession session, IMessageBus bus) => new(session, bus, desk);

    /// <summary>Where an account is read.</summary>
    public static string Self(string accountId) => $"/accounts/{accountId}";

    /// <summary>Decides a command on an existing account.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="may">Why the caller may not, or null.</param>
    /// <param name="decide">The rule.</param>
    /// <param name="added">The id of what the command adds, or null.</param>
    public async Task<IResult> Change(string accountId, Func<Account, Refusal?> may, Func<Account, Task<Decision<AccountEvent>>> decide, string? added = null)
    {
        var stream = await Desk.Open<Account>(StreamKeys.Account(accountId));
        if (stream.Aggregate is not { } account) return Desk.Refuse(AccountRules.Unknown);
        if (may(account) is { } notYours) return Desk.Refuse(notYours);
        if (Desk.Stale(stream) is { } stale) return Desk.Refuse(stale);
        var decision = await decide(account);
        return decision.Refusal is { } refusal ? Desk.Refuse(refusal) : await Append(stream, decision.Facts, added: decision.Facts.Count > 0 ? added : null);
    }

    /// <summary>The same, when the rule asks nothing else.</summary>
    public Task<IResult> Change(string accountId, Func<Account, Refusal?> may, Func<Account, Decision<AccountEvent>> decide, string? added = null) =>
        Change(accountId, may, account => Task.FromResult(decide(account)), added);

    /// <summary>Appends the facts, sets their timers in the same transaction, and answers.</summary>
    public async Task<IResult> Append(IEventStream<Account> stream, IReadOnlyList<AccountEvent> facts, int status = StatusCodes.Status200OK, string? request = null, string? added = null)
    {
        await AccountTimers.Set(bus, Desk.Caller.Tenant, stream.Key!, facts, Desk.Now);
        var self = Self(StreamKeys.IdOf(stream.Key!));
        return Desk.Append(stream, facts, self, status, new Links(self, request), added);
    }

    /// <summary>Lists an account that was found, in the session's transaction.</summary>
    /// <returns>Why not, and the account: the new one, or the one that is at the address already.</returns>
    public async Task<(Refusal? Refusal, string AccountId, IEventStream<Account>? Stream, IReadOnlyList<AccountEvent> Facts)> List(AccountAddress address, AccountProfile profile, string? leadId)
    {
        var taken = await Taken(address);
        var decision = AccountDecider.Decide(new AccountListed(address.Platform, address.Handle, address.Url, address.PlatformId, profile, leadId), taken?.Refusal);
        if (decision.Refusal is { } refusal) return (refusal, taken!.AccountId, null, []);
        var accountId = NewId();
        return (null, accountId, await Desk.Open<Account>(StreamKeys.Account(accountId)), decision.Facts);
    }

    /// <summary>The same, where an account that is gone may have left its address: that one is replaced in the same transaction.</summary>
    public async Task<(Refusal? Refusal, string AccountId, IEventStream<Account>? Stream, IReadOnlyList<AccountEvent> Facts)> ListAnew(AccountAddress address, AccountProfile profile, string? leadId)
    {
        if (await Taken(address) is not { Gone: true } taken) return await List(address, profile, leadId);
        // What was found there may be an account of ours that took the handle over: then it is in the register, under another one.
        if (await Taken(address, besides: taken.AccountId) is { } renamed) return (renamed.Refusal, renamed.AccountId, null, []);
        var gone = await Desk.Open<Account>(StreamKeys.Account(taken.AccountId));
        var accountId = NewId();
        var decision = AccountDecider.Vacate(accountId, address.PlatformId, gone.Aggregate!);
        if (decision.Refusal is { } refusal) return (refusal, taken.AccountId, null, []);
        foreach (var fact in decision.Facts) gone.AppendOne(fact);
        return (null, accountId, await Desk.Open<Account>(StreamKeys.Account(accountId)), [new AccountListed(address.Platform, address.Handle, address.Url, address.PlatformId, profile, leadId)]);
    }

    /// <summary>The account that is at an address, or has its platform id, already; of two that are listed at once an index refuses the second.</summary>
    public async Task<TakenAddress?> Taken(AccountAddress address, string? besides = null)
    {
        var (key, identity) = (address.Key, address.PlatformId is null ? null : $"{address.Platform}:{address.PlatformId}");
        var found = await session.Query<RegisterLine>().Where(line => line.BearsHandle && (line.AddressKey == key || (identity != null && line.IdentityKey == identity))).ToListAsync(Desk.Aborted);
        var others = found.Where(line => line.AccountId != besides).ToList();
        if (others.Find(line => line.AddressKey == key) is { } same) return new(same.AccountId, AccountRules.AddressTaken(same.AccountId), AccountDecider.IsGone(same.Account));
        return others is [var renamed, ..] ? new(renamed.AccountId, AccountRules.IdentityTaken(renamed.AccountId)) : null;
    }

    /// <summary>Who of these can hold anything of an account.</summary>
    public async Task<Holders> Holders(params IEnumerable<string?> people)
    {
        string[] keys = [.. people.OfType<string>().Distinct(StringComparer.Ordinal).Select(StreamKeys.Person)];
        var there = (await session.LoadManyAsync<Person>(Desk.Aborted, keys)).Where(person => !person.Left).ToLookup(Population.Decides, person => StreamKeys.IdOf(person.Id));
        return new Holders([.. there[true]], [.. there[false]]);
    }

    /// <summary>The policies in force that apply to an account.</summary>
    public Task<IReadOnlyList<PolicyPin>> Policies(string platform, AccountClass @class) => PoliciesInForce.For(session, platform, @class, Desk.Aborted);

    /// <summary>Why the caller neither runs the account nor keeps the register, or null.</summary>
    public Refusal? Runs(Account account) => account.IsOwnedBy(Me) || account.BackupOwner == Me ? null : Keeps(account) is null ? null : AccountRules.NotYours;

    /// <summary>Why the caller does not answer for the account, or null.</summary>
    public Refusal? Owns(Account account) => account.IsOwnedBy(Me) ? null : AccountRules.OwnerOnly;

    /// <summary>Why the caller does not keep the register, or null.</summary>
    public Refusal? Keeps(Account account) => IsSteward ? null : AccountRules.NotYours;

    /// <summary>Everybody may.</summary>
    public static Refusal? Anybody(Account account) => null;

    /// <summary>The caller.</summary>
    public string Me => Desk.Caller.Person;

    /// <summary>Whether the caller keeps the register.</summary>
    public bool IsSteward => Desk.Caller.HoldsAny([Roles.Steward]);

    /// <summary>Whether the caller is a member of any of these groups.</summary>
    public async Task<bool> IsIn(params string[] groups) =>
        await session.LoadAsync<Person>(StreamKeys.Person(Me), Desk.Aborted) is { } me && me.Groups.Any(groups.Contains);

    /// <summary>A new id, in the order of time.</summary>
    public string NewId() => Guid.CreateVersion7(Desk.Now).ToString("N");
}

/// <summary>The account that is at an address, and what to say of it.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Refusal">The refusal that names it.</param>
/// <param name="Gone">Whether it is at the address and has gone from it: deleted, or lost for good.</param>
public sealed record TakenAddress(string AccountId, Refusal Refusal, bool Gone = false);
