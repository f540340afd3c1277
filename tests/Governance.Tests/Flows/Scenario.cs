using System.Collections.Concurrent;
using Governance.Flows;

namespace Governance.Tests.Flows;

/// <summary>A request under a small flow, played act by act. Every people name of the flow is a group of the same name.</summary>
internal sealed class Scenario
{
    public const string Author = "p-author";
    private static readonly ConcurrentDictionary<string, Flow> Parsed = new();
    private readonly Dictionary<string, HashSet<string>> _groups = new(StringComparer.Ordinal);
    private Dictionary<string, string> _fields = new() { ["body"] = ContentDigest.OfText("v1"), ["audience"] = ContentDigest.OfText("all"), ["contact"] = ContentDigest.OfText("x") };
    private Dictionary<string, FactValue> _subject;

    private Scenario(Flow flow, Dictionary<string, FactValue> subject, string[] groups)
    {
        (Flow, _subject) = (flow, subject);
        foreach (var group in groups)
        {
            var words = group.Split(' ');
            _groups[words[0]] = [.. words.Skip(1)];
        }
    }

    public Flow Flow { get; }

    public List<RequestEntry> History { get; } = [];

    private DateTimeOffset Clock => DateTimeOffset.UnixEpoch.AddMinutes(History.Count);

    public Evaluation Now => Evaluator.Evaluate(Flow, History);

    public IEnumerable<string> Facts => History.Select(e => e.Fact.GetType().Name);

    /// <summary>A flow of the given stages (YAML, indented by two) and extra top-level lines; groups as "legal p-1 p-2".</summary>
    public static Scenario Of(string stages, string[] groups, string more = "", Dictionary<string, FactValue>? subject = null)
    {
        var flow = ParsedFlow(stages, groups, more);
        var scenario = new Scenario(flow, subject ?? [], groups);
        return scenario.Append(scenario.Requested(), Author);
    }

    public static Flow ParsedFlow(string stages, string[] groups, string more = "", int version = 1)
    {
        var yaml = $"""
            flow: tested
            version: {version}
            subject: thing
            title: Tested
            content: {"{bind: [body, audience], editorial: [contact]}"}
            people:
            {string.Join("\n", groups.Select(g => g.Split(' ')[0]).Select(g => $"  {g}: {{group: {g}}}"))}
            stages:
            {stages}
            {more}
            """;
        return Parsed.GetOrAdd(yaml, static text =>
        {
            var parse = FlowParser.Parse(text, "tested.yaml");
            return parse.Flow ?? throw new InvalidOperationException(string.Join("\n", parse.Errors) + "\n" + text);
        });
    }

    public Scenario Approve(string person, string? need = null) => Decide(Decision.Approve, person, need);

    public Scenario Reject(string person, string? need = null) => Decide(Decision.Reject, person, need);

    public Scenario Decide(Decision decision, string person, string? need = null)
    {
        var ballot = RequestGuard.BallotOf(Flow, History, person);
        var digests = ballot.Digests.Where(d => need is null || d.Key == need).ToDictionary();
        return Append(new DecisionMade(decision, digests, ballot.Roles, need, "because"), person);
    }

    public Scenario TakeBack(string person, string? need = null) => Append(new DecisionTakenBack(need), person);

    public Scenario Revise(string field, string text, string by = Author)
    {
        _fields = new(_fields) { [field] = ContentDigest.OfText(text) };
        return Append(new RequestRevised(_fields, _subject, []), by);
    }

    public Scenario ReviseSubject(string name, FactValue value)
    {
        _subject = new(_subject) { [name] = value };
        return Append(new RequestRevised(_fields, _subject, []), Author);
    }

    public Scenario Join(string group, string person)
    {
        _groups[group].Add(person);
        return Follow();
    }

    public Scenario Leave(string group, string person)
    {
        _groups[group].Remove(person);
        return Follow();
    }

    public Scenario Append(RequestEvent fact, string actor, string? onBehalfOf = null)
    {
        History.Add(new RequestEntry(fact, actor, onBehalfOf, Clock, History.Count + 1));
        return Follow();
    }

    public NeedExplanation Need(string id) => Now.Stages.SelectMany(s => s.Needs).Single(n => n.Id == id);

    public StageExplanation Stage(string id) => Now.Stages.Single(s => s.Id == id);

    public string[] Counted(string need) => [.. Need(need).Counted.Select(c => c.Person)];

    public WhyNot Why(string need, string person) => Need(need).NotCounted.Single(n => n.Person == person).Reason;

    public IReadOnlyList<RequestEvent> Following() => Advance.Next(Flow, History, Populations(), Clock);

    /// <summary>What a failing property shows.</summary>
    public override string ToString() => $"{EvaluationText.Render(Now)}{string.Join("\n", History.Select(e => $"{e.Version} {e.Actor} {e.Fact.GetType().Name} {(e.Fact as DecisionMade)?.Decision}"))}";

    private Scenario Follow()
    {
        foreach (var fact in Following()) History.Add(new RequestEntry(fact, "flows", null, Clock, History.Count + 1));
        return this;
    }

    private Populations Populations() =>
        new(_groups.ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Value]), new Dictionary<string, string>());

    private ApprovalRequested Requested() =>
        new(Flow.Name, Flow.Version, Flow.Digest, "thing", "t-1", "A thing", _subject, _fields, Author, [], Author);
}
