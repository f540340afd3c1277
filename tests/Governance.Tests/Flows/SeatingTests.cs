using CsCheck;
using Governance.Flows;

namespace Governance.Tests.Flows;

public class SeatingTests
{
    private static readonly Gen<(int[] Places, bool[][] May)> Tables = Gen.Select(
        Gen.Int[0, 3].Array[1, 4], Gen.Bool.Array[4].Array[0, 6]);

    [Fact]
    public void As_many_places_are_filled_as_trying_everything_finds() => Tables.Sample(table =>
    {
        var seating = Seated(table.Places, table.May);
        for (var need = 0; need < table.Places.Length; need++) seating.Fill(need);
        return Enumerable.Range(0, table.Places.Length).Sum(seating.Filled) == Best(table.Places, table.May, 0, new int[table.Places.Length]);
    }, iter: 20_000);

    [Fact]
    public void Nobody_sits_where_they_may_not_and_no_need_has_more_than_its_places() => Tables.Sample(table =>
    {
        var seating = Seated(table.Places, table.May);
        for (var need = 0; need < table.Places.Length; need++) seating.Fill(need);
        var seats = Enumerable.Range(0, table.May.Length).Select(seating.SeatOf).ToArray();
        return seats.Select((seat, person) => seat < 0 || table.May[person][seat]).All(allowed => allowed)
            && table.Places.Select((places, need) => seats.Count(s => s == need) == seating.Filled(need) && seating.Filled(need) <= places).All(sound => sound);
    }, iter: 20_000);

    [Fact]
    public void Filling_one_need_never_empties_another() => Tables.Sample(table =>
    {
        var seating = Seated(table.Places, table.May);
        var before = new int[table.Places.Length];
        for (var need = 0; need < table.Places.Length; need++)
        {
            seating.Fill(need);
            for (var other = 0; other < need; other++)
                if (seating.Filled(other) != before[other]) return false;
            before[need] = seating.Filled(need);
        }
        return true;
    }, iter: 20_000);

    private static Seating Seated(int[] places, bool[][] may)
    {
        var seating = new Seating(may.Length, places);
        for (var person = 0; person < may.Length; person++)
            for (var need = 0; need < places.Length; need++)
                if (may[person][need]) seating.Allow(person, need);
        return seating;
    }

    private static int Best(int[] places, bool[][] may, int person, int[] filled)
    {
        if (person == may.Length) return 0;
        var best = Best(places, may, person + 1, filled);
        for (var need = 0; need < places.Length; need++)
        {
            if (!may[person][need] || filled[need] == places[need]) continue;
            filled[need]++;
            best = Math.Max(best, 1 + Best(places, may, person + 1, filled));
            filled[need]--;
        }
        return best;
    }
}
