namespace Governance.Verify;

/// <summary>Something that is wrong.</summary>
/// <param name="Code">The same for ever, for programs: <c>data.changed</c>.</param>
/// <param name="Sentence">What it means, for a person.</param>
public sealed record Finding(string Code, string Sentence)
{
    /// <summary>The leaf of the log, from 0; null when the whole bundle is meant.</summary>
    public long? Leaf { get; init; }

    /// <summary>The event's stream.</summary>
    public string? Stream { get; init; }

    /// <summary>The event's version in the stream.</summary>
    public long? Version { get; init; }

    /// <summary>What kind of event it is.</summary>
    public string? Type { get; init; }

    /// <summary>When the log says that it was recorded.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The file of the bundle.</summary>
    public string? File { get; init; }
}
