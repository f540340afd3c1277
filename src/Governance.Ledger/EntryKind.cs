namespace Governance.Ledger;

/// <summary>What a leaf of the log is about; written in lower case as the entry's member <c>k</c>.</summary>
public enum EntryKind
{
    /// <summary>Leaf 0: the log begins.</summary>
    Genesis,

    /// <summary>An event was appended.</summary>
    Event,

    /// <summary>A stored event was changed or deleted in the database.</summary>
    Mutation,

    /// <summary>A person's data was erased, on a legal basis.</summary>
    Erasure,

    /// <summary>A key of a node or of the log came or went.</summary>
    Key,

    /// <summary>The log's head was written down somewhere else.</summary>
    Anchor,

    /// <summary>An event whose seal is missing or wrong.</summary>
    Violation,
}

/// <summary>The kinds by their names.</summary>
public static class EntryKinds
{
    private static readonly string[] Names = ["genesis", "event", "mutation", "erasure", "key", "anchor", "violation"];

    /// <summary>The kind's name in an entry.</summary>
    public static string Name(this EntryKind kind) => Names[(int)kind];

    /// <summary>The kind of a name; null for any other text.</summary>
    public static EntryKind? Of(string? name) => Array.IndexOf(Names, name) is >= 0 and var at ? (EntryKind)at : null;
}
