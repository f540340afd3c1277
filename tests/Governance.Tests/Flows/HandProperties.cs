using CsCheck;
using Governance.Flows;

namespace Governance.Tests.Flows;

/// <summary>What counts in a stage, against trying everything: no approval by a hand or from a seat that counts already.</summary>
public class HandProperties
{
    private static readonly string[] Groups = ["a p-1 p-2 p-3", "b p-2 p-3 p-4", "c p-4 p-5 p-1"];
    private static readonly string[] Needs = ["a", "b", "c"];

    // Who approves from whose seat, for one need or for all that ask it. A seat is its own hand's in every second case.
    private static readonly Gen<(int Hand, int Seat, int Need)[]> Acts = Gen.Select(Gen.Int[1, 6], Gen.Int[1, 5], Gen.Int[0, 5], Gen.Bool)
        .Select(t => (t.Item4 ? t.Item2 : t.Item1, t.Item2, t.Item3)).Array[0, 10];

    private static readonly Gen<(int[] Quorum, bool Distinct)> Rules = Gen.Select(Gen.Int[1, 3].Array[3], Gen.Bool);

    private static Scenario Play((int Hand, int Seat, int Need)[] acts, int[] quorum, bool distinct, string last = "d")
    {
        // A need that nobody can complete keeps the stage open, so that everything is weighed.
        var needs = string.Join(", ", Needs.Select((n, i) => $"{{id: need-{n}, approve: {quorum[i]}, of: {n}}}"));
        var request = Scenario.Of($"  - {{id: s, all: [{needs}, {{id: never, approve: 1, of: d}}]}}", [.. Groups, last], $"delegation: {{allowed: true}}\nseparation: {{distinct: {(distinct ? "stage" : "none")}}}");
        foreach (var (hand, seat, _) in acts.Where(a => a.Hand != a.Seat)) request.StandIn($"p-{seat}", $"p-{hand}");
        foreach (var (hand, seat, need) in acts)
        {
            if (need < 3 && !Groups[need].Contains($"p-{seat}", StringComparison.Ordinal)) continue;
            request.Approve($"p-{hand}", need < 3 ? $"need-{Needs[need]}" : null, hand == seat ? null : $"p-{seat}");
        }
        return request;
    }

    // The newest of each seat and need, whoever's hand it was.
    private static List<(string Need, string Seat, string Hand)> Votes((int Hand, int Seat, int Need)[] acts) =>
    [
        .. from i in Enumerable.Range(0, 3)
           from act in acts.Where(a => (a.Need == i || a.Need >= 3) && Groups[i].Contains($"p-{a.Seat}", StringComparison.Ordinal)).Reverse().DistinctBy(a => a.Seat)
           select ($"need-{Needs[i]}", $"p-{act.Seat}", $"p-{act.Hand}"),
    ];

    [Fact]
    public void Nobody_counts_twice_as_a_seat_or_as_a_hand() => Gen.Select(Acts, Rules).Sample((acts, rules) =>
    {
        var request = Play(acts, rules.Quorum, rules.Distinct);
        var votes = Votes(acts);
        foreach (var scope in request.Stage("s").Needs.GroupBy(n => rules.Distinct ? "" : n.Id))
        {
            var used = scope.SelectMany(n => n.Counted.Select(c => votes.Single(v => v.Need == n.Id && v.Seat == c.Person))).ToList();
            if (used.Exists(a => used.Exists(b => a != b && new[] { b.Seat, b.Hand }.Intersect([a.Seat, a.Hand]).Any()))) return false;
        }
        return true;
    }, iter: 600);

    [Fact]
    public void As_many_count_as_trying_everything_finds_with_all_that_is_joined_by_a_hand_counted_once() => Gen.Select(Acts, Rules).Sample((acts, rules) =>
    {
        var counted = Play(acts, rules.Quorum, rules.Distinct).Stage("s").Needs.Sum(n => n.Counted.Count);
        var votes = Votes(acts);
        return counted == (rules.Distinct ? Most(votes, rules.Quorum) : Needs.Sum(n => Most([.. votes.Where(v => v.Need == $"need-{n}")], rules.Quorum)));
    }, iter: 600);

    [Fact]
    public void Whoever_can_decide_for_themselves_is_never_missing_from_what_is_possible() => Gen.Select(Acts, Rules).Sample((acts, rules) =>
    {
        bool Reachable((int, int, int)[] played) => !Play(played, rules.Quorum, rules.Distinct, "d p-9").Facts.Contains("QuorumUnreachable");
        return Reachable([]) == Reachable(acts);
    }, iter: 300);

    [Fact]
    public void The_people_named_to_finish_do_finish_it_when_they_decide_for_themselves() => Gen.Select(Acts, Rules).Sample((acts, rules) =>
    {
        var request = Play(acts, rules.Quorum, rules.Distinct).Join("d", "p-9");
        var finish = request.Stage("s").Finish;
        if (finish.Count == 0) return true;
        foreach (var person in finish) request.Approve(person);
        return request.Now.State == RequestState.Approved;
    }, iter: 600);

    // Every way to give each group of joined people to one need or to none.
    private static int Most(List<(string Need, string Seat, string Hand)> votes, int[] quorum)
    {
        var groups = new List<HashSet<string>>();
        foreach (var (_, seat, hand) in votes)
        {
            var met = groups.Where(g => g.Contains(seat) || g.Contains(hand)).ToList();
            foreach (var group in met) groups.Remove(group);
            groups.Add([.. met.SelectMany(g => g), seat, hand]);
        }
        var may = groups.Select(g => Needs.Select(n => votes.Exists(v => v.Need == $"need-{n}" && g.Contains(v.Seat))).ToArray()).ToList();
        return Best(0, [.. quorum]);

        int Best(int group, int[] left)
        {
            if (group == may.Count) return 0;
            var best = Best(group + 1, left);
            for (var need = 0; need < 3; need++)
            {
                if (!may[group][need] || left[need] == 0) continue;
                left[need]--;
                best = Math.Max(best, 1 + Best(group + 1, left));
                left[need]++;
            }
            return best;
        }
    }
}
