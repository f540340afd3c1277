using System.Collections.Concurrent;
using Governance.Flows;

namespace Governance.Tests.Flows;

/// <summary>A request under a small flow, played act by act. Every people name of the flow is a group of the same name.</summary>
internal sealed partial class Scenario
{
    public const string Author = "p-author";
    private static readonly ConcurrentDictionary<string, Flow> Parsed = new();
    private readonly Staff _staff;
    private Dictionary<string, string> _fields = new() { ["body"] = ContentDigest.OfText("v1"), ["audience"] = ContentDigest.OfText("all"), ["contact"] = ContentDigest.OfText("x") };
    private Dictionary<string, FactValue> _subject;

    private Scenario(Flow flow, Dictionary<string, FactValue> subject, string[] groups) => (Flow, _subject, _staff) = (flow, subject, new Staff(groups));

    /// <summary>A Monday morning in winter.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    public Flow Flow { get; private set; }

    public List<RequestEntry> History { get; } = [];

    /// <summary>The time stands still until it is moved.</summary>
    public DateTimeOffset Clock { get; private set; } = Start;

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

    public Scenario Append(RequestEvent fact, string actor, string? onBehalfOf = null)
    {
        History.Add(new RequestEntry(fact, actor, onBehalfOf, Clock, History.Count + 1));
        return Follow();
    }

    public NeedExplanation Need(string id) => Now.Stages.SelectMany(s => s.Needs).Single(n => n.Id == id);

    public StageExplanation Stage(string id) => Now.Stages.Single(s => s.Id == id);

    public string[] Counted(string need) => [.. Need(need).Counted.Select(c => c.Person)];

    public WhyNot Why(string need, string person) => Need(need).NotCounted.Single(n => n.Person == person).Reason;

    public IReadOnlyList<RequestEvent> Following() => Advance.Next(Flow, History, People, Clock);

    /// <summary>Who belongs to what now, and who stands in for whom.</summary>
    public Populations People => _staff.At(Clock);

    /// <summary>The code with which an act would be refused, or null.</summary>
    public string? Refusal(Func<Flow, IReadOnlyList<RequestEntry>, RequestRefusal?> guard) => guard(Flow, History)?.Code;

    /// <summary>What a failing property shows.</summary>
    public override string ToString() => $"{EvaluationText.Render(Now)}{string.Join("\n", History.Select(e => $"{e.Version} {e.Actor} {e.Fact.GetType().Name} {(e.Fact as DecisionMade)?.Decision}"))}";

    private Scenario Follow()
    {
        foreach (var fact in Following()) History.Add(new RequestEntry(fact, "flows", null, Clock, History.Count + 1));
        return this;
    }

    private Scenario Change(Action<Staff> change)
    {
        change(_staff);
        return Follow();
    }

    private ApprovalRequested Requested() =>
        new(Flow.Name, Flow.Version, Flow.Digest, "thing", "t-1", "A thing", _subject, _fields, Author, [], Author);
}
