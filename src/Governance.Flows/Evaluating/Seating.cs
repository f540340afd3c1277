namespace Governance.Flows;

/// <summary>
/// A maximum matching of people to needs that each take several: nobody sits twice, and as many places as possible are
/// filled. By augmenting paths: somebody who sits never has to stand up for good, so what is filled first stays filled.
/// The result depends on who may sit where, never on the order in which they arrived.
/// </summary>
/// <param name="people">How many people there are; they are numbered from 0.</param>
/// <param name="places">How many places each need has.</param>
public sealed class Seating(int people, IReadOnlyList<int> places)
{
    private const int Standing = -1;
    private readonly int[] _seatOf = [.. Enumerable.Repeat(Standing, people)];
    private readonly int[] _filled = new int[places.Count];
    private readonly List<int>[] _mayTake = [.. places.Select(_ => new List<int>())];
    private readonly int[] _cursor = new int[places.Count];
    private readonly bool[] _visited = new bool[places.Count];

    /// <summary>The need a person sits at, or -1.</summary>
    public int SeatOf(int person) => _seatOf[person];

    /// <summary>How many places of a need are taken.</summary>
    public int Filled(int need) => _filled[need];

    /// <summary>Lets a person take a place at a need, should it help.</summary>
    public void Allow(int person, int need) => _mayTake[need].Add(person);

    /// <summary>Fills as many places of a need as can be without emptying another's; true when none is left.</summary>
    public bool Fill(int need)
    {
        while (_filled[need] < places[need])
        {
            Array.Clear(_visited);
            if (!SeatOneMore(need)) return false;
            _filled[need]++;
        }
        return true;
    }

    private bool SeatOneMore(int need)
    {
        _visited[need] = true;
        var candidates = _mayTake[need];
        for (ref var at = ref _cursor[need]; at < candidates.Count;)
        {
            var person = candidates[at++];
            if (_seatOf[person] != Standing) continue;
            _seatOf[person] = need;
            return true;
        }
        foreach (var person in candidates)
        {
            var other = _seatOf[person];
            if (_visited[other] || !SeatOneMore(other)) continue;
            _seatOf[person] = need;
            return true;
        }
        return false;
    }
}
