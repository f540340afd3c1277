namespace Governance.Verify;

/// <summary>The bundle cannot be opened at all; the message is a sentence for a person.</summary>
public sealed class BundleException(string sentence) : Exception(sentence);
