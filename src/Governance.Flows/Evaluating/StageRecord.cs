namespace Governance.Flows;

internal enum StageStatus { Waiting, Open, Closed, Skipped }

/// <summary>What the facts of a request add up to for one stage.</summary>
internal sealed class StageRecord(Stage stage)
{
    private static readonly Dictionary<string, Members> Nobody = [];
    private static readonly Dictionary<string, string> NoReason = [];

    public Stage Stage => stage;

    public StageStatus Status { get; set; }

    /// <summary>When the stage last opened.</summary>
    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>When the stage last asked for a new revision; 0 when it has not since it began.</summary>
    public long ReturnedAt { get; private set; }

    /// <summary>The revision that was current when the stage was closed or skipped.</summary>
    public int SettledRevision { get; private set; }

    public Dictionary<string, Members> AtOpening { get; private set; } = Nobody;

    /// <summary>Who separation had kept out already when the stage opened: a share is of the others, even when one of them is kept out later.</summary>
    public HashSet<string> ExcludedAtOpening { get; private set; } = [];

    public Dictionary<string, Members> Now { get; private set; } = Nobody;

    public IReadOnlyDictionary<string, string> Unresolved { get; private set; } = NoReason;

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Counted { get; private set; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Quorums out of reach, as they were last raised.</summary>
    public Dictionary<string, (int Required, int Possible)> Raised { get; } = new(StringComparer.Ordinal);

    /// <summary>Needs whose quorum was lowered, and to how many.</summary>
    public Dictionary<string, int> Lowered { get; } = new(StringComparer.Ordinal);

    /// <summary>Needs out of reach of which people were told.</summary>
    public HashSet<string> Told { get; } = new(StringComparer.Ordinal);

    /// <summary>People names that are asked as well: for one need or, with null, for all of them.</summary>
    public HashSet<(string Name, string? Need)> Asked { get; } = [];

    /// <summary>The deadlines of the stage since it last opened.</summary>
    public StageTimes Times { get; } = new();

    /// <summary>What people have decided in it.</summary>
    public StageDecisions Decisions { get; } = new(stage);

    /// <summary>A fact about this stage.</summary>
    public void Apply(RequestEntry entry, RequestRecord record)
    {
        switch (entry.Fact)
        {
            case StageOpened e: Open(record.Known(e.Eligible), e.Unresolved, entry.At, record); break;
            case EligibilityChanged e: Change(record.Known(e.Eligible), e.Unresolved); break;
            case StageClosed e: Close(e.Counted, record.Facts!.Revision); break;
            case StageSkipped: Skip(record.Facts!.Revision); break;
            case QuorumUnreachable e: Raise(e); break;
            case QuorumLowered e: Lowered[e.Need] = Math.Max(1, e.To); break;
            case PeopleTold e: Told.Add(e.Need); break;
            case PeopleReminded e: Times.Remind(e); break;
            case RequestEscalated e: Asked.Add((e.To, e.Need)); break;
            case RejectionLifted e: Decisions.Settle(e.Person, entry.Version); break;
            case DeadlineSet e: Times.Set(e); break;
            case DeadlinePassed e: Times.Pass(e); break;
            case RequestReturned: ReturnedAt = entry.Version; break;
        }
    }

    private void Open(Dictionary<string, Members> eligible, IReadOnlyDictionary<string, string>? unresolved, DateTimeOffset at, RequestRecord record)
    {
        ExcludedAtOpening = eligible.Values.SelectMany(people => people.Sorted).Where(person => record.ExcludedBy(person) is not null).ToHashSet(StringComparer.Ordinal);
        (Status, OpenedAt, AtOpening, Now, Unresolved) = (StageStatus.Open, at, eligible, eligible, unresolved ?? NoReason);
        Raised.Clear();
        Lowered.Clear();
        Told.Clear();
        Asked.Clear();
        Times.Clear();
    }

    private void Change(Dictionary<string, Members> eligible, IReadOnlyDictionary<string, string>? unresolved)
    {
        if (Status != StageStatus.Open) return;
        foreach (var need in stage.Needs)
            if (eligible.TryGetValue(need.Of, out var now) && !now.IsSubsetOf(MembersOf(need.Of))) Reachable(need.Id);
        (Now, Unresolved) = (eligible, unresolved ?? NoReason);
    }

    private void Raise(QuorumUnreachable raised)
    {
        Told.Remove(raised.Need);
        Raised[raised.Need] = (raised.Required, raised.Possible);
    }

    /// <summary>The stage begins again: what was approved in it up to this version is spent.</summary>
    public void BeginAgain(long version)
    {
        Status = StageStatus.Waiting;
        Decisions.BeginAgain(version);
    }

    /// <summary>The stage is another flow's from here on, and has sent nothing back.</summary>
    public void BeginAnew()
    {
        BeginAgain(0);
        ReturnedAt = 0;
    }

    public void Decide(string person, DecisionMade made, Seat seat)
    {
        if (Status == StageStatus.Open) Decisions.Decide(person, made, seat);
    }

    public void TakeBack(string person, DecisionTakenBack back, Seat nothing)
    {
        if (Status is StageStatus.Open or StageStatus.Waiting) Decisions.TakeBack(person, back, nothing);
    }

    private void Close(IReadOnlyDictionary<string, IReadOnlyList<string>> counted, int revision) =>
        (Status, Counted, SettledRevision) = (StageStatus.Closed, counted, revision);

    private void Skip(int revision) => (Status, SettledRevision) = (StageStatus.Skipped, revision);

    /// <summary>The people names that may answer for a need because more people were asked.</summary>
    public IEnumerable<string> AskedFor(Need need) => Asked.Where(a => a.Need is null || a.Need == need.Id).Select(a => a.Name);

    /// <summary>Whether the person has a decision here that could be taken back.</summary>
    public bool HasDecision(string person, string? need) => Status is StageStatus.Open or StageStatus.Waiting && Decisions.Has(person, need);

    /// <summary>Who a people name means now.</summary>
    public Members MembersOf(string name) => Now.GetValueOrDefault(name, Members.Nobody);

    private void Reachable(string need)
    {
        Raised.Remove(need);
        Lowered.Remove(need);
        Told.Remove(need);
    }
}
