using System.Globalization;
using System.Text.RegularExpressions;

namespace Governance.Flows;

/// <summary>
/// A YAML mapping read by its expected keys. Unknown keys are findings as soon as the mapping is opened, never ignored.
/// </summary>
internal sealed partial class Mapping
{
    private const int LongestText = 1000;
    private const int MostNames = 128;
    private readonly Dictionary<string, YamlNode> _values = new(StringComparer.Ordinal);
    private readonly Findings _findings;
    private readonly string _what;

    private Mapping(YamlMap map, Findings findings, string what, string[] known)
    {
        (At, _findings, _what) = (map, findings, what);
        foreach (var (key, value) in map.Entries)
        {
            if (known.Contains(key.Text)) _values[key.Text] = value;
            else findings.Add(key, $"{what} has no key `{key.Text}`.{Suggestion.For(key.Text, known)}");
        }
    }

    public YamlMap At { get; }

    public IEnumerable<string> Keys => _values.Keys;

    public static Mapping? Open(YamlNode node, Findings findings, string what, string[] known)
    {
        if (node is YamlMap map) return new Mapping(map, findings, what, known);
        findings.Add(node, $"{what} must be a mapping of keys to values; this is {node.Kind}.");
        return null;
    }

    public YamlNode? Find(string key) => _values.GetValueOrDefault(key);

    public YamlNode? Need(string key)
    {
        if (_values.TryGetValue(key, out var node)) return node;
        _findings.Add(At, $"{_what} needs `{key}`.");
        return null;
    }

    /// <summary>Text of at most 1,000 characters on one line, or the fallback after a finding.</summary>
    public string Text(string key, string fallback = "") =>
        Need(key) is { } node ? TextOf(node, $"`{key}`") ?? fallback : fallback;

    public string? OptionalText(string key) => Find(key) is { } node ? TextOf(node, $"`{key}`") : null;

    public string Name(string key) => Need(key) is { } node ? NameOf(node, $"`{key}`") ?? "" : "";

    /// <summary>A whole number from 1 to one million.</summary>
    public int Positive(string key)
    {
        if (Need(key) is not { } node) return 1;
        if (node is YamlScalar { IsNumber: true } scalar && WholeNumber(scalar.Text) is { } number) return number;
        _findings.Add(node, $"`{key}` must be a whole number from 1 to 1000000.");
        return 1;
    }

    /// <summary>True or false; null when the key is absent or is neither, after a finding.</summary>
    public bool? Flag(string key)
    {
        if (Find(key) is not { } node) return null;
        if (node is YamlScalar { IsFlag: true } scalar) return scalar.Text.Equals("true", StringComparison.OrdinalIgnoreCase);
        _findings.Add(node, $"`{key}` must be true or false.");
        return null;
    }

    /// <summary>A duration that the mapping needs, or null after a finding.</summary>
    public Duration? Duration(string key) => Need(key) is { } node ? DurationOf(node, $"`{key}`") : null;

    public Duration? DurationOf(YamlNode node, string what)
    {
        var text = node is YamlScalar scalar ? scalar.Text : "";
        if (Flows.Duration.Read(text) is { } duration) return duration;
        var range = Flows.Duration.IsOutOfRange(text) ? " The number is from 1 to 10000." : "";
        _findings.Add(node, $"{what} must be a duration such as `3 workdays`: a whole number of minutes, hours, days or workdays.{range}");
        return null;
    }

    /// <summary>A name or a list of names, without repetition; empty when the key is absent.</summary>
    public IReadOnlyList<YamlScalar> Names(string key, Func<YamlNode, string, string?>? reader = null)
    {
        if (Find(key) is not { } node) return [];
        var names = new List<YamlScalar>();
        if (node is YamlList { Items.Count: > MostNames })
        {
            _findings.Add(node, $"`{key}` has at most {MostNames} names.");
            return names;
        }
        foreach (var item in node is YamlList list ? list.Items : [node])
        {
            if ((reader ?? NameOf)(item, $"`{key}`") is not { } name) continue;
            if (names.Exists(n => n.Text == name)) _findings.Add(item, $"`{name}` is in `{key}` twice.");
            else names.Add((YamlScalar)item);
        }
        return names;
    }

    /// <summary>One word of a fixed choice.</summary>
    public string? Choice(string key, string[] choices)
    {
        if (Find(key) is not { } node) return null;
        if (node is YamlScalar scalar && choices.Contains(scalar.Text)) return scalar.Text;
        _findings.Add(node, $"`{key}` must be {string.Join(" or ", choices)}.{(node is YamlScalar s ? Suggestion.Nearest(s.Text, choices) : "")}");
        return null;
    }

    public string? TextOf(YamlNode node, string what)
    {
        if (node is not YamlScalar { IsText: true } scalar)
            _findings.Add(node, $"{what} must be text; this is {node.Kind}{(node is YamlScalar { IsNull: false } ? ". Put it in quotes" : "")}.");
        else if (scalar.Text.Length > LongestText || scalar.Text.AsSpan().ContainsAnyInRange('\0', '\x1f'))
            _findings.Add(node, $"{what} must be one line of at most {LongestText} characters.");
        else return scalar.Text;
        return null;
    }

    public string? NameOf(YamlNode node, string what)
    {
        if (node is YamlScalar { IsText: true } scalar && NameForm().IsMatch(scalar.Text)) return scalar.Text;
        _findings.Add(node, $"{what} must be a name: lower-case letters, digits and hyphens, starting with a letter, at most 64 characters.");
        return null;
    }

    public string? FieldOf(YamlNode node, string what)
    {
        if (node is YamlScalar { IsText: true } scalar && ContentDigest.IsFieldName(scalar.Text)) return scalar.Text;
        _findings.Add(node, $"{what} must name fields of the content: letters, digits, `.`, `_` and `-`, starting with a letter, at most 64 characters.");
        return null;
    }

    public static int? WholeNumber(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 1_000_000 ? number : null;

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,63}\z")]
    private static partial Regex NameForm();
}
