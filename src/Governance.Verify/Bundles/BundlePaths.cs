using System.Globalization;
using Governance.Ledger;

namespace Governance.Verify;

/// <summary>The names of a bundle's files; nothing else is read or unpacked.</summary>
public static class BundlePaths
{
    /// <summary>The signed size and root (C2SP tlog-checkpoint).</summary>
    public const string Checkpoint = "checkpoint";

    /// <summary>Keys of the log and its witnesses, as the service states them (C2SP tlog-policy).</summary>
    public const string Policy = "policy.txt";

    /// <summary>One leaf a line.</summary>
    public const string Events = "events.jsonl";

    /// <summary>Personal data that digests stand for, one a line.</summary>
    public const string Disclosures = "disclosures.jsonl";

    /// <summary>Digests of personal data that were not handed out, one a line.</summary>
    public const string Withheld = "withheld.txt";

    /// <summary>What was erased, one erasure a line.</summary>
    public const string Erasures = "erasures.jsonl";

    /// <summary>The SHA-256 of every other file, as sha256sum writes and checks it.</summary>
    public const string Manifest = "manifest.sha256";

    private const string Proofs = "proofs/", ProofEnd = ".tlog-proof", States = "states/", StateEnd = ".json", Consistencies = "consistency/";
    private const int LongestName = 240;

    private static readonly HashSet<string> Fixed = new(StringComparer.Ordinal) { Checkpoint, Policy, Events, Disclosures, Withheld, Erasures, Manifest, "README.txt" };

    /// <summary>Whether a bundle may hold a file of this name.</summary>
    public static bool IsKnown(string path) =>
        Fixed.Contains(path) || IsTile(path) || LeafOfProof(path) is not null || SizesOfConsistency(path) is not null || IsState(path);

    /// <summary>A tile of hashes or of entries.</summary>
    public static bool IsTile(string path) => Tiles.TryParsePath(path, out _, out _) || Tiles.TryParseEntriesPath(path, out _, out _);

    /// <summary>A state: <c>states/policy__p-1.json</c>.</summary>
    public static bool IsState(string path) =>
        System.Text.Encoding.UTF8.GetByteCount(path) <= LongestName && path.StartsWith(States, StringComparison.Ordinal) && path.EndsWith(StateEnd, StringComparison.Ordinal)
        && path.AsSpan(States.Length) is var name && name.Length > StateEnd.Length && name[0] != '.' && !name.ContainsAny('/', '\\') && !name.ContainsAnyInRange('\0', '\u001F');

    /// <summary>Where the state of a stream is.</summary>
    public static string StateOf(string stream) => States + stream.Replace("/", "__", StringComparison.Ordinal) + StateEnd;

    /// <summary>Where the proof of a leaf is.</summary>
    public static string ProofOf(long leaf) => string.Create(CultureInfo.InvariantCulture, $"{Proofs}{leaf}{ProofEnd}");

    /// <summary>The leaf that <c>proofs/17.tlog-proof</c> is about, or null.</summary>
    public static long? LeafOfProof(string path) =>
        path.StartsWith(Proofs, StringComparison.Ordinal) && path.EndsWith(ProofEnd, StringComparison.Ordinal) && path.Length > Proofs.Length + ProofEnd.Length ? Number(path[Proofs.Length..^ProofEnd.Length]) : null;

    /// <summary>The two sizes of <c>consistency/5-17</c>, or null.</summary>
    public static (long From, long To)? SizesOfConsistency(string path) =>
        path.StartsWith(Consistencies, StringComparison.Ordinal) && path[Consistencies.Length..].Split('-') is [var from, var to] && Number(from) is { } first && Number(to) is { } second ? (first, second) : null;

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number.ToString(CultureInfo.InvariantCulture) == text ? number : null;
}
