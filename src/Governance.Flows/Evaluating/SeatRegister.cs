namespace Governance.Flows;

/// <summary>Whose seats may be used by whom, as the request's facts say.</summary>
internal sealed class SeatRegister
{
    private readonly SortedDictionary<(string Principal, string Delegate), SeatDelegated> _handed = new(Comparer<(string, string)>.Create(InOrder));

    /// <summary>Every seat that is handed to somebody, by principal and delegate.</summary>
    public IReadOnlyCollection<SeatDelegated> Handed => _handed.Values;

    public void Hand(SeatDelegated seat) => _handed[(seat.Principal, seat.Delegate)] = seat;

    public void Return(SeatReturned seat) => _handed.Remove((seat.Principal, seat.Delegate));

    /// <summary>Whether somebody may decide from a seat. No chains: only whom its principal handed it to.</summary>
    public bool MayUse(string principal, string person) => principal == person || _handed.ContainsKey((principal, person));

    /// <summary>Whose seats a person was handed.</summary>
    public IEnumerable<string> PrincipalsOf(string person) => _handed.Values.Where(s => s.Delegate == person).Select(s => s.Principal);

    private static int InOrder((string, string) a, (string, string) b) =>
        string.CompareOrdinal(a.Item1, b.Item1) is var first && first != 0 ? first : string.CompareOrdinal(a.Item2, b.Item2);
}
