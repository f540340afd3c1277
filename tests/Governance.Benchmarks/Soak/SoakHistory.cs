using System.Text.Json;

namespace Governance.Benchmarks.Soak;

/// <summary>One fact as a receipt told of it.</summary>
/// <param name="Id">The event's id.</param>
/// <param name="Stream">Its stream.</param>
/// <param name="Version">Its version there.</param>
/// <param name="Type">What kind of fact.</param>
internal sealed record ToldFact(Guid Id, string Stream, long Version, string Type);

/// <summary>A command that was acknowledged.</summary>
/// <param name="Correlation">Its own word: every event that follows from it carries it.</param>
/// <param name="Person">Who commanded.</param>
/// <param name="Facts">What its receipt told; empty where the answer is no receipt.</param>
/// <param name="Counts">By type, how many events it left, where the answer says that without naming them.</param>
internal sealed record ToldCommand(string Correlation, string Person, IReadOnlyList<ToldFact> Facts, IReadOnlyDictionary<string, int> Counts);

/// <summary>One event as the feed tells of it.</summary>
internal sealed record FeedFact(Guid Id, string Stream, long Version, string Type, DateTimeOffset At, string Actor, string? Correlation, JsonElement Data)
{
    /// <summary>Whether a person did it, and no part of the service.</summary>
    public bool ByPerson => !Actor.StartsWith("system:", StringComparison.Ordinal);

    /// <summary>A member of the fact as text, or nothing.</summary>
    public string? Text(string member) => Data.ValueKind == JsonValueKind.Object && Data.TryGetProperty(member, out var value) ? value.ToString() : null;

    /// <summary>A member of the fact as a moment.</summary>
    public DateTimeOffset Moment(string member) => Data.GetProperty(member).GetDateTimeOffset();
}

/// <summary>One row of a view.</summary>
/// <param name="View">Its table.</param>
/// <param name="Id">Its organisation and id.</param>
/// <param name="Json">All of it that the facts decide.</param>
internal sealed record ViewRow(string View, string Id, string Json);

/// <summary>Everything that a run is judged by.</summary>
/// <param name="Told">What was acknowledged.</param>
/// <param name="Feed">What is there, in its order.</param>
/// <param name="Before">How many events of the feed were there before anybody did anything.</param>
/// <param name="Followed">What a follower of the feed was told while the faults happened, in the order in which it was told.</param>
/// <param name="Now">Which moments have come.</param>
internal sealed record SoakHistory(IReadOnlyList<ToldCommand> Told, IReadOnlyList<FeedFact> Feed, int Before, IReadOnlyList<Guid> Followed, DateTimeOffset Now);

/// <summary>Something that is not as it must be.</summary>
internal enum Fault
{
    /// <summary>It was acknowledged, and is not there.</summary>
    Lost,

    /// <summary>It is there twice, or was done twice.</summary>
    Doubled,

    /// <summary>It is there, and not as it was acknowledged; or a stream has a gap.</summary>
    Misplaced,

    /// <summary>It is there, and nobody's acknowledged command explains it.</summary>
    Unexplained,

    /// <summary>Its moment has come, and nothing happened.</summary>
    TimerMissed,

    /// <summary>It happened more than once.</summary>
    TimerDoubled,

    /// <summary>A view is not what its facts say.</summary>
    ViewDiffers,

    /// <summary>Something else that somebody must look at.</summary>
    Other,
}

/// <summary>What is not as it must be, in a sentence.</summary>
internal sealed record Finding(Fault Fault, string Sentence);
