using Governance.Flows;

namespace Governance.Tests.Flows;

/// <summary>The people of a <see cref="Scenario"/>: groups, who stands in for whom, and who has left.</summary>
internal sealed class Staff
{
    private readonly Dictionary<string, HashSet<string>> _groups = new(StringComparer.Ordinal);
    private readonly List<SeatDelegated> _standIns = [];
    private readonly HashSet<string> _gone = [];

    /// <summary>Groups as "legal p-1 p-2".</summary>
    public Staff(IEnumerable<string> groups)
    {
        foreach (var words in groups.Select(group => group.Split(' '))) _groups[words[0]] = [.. words.Skip(1)];
    }

    public void Join(string group, string person) => _groups[group].Add(person);

    public void Leave(string group, string person) => _groups[group].Remove(person);

    public void Quit(string person)
    {
        foreach (var members in _groups.Values) members.Remove(person);
        _gone.Add(person);
    }

    public void StandIn(string person, string to, DateTimeOffset until) => _standIns.Add(new SeatDelegated(person, to, until, $"d-{_standIns.Count + 1}"));

    public void NoStandIn(string person) => _standIns.RemoveAll(s => s.Principal == person);

    public Populations At(DateTimeOffset now) => new(_groups.ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Value]), new Dictionary<string, string>())
    {
        Delegations = [.. _standIns.Where(s => now < s.Until && !_gone.Contains(s.Principal) && !_gone.Contains(s.Delegate))],
        Everyone = _groups.Values.SelectMany(g => g).Concat(Enumerable.Range(1, 20).Select(i => $"p-{i}")).Append(Scenario.Author).Where(p => !_gone.Contains(p)).ToHashSet(StringComparer.Ordinal),
    };
}
