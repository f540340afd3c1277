namespace Governance.Verify;

/// <summary>How much a bundle may ask of whoever checks it. Bundles come from the other side.</summary>
/// <param name="Bytes">The most that an archive may unpack to, in bytes.</param>
/// <param name="Files">The most files.</param>
/// <param name="Line">The longest line of events.jsonl, in bytes.</param>
public sealed record Limits(long Bytes, int Files, int Line)
{
    /// <summary>The most lines of one file.</summary>
    public long Lines { get; init; } = 200_000_000;

    /// <summary>The most disclosures, and the most withheld digests, of one leaf.</summary>
    public int LinesOfLeaf { get; init; } = 100_000;

    /// <summary>The most keys, of nodes and of the log, that its leaves introduce.</summary>
    public int Keys { get; init; } = 100_000;

    /// <summary>The most keys of personal texts that were erased, and the most that the bundle says nothing of.</summary>
    public int ErasedKeys { get; init; } = 10_000_000;

    /// <summary>The most that all states have together, in bytes.</summary>
    public long States { get; init; } = 1 << 30;

    /// <summary>The most that the facts of requests and flows have together, in bytes: they are kept to the end.</summary>
    public long Facts { get; init; } = 16L << 30;

    /// <summary>64 GB unpacked, four million files, lines of 16 MB.</summary>
    public static Limits Usual { get; } = new(64L << 30, 4_000_000, 16 << 20);

    /// <summary>The longest line of the other files, and the largest small file, in bytes.</summary>
    public const int Small = 4 << 20;

    /// <summary>The largest state, in bytes.</summary>
    public const int State = 64 << 20;

    /// <summary>The most problems that are kept; the others are counted.</summary>
    public const int Findings = 1000;

    /// <summary>Throws <see cref="BundleException"/> unless there is room for one more.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="most">The most that there may be.</param>
    /// <param name="what">What they are, for a person.</param>
    public static void Hold(long count, long most, string what)
    {
        if (count >= most) throw new BundleException($"The bundle has more than {most:N0} {what}, which is more than this program keeps in mind: the check ends here.");
    }
}
