using Governance.Audit;
using Marten;

namespace Governance.Approvals;

/// <summary>What changed in requests since somebody last looked at them.</summary>
public static class InboxChanges
{
    /// <summary>The most sentences that are told of one request.</summary>
    public const int MostFacts = 20;

    // However long somebody was away, a page of their inbox reads no more events than this, the newest.
    private const int MostEvents = 2000;

    /// <summary>By request, for those that have changed since the look.</summary>
    public static async Task<IReadOnlyDictionary<string, InboxChange>> Of(
        IQuerySession session, IReadOnlyList<RequestLine> lines, IReadOnlyDictionary<string, RequestLook> looks, CancellationToken cancellation)
    {
        var changed = lines.Where(line => looks.TryGetValue(line.Id, out var look) && look.Seen < line.Version).ToDictionary(line => line.Id);
        if (changed.Count == 0) return new Dictionary<string, InboxChange>();
        var (streams, least) = (changed.Keys.ToArray(), changed.Keys.Min(id => looks[id].Seen));
        var events = await session.Events.QueryAllRawEvents().Where(stored => streams.Contains(stored.StreamKey) && stored.Version > least)
            .OrderByDescending(stored => stored.Sequence).Take(MostEvents).ToListAsync(cancellation);
        var told = events.Where(stored => stored.Version > looks[stored.StreamKey!].Seen && stored.Version <= changed[stored.StreamKey!].Version)
            .GroupBy(stored => stored.StreamKey!).SelectMany(stream => stream.Take(MostFacts)).Reverse().ToList();
        var names = await Names.Of(session, told, tells: true, cancellation);
        var sentences = told.ToLookup(stored => stored.StreamKey!, stored => Sentences.Of(stored, names).Sentence);
        return changed.ToDictionary(line => line.Key, line => new InboxChange(looks[line.Key].At, [.. sentences[line.Key]], FieldsSince(line.Value, looks[line.Key].Seen)));
    }

    private static IReadOnlyList<string> FieldsSince(RequestLine line, long seen) =>
        [.. line.FieldVersions.Where(field => field.Value > seen).Select(field => field.Key).Order(StringComparer.Ordinal)];
}
