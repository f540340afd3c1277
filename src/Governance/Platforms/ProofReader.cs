using System.Text.RegularExpressions;
using Governance.Flows;

namespace Governance.Platforms;

/// <summary>Reads which proofs work on a platform, which died, and how to tell that a handle exists.</summary>
internal static partial class ProofReader
{
    private static readonly string[] Asking = ["json-profile", "oembed", "atproto-profile"];

    public static List<PlatformProof> Proofs(Mapping map, Findings findings)
    {
        var proofs = new List<PlatformProof>();
        foreach (var entry in Entries(map, "proofs", findings))
        {
            var method = Method(entry.Key, findings);
            if (entry.Value is YamlScalar { IsText: true }) proofs.Add(new(method, map.TextOf(entry.Value, "A proof") ?? "", null, [], null));
            else if (Mapping.Open(entry.Value, findings, "A proof", ["needs", "url", "text", "author"]) is { } proof)
                proofs.Add(new(method, proof.Text("needs"), Url(proof, findings), [.. proof.Names("text", proof.TextOf).Select(text => Pointer(text, findings))], proof.Find("author") is YamlScalar author ? Pointer(author, findings) : null));
            if (Asking.Contains(method) && proofs.LastOrDefault() is { Method: var last } asked && last == method && (asked.Url is null || asked.Text.Count == 0 || asked.Author is null))
                findings.Add(entry.Key, $"`{method}` needs `url`, `text` and `author`: a token found somewhere is not a proof.");
        }
        if (proofs.Count == 0 && map.Find("closed") is null) findings.Add(map.At, "A platform that is open needs at least one proof: two-people always works.");
        return proofs;
    }

    public static List<DeadProof> Died(Mapping map, Findings findings) =>
        [.. Entries(map, "died", findings).Select(entry => new DeadProof(Method(entry.Key, findings), map.TextOf(entry.Value, "What happened") ?? ""))];

    public static PlatformProbe? Probe(Mapping map, Findings findings)
    {
        if (map.Find("probe") is not { } node || Mapping.Open(node, findings, "`probe`", ["url", "exists", "absent"]) is not { } probe) return null;
        if (Url(probe, findings) is not { } url || Shows(probe, "exists", findings) is not { } exists || Shows(probe, "absent", findings) is not { } absent)
        {
            findings.Add(node, "A probe needs `url`, `exists` and `absent`.");
            return null;
        }
        if (exists == absent) findings.Add(node, "`exists` and `absent` are the same, so the probe tells nothing.");
        return new(url, exists, absent);
    }

    private static Fingerprint? Shows(Mapping probe, string key, Findings findings)
    {
        if (probe.Need(key) is not { } node || Mapping.Open(node, findings, $"`{key}`", ["status", "body"]) is not { } shows) return null;
        var status = shows.Positive("status");
        if (status is < 200 or > 599) findings.Add(node, "`status` is an HTTP status from 200 to 599.");
        return new(status, shows.OptionalText("body"));
    }

    private static string? Url(Mapping map, Findings findings)
    {
        if (map.Find("url") is not { } node || map.TextOf(node, "`url`") is not { } url) return null;
        if (!url.StartsWith("https://", StringComparison.Ordinal)) findings.Add(node, "`url` must be an https address.");
        foreach (var name in UrlTemplate.Uses(url).Except(UrlTemplate.Names)) findings.Add(node, $"`{{{name}}}` is none of {string.Join(", ", UrlTemplate.Names)}.");
        return url;
    }

    private static string Pointer(YamlScalar text, Findings findings)
    {
        if (!PointerForm().IsMatch(text.Text)) findings.Add(text, $"`{text.Text}` is no JSON pointer, such as `/user/bio`.");
        return text.Text;
    }

    private static string Method(YamlScalar key, Findings findings)
    {
        if (!ProofMethods.All.Contains(key.Text)) findings.Add(key, $"There is no proof `{key.Text}`.{Suggestion.For(key.Text, ProofMethods.All)}");
        return key.Text;
    }

    private static IReadOnlyList<YamlEntry> Entries(Mapping map, string key, Findings findings)
    {
        if (map.Find(key) is not { } node) return [];
        if (node is YamlMap entries) return entries.Entries;
        findings.Add(node, $"`{key}` must be a mapping of proofs.");
        return [];
    }

    [GeneratedRegex(@"\A(?:/(?:[^~/]|~[01])*)+\z")]
    private static partial Regex PointerForm();
}
