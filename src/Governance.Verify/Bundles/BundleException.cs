namespace Governance.Verify;

/// <summary>The bundle cannot be opened, or no further; the message is a sentence for a person.</summary>
public sealed class BundleException(string sentence) : Exception(sentence)
{
    /// <summary>The finding's code.</summary>
    public string Code { get; init; } = "bundle.unreadable";

    /// <summary>The file, when it is one that is at fault.</summary>
    public string? File { get; init; }
}
