using System.Globalization;
using System.Text.Json;
using Governance.Shared;
using JasperFx.Events;
using Marten;

namespace Governance.Audit;

/// <summary>Which events are asked for.</summary>
/// <param name="Type">A type such as PolicyPublished.</param>
/// <param name="Actor">Who acted, such as p-1001.</param>
/// <param name="Stream">A stream such as policy/social-media-policy.</param>
/// <param name="From">Appended at or after this moment.</param>
/// <param name="To">Appended before this moment.</param>
public sealed record EventFilter(
    [FromQuery(Name = "type")] string? Type, [FromQuery(Name = "actor")] string? Actor, [FromQuery(Name = "stream")] string? Stream,
    [FromQuery(Name = "from")] Instant? From, [FromQuery(Name = "to")] Instant? To);

/// <summary>One fact as a line that a person reads and a program follows.</summary>
/// <param name="Position">Its number in the whole store, as text: numbers have gaps, and their order is the order of events.</param>
/// <param name="Id">The event's id.</param>
/// <param name="Stream">Its stream.</param>
/// <param name="Version">Its version in the stream.</param>
/// <param name="Type">What kind of fact.</param>
/// <param name="At">When the database appended it, UTC.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="ActorName">What colleagues call them, as long as the directory knows; absent when they were erased, which actorErased then says.</param>
/// <param name="OnBehalfOf">For whom, or absent.</param>
/// <param name="Correlation">Ties together all that followed from one call.</param>
/// <param name="Causation">What led to it.</param>
/// <param name="Sentence">The sentence a person would read.</param>
/// <param name="Why">The reason that was given, or absent.</param>
/// <param name="Data">The fact itself; only in the event feed. In the place of a text about a person who was erased stands <c>{"person":"p-1001","state":"erased"}</c>; administrators and auditors read such texts, to others the state is <c>notShown</c>.</param>
/// <param name="ActorErased">true: who did it was erased, and nobody can tell any more what they were called.</param>
public sealed record EventLine(
    string Position, Guid Id, string Stream, long Version, string Type, DateTimeOffset At, string Actor, string? ActorName, string? OnBehalfOf,
    string? Correlation, string? Causation, string Sentence, string? Why, JsonElement? Data, bool? ActorErased = null);

/// <summary>A page of events. <paramref name="Next"/> is always there: keep it, and ask again from it whenever you like.</summary>
/// <param name="Items">In the order of the store.</param>
/// <param name="Next">The cursor behind the last item.</param>
/// <param name="More">Whether there are more to read of those that were there when the walk began: what is appended during a walk comes with the next.</param>
public sealed record EventPage(IReadOnlyList<EventLine> Items, string Next, bool More);

/// <summary>
/// Where a reader stands. A walk goes to where the feed ended when it began, so that it comes to an end however fast events are
/// appended, even by the reading itself; then the next walk begins.
/// </summary>
/// <param name="After">The number of the last event that was read or passed over; 0 is the beginning.</param>
/// <param name="End">The number up to which this walk goes; not beyond <paramref name="After"/>: a new walk.</param>
public sealed record FeedPlace(long After, long End)
{
    /// <summary>How many strings a cursor holds.</summary>
    public const int Parts = 2;

    /// <summary>The place that a query names, or null when its cursor names none.</summary>
    public static FeedPlace? Of(PageQuery page) => page.After switch
    {
        null => new(0, 0),
        [var after, var end] when Number(after) is { } from && Number(end) is { } to => new(from, to),
        _ => null,
    };

    /// <summary>The cursor.</summary>
    public override string ToString() => PageCursor.Encode([After.ToString(CultureInfo.InvariantCulture), End.ToString(CultureInfo.InvariantCulture)]);

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>Reads events in order: those of the organisation up to the watermark, those of some streams as far as they are recorded.</summary>
public sealed class EventFeed(FeedWatermark watermark)
{
    /// <summary>One page after a place; <paramref name="streams"/> narrows to these, null is the whole organisation.</summary>
    public async Task<EventPage> Read(
        IQuerySession session, EventFilter filter, IReadOnlyList<string>? streams, FeedPlace place, int size, FeedData data, CancellationToken cancellation)
    {
        // Who has just done something looks for it in the history of that thing, and must find it there.
        var safe = streams is null ? await watermark.Safe(cancellation) : await Newest(session, streams, cancellation);
        var (after, end) = (place.After, place.End > place.After ? Math.Min(place.End, safe) : safe);
        var rows = await Filtered(session, filter, streams).Where(stored => stored.Sequence > after && stored.Sequence <= end)
            .OrderBy(stored => stored.Sequence).Take(size + 1).ToListAsync(cancellation);
        var page = rows.Take(size).ToList();
        var names = await Names.Of(session, page, data != FeedData.WithoutPersonal, cancellation);
        var more = rows.Count > size;
        // Behind the last page the reader goes on from the end, so that a narrow filter does not read the same gap again.
        var next = more ? page[^1].Sequence : Math.Max(after, end);
        return new EventPage([.. page.Select(stored => Line(stored, names, data))], new FeedPlace(next, more ? end : next).ToString(), more);
    }

    private static Task<long> Newest(IQuerySession session, IReadOnlyList<string> streams, CancellationToken cancellation) =>
        Filtered(session, new EventFilter(null, null, null, null, null), streams).OrderByDescending(stored => stored.Sequence).Select(stored => stored.Sequence).FirstOrDefaultAsync(cancellation);

    private static IQueryable<IEvent> Filtered(IQuerySession session, EventFilter filter, IReadOnlyList<string>? streams)
    {
        IQueryable<IEvent> events = session.Events.QueryAllRawEvents();
        if (streams is [var only]) events = events.Where(stored => stored.StreamKey == only);
        else if (streams is not null) events = events.Where(stored => streams.Contains(stored.StreamKey));
        if (filter.Stream is { } stream) events = events.Where(stored => stored.StreamKey == stream);
        if (filter.Type is { } type) events = events.Where(stored => stored.EventTypeName == type);
        if (filter.Actor is { } actor) events = events.Where(stored => stored.UserName == actor);
        if (filter.From is { Value: var from }) events = events.Where(stored => stored.Timestamp >= from);
        if (filter.To is { Value: var to }) events = events.Where(stored => stored.Timestamp < to);
        return events;
    }

    internal static EventLine Line(IEvent stored, Names names, FeedData data)
    {
        var actor = stored.UserName ?? Caller.Founder;
        var said = Sentences.Of(stored, names);
        return new EventLine(
            stored.Sequence.ToString(CultureInfo.InvariantCulture), stored.Id, stored.StreamKey!, stored.Version, stored.EventTypeName, stored.Timestamp.ToUniversalTime(),
            actor, names.Find(actor), Header(stored, Origin.OnBehalfOfHeader), stored.CorrelationId, stored.CausationId, said.Sentence, said.Why,
            data.Of(stored), names.IsErased(actor) ? true : null);
    }

    private static string? Header(IEvent stored, string name) => stored.GetHeader(name)?.ToString();
}
