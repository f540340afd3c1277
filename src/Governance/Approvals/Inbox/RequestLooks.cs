using Governance.Shared;
using Marten;

namespace Governance.Approvals;

/// <summary>How far a person has seen a request. A convenience of that person, beside the events: nothing is decided by it.</summary>
/// <param name="Id">The person and the request, see <see cref="RequestLooks.Key"/>.</param>
/// <param name="Seen">The version of the request's stream that they were shown.</param>
/// <param name="At">When.</param>
public sealed record RequestLook(string Id, long Seen, DateTimeOffset At);

/// <summary>Remembers who has seen which version of a request, so that an inbox can tell what changed since.</summary>
public sealed partial class RequestLooks(IDocumentStore store, TimeProvider clock, ILogger<RequestLooks> log)
{
    /// <summary>What a person's look at a request is kept under.</summary>
    public static string Key(string person, string requestId) => $"{person} {requestId}";

    /// <summary>Remembers a look when it saw more than the one before. Never makes a read fail: an inbox then tells somewhat more than it need.</summary>
    public async Task Remember(string tenant, string person, Request request, CancellationToken cancellation)
    {
        try
        {
            await using var session = store.LightweightSession(tenant);
            var key = Key(person, StreamKeys.IdOf(request.Id));
            if (await session.LoadAsync<RequestLook>(key, cancellation) is { } before && before.Seen >= request.Version) return;
            // Of two looks at once the later one may be written first: the greater number stays.
            session.TryUpdateRevision(new RequestLook(key, request.Version, clock.GetUtcNow()), (int)request.Version);
            await session.SaveChangesAsync(cancellation);
        }
        catch (Exception error)
        {
            LogNotRemembered(log, error, request.Id);
        }
    }

    [LoggerMessage(LogLevel.Warning, "That somebody looked at {Request} could not be remembered")]
    private static partial void LogNotRemembered(ILogger log, Exception error, string request);
}
