using Governance.Fetching;

namespace Governance.Proofs;

/// <summary>The organisation's domain that takes part in a proof.</summary>
public static class ProofDomain
{
    /// <summary>The canonical domain of what was typed; or null and a sentence that says what to give instead.</summary>
    public static (string? Domain, string Sentence) Read(string? text, PublicSuffixes suffixes)
    {
        if (string.IsNullOrWhiteSpace(text)) return (null, "This proof needs a domain of the organisation: name one.");
        if (HostName.ReadInternational(text) is not { } domain) return (null, "This is no domain on the public internet: give a name such as acme.example, without https:// and without a path.");
        return suffixes.Has(domain) ? (null, $"Anybody can register names under {domain}, so it is nobody's own: give the organisation's own domain below it.") : (domain, "");
    }
}
