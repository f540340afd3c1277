using CsCheck;
using Governance.Flows;

namespace Governance.Tests.Flows.Replaying;

public class DirectoryTimelineTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static PersonFacts Person(string id, params string[] groups) => PersonFacts.Only(id) with { Groups = groups };

    private static DateTimeOffset At(int hours) => Noon.AddHours(hours);

    [Fact]
    public void It_says_who_was_there_at_any_moment_and_as_what()
    {
        var timeline = new DirectoryTimeline([new(At(0), "p-2", Person("p-2")), new(At(1), "p-1", Person("p-1")), new(At(2), "p-2", Person("p-2", "legal")), new(At(3), "p-1", null)]);
        Assert.Empty(timeline.At(At(0).AddTicks(-1)));
        Assert.Equal(["p-2"], timeline.At(At(0)).Select(p => p.Id));
        Assert.Equal(["p-1", "p-2"], timeline.At(At(1)).Select(p => p.Id));
        Assert.Empty(timeline.At(At(2).AddTicks(-1))[1].Groups);
        Assert.Equal(["legal"], timeline.At(At(2))[1].Groups);
        Assert.Equal(["p-2"], timeline.At(At(99)).Select(p => p.Id));
        Assert.Equal([At(1), At(2)], timeline.ChangesBetween(At(0), At(2)));
        Assert.Equal([At(0)], timeline.ChangesBetween(DateTimeOffset.MinValue, At(0)));
        Assert.Empty(timeline.ChangesBetween(At(3), At(99)));
    }

    [Fact]
    public void The_order_they_are_given_in_counts_within_one_moment_only()
    {
        var timeline = new DirectoryTimeline([new(At(1), "p-1", null), new(At(0), "p-1", Person("p-1")), new(At(0), "p-1", Person("p-1", "legal"))]);
        Assert.Equal(["legal"], timeline.At(At(0))[0].Groups);
        Assert.Empty(timeline.At(At(1)));
    }

    [Fact]
    public void A_delegation_begins_and_ends_by_itself()
    {
        var standsIn = Person("p-1") with { StandIns = [new StandIn("d-1", "p-2", At(2), At(4), [], [])] };
        Assert.Equal([At(2), At(4)], new DirectoryTimeline([new(At(0), "p-1", standsIn)]).ChangesBetween(At(0), At(9)));
    }

    [Fact]
    public void One_that_never_changes_has_everybody_always()
    {
        var timeline = DirectoryTimeline.Of([Person("p-2"), Person("p-1")]);
        Assert.Equal(["p-1", "p-2"], timeline.At(DateTimeOffset.MinValue).Select(p => p.Id));
        Assert.Empty(timeline.ChangesBetween(DateTimeOffset.MinValue, DateTimeOffset.MaxValue));
        Assert.Empty(new DirectoryTimeline([]).At(Noon));
    }

    [Fact]
    public void It_says_at_each_moment_what_going_through_the_changes_says() =>
        Gen.Select(Gen.Int[0, 20], Gen.Int[1, 4], Gen.Int[0, 3]).Array[0, 30].Sample(changes =>
        {
            var list = changes.Select(c => new DirectoryChange(At(c.Item1), $"p-{c.Item2}", c.Item3 == 0 ? null : Person($"p-{c.Item2}", $"g-{c.Item3}"))).ToList();
            var timeline = new DirectoryTimeline(list);
            return Enumerable.Range(-1, 23).All(hour =>
            {
                var people = new SortedDictionary<string, PersonFacts>(StringComparer.Ordinal);
                foreach (var change in list.OrderBy(c => c.At).Where(c => c.At <= At(hour)))
                {
                    people.Remove(change.Person);
                    if (change.Facts is { } facts) people[change.Person] = facts;
                }
                return timeline.At(At(hour)).SequenceEqual(people.Values);
            });
        });

    [Fact]
    public void Requests_that_share_a_directory_come_out_as_if_each_had_its_own()
    {
        // What the people names can see differs from request to request: its area, its risk, its author.
        string[] flows = ["{role: owner, of: subject.area}", "{where: \"person.grade >= 2 and subject.risk == 'high'\"}", "{relation: boss, of: request.author}", "{where: \"person.id not in request.editors and request.title != 'x'\"}"];
        var changes = Gen.Select(Gen.Int[0, 40], Gen.Int[1, 5], Gen.Int[0, 4], Gen.Int[0, 3]).Array[1, 20].Select(all => all.Select(c => new DirectoryChange(
            PastRequest.Start.AddMinutes(c.Item1), $"p-{c.Item2}",
            c.Item4 == 0 ? null : Person($"p-{c.Item2}") with { Roles = [new RoleHeld("owner", c.Item3 % 2 == 0 ? "a" : "b")], Grade = c.Item3, Relations = [new RelationTo("boss", $"p-{c.Item4}")] })).ToList());
        var requests = Gen.Select(Gen.Int[1, 5], Gen.Bool, Gen.Bool, Gen.Int[1, 5].Array[1, 6]).Array[2, 5];
        Gen.Select(Gen.Int[0, flows.Length - 1], changes, requests).Sample((flow, directory, histories) =>
        {
            var proposed = Parsed(flows[flow]);
            var shared = new DirectoryTimeline(directory);
            return histories.All(h =>
            {
                var past = Decided($"p-{h.Item1}", h.Item2 ? "a" : "b", h.Item3 ? "high" : "low", h.Item4);
                return Text(Replay.One(proposed, past, shared)) == Text(Replay.One(proposed, past, new DirectoryTimeline(directory)));
            });
        }, iter: 300);
    }

    private static string Text(ReplayOutcome outcome) => System.Text.Json.JsonSerializer.Serialize(outcome, FlowJson.Options);

    private static Flow Parsed(string people) => FlowParser.Parse($$"""
        flow: tested
        version: 4
        subject: thing
        title: Tested
        content: {bind: [body]}
        people: {some: {{people}}}
        stages: [{id: s, all: [{id: n, approve: 2, of: some}]}]
        """, "f.yaml").Flow!;

    private static List<RequestEntry> Decided(string author, string area, string risk, int[] people)
    {
        var fields = new Dictionary<string, string> { ["body"] = ContentDigest.OfText("v1") };
        var history = new List<RequestEntry> { new(new ApprovalRequested("old", 1, "", "thing", "t-1", "A thing", new Dictionary<string, FactValue> { ["area"] = area, ["risk"] = risk }, fields, author, [], author), author, null, PastRequest.Start, 1) };
        foreach (var person in people)
            history.Add(new RequestEntry(new DecisionMade(Decision.Approve, new Dictionary<string, string> { ["n"] = "" }, []), $"p-{person}", null, PastRequest.Start.AddMinutes(7 * history.Count), history.Count + 1));
        history.Add(new RequestEntry(new RequestApproved(), "flows", null, PastRequest.Start.AddMinutes(50), history.Count + 1));
        return history;
    }
}
