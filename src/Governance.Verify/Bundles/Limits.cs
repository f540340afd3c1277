namespace Governance.Verify;

/// <summary>How much a bundle may ask of whoever checks it. Bundles come from the other side.</summary>
/// <param name="Bytes">The most that an archive may unpack to, in bytes.</param>
/// <param name="Files">The most files.</param>
/// <param name="Line">The longest line of events.jsonl, in bytes.</param>
public sealed record Limits(long Bytes, int Files, int Line)
{
    /// <summary>64 GB unpacked, four million files, lines of 16 MB.</summary>
    public static Limits Usual { get; } = new(64L << 30, 4_000_000, 16 << 20);

    /// <summary>The longest line of the other files, and the largest small file, in bytes.</summary>
    public const int Small = 4 << 20;

    /// <summary>The largest state, in bytes.</summary>
    public const int State = 64 << 20;

    /// <summary>The most problems that are kept; the others are counted.</summary>
    public const int Findings = 1000;
}
