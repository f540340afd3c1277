using Marten;

namespace Governance.Shared;

/// <summary>
/// The point of the organisation's log that a request reads as of. Whatever the request reads, it reads of then: the session that it is
/// given shows that and nothing later. Who may read is a question of now.
/// </summary>
/// <param name="Asked">What was asked for.</param>
/// <param name="Position">How many leaves of the log count.</param>
/// <param name="Moment">The moment that was asked for, else when the last of these leaves was recorded: what is due or overdue then is told by it.</param>
/// <param name="Then">Opens a session that shows the point.</param>
/// <param name="Now">Opens a session that shows what is now, on the same connection: one request waits for no second one.</param>
public sealed record AsOfPoint(AsOf Asked, long Position, DateTimeOffset Moment, Func<IQuerySession> Then, Func<IQuerySession> Now)
{
    /// <summary>The point that a request reads as of, or null when it reads what is now.</summary>
    public static AsOfPoint? Of(HttpContext http) => http.Items.TryGetValue(typeof(AsOfPoint), out var point) ? point as AsOfPoint : null;

    /// <summary>The moment of which a request reads: of its point, or now.</summary>
    public static DateTimeOffset MomentOf(HttpContext http, TimeProvider clock) => Of(http)?.Moment ?? clock.GetUtcNow();

    /// <summary>Keeps the point with the request.</summary>
    public void Keep(HttpContext http) => http.Items[typeof(AsOfPoint)] = this;
}
