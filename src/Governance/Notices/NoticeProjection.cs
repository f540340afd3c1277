using Governance.Access;
using Governance.Accounts;
using Governance.Claims;
using Governance.Directory;
using Governance.Flows;
using Governance.Shared;
using JasperFx.Events;
using Marten;
using Marten.Events.Projections;

namespace Governance.Notices;

/// <summary>Answers: of what was this person told, and what have they read? One notice for each person whom a fact tells. In the transaction of the facts.</summary>
public sealed class NoticeProjection : IProjection
{
    /// <inheritdoc/>
    public async Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        foreach (var stored in events.Where(stored => Tells(stored.Data)))
        {
            var session = operations.ForTenant(stored.TenantId);
            if (stored.Data is NoticeRead)
            {
                if (await session.LoadAsync<Notice>(StreamKeys.IdOf(stored.StreamKey!), cancellation) is { } read) session.Store(read with { ReadAt = read.ReadAt ?? stored.Timestamp });
                continue;
            }

            foreach (var notice in await Of(stored, events, session, cancellation)) session.Store(notice);
        }
    }

    private static bool Tells(object fact) => fact is NoticeRead or PeopleReminded or PeopleTold or AttestationReminded or AttestationOverdue or RetirementNoticeDue or ProofLost or ProofMethodGone or ProofRanOut or AccountOrphaned or IdentityContradicted;

    private static async Task<IReadOnlyList<Notice>> Of(IEvent stored, IReadOnlyList<IEvent> events, IDocumentOperations session, CancellationToken cancellation)
    {
        var stream = stored.StreamKey!;
        switch (stored.Data)
        {
            case PeopleReminded reminded: return Each(stored, reminded.Persons, NoticeKind.RequestWaits, null, part: reminded.Stage);
            case PeopleTold told: return Each(stored, told.Persons, NoticeKind.RequestStuck, null, part: told.Need);
            case AccountOrphaned: return Each(stored, await Stewards(session, cancellation), NoticeKind.AccountOrphaned, stream);
            case IdentityContradicted: return Each(stored, await Stewards(session, cancellation), NoticeKind.IdentityContradicted, stream);
            case AccountEvent fact:
                var line = await session.LoadAsync<RegisterLine>(stream, cancellation);
                var account = Until(stored, events, line?.Version ?? 0).Aggregate(line?.Account, (state, one) => AccountDecider.Evolve(state, Fact<AccountEvent>.Of(one), stream));
                return OfAccount(stored, fact, account!, stream);
            default:
                var kept = await session.LoadAsync<Claim>(stream, cancellation);
                var claim = Until(stored, events, kept?.Version ?? 0).Aggregate(kept, (state, one) => ClaimDecider.Evolve(state, Fact<ClaimEvent>.Of(one), stream));
                return OfClaim(stored, (ClaimEvent)stored.Data, claim!);
        }
    }

    // What is stored is the state before this transaction: its own facts are folded in, up to the one that tells.
    private static IEnumerable<IEvent> Until(IEvent stored, IReadOnlyList<IEvent> events, long known) =>
        events.Where(one => one.TenantId == stored.TenantId && one.StreamKey == stored.StreamKey && one.Version > known && one.Version <= stored.Version).OrderBy(one => one.Version);

    private static IReadOnlyList<Notice> OfAccount(IEvent stored, AccountEvent fact, Account account, string stream)
    {
        string[] owners = [.. new[] { account.Owner }.OfType<string>(), .. account.CoOwners];
        return fact switch
        {
            AttestationReminded reminded => Each(stored, owners, NoticeKind.AttestationDue, stream, reminded.DueOn),
            AttestationOverdue overdue => Each(stored, owners, NoticeKind.AttestationOverdue, stream, overdue.DueOn),
            RetirementNoticeDue notice => Each(stored, [.. owners, .. new[] { account.BackupOwner }.OfType<string>(), .. account.Publishers], NoticeKind.Retirement, stream, notice.On),
            _ => [],
        };
    }

    private static IReadOnlyList<Notice> OfClaim(IEvent stored, ClaimEvent fact, Claim claim)
    {
        string[] sides = [claim.Owner, claim.Claimant];
        var account = StreamKeys.Account(claim.AccountId);
        return fact switch
        {
            ProofLost lost => Each(stored, sides, NoticeKind.ProofLost, account, lost.GraceUntil),
            ProofMethodGone gone => Each(stored, sides, NoticeKind.ProofMethodGone, account, gone.ReplaceBy, gone.Method),
            ProofRanOut ran => Each(stored, sides, NoticeKind.ProofRanOut, account, ran.Until),
            _ => [],
        };
    }

    private static async Task<IReadOnlyList<string>> Stewards(IQuerySession session, CancellationToken cancellation) =>
        [.. (await session.Query<Person>().Where(person => !person.Left && person.Roles.Any(held => held.Role == Roles.Steward)).ToListAsync(cancellation)).Select(person => StreamKeys.IdOf(person.Id))];

    private static IReadOnlyList<Notice> Each(IEvent stored, IEnumerable<string> people, NoticeKind kind, string? account, DateTimeOffset? on = null, string? part = null) =>
        [.. people.Distinct(StringComparer.Ordinal).Select(person => new Notice($"{stored.Id:N}.{person}", person, kind, stored.StreamKey!, account, stored.Timestamp.ToUniversalTime()) { On = on, Part = part })];
}

/// <summary>Whether a notice was read, folded when the command comes.</summary>
public sealed class SeenNoticeProjection() : FactsProjection<SeenNotice, NoticeEvent>((seen, _, stream) => seen ?? new SeenNotice(stream));
