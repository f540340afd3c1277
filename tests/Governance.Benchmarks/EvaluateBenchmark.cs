using System.Globalization;
using Governance.Flows;

namespace Governance.Benchmarks;

/// <summary>One evaluation of a request with five stages and 200 decisions: the last stage waits for one more, and the same when it has it.</summary>
internal static class EvaluateBenchmark
{
    private const int Stages = 5;
    private const int Each = 40;
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Measures both, 500 times each.</summary>
    public static async Task RunAsync()
    {
        var flow = Flow();
        var (history, people) = (new List<RequestEntry>(), People().ToList());
        Record(new ApprovalRequested(flow.Name, 1, flow.Digest, "thing", "t-1", "A thing", new Dictionary<string, FactValue>(), new Dictionary<string, string> { ["body"] = ContentDigest.OfText("x") }, "p-0", [], "p-0"), "p-0");
        foreach (var person in people.Where(person => int.Parse(person.Id[2..], CultureInfo.InvariantCulture) % (Each + 1) > 0).Take(Stages * Each - 1)) Decide(person.Id);
        Report.Say($"{history.Count(entry => entry.Fact is DecisionMade)} decisions, {history.Count} facts, {Evaluator.Evaluate(flow, history).State}");
        await Machine.Measure("Evaluate 5 stages, 199 decisions", 500, () => Task.FromResult(Evaluator.Evaluate(flow, history)));
        Decide(Evaluator.Evaluate(flow, history).Stages[^1].Finish[0]);
        Report.Say($"{history.Count(entry => entry.Fact is DecisionMade)} decisions, {history.Count} facts, {Evaluator.Evaluate(flow, history).State}");
        await Machine.Measure("Evaluate 5 stages, 200 decisions", 500, () => Task.FromResult(Evaluator.Evaluate(flow, history)));

        void Decide(string person)
        {
            var ballot = RequestGuard.BallotOf(flow, history, person);
            Record(new DecisionMade(Decision.Approve, ballot.Digests, ballot.Roles), person);
        }

        void Record(RequestEvent fact, string actor)
        {
            history.Add(new RequestEntry(fact, actor, null, Start.AddMinutes(history.Count), history.Count + 1));
            var populations = PeopleResolver.Resolve(flow, RequestFacts.After(history)!, people, history[^1].At);
            foreach (var follows in Advance.Next(flow, history, populations, history[^1].At)) history.Add(new RequestEntry(follows, "flows", null, history[^1].At, history.Count + 1));
        }
    }

    // One more in each group than its stage asks for.
    private static IEnumerable<PersonFacts> People() =>
        Enumerable.Range(0, Stages * (Each + 1)).Select(i => PersonFacts.Only($"p-{i + 1}") with { Groups = [$"g-{i / (Each + 1)}"] });

    private static Flow Flow() => FlowParser.Parse($$"""
        flow: many
        version: 1
        subject: thing
        title: Many
        content: {bind: [body]}
        people:
        {{string.Join('\n', Enumerable.Range(0, Stages).Select(i => $"  g-{i}: {{group: g-{i}}}"))}}
        stages:
        {{string.Join('\n', Enumerable.Range(0, Stages).Select(i => $"  - {{id: s-{i}, {(i == 0 ? "" : $"after: s-{i - 1}, ")}all: [{{id: n-{i}, approve: {Each}, of: g-{i}}}]}}"))}}
        """, "many.yaml").Flow!;
}
