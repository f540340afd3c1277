namespace Governance.Audit.Past;

/// <summary>A read that answers of now only.</summary>
/// <param name="Why">The sentence that somebody is told who asks for another point.</param>
public sealed record NowOnly(string Why);

/// <summary>A read of the log itself, whose position is its own parameter.</summary>
public sealed record TakesPosition;

/// <summary>How a read says so.</summary>
public static class NowOnlyReads
{
    /// <summary>Refuses asOf, position and version, and says why.</summary>
    public static TBuilder AnswersOfNowOnly<TBuilder>(this TBuilder read, string why) where TBuilder : IEndpointConventionBuilder => read.WithMetadata(new NowOnly(why));

    /// <summary>Takes a position itself.</summary>
    public static TBuilder TakesPositionItself<TBuilder>(this TBuilder read) where TBuilder : IEndpointConventionBuilder => read.WithMetadata(new TakesPosition());
}
