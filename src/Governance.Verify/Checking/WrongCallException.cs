namespace Governance.Verify;

/// <summary>What whoever checks gave beside the bundle cannot be used; the message is a sentence for them.</summary>
public sealed class WrongCallException(string sentence) : FormatException(sentence);
