namespace Governance.Flows;

/// <summary>Turns the people names of a flow into people. Pure; the number of steps is people names times people.</summary>
public static class PeopleResolver
{
    /// <summary>Resolves every people name of the flow against the given people, for this request as it stands.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="request">What is known of the request; see <see cref="RequestFacts.After"/>.</param>
    /// <param name="people">Everyone who belongs to the organisation at this moment.</param>
    /// <param name="now">This moment; it decides which delegations hold.</param>
    public static Populations Resolve(Flow flow, RequestFacts request, IEnumerable<PersonFacts> people, DateTimeOffset now)
    {
        var everyone = people.OrderBy(p => p.Id, StringComparer.Ordinal).ToList();
        var members = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var unresolved = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in flow.People.Keys)
        {
            var (ids, error) = Follow(flow, name, request, everyone);
            if (error is null) members[name] = ids;
            else unresolved[name] = error;
        }
        return new Populations(members, unresolved)
        {
            Delegations = StandingDelegations.Of(flow, request, everyone, now),
            Everyone = everyone.Select(p => p.Id).ToHashSet(StringComparer.Ordinal),
        };
    }

    // The parser has refused circles of `otherwise`, so this ends.
    private static (List<string> Ids, string? Error) Follow(Flow flow, string name, RequestFacts request, List<PersonFacts> everyone)
    {
        while (true)
        {
            var definition = flow.People[name];
            var (ids, error) = Select(definition.Rule, request, everyone);
            if (error is not null || ids.Count > 0 || definition.Otherwise is null) return (ids, error);
            name = definition.Otherwise;
        }
    }

    private static (List<string> Ids, string? Error) Select(PeopleRule rule, RequestFacts request, List<PersonFacts> everyone) => rule switch
    {
        OnePerson one => Those(everyone, p => p.Id == one.Person),
        MembersOf group => Those(everyone, p => p.Groups.Contains(group.Group)),
        HoldersOf { Of: null } role => Those(everyone, p => p.Roles.Any(r => r.Role == role.Role)),
        HoldersOf role => Text(role.Of, request) is var (area, error) && area is null
            ? ([], error)
            : Those(everyone, p => p.Roles.Any(r => r.Role == role.Role && (r.Area is null || r.Area == area))),
        RelatedTo related => Related(related, request, everyone),
        _ => Satisfying(((Satisfies)rule).Where, request, everyone),
    };

    private static (List<string> Ids, string? Error) Related(RelatedTo rule, RequestFacts request, List<PersonFacts> everyone)
    {
        var (id, error) = Text(rule.Of, request);
        if (id is null) return ([], error);
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var person in everyone)
            if (person.Id == id) wanted.UnionWith(person.Relations.Where(r => r.Relation == rule.Relation).Select(r => r.Person));
        return Those(everyone, p => wanted.Contains(p.Id));
    }

    private static (List<string> Ids, string? Error) Satisfying(Condition where, RequestFacts request, List<PersonFacts> everyone)
    {
        var ids = new List<string>();
        foreach (var person in everyone)
        {
            var (holds, error) = where.Holds(request, person);
            if (error is not null) return ([], error);
            if (holds == true && (ids.Count == 0 || ids[^1] != person.Id)) ids.Add(person.Id);
        }
        return (ids, null);
    }

    private static (List<string> Ids, string? Error) Those(List<PersonFacts> everyone, Func<PersonFacts, bool> belongs) =>
        ([.. everyone.Where(belongs).Select(p => p.Id).Distinct(StringComparer.Ordinal)], null);

    private static (string? Text, string? Error) Text(Reference reference, RequestFacts request)
    {
        if (reference.Attribute is not { } attribute) return (reference.Text, null);
        var outcome = Attributes.Find(attribute, request, null);
        return outcome.Value is TextValue text
            ? (text.Text, null)
            : (null, $"`{attribute.Print()}` cannot be evaluated: {outcome.Error ?? "it is not text"}.");
    }
}
