using System.Text.RegularExpressions;
using Governance.Flows;

namespace Governance.Platforms;

/// <summary>Reads one platform of the file.</summary>
internal static class PlatformReader
{
    private const int LongestHandle = 255;

    private static readonly string[] Keys =
    [
        "title", "aliases", "hosts", "case", "ignores", "handle", "longest", "says", "id", "immutable-id", "hashbang", "federated", "closed", "notices",
        "accounts", "not-accounts", "otherwise", "proofs", "died", "probe", "examples", "counter-examples",
    ];

    public static (Platform Platform, PlatformExamples Examples)? Read(YamlEntry entry, Findings findings)
    {
        if (Mapping.Open(entry.Value, findings, $"`{entry.Key.Text}`", Keys) is not { } map || map.NameOf(entry.Key, "A platform") is not { } name) return null;
        var examples = Examples(map, findings);
        var handle = Pattern(map, "handle", findings) ?? AddressTemplate.CompileWhole("[^/]+");
        var accounts = Accounts(map, handle, findings);
        var id = map.Find("id") is null ? null : Pattern(map, "id", findings);
        if (id is null && accounts.Any(form => form.As.Contains("{id}", StringComparison.Ordinal))) findings.Add(map.At, $"`{name}` needs `id`, the form of its ids.");
        return (new Platform(
            name, map.Text("title"), Texts(map, "aliases"), Hosts(map, findings), map.Choice("case", ["fold", "exact"]) != "exact", map.OptionalText("ignores") ?? "",
            map.Text("says"), Longest(map, findings), map.Flag("immutable-id") ?? false, map.OptionalText("closed"), Texts(map, "notices"),
            ProofReader.Proofs(map, findings), ProofReader.Died(map, findings), ProofReader.Probe(map, findings))
        {
            Forms = new(accounts, Others(map, "not-accounts", findings), Others(map, "otherwise", findings), id, map.Flag("hashbang") ?? false, map.Flag("federated") ?? false, examples.Accounts.Select(example => example.Key.Text).FirstOrDefault() ?? ""),
        }, examples);
    }

    private static IReadOnlyList<string> Texts(Mapping map, string key) => [.. map.Names(key, map.TextOf).Select(text => text.Text)];

    private static int Longest(Mapping map, Findings findings)
    {
        var longest = map.Positive("longest");
        if (longest > LongestHandle) findings.Add(map.Find("longest")!, $"`longest` is at most {LongestHandle}.");
        return longest;
    }

    private static IReadOnlyList<string> Hosts(Mapping map, Findings findings)
    {
        if (map.Need("hosts") is null) return [];
        var hosts = map.Names("hosts", map.TextOf);
        foreach (var host in hosts.Where(host => !WebAddress.IsHost(host.Text.Replace("{locale}", "en", StringComparison.Ordinal).Replace("{site}", "s", StringComparison.Ordinal)) || host.Text.StartsWith("www.", StringComparison.Ordinal)))
            findings.Add(host, $"`{host.Text}` must be a host in lower case, without www., such as `facebook.com`, `{{locale}}.facebook.com` or `{{site}}.stackexchange.com`.");
        return [.. hosts.Select(host => host.Text)];
    }

    private static Regex? Pattern(Mapping map, string key, Findings findings)
    {
        if (map.Need(key) is not { } node || map.TextOf(node, $"`{key}`") is not { } text) return null;
        try
        {
            return AddressTemplate.CompileWhole(text);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            findings.Add(node, $"`{key}` is no pattern that can be matched without backtracking: {error.Message}");
            return null;
        }
    }

    private static List<AccountForm> Accounts(Mapping map, Regex handle, Findings findings)
    {
        var forms = new List<AccountForm>();
        foreach (var item in Items(map, "accounts", findings))
        {
            if (Mapping.Open(item, findings, "A form of account", ["as", "url", "handle", "from", "also"]) is not { } form) continue;
            var (canonical, url) = (form.Text("as"), form.Text("url"));
            var from = Templates(form, findings);
            var finds = canonical.Contains("{id}", StringComparison.Ordinal) ? "id" : "handle";
            if (!url.StartsWith("https://", StringComparison.Ordinal)) findings.Add(form.At, "`url` must be an https address.");
            foreach (var text in new[] { canonical, url }.Where(text => !text.Contains($"{{{finds}}}", StringComparison.Ordinal))) findings.Add(form.At, $"`{text}` has no {{{finds}}}, so accounts could not be told apart.");
            foreach (var template in from.Where(template => !template.Finds.Contains(finds))) findings.Add(form.At, $"`{template.Text}` does not find the {{{finds}}} that `{canonical}` needs.");
            if (finds == "id" != canonical.StartsWith(PlatformForms.IdPrefix, StringComparison.Ordinal)) findings.Add(form.At, "A form with {id} begins with `id:`, and no other does.");
            forms.Add(new(canonical, url, from, Texts(form, "also"), form.Find("handle") is null ? handle : Pattern(form, "handle", findings) ?? handle));
        }
        if (forms.Count == 0) findings.Add(map.At, "A platform needs at least one form in `accounts`.");
        return forms;
    }

    private static List<OtherPage> Others(Mapping map, string key, Findings findings)
    {
        var others = new List<OtherPage>();
        foreach (var item in Items(map, key, findings))
            if (Mapping.Open(item, findings, "A kind of page", ["why", "from"]) is { } page) others.Add(new(page.Text("why"), Templates(page, findings)));
        return others;
    }

    private static List<AddressTemplate> Templates(Mapping map, Findings findings)
    {
        var templates = new List<AddressTemplate>();
        if (map.Need("from") is null) return templates;
        foreach (var text in map.Names("from", map.TextOf))
        {
            try
            {
                templates.Add(AddressTemplate.Read(text.Text));
            }
            catch (Exception error) when (error is FormatException or ArgumentException or NotSupportedException)
            {
                findings.Add(text, error.Message);
            }
        }
        return templates;
    }

    private static IReadOnlyList<YamlNode> Items(Mapping map, string key, Findings findings)
    {
        if (map.Find(key) is not { } node) return [];
        if (node is YamlList list) return list.Items;
        findings.Add(node, $"`{key}` must be a list.");
        return [];
    }

    private static PlatformExamples Examples(Mapping map, Findings findings)
    {
        var accounts = new List<YamlEntry>();
        if (map.Need("examples") is { } node)
        {
            if (node is YamlMap { Entries.Count: > 0 } examples && examples.Entries.All(entry => entry.Value is YamlScalar)) accounts.AddRange(examples.Entries);
            else findings.Add(node, "`examples` must be a mapping of at least one address to its handle.");
        }
        return new(accounts, map.Names("counter-examples", map.TextOf));
    }
}
