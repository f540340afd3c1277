namespace Governance.Watching;

/// <summary>What the database said when it was asked last: what waits, since when, and what went wrong. Of the whole service, and ages by the database's clock.</summary>
/// <param name="Queued">How many changes of events are not in a log yet.</param>
/// <param name="QueuedFor">How long the oldest of these waits; zero when none does.</param>
/// <param name="Leaves">How many leaves all logs have together.</param>
/// <param name="Violations">How many of them say that an event bore no right seal, or came past the triggers.</param>
/// <param name="Mutations">How many of them say that a stored event was changed or deleted.</param>
/// <param name="TimersLate">How many timers are more than a minute late.</param>
/// <param name="Messages">How many messages are due and not done.</param>
/// <param name="DeadLetters">How many messages were given up for now.</param>
/// <param name="Signing">The logs that were signed or renewed longest ago, the oldest first; at most <see cref="Watch.MostLogs"/>.</param>
/// <param name="Projections">How far each projection that runs in the background is behind.</param>
public sealed record Figures(
    long Queued, TimeSpan QueuedFor, long Leaves, long Violations, long Mutations, long TimersLate, long Messages, long DeadLetters, IReadOnlyList<Age> Signing, IReadOnlyList<Age> Projections);

/// <summary>How old something is, or how far behind.</summary>
/// <param name="Name">Of what: an organisation's log, or a projection.</param>
/// <param name="Of">How old.</param>
public sealed record Age(string Name, TimeSpan Of);
