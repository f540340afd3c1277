namespace Governance.Verify;

/// <summary>What is to be checked, and what whoever checks trusts.</summary>
/// <param name="Bundle">A folder or a .tar.gz.</param>
public sealed record VerifyOptions(string Bundle)
{
    /// <summary>A policy of one's own (C2SP tlog-policy), or null.</summary>
    public string? PolicyFile { get; init; }

    /// <summary>The log's verifier keys, from somebody trusted.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>A checkpoint, or a bundle's folder, that was kept from an earlier time; or null.</summary>
    public string? Since { get; init; }

    /// <summary>Leaves whose problems were looked into before.</summary>
    public IReadOnlySet<long> Known { get; init; } = new HashSet<long>();

    /// <summary>What the bundle may ask for.</summary>
    public Limits Limits { get; init; } = Limits.Usual;
}
