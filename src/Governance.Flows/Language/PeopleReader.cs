namespace Governance.Flows;

/// <summary>Reads <c>people</c>: names, and the rules that find whom they mean.</summary>
internal sealed class PeopleReader(Findings findings, FlowNames names)
{
    private const int Most = 64;
    private static readonly string[] Ways = ["person", "role", "group", "relation", "where"];
    private static readonly string[] Known = [.. Ways, "of", "otherwise"];
    private readonly Dictionary<string, PeopleDefinition> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, YamlScalar> _otherwise = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, PeopleDefinition> Read(Mapping flow)
    {
        if (flow.Need("people") is not { } node) return _people;
        if (node is not YamlMap map || map.Entries.Count is 0 or > Most)
        {
            findings.Add(node, $"`people` must be a mapping of 1 to {Most} names to rules that find people.");
            return _people;
        }
        foreach (var (key, value) in map.Entries) Define(flow, key, value);
        RefuseCircles();
        return _people;
    }

    private void Define(Mapping flow, YamlScalar key, YamlNode value)
    {
        if (flow.NameOf(key, "A people name") is null) return;
        names.DeclarePerson(key);
        if (Mapping.Open(value, findings, $"`people.{key.Text}`", Known) is not { } map) return;
        var ways = map.Keys.Intersect(Ways).ToList();
        if (ways.Count != 1)
        {
            findings.Add(value, $"`people.{key.Text}` must find people in exactly one way: {string.Join(", ", Ways)}.");
            return;
        }
        if (map.Find("of") is { } of && ways[0] is not ("role" or "relation")) findings.Add(of, "`of` goes with `role` or `relation` only.");
        var otherwise = map.Find("otherwise") is null ? null : map.Name("otherwise");
        if (otherwise is { Length: > 0 }) names.UsePeople(_otherwise[key.Text] = (YamlScalar)map.Find("otherwise")!);
        if (Rule(map, ways[0]) is { } rule) _people[key.Text] = new PeopleDefinition(rule, otherwise);
    }

    private PeopleRule? Rule(Mapping map, string way) => way switch
    {
        "person" => map.OptionalText("person") is { } id ? new OnePerson(id) : null,
        "group" => new MembersOf(map.Name("group")),
        "role" => new HoldersOf(map.Name("role"), map.Find("of") is { } of ? Reference(map, of) : null),
        "relation" => map.Need("of") is { } of && Reference(map, of) is { } whose ? new RelatedTo(map.Name("relation"), whose) : null,
        _ => map.OptionalText("where") is not null && Condition.Read((YamlScalar)map.Find("where")!, findings, knowsPerson: true) is { } where ? new Satisfies(where) : null,
    };

    private Reference? Reference(Mapping map, YamlNode of)
    {
        if (map.TextOf(of, "`of`") is not { } text) return null;
        if (!text.StartsWith("subject.", StringComparison.Ordinal) && !text.StartsWith("request.", StringComparison.Ordinal)) return new Reference(text, null);
        try
        {
            var expression = ConditionParser.Parse(text);
            if (expression is not Attribute attribute) throw new ConditionFault(0, "one attribute was expected, as in `subject.area`");
            ConditionTypes.Check(new Comparison(Comparator.Equal, attribute, new Literal(new TextValue(""), 0), 0), knowsPerson: false);
            return new Reference(text, attribute);
        }
        catch (ConditionFault fault)
        {
            findings.Add(of, $"In `of: {text}`: {fault.Sentence}");
            return null;
        }
    }

    private void RefuseCircles()
    {
        foreach (var (name, at) in _otherwise)
        {
            var (next, steps) = (at.Text, 0);
            while (next != name && _otherwise.TryGetValue(next, out var further) && steps++ < Most) next = further.Text;
            if (next == name) findings.Add(at, $"`otherwise` goes in a circle back to `{name}`.");
        }
    }
}
