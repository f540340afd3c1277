namespace Governance.Audit.Past;

/// <summary>A read that answers of now only.</summary>
/// <param name="Why">The sentence that somebody is told who asks for another point.</param>
public sealed record NowOnly(string Why);

/// <summary>How a read says so.</summary>
public static class NowOnlyReads
{
    /// <summary>Refuses asOf, position and version, and says why.</summary>
    public static TBuilder AnswersOfNowOnly<TBuilder>(this TBuilder read, string why) where TBuilder : IEndpointConventionBuilder => read.WithMetadata(new NowOnly(why));
}
