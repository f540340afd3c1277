namespace Governance.Flows;

/// <summary>Whom a need asks: its own people, and whoever is asked as well.</summary>
internal sealed class NeedAsked
{
    private readonly RequestRecord _record;
    private readonly StageRecord _stage;
    private readonly Need _need;
    private readonly IReadOnlySet<string> _atOpening;
    private readonly IReadOnlySet<string> _now;
    private readonly List<string> _further = [];

    public NeedAsked(RequestRecord record, StageRecord stage, Need need)
    {
        (_record, _stage, _need) = (record, stage, need);
        (_atOpening, _now) = (StageRecord.Members(stage.AtOpening, need.Of), StageRecord.Members(stage.Now, need.Of));
        foreach (var person in _now)
        {
            var elector = _atOpening.Contains(person) && !stage.ExcludedAtOpening.Contains(person);
            if (elector) Electors.Add(person);
            if (record.ExcludedBy(person) is not null) continue;
            if (elector || !need.Approve.IsShare) Own.Add(person);
        }
    }

    /// <summary>Who a share is a share of: eligible when the stage opened and still there, even if they have been kept out since.</summary>
    public HashSet<string> Electors { get; } = new(StringComparer.Ordinal);

    /// <summary>Those of the need's own people who could approve.</summary>
    public List<string> Own { get; } = [];

    /// <summary>The people names that are asked, the need's own first.</summary>
    public IEnumerable<string> Names => _further.Prepend(_need.Of);

    /// <summary>Lets further people answer, and says who that is.</summary>
    /// <remarks>They may do what the need's own people may, and nobody has to be a member from the beginning.</remarks>
    public IEnumerable<string> Admit(IReadOnlyList<string> names)
    {
        _further.AddRange(names.Except(_further, StringComparer.Ordinal));
        return names.SelectMany(name => StageRecord.Members(_stage.Now, name)).Distinct(StringComparer.Ordinal).Where(p => _record.ExcludedBy(p) is null);
    }

    /// <summary>Why an approval of this person does not count here, or null.</summary>
    public NotCounted? WhyNot(string person, DecisionMade made)
    {
        if (_further.Exists(name => made.Roles.Contains(name) && StageRecord.Members(_stage.Now, name).Contains(person))) return null;
        if (!made.Roles.Contains(_need.Of)) return new(person, Flows.WhyNot.NotEligible, $"{person} did not belong to {_need.Of} when approving.");
        if (!_now.Contains(person)) return new(person, Flows.WhyNot.Left, $"{person} does not belong to {_need.Of} any more.");
        return _need.Approve.IsShare && !_atOpening.Contains(person)
            ? new(person, Flows.WhyNot.CameLater, $"{person} joined {_need.Of} after the stage opened; {_need.Approve} is a share of those who were there.")
            : null;
    }
}
