using System.Globalization;

namespace Governance.Flows;

/// <summary>Reads people and values of a cases file.</summary>
internal sealed class CasePeople(Findings findings)
{
    private readonly CaseMoments _moments = new(findings);

    /// <summary>People by id; a null value where somebody left.</summary>
    public Dictionary<string, PersonFacts?> Read(YamlNode? node)
    {
        var people = new Dictionary<string, PersonFacts?>(StringComparer.Ordinal);
        foreach (var (key, value) in Entries(node, "`people`"))
            people[key.Text] = value is YamlScalar { IsNull: true } ? null : One(key.Text, value);
        return people;
    }

    /// <summary>Names to text, true, false or lists of texts.</summary>
    public Dictionary<string, FactValue> Values(YamlNode? node, string what)
    {
        var values = new Dictionary<string, FactValue>(StringComparer.Ordinal);
        foreach (var (key, value) in Entries(node, what))
        {
            if (value is YamlScalar { IsFlag: true } flag) values[key.Text] = FactValue.Of(flag.Text.Equals("true", StringComparison.OrdinalIgnoreCase));
            else if (value is YamlScalar { IsText: true } text) values[key.Text] = text.Text;
            else if (value is YamlList list && list.Items.All(i => i is YamlScalar { IsText: true })) values[key.Text] = FactValue.Of(list.Items.Select(i => ((YamlScalar)i).Text));
            else findings.Add(value, $"`{key.Text}` must be text, true, false or a list of texts; a number stands in quotes.");
        }
        return values;
    }

    /// <summary>Field names to the digests of their texts.</summary>
    public Dictionary<string, string> Fields(YamlNode? node)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in Entries(node, "`fields`"))
        {
            if (value is YamlScalar text) fields[key.Text] = ContentDigest.OfText(text.Text);
            else findings.Add(value, $"`{key.Text}` must be the text of a field.");
        }
        return fields;
    }

    public IReadOnlyList<YamlEntry> Entries(YamlNode? node, string what)
    {
        if (node is null or YamlMap) return (node as YamlMap)?.Entries ?? [];
        findings.Add(node, $"{what} must be a mapping.");
        return [];
    }

    private List<StandIn> StandIns(Mapping map)
    {
        var stands = new List<StandIn>();
        if (map.Find("stand-ins") is not { } node) return stands;
        foreach (var item in node is YamlList list ? list.Items : [node])
        {
            if (Mapping.Open(item, findings, "A stand-in", ["to", "from", "until", "flows", "areas"]) is not { } stand) continue;
            stands.Add(new StandIn($"d-{stands.Count + 1}", stand.Text("to"), _moments.Read(stand, "from") ?? new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero), _moments.Read(stand, "until") ?? new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero),
                [.. stand.Names("flows").Select(f => f.Text)], [.. stand.Names("areas").Select(a => a.Text)]));
        }
        return stands;
    }

    private PersonFacts One(string id, YamlNode node)
    {
        var nobody = PersonFacts.Only(id);
        if (Mapping.Open(node, findings, $"Person {id}", ["groups", "roles", "relations", "area", "grade", "attributes", "stand-ins"]) is not { } map) return nobody;
        return nobody with
        {
            Groups = [.. map.Names("groups").Select(g => g.Text)],
            Roles = [.. Entries(map.Find("roles"), "`roles`, role to area,").SelectMany(Roles)],
            Relations = [.. Entries(map.Find("relations"), "`relations`, relation to person,").Select(r => new RelationTo(r.Key.Text, (r.Value as YamlScalar)?.Text ?? ""))],
            Area = map.OptionalText("area"),
            Grade = map.Find("grade") is YamlScalar grade && int.TryParse(grade.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var g) ? g : null,
            Attributes = Values(map.Find("attributes"), "`attributes`"),
            StandIns = StandIns(map),
        };
    }

    private static IEnumerable<RoleHeld> Roles(YamlEntry role) => role.Value switch
    {
        YamlList areas => areas.Items.OfType<YamlScalar>().Select(a => new RoleHeld(role.Key.Text, a.Text)),
        YamlScalar { IsNull: false } area => [new RoleHeld(role.Key.Text, area.Text)],
        _ => [new RoleHeld(role.Key.Text)],
    };
}
