using System.Collections.Immutable;

namespace Governance.Policies.Text;

/// <summary>The fields of one front matter, read one by one; every fault is gathered with the line of its field.</summary>
internal sealed class FrontMatterFields
{
    private readonly Dictionary<string, (int Line, YamlNode Value)> _fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> _faulty = new(StringComparer.Ordinal);
    private readonly string _prefix;
    private readonly Action? _onFault;
    private readonly int _line;
    private readonly List<(int Line, string Reason)> _faults;

    internal FrontMatterFields(YamlMap map, IReadOnlyList<string> known, List<(int Line, string Reason)> faults, string prefix = "", Action? onFault = null)
    {
        (_line, _faults, _prefix, _onFault) = (map.Line, faults, prefix, onFault);
        foreach (var (key, value) in map.Entries)
            if (!known.Contains(key.Value)) faults.Add((key.Line, $"“{prefix}{Shown(key.Value)}” is not a field of a policy.{Nearest.Hint(key.Value, known)}"));
            else if (!_fields.TryAdd(key.Value, (key.Line, value))) faults.Add((key.Line, $"{prefix}{key.Value} is given twice."));
    }

    /// <summary>The words of a field; empty, with a fault, when it is missing or something else.</summary>
    internal string Text(string key)
    {
        if (Optional(key) is { } text) return text;
        Missing(key);
        return "";
    }

    /// <summary>The words of a field; null when it is not there, or with a fault when it is something else.</summary>
    internal string? Optional(string key)
    {
        if (!_fields.TryGetValue(key, out var field)) return null;
        return AsText(key, field.Value);
    }

    internal IReadOnlyList<string> List(string key)
    {
        if (!_fields.TryGetValue(key, out var field)) Missing(key);
        else if (field.Value is YamlList list) return [.. list.Items.Select(item => AsText(key, item) ?? "")];
        else Fault(key, "must be a list: [one, another].");
        return [];
    }

    internal FrontMatterFields? Map(string key, params string[] known)
    {
        if (!_fields.TryGetValue(key, out var field)) Missing(key);
        else if (field.Value is YamlMap map) return new(map with { Line = field.Line }, known, _faults, key + ".", () => _faulty.Add(key));
        else Fault(key, $"must be a map: {{{string.Join(", ", known.Select(name => name + ": …"))}}}.");
        return null;
    }

    internal ImmutableSortedDictionary<string, string> Glossary(string key)
    {
        var terms = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (!_fields.TryGetValue(key, out var field)) return terms.ToImmutable();
        if (field.Value is not YamlMap map) Fault(key, "must be a map: {term: what it means}.");
        else
            foreach (var (term, meaning) in map.Entries)
                if (!terms.TryAdd(AsText(key, term) ?? "", AsText(key, meaning) ?? "")) Fault(key, $"“{Shown(term.Value)}” is explained twice.");
        return terms.ToImmutable();
    }

    /// <summary>Whether a fault of this field, or of a field in it, was gathered already, so that what follows from it need not be said.</summary>
    internal bool IsFaulty(string key) => _faulty.Contains(key);

    internal void Fault(string key, string reason)
    {
        _faulty.Add(key);
        _onFault?.Invoke();
        _faults.Add((_fields.TryGetValue(key, out var field) ? field.Line : _line, $"{_prefix}{key} {reason}"));
    }

    private void Missing(string key) => Fault(key, "is missing.");

    private string? AsText(string key, YamlNode node)
    {
        if (node is YamlScalar { IsText: true } text) return text.Value;
        Fault(key, node is YamlScalar { Value.Length: > 0 } other ? $"must be text: write \"{other.Value}\" in quotes." : "must be text.");
        return node is YamlScalar ? "" : null;
    }

    private static string Shown(string value) => value.Length <= 80 ? value : value[..80] + "…";
}
