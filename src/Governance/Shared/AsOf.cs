using Marten;

namespace Governance.Shared;

/// <summary>As of which point of its history a thing is read: a version of its stream, or a moment. Absent is now.</summary>
/// <param name="Version">The stream's version, from 1.</param>
/// <param name="Moment">A moment; answered from the database's clock at the append, never from a clock that a writer could set.</param>
public sealed record AsOf([FromQuery(Name = "version")] long? Version, [FromQuery(Name = "asOf")] Instant? Moment)
{
    /// <summary>Both at once, or a version that cannot be.</summary>
    public Refusal? Fault =>
        Version is not null && Moment is not null ? new Refusal("request.invalid", "Give version or asOf, not both.", RefusalKind.Content, "asOf")
        : Version is < 1 or > int.MaxValue ? new Refusal("request.invalid", "A version is a number from 1.", RefusalKind.Content, "version")
        : null;

    /// <summary>Whether the state of now is asked for.</summary>
    public bool IsNow => Version is null && Moment is null;

    /// <summary>The view at that point, or null when the stream did not exist yet or is shorter.</summary>
    public async Task<TView?> Read<TView>(IQuerySession session, string streamKey, CancellationToken cancellation) where TView : class
    {
        if (IsNow) return await session.LoadAsync<TView>(streamKey, cancellation);
        if (await VersionIn(session, streamKey, cancellation) is not { } version) return null;
        return await session.Events.AggregateStreamAsync<TView>(streamKey, version, token: cancellation);
    }

    /// <summary>The version of a stream that is asked for, or null when it has none such.</summary>
    public async Task<long?> VersionIn(IQuerySession session, string streamKey, CancellationToken cancellation)
    {
        if (Moment is { Value: var at })
        {
            var last = await session.Events.QueryAllRawEvents().Where(stored => stored.StreamKey == streamKey && stored.Timestamp <= at)
                .OrderByDescending(stored => stored.Version).Select(stored => stored.Version).Take(1).ToListAsync(cancellation);
            return last is [var version] ? version : null;
        }

        var state = await session.Events.FetchStreamStateAsync(streamKey, cancellation);
        return state is null || Version > state.Version ? null : Version ?? state.Version;
    }
}
