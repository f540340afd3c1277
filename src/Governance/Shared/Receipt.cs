namespace Governance.Shared;

/// <summary>What a command answers: which facts were recorded, on which stream, and where to read on.</summary>
/// <param name="Id">The id of the changed thing, as routes use it.</param>
/// <param name="Stream">The event stream.</param>
/// <param name="Version">The stream's version after the command; also the ETag.</param>
/// <param name="Facts">The recorded facts in order; empty when the command was already true.</param>
/// <param name="Links">Where to read on.</param>
/// <param name="Added">The id of what the command added to the changed thing, such as a delegation; absent when that has no id of its own.</param>
public sealed record Receipt(string Id, string Stream, long Version, IReadOnlyList<RecordedFact> Facts, Links Links, string? Added = null)
{
    /// <summary>The receipt for facts appended to a stream at version <paramref name="before"/>.</summary>
    public static Receipt Of(string stream, long before, IReadOnlyList<object> facts, Links links) =>
        new(StreamKeys.IdOf(stream), stream, before + facts.Count, [.. facts.Select((fact, i) => new RecordedFact(fact.GetType().Name, before + i + 1))], links);
}

/// <summary>One recorded fact: its type and its version in the stream.</summary>
public sealed record RecordedFact(string Type, long Version);

/// <summary>Paths to read on; absent where they do not apply.</summary>
/// <param name="Self">The changed thing.</param>
/// <param name="Request">The approval request that the command opened or changed.</param>
public sealed record Links(string Self, string? Request = null);
