using System.Globalization;
using System.Text.RegularExpressions;

namespace Governance.Policies.Text;

/// <summary>One file on its way to a <see cref="PolicyDocument"/>.</summary>
internal sealed partial class PolicyDocumentReader
{
    private static readonly string[] Keys =
    [
        "reference", "title", "kind", "area", "owner", "audience", "scope", "jurisdiction", "language", "review-cycle", "platforms",
        "account-classes", "effective-from", "contact", "glossary", "change", "summary",
    ];

    private readonly List<(int Line, string Reason)> _faults = [];
    private readonly FrontMatterFields _fields;

    private PolicyDocumentReader(YamlMap map) => _fields = new(map, Keys, _faults);

    internal static PolicyDocumentReading Read(string file, string text)
    {
        if (FrontMatter.Split(text) is not { } parts) return Refused(1, "The file must begin with front matter between two lines “---”.");
        if (parts.Yaml.Length > FrontMatter.Longest) return Refused(1, $"The front matter is longer than {FrontMatter.Longest / 1024} KB.");
        var (node, line, reason) = YamlTree.Read(parts.Yaml, linesBefore: 1);
        if (reason.Length > 0) return Refused(line, reason);
        var reader = new PolicyDocumentReader(node as YamlMap ?? new YamlMap(1, []));
        var document = reader.Document(parts.Body);
        reader._faults.AddRange(PolicyText.Parse(parts.Body).Problems.Select(problem => (problem.Line + parts.LinesBeforeBody, problem.Reason)));
        var errors = reader._faults.OrderBy(fault => fault.Line).Select(fault => new DocumentError(file, fault.Line, fault.Reason)).ToList();
        return new(errors.Count == 0 ? document : null, errors);

        PolicyDocumentReading Refused(int at, string why) => new(null, [new(file, at, why)]);
    }

    private PolicyDocument Document(string body)
    {
        var reference = _fields.Text("reference");
        if (!_fields.IsFaulty("reference") && !Reference().IsMatch(reference))
            _fields.Fault("reference", "must be 3 to 64 lowercase letters, digits and hyphens, a letter first.");
        var content = Content(body);
        foreach (var problem in PolicyContentRules.Check(content))
            if (KeyOf(problem.Field) is var key && !_fields.IsFaulty(key)) _fields.Fault(key, problem.Reason);
        return new(reference, content, Change(), Summary());
    }

    private PolicyContent Content(string body) => new(
        _fields.Text("title"), Kind(), _fields.Text("area"), Owner(), _fields.List("audience"), _fields.Text("scope"), _fields.List("jurisdiction"),
        _fields.Text("language"), ReviewCycle(), _fields.List("platforms"), _fields.List("account-classes"), EffectiveFrom(),
        _fields.Optional("contact"), _fields.Glossary("glossary"), body);

    private RoleInArea Owner() => _fields.Map("owner", "role", "area") is { } owner ? new(owner.Text("role"), owner.Text("area")) : new("", "");

    private PolicyKind Kind() => OneOf("kind", _fields.Text("kind"), PolicyKind.Policy);

    private ChangeKind Change() => OneOf("change", _fields.Optional("change") ?? "major", ChangeKind.Major);

    private T OneOf<T>(string key, string value, T otherwise) where T : struct, Enum
    {
        var names = Enum.GetNames<T>().Select(name => name.ToLowerInvariant()).ToList();
        if (names.Contains(value)) return Enum.GetValues<T>()[names.IndexOf(value)];
        if (!_fields.IsFaulty(key)) _fields.Fault(key, $"must be one of {string.Join(", ", names)}.{Nearest.Hint(value, names)}");
        return otherwise;
    }

    private int ReviewCycle()
    {
        var match = Months().Match(_fields.Text("review-cycle"));
        if (match.Success) return int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        if (!_fields.IsFaulty("review-cycle")) _fields.Fault("review-cycle", "must be whole months: 12 months.");
        return 0;
    }

    private DateTimeOffset? EffectiveFrom()
    {
        if (_fields.Optional("effective-from") is not { } written) return null;
        var instant = Rfc3339.Read(written);
        if (instant is null && !_fields.IsFaulty("effective-from"))
            _fields.Fault("effective-from", "must be a date, a time and an offset (RFC 3339): 2027-01-01T00:00:00Z.");
        return instant;
    }

    private string? Summary()
    {
        var summary = _fields.Optional("summary");
        if (summary is not null && !_fields.IsFaulty("summary"))
            foreach (var reason in PolicyContentRules.LineFaults(summary, 500)) _fields.Fault("summary", reason);
        return summary;
    }

    private static string KeyOf(string field) => WordBoundary().Replace(field, match => "-" + match.Value.ToLowerInvariant());

    [GeneratedRegex(@"^[a-z][a-z0-9-]{2,63}\z")]
    private static partial Regex Reference();

    [GeneratedRegex(@"^([0-9]{1,3}) months?\z")]
    private static partial Regex Months();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex WordBoundary();
}
