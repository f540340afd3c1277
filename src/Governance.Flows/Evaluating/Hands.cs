namespace Governance.Flows;

/// <summary>
/// Numbers people by the hands that act: whoever decided from another's seat is one person with it, so that nobody counts twice by
/// standing in for somebody.
/// </summary>
internal sealed class Hands
{
    private readonly Dictionary<string, int> _number = new(StringComparer.Ordinal);

    public Hands(NeedPart[] parts)
    {
        foreach (var part in parts)
            foreach (var person in part.Live ? part.Possible.Concat(part.Valid) : []) _number.TryAdd(person, _number.Count);
        foreach (var part in parts)
            foreach (var (person, hand) in part.Hands) Join(person, hand);
    }

    /// <summary>Numbers are below this.</summary>
    public int Count => _number.Count;

    public int NumberOf(string person) => _number[person];

    private void Join(string person, string hand)
    {
        if (!_number.TryGetValue(hand, out var number)) number = _number[hand] = _number.Count;
        var other = _number[person];
        foreach (var joined in _number.Where(n => n.Value == other).Select(n => n.Key).ToList()) _number[joined] = number;
    }
}
