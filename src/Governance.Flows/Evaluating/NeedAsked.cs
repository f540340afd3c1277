namespace Governance.Flows;

/// <summary>Whom a need asks: its own people, and whoever is asked as well.</summary>
internal sealed class NeedAsked
{
    private readonly RequestRecord _record;
    private readonly StageRecord _stage;
    private readonly Need _need;
    private readonly Members _atOpening;
    private readonly Members _now;
    private readonly List<string> _further = [];

    public NeedAsked(RequestRecord record, StageRecord stage, Need need)
    {
        (_record, _stage, _need) = (record, stage, need);
        (_atOpening, _now) = (stage.AtOpening.GetValueOrDefault(need.Of, Members.Nobody), stage.MembersOf(need.Of));
        foreach (var person in _now.Sorted)
        {
            var elector = _atOpening.Contains(person) && !stage.ExcludedAtOpening.Contains(person);
            if (elector) Electors.Add(person);
            if (record.ExcludedBy(person) is not null) continue;
            if (elector || !need.Approve.IsShare) Candidates.Add(person);
        }
    }

    /// <summary>Who a share is a share of: eligible when the stage opened and still there, even if they have been kept out since.</summary>
    public HashSet<string> Electors { get; } = new(StringComparer.Ordinal);

    /// <summary>Everyone who is asked and not excluded, sorted: the need's own people, and whoever was admitted.</summary>
    public List<string> Candidates { get; } = [];

    /// <summary>The people names that are asked, the need's own first.</summary>
    public IEnumerable<string> Names => _further.Prepend(_need.Of);

    /// <summary>Lets further people answer: they may do what the need's own people may, and nobody has to be a member from the beginning.</summary>
    public void Admit(IReadOnlyList<string> names)
    {
        if (names.Count == 0) return;
        _further.AddRange(names.Except(_further, StringComparer.Ordinal));
        var more = names.SelectMany(name => _stage.MembersOf(name).Sorted).Distinct(StringComparer.Ordinal).Where(p => !IsCandidate(p) && _record.ExcludedBy(p) is null).ToList();
        Candidates.AddRange(more);
        Candidates.Sort(StringComparer.Ordinal);
    }

    public bool IsCandidate(string person) => Candidates.BinarySearch(person, StringComparer.Ordinal) >= 0;

    /// <summary>Why an approval of this person does not count here, or null.</summary>
    public NotCounted? WhyNot(string person, DecisionMade made)
    {
        if (IsFurther(person, made)) return null;
        if (!made.Roles.Contains(_need.Of)) return new(person, Flows.WhyNot.NotEligible, $"{person} did not belong to {_need.Of} when approving.");
        if (!_now.Contains(person)) return new(person, Flows.WhyNot.Left, $"{person} does not belong to {_need.Of} any more.");
        return _need.Approve.IsShare && !_atOpening.Contains(person)
            ? new(person, Flows.WhyNot.CameLater, $"{person} joined {_need.Of} after the stage opened; {_need.Approve} is a share of those who were there.")
            : null;
    }

    private bool IsFurther(string person, DecisionMade made)
    {
        foreach (var name in _further)
            if (made.Roles.Contains(name) && _stage.MembersOf(name).Contains(person)) return true;
        return false;
    }
}
