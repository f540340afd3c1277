namespace Governance.Flows;

/// <summary>What a condition can read of the subject, the request and a person.</summary>
internal static class Attributes
{
    public static Outcome Find(Attribute attribute, RequestFacts request, PersonFacts? person) => attribute.Root switch
    {
        "subject" => request.Subject.TryGetValue(attribute.Name, out var value)
            ? Outcome.Of(From(value))
            : Outcome.Failed($"the subject has no `{attribute.Name}`"),
        "request" => Outcome.Of(OfRequest(attribute.Name, request)),
        _ when person is null => Outcome.Failed("nobody is asked about here, so `person` is unknown"),
        _ => OfPerson(attribute.Name, person) is { } value ? Outcome.Of(value) : new Outcome(null, $"{person.Id} has no `{attribute.Name}`", PersonLacksIt: true),
    };

    private static Value OfRequest(string name, RequestFacts request) => name switch
    {
        "author" => new TextValue(request.Author),
        "requester" => new TextValue(request.Requester),
        "editors" => TextList(request.Editors.Order(StringComparer.Ordinal)),
        "title" => new TextValue(request.Title),
        "subjectType" => new TextValue(request.SubjectType),
        "subjectId" => new TextValue(request.SubjectId),
        _ => new NumberValue(request.Revision),
    };

    private static Value? OfPerson(string name, PersonFacts person) => name switch
    {
        "id" => new TextValue(person.Id),
        "area" => person.Area is { } area ? new TextValue(area) : null,
        "grade" => person.Grade is { } grade ? new NumberValue(grade) : null,
        "groups" => TextList(person.Groups),
        "roles" => TextList(person.Roles.Select(r => r.Role)),
        _ => person.Attributes.TryGetValue(name, out var value) ? From(value) : null,
    };

    private static Value From(FactValue value) => value switch
    {
        { Flag: { } flag } => new FlagValue(flag),
        { List: { } list } => TextList(list),
        _ => new TextValue(value.Text ?? ""),
    };

    private static ListValue TextList(IEnumerable<string> items) => new([.. items.Select(i => new TextValue(i))]);
}
