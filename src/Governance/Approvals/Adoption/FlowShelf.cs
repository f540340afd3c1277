using System.Collections.Concurrent;
using Governance.Flows;
using Governance.Shared;
using Marten;

namespace Governance.Approvals;

/// <summary>Flows by digest, parsed once: a digest means the same flow for ever, in every organisation.</summary>
public sealed class FlowShelf
{
    private const int MostKept = 1000;
    private readonly ConcurrentDictionary<string, Flow> flows = new(StringComparer.Ordinal);

    /// <summary>The flow that a request is pinned to; throws when the organisation never adopted it, which the history rules out.</summary>
    public async Task<Flow> Pinned(IQuerySession session, string name, string digest, CancellationToken cancellation)
    {
        if (flows.TryGetValue(digest, out var known)) return known;
        var adopted = await session.State<AdoptedFlow>(StreamKeys.Flow(name), cancellation);
        var version = adopted?.Versions.Find(version => version.Digest == digest) ?? throw new InvalidOperationException($"The flow {name} with digest {digest} was never adopted here.");
        return Keep(version);
    }

    /// <summary>The version of a flow that new requests follow, or null when none was adopted.</summary>
    public async Task<Flow?> Current(IQuerySession session, string name, CancellationToken cancellation) =>
        await session.LoadAsync<AdoptedFlow>(StreamKeys.Flow(name), cancellation) is { Current: { } current } ? Keep(current) : null;

    private Flow Keep(AdoptedVersion version)
    {
        if (flows.TryGetValue(version.Digest, out var known)) return known;
        var flow = FlowParser.Parse(version.Text, version.Title).Flow ?? throw new InvalidOperationException($"The adopted flow {version.Digest} can no longer be read.");
        if (flows.Count >= MostKept) flows.Clear();
        return flows[version.Digest] = flow;
    }
}
