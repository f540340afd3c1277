using System.Globalization;

namespace Governance.Audit.Past;

/// <summary>
/// The headers of every answer that is of then: which log, how many leaves of it count, their root; of one stream its version, its leaf; and
/// where the proof is. Headers and not members of the body, because they are the same for pages, files and single things.
/// </summary>
public static class AsOfHeaders
{
    /// <summary>The log's name.</summary>
    public const string Origin = "Governance-Log-Origin";

    /// <summary>How many leaves count: the position.</summary>
    public const string Size = "Governance-Log-Size";

    /// <summary>The root over these leaves, base64.</summary>
    public const string Root = "Governance-Log-Root";

    /// <summary>When the checkpoint that covers these leaves was signed, by the database's clock.</summary>
    public const string SignedAt = "Governance-Log-Signed-At";

    /// <summary>The version of the stream that the answer is about.</summary>
    public const string Version = "Governance-Version";

    /// <summary>The leaf of that version.</summary>
    public const string Leaf = "Governance-Leaf";

    /// <summary>Writes them.</summary>
    public static void Write(IHeaderDictionary headers, PastTransaction past)
    {
        headers[Origin] = past.Point.Origin;
        headers[Size] = Number(past.Point.Size);
        headers[Root] = past.Point.Root.ToBase64();
        headers[SignedAt] = past.Covered.SignedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        if (past.Stream is { } stream)
        {
            headers[Version] = Number(stream.Version);
            headers[Leaf] = Number(stream.Leaf);
        }

        headers.Link = Links(past).ToArray();
    }

    // A position between two checkpoints is proved by the one that covers it, and by that this one extends it.
    private static IEnumerable<string> Links(PastTransaction past)
    {
        var (position, size) = (past.Point.Size, past.Covered.Size);
        if (past.Stream is { EventId: var id }) yield return $"</events/{id:D}/proof?position={Number(size)}>; rel=\"proof\"";
        yield return $"</ledger/checkpoint?size={Number(size)}>; rel=\"checkpoint\"";
        if (size != position) yield return $"</ledger/consistency?from={Number(position)}&to={Number(size)}>; rel=\"consistency\"";
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
