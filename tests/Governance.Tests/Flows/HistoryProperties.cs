using System.Text.Json;
using CsCheck;
using Governance.Flows;

namespace Governance.Tests.Flows;

/// <summary>Rules that hold for every history somebody could bring about.</summary>
public class HistoryProperties
{
    private const string Stages = """
          - id: review
            all:
              - {id: owner, approve: 1, of: owners}
              - any: [{id: most, approve: majority, of: legal}, {id: body, approve: 2, of: comms, bind: [body]}]
            reject: {count: 2}
          - id: last
            any: [{id: boss, approve: 1, of: owners}, {id: joint, approve: 50%, of: comms}]
            reject: {effect: review}
        """;

    private static readonly string[] Groups = ["owners p-1 p-2 p-3", "legal p-2 p-4 p-5", "comms p-3 p-4 p-6 p-author"];
    private static readonly Gen<string> Person = Gen.Int[1, 7].Select(i => i == 7 ? Scenario.Author : $"p-{i}");

    private static readonly Gen<Action<Scenario>> Act = Gen.Frequency(
        (6, Person.Select(p => (Action<Scenario>)(s => s.Approve(p)))),
        (1, Person.Select(p => (Action<Scenario>)(s => s.Approve(p, "owner")))),
        (2, Person.Select(p => (Action<Scenario>)(s => s.Reject(p)))),
        (1, Person.Select(p => (Action<Scenario>)(s => s.Decide(Decision.Abstain, p)))),
        (1, Person.Select(p => (Action<Scenario>)(s => s.TakeBack(p)))),
        (2, Gen.Select(Person, Gen.Int[1, 3], Gen.Int[0, 2]).Select(t => (Action<Scenario>)(s => s.Revise(new[] { "body", "audience", "contact" }[t.Item3], $"v{t.Item2}", t.Item1)))),
        (1, Gen.Select(Person, Gen.Int[0, 2]).Select(t => (Action<Scenario>)(s => s.Leave(Groups[t.Item2].Split(' ')[0], t.Item1)))),
        (1, Gen.Select(Person, Gen.Int[0, 2]).Select(t => (Action<Scenario>)(s => s.Join(Groups[t.Item2].Split(' ')[0], t.Item1)))));

    private static readonly Gen<Scenario> Histories = Act.List[0, 25].Select(acts =>
    {
        var request = Scenario.Of(Stages, Groups);
        foreach (var act in acts) act(request);
        return request;
    });

    [Fact]
    public void The_order_in_which_approvals_arrive_in_an_open_stage_never_matters()
    {
        var approvals = Gen.Select(Gen.Int[1, 6], Gen.Int[0, 3]).Select(t => (Person: $"p-{t.Item1}", Need: t.Item2 switch { 0 => "a", 1 => "b", _ => null }));
        var groups = new[] { "owners p-1 p-2 p-3", "legal p-2 p-3 p-4 p-5", "comms p-1 p-5 p-6" };
        Gen.Select(approvals.Array[1, 6].Where(a => a.Select(x => x.Person).Distinct().Count() == a.Length), Gen.Int[0, 1_000_000]).Sample((acts, seed) =>
        {
            // A need that nobody can complete keeps the stage open, so that every approval is weighed.
            var open = "  - {id: s, all: [{id: a, approve: 2, of: owners}, {id: b, approve: 2, of: legal}, {id: c, approve: 1, of: comms}, {id: never, approve: 9, of: comms}]}";
            return Outcome(open, groups, acts) == Outcome(open, groups, Shuffled(acts, seed));
        }, iter: 500);
    }

    [Fact]
    public void Whether_a_stage_closes_never_depends_on_the_order_of_the_approvals()
    {
        var groups = new[] { "owners p-1 p-2 p-3", "legal p-2 p-3 p-4", "comms p-1 p-4 p-5" };
        var stage = "  - {id: s, all: [{id: a, approve: 1, of: owners}, {any: [{id: b, approve: 2, of: legal}, {id: c, approve: 2, of: comms}]}]}";
        Gen.Select(Gen.Int[1, 5].Array[1, 5].Where(a => a.Distinct().Count() == a.Length), Gen.Int[0, 1_000_000]).Sample((people, seed) =>
        {
            var acts = people.Select(p => (Person: $"p-{p}", Need: (string?)null)).ToArray();
            return Play(stage, groups, acts).Now.State == Play(stage, groups, Shuffled(acts, seed)).Now.State;
        }, iter: 500);
    }

    [Fact]
    public void Nothing_follows_from_a_history_that_has_everything_that_follows_from_it() =>
        Histories.Sample(request => request.Following().Count == 0, iter: 300);

    [Fact]
    public void What_counts_is_nobody_twice_never_the_author_and_never_stale() => Histories.Sample(request =>
    {
        foreach (var stage in request.Now.Stages)
        {
            var people = stage.Needs.SelectMany(n => n.Counted.Select(c => c.Person)).ToList();
            if (people.Distinct().Count() != people.Count || people.Contains(Scenario.Author)) return false;
            if (stage.Needs.Any(n => n.Counted.Any(c => n.NotCounted.Any(x => x.Person == c.Person)))) return false;
        }
        return true;
    }, iter: 300);

    [Fact]
    public void An_approved_request_was_approved_by_enough_people_for_its_last_content() => Histories.Sample(request =>
    {
        var now = request.Now;
        return now.State != RequestState.Approved || now.Stages.All(s => s.Tree.State == PartState.Approved && s.Needs.All(n => n.State != PartState.Approved || n.Counted.All(c =>
            request.History.Last(e => e.Actor == c.Person && e.Fact is DecisionMade d && d.Digests.ContainsKey(n.Id)).Fact is DecisionMade made && made.Digests[n.Id] == n.Digest)));
    }, iter: 300);

    [Fact]
    public void The_people_named_to_finish_a_stage_do_finish_it() => Histories.Sample(request =>
    {
        foreach (var stage in request.Now.Stages.Where(s => s.Finish.Count > 0).ToList())
        {
            foreach (var person in stage.Finish) request.Approve(person);
            if (request.Stage(stage.Id).State is PartState.Pending) return false;
        }
        return true;
    }, iter: 300);

    [Fact]
    public void An_evaluation_and_a_history_survive_being_written_and_read() => Histories.Sample(request =>
    {
        var read = FlowHistory.Read(new FlowHistory([], request.History).Write(), "h.json");
        return JsonSerializer.Serialize(read.History!.Evaluate(request.Flow), FlowJson.Options) == JsonSerializer.Serialize(request.Now, FlowJson.Options);
    }, iter: 100);

    [Fact]
    public void Facts_in_any_order_are_answered_never_thrown_at()
    {
        var (flow, other) = (Scenario.ParsedFlow(Stages, Groups), ShippedFlows.Flow("publish-policy"));
        Gen.Select(Histories, Gen.Int[0, 1_000_000]).Sample((request, seed) =>
        {
            var shuffled = Shuffled([.. request.History], seed);
            Evaluator.Evaluate(flow, shuffled);
            Evaluator.Evaluate(other, shuffled);
            return Advance.Next(flow, shuffled, new Populations(new Dictionary<string, IReadOnlyList<string>>(), new Dictionary<string, string>()), default).Count < 100;
        }, iter: 300);
    }

    private static string Outcome(string stages, string[] groups, (string Person, string? Need)[] acts) =>
        JsonSerializer.Serialize(Play(stages, groups, acts).Now, FlowJson.Options);

    private static Scenario Play(string stages, string[] groups, (string Person, string? Need)[] acts)
    {
        var request = Scenario.Of(stages, groups);
        foreach (var (person, need) in acts) request.Approve(person, need);
        return request;
    }

    private static T[] Shuffled<T>(T[] items, int seed)
    {
        var copy = (T[])items.Clone();
        new Random(seed).Shuffle(copy);
        return copy;
    }
}
