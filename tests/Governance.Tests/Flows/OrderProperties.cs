using System.Text.Json;
using CsCheck;
using Governance.Flows;

namespace Governance.Tests.Flows;

/// <summary>The order of arrival decides nothing that a rule does not let the stream decide.</summary>
public class OrderProperties
{
    private static readonly string[] Groups = ["owners p-1 p-2 p-3", "legal p-2 p-4 p-5", "comms p-3 p-4 p-6", "chair p-7 p-author"];

    [Fact]
    public void The_order_in_which_seats_approve_never_matters_whoever_stands_in_or_is_asked_as_well()
    {
        var seats = new[] { "p-1", "p-2", "p-3", "p-4", "p-5", "p-6" };
        var hands = Gen.Int[0, 3].Array[6];
        Gen.Select(hands, Gen.Int[0, 1_000_000], Gen.Bool).Sample((hand, seed, overdue) =>
        {
            string Outcome(IEnumerable<int> order)
            {
                var request = Scenario.Of("  - {id: review, all: [{id: most, approve: majority, of: legal}, {id: words, approve: 2, of: comms}, {id: boss, approve: 1, of: owners}, {id: never, approve: 1, of: nobody}], due: 1 day, overdue: {ask: owners}}", [.. Groups, "nobody"], "delegation: {allowed: true}\ntoo-few: {ask: owners}");
                foreach (var i in Enumerable.Range(0, 6).Where(i => hand[i] < 2)) request.StandIn(seats[i], $"p-{8 + hand[i]}");
                if (overdue) request.Wait(1);
                foreach (var i in order) request.Approve(hand[i] < 2 ? $"p-{8 + hand[i]}" : seats[i], seat: hand[i] < 2 ? seats[i] : null);
                return JsonSerializer.Serialize(request.Now, FlowJson.Options);
            }
            var order = Enumerable.Range(0, 6).ToArray();
            new Random(seed).Shuffle(order);
            return Outcome(Enumerable.Range(0, 6)) == Outcome(order);
        }, iter: 200);
    }

    [Fact]
    public void A_tie_is_the_same_tie_in_whatever_order_people_decided() => Gen.Select(Gen.Int[0, 2].Array[4], Gen.Int[0, 1_000_000]).Sample((said, seed) =>
    {
        string Outcome(IEnumerable<int> order)
        {
            var request = Scenario.Of("  - {id: review, all: [{id: most, approve: majority, of: legal, tie-break: chair}, {id: never, approve: 1, of: nobody}], reject: {count: 9}}", ["legal p-1 p-2 p-3 p-4", "chair p-7", "nobody"]);
            foreach (var i in order) request.Decide(new[] { Decision.Approve, Decision.Reject, Decision.Abstain }[said[i]], $"p-{i + 1}");
            return JsonSerializer.Serialize(request.Approve("p-7").Need("most"), FlowJson.Options);
        }
        var order = Enumerable.Range(0, 4).ToArray();
        new Random(seed).Shuffle(order);
        return Outcome(Enumerable.Range(0, 4)) == Outcome(order);
    }, iter: 200);
}
