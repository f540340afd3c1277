using System.Globalization;
using Governance.Shared;
using JasperFx.Events;
using Marten;
using Npgsql;
using NpgsqlTypes;

namespace Governance.Audit;

/// <summary>
/// The organisation's events as of a point of its log: those that the log held then, in the log's order. There is an end to it, and nothing
/// can come late. A cursor names the leaf behind the last event.
/// </summary>
public static class PastFeed
{
    // Which of several that bear one id is meant is settled above, whichever was found.
    private const string Found = """
         and l.event_id in (select f.id from governance.mt_events f where f.tenant_id = $1
            and ($4 is null or f.type = $4) and ($5 is null or f.user_name = $5) and ($7 is null or f.timestamp >= $7) and ($8 is null or f.timestamp < $8))
        """;

    private const string Page = """
        select l.leaf, l.seq, l.event_id, e.version from audit.leaves l join lateral (
            select type, user_name, timestamp, version from governance.mt_events e where e.tenant_id = l.tenant and e.id = l.event_id and e.seq_id = l.seq
            order by e.is_archived, e.version is distinct from l.version limit 1) e on true
        where l.tenant = $1 and l.leaf >= $2 and l.leaf < $3 and l.kind in ('event', 'erasure'){0}
            and ($4 is null or e.type = $4) and ($5 is null or e.user_name = $5) and ($6 is null or l.stream = $6) and ($7 is null or e.timestamp >= $7) and ($8 is null or e.timestamp < $8)
        order by l.leaf limit $9
        """;

    /// <summary>One page.</summary>
    public static async Task<IResult> Read(IQuerySession session, EventFilter filter, PageQuery page, AsOfPoint point, HttpContext http)
    {
        if (page.Fault(parts: 1) is { } fault) return Problem.Reply(http, fault);
        if (!long.TryParse(page.After is [var leaf] ? leaf : "0", NumberStyles.None, CultureInfo.InvariantCulture, out var from)) return Problem.Reply(http, PageQuery.BadCursor);
        var data = FeedData.For(Caller.Of(http));
        var found = await Find(session, filter, from, point.Position, page.Size + 1, http.RequestAborted);
        var (more, shown) = (found.Count > page.Size, found.Take(page.Size).ToList());
        long[] numbers = [.. shown.Select(one => one.Sequence)];
        // Whoever may do anything to the table may have written others under the same number.
        var stored = (await session.Events.QueryAllRawEvents().Where(stored => numbers.Contains(stored.Sequence)).ToListAsync(http.RequestAborted)).ToLookup(stored => (stored.Sequence, stored.Id, stored.Version));
        var events = shown.Select(one => stored[(one.Sequence, one.EventId, one.Version)].FirstOrDefault()).OfType<IEvent>().ToList();
        var names = await Names.Of(session, events, data != FeedData.WithoutPersonal, http.RequestAborted);
        var next = more ? shown[^1].Leaf + 1 : point.Position;
        return Reply.Ok(new EventPage(
            [.. events.Select(one => EventFeed.Line(one, names, data))], PageCursor.Encode([next.ToString(CultureInfo.InvariantCulture)]), more));
    }

    // Few events are found first, and then their leaves; of many the leaves are walked until the page is full.
    private static bool FindsEvents(EventFilter filter) => filter is not { Type: null, Actor: null, From: null };

    private static async Task<List<(long Leaf, long Sequence, Guid EventId, long Version)>> Find(IQuerySession session, EventFilter filter, long from, long position, int most, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Page.Replace("{0}", FindsEvents(filter) ? Found : "", StringComparison.Ordinal));
        command.Parameters.AddWithValue(session.TenantId);
        command.Parameters.AddWithValue(from);
        command.Parameters.AddWithValue(position);
        foreach (var text in (string?[])[filter.Type, filter.Actor, filter.Stream]) command.Parameters.Add(new() { Value = (object?)text ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        foreach (var moment in (Instant?[])[filter.From, filter.To]) command.Parameters.Add(new() { Value = moment is { Value: var at } ? at : DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.AddWithValue(most);
        var found = new List<(long, long, Guid, long)>();
        await using var reader = await session.ExecuteReaderAsync(command, cancellation);
        while (await reader.ReadAsync(cancellation)) found.Add((reader.GetInt64(0), reader.GetInt64(1), reader.GetGuid(2), reader.GetInt64(3)));
        return found;
    }
}
