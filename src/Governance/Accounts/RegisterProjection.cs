using Governance.Shared;
using JasperFx.Events;
using Marten;
using Marten.Events.Projections;

namespace Governance.Accounts;

/// <summary>Answers: which accounts are there, and who runs them? In the transaction of the facts.</summary>
public sealed class RegisterProjection : IProjection
{
    /// <inheritdoc/>
    public async Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        var streams = events.Where(stored => stored.Data is AccountEvent).GroupBy(stored => (stored.TenantId, stored.StreamKey)).ToList();
        foreach (var organisation in streams.GroupBy(stream => stream.Key.TenantId))
        {
            var session = operations.ForTenant(organisation.Key);
            var begun = organisation.Where(stream => stream.Min(stored => stored.Version) > 1).Select(stream => stream.Key.StreamKey!).ToArray();
            var known = begun.Length == 0 ? [] : (await session.LoadManyAsync<RegisterLine>(cancellation, begun)).ToDictionary(line => line.Id);
            // Whoever leaves an address or an identity does so before another account takes it: of two at once an index lets nobody have either.
            foreach (var stream in organisation.OrderByDescending(stream => stream.Any(stored => stored.Data is AccountReplaced))) Keep(session, known.GetValueOrDefault(stream.Key.StreamKey!), stream.Key.StreamKey!, [.. stream.OrderBy(stored => stored.Version)]);
        }
    }

    private static void Keep(IDocumentOperations session, RegisterLine? line, string streamKey, IReadOnlyList<IEvent> events)
    {
        foreach (var stored in events)
        {
            var account = AccountDecider.Evolve(line?.Account, Fact<AccountEvent>.Of(stored), streamKey);
            line = line?.Became(account, stored.Version) ?? new RegisterLine(streamKey, account, stored.Version);
        }

        session.Store(line!);
    }
}
