namespace Governance.Fetching;

/// <summary>The bounds of one fetch. They are the product's, not an operator's: only tests make them smaller.</summary>
public sealed record FetchSettings
{
    /// <summary>Time to resolve, connect and agree on TLS, for each hop.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time in all, with every hop.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time for one question to the name server.</summary>
    public TimeSpan Resolve { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The longest body in bytes, before and after decompression.</summary>
    public int BodyBytes { get; init; } = 1024 * 1024;

    /// <summary>The longest head of an answer, in KiB.</summary>
    public int HeadKib { get; init; } = 32;

    /// <summary>How many redirects are followed.</summary>
    public int Redirects { get; init; } = 3;

    /// <summary>How many fetches go on at once; others wait, within their own time.</summary>
    public int AtOnce { get; init; } = 16;

    /// <summary>How many of a host's addresses are tried.</summary>
    public int Addresses { get; init; } = 4;
}
