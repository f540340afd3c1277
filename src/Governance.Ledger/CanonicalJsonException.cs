namespace Governance.Ledger;

/// <summary>Why a text has no canonical form.</summary>
public enum CanonicalJsonReason
{
    /// <summary>Not one JSON value in UTF-8 (RFC 8259).</summary>
    NotJson,

    /// <summary>A name twice in one object: readers disagree about which counts (RFC 7493 section 2.3).</summary>
    DuplicateKey,

    /// <summary>U+0000, which jsonb cannot hold.</summary>
    NullCharacter,

    /// <summary>Half of a surrogate pair, which is no character (RFC 7493 section 2.1).</summary>
    LoneSurrogate,

    /// <summary>A number that a double does not hold exactly as written: write it as a string.</summary>
    InexactNumber,

    /// <summary>More than 64 arrays and objects inside one another.</summary>
    TooDeep,
}

/// <summary>A text that has no canonical form, so that nothing can vouch for it.</summary>
public sealed class CanonicalJsonException : Exception
{
    internal CanonicalJsonException(CanonicalJsonReason reason, string path)
        : base($"{Sentence(reason)} It is at {(path.Length == 0 ? "the root" : path)}.")
    {
        Reason = reason;
        Path = path;
    }

    /// <summary>What is wrong.</summary>
    public CanonicalJsonReason Reason { get; }

    /// <summary>Where: a JSON pointer (RFC 6901), empty for the root.</summary>
    public string Path { get; }

    private static string Sentence(CanonicalJsonReason reason) => reason switch
    {
        CanonicalJsonReason.NotJson => "The text is not JSON in UTF-8.",
        CanonicalJsonReason.DuplicateKey => "An object names the same member twice; leave one out.",
        CanonicalJsonReason.NullCharacter => "A text holds the character U+0000, which cannot be stored; leave it out.",
        CanonicalJsonReason.LoneSurrogate => "A text holds half a character (a lone surrogate); leave it out.",
        CanonicalJsonReason.InexactNumber => "A number has more digits than a double holds; write it as a string.",
        _ => $"The value is nested deeper than {CanonicalJson.MaxDepth} levels.",
    };
}
