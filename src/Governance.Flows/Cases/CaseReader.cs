namespace Governance.Flows;

/// <summary>Reads a cases file. Every case starts from the file's people and request and may replace parts of both.</summary>
internal sealed class CaseReader(Findings findings, Flow? flow)
{
    private const int MostCases = 100;
    private const int MostEvents = 60;
    private const int MostPeople = 100;
    private static readonly string[] Verbs = ["approve", "reject", "request-changes", "abstain", "take-back", "revise", "withdraw", "break-glass", "lift", "reassign", "reopen"];
    private static readonly string[] StepKeys = [.. Verbs, "need", "reason", "shown", "fields", "subject", "for", "of", "stage", "until", "refused", "directory", "expect", "at", "wait"];
    private static readonly string[] RequestKeys = ["author", "requester", "editors", "title", "subject", "fields"];
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private readonly CaseMoments _moments = new(findings);
    private readonly CasePeople _people = new(findings);

    public IReadOnlyList<Case> Read(YamlNode root)
    {
        if (Mapping.Open(root, findings, "A cases file", ["flow", "people", "request", "cases"]) is not { } map) return [];
        if (map.Name("flow") is { Length: > 0 } name && flow is not null && name != flow.Name) findings.Add(map.Find("flow")!, $"These are cases of `{name}`, and the flow is `{flow.Name}`.");
        var people = Present(_people.Read(map.Need("people")), new Dictionary<string, PersonFacts>());
        if (map.Need("cases") is not { } node) return [];
        if (people.Count > MostPeople) findings.Add(map.Find("people")!, $"A cases file has at most {MostPeople} people.");
        if (node is YamlList { Items.Count: > MostCases }) findings.Add(node, $"A cases file has at most {MostCases} cases.");
        else if (node is YamlList { Items.Count: > 0 } list) return [.. list.Items.Select(i => One(i, people, map.Find("request"))).OfType<Case>()];
        else findings.Add(node, "`cases` must be a list of at least one case.");
        return [];
    }

    private Case? One(YamlNode node, Dictionary<string, PersonFacts> people, YamlNode? request)
    {
        if (Mapping.Open(node, findings, "A case", ["name", "start", "people", "request", "events", "expect"]) is not { } map) return null;
        var steps = new List<CaseStep>();
        if (map.Find("events") is YamlList { Items.Count: > MostEvents } many) findings.Add(many, $"A case has at most {MostEvents} events.");
        else if (map.Find("events") is YamlList events) steps.AddRange(events.Items.Select(Step).OfType<CaseStep>());
        else if (map.Find("events") is { } wrong) findings.Add(wrong, "`events` must be a list.");
        if (map.Need("expect") is { } expect && Expect(expect) is { } last) steps.Add(last);
        return new Case(map.Text("name"), node.Line, _moments.Read(map, "start") ?? Start, Present(_people.Read(map.Find("people")), people), Request(map.At, request, map.Find("request")), steps);
    }

    private ApprovalRequested Request(YamlNode at, YamlNode? shared, YamlNode? own)
    {
        var maps = new[] { own, shared }.OfType<YamlNode>().Select(n => Mapping.Open(n, findings, "`request`", RequestKeys)).OfType<Mapping>().ToList();
        Mapping? With(string key) => maps.Find(m => m.Find(key) is not null);
        var author = With("author")?.Text("author") ?? "";
        if (author.Length == 0) findings.Add(at, "The request needs an `author`.");
        var subject = new Dictionary<string, FactValue>(StringComparer.Ordinal);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var map in maps.AsEnumerable().Reverse())
        {
            foreach (var (key, value) in _people.Values(map.Find("subject"), "`subject`")) subject[key] = value;
            foreach (var (key, value) in _people.Fields(map.Find("fields"))) fields[key] = value;
        }
        return new ApprovalRequested(
            flow?.Name ?? "", flow?.Version ?? 1, flow?.Digest ?? "", flow?.Subject ?? "", "case", With("title")?.Text("title") ?? "A case", subject, ContentDigest.WithSubject(fields, subject),
            author, [.. With("editors")?.Names("editors").Select(e => e.Text) ?? []], With("requester")?.Text("requester") ?? author);
    }

    private CaseStep? Step(YamlNode node)
    {
        if (Mapping.Open(node, findings, "An event", StepKeys) is not { } map) return null;
        if (map.Find("expect") is { } expect) return Expect(expect);
        if (map.Find("at") is not null || map.Find("wait") is not null) return new TimeStep(_moments.Read(map, "at"), _moments.Wait(map), node);
        if (map.Find("directory") is { } directory) return new DirectoryStep(_people.Read(directory), node);
        if (map.Keys.Intersect(Verbs).ToList() is not [var verb])
        {
            findings.Add(node, $"An event is exactly one of {string.Join(", ", Verbs)}, directory, at, wait and expect.");
            return null;
        }
        return new ActStep(verb, map.Text(verb), node)
        {
            Need = map.OptionalText("need"),
            Reason = map.OptionalText("reason"),
            Shown = map.Find("shown") is null ? null : map.Positive("shown"),
            Fields = _people.Fields(map.Find("fields")),
            Subject = _people.Values(map.Find("subject"), "`subject`"),
            For = map.OptionalText("for"),
            Of = map.OptionalText("of"),
            Stage = map.OptionalText("stage"),
            Until = _moments.Read(map, "until"),
            Refused = map.OptionalText("refused"),
        };
    }

    private ExpectStep? Expect(YamlNode node) =>
        Mapping.Open(node, findings, "`expect`", Expectation.Keys) is not { } map ? null : map.Keys.Any() ? new ExpectStep(map, node) : Empty(node);

    private ExpectStep? Empty(YamlNode node)
    {
        findings.Add(node, "`expect` expects nothing: say at least a `state`.");
        return null;
    }

    private static Dictionary<string, PersonFacts> Present(Dictionary<string, PersonFacts?> changes, IReadOnlyDictionary<string, PersonFacts> before)
    {
        var people = new Dictionary<string, PersonFacts>(before, StringComparer.Ordinal);
        foreach (var (id, person) in changes)
        {
            if (person is null) people.Remove(id);
            else people[id] = person;
        }
        return people;
    }
}
