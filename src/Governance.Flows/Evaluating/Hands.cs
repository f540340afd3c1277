namespace Governance.Flows;

/// <summary>
/// Numbers people by the hands that act: whoever decided from another's seat is one person with it, so that nobody counts twice by
/// standing in for somebody.
/// </summary>
internal sealed class Hands
{
    private readonly Dictionary<string, int> _number = new(StringComparer.Ordinal);
    private readonly List<int> _joined = [];

    /// <summary>People, each with the hand that decided; their own when nobody stood in.</summary>
    public Hands(IEnumerable<(string Person, string Hand)> seats)
    {
        foreach (var (person, hand) in seats)
        {
            var number = Number(person);
            if (hand != person) Join(number, Number(hand));
        }
    }

    /// <summary>Numbers are below this.</summary>
    public int Count => _joined.Count;

    /// <summary>How many there are when everybody who acts by one hand is one.</summary>
    public int Groups
    {
        get
        {
            var groups = 0;
            for (var i = 0; i < _joined.Count; i++)
                if (_joined[i] == i) groups++;
            return groups;
        }
    }

    public int NumberOf(string person) => First(_number[person]);

    private int Number(string person)
    {
        if (_number.TryGetValue(person, out var number)) return number;
        _joined.Add(_joined.Count);
        return _number[person] = _joined.Count - 1;
    }

    private void Join(int one, int other) => _joined[First(one)] = First(other);

    private int First(int number)
    {
        while (_joined[number] != number) number = _joined[number] = _joined[_joined[number]];
        return number;
    }
}
