namespace Governance.Flows;

/// <summary>A revision of the content: number from 1, what it consists of, who recorded it.</summary>
internal sealed record Revision(int Number, IReadOnlyDictionary<string, string> Fields, string By, long Version);

/// <summary>
/// What the facts of a request add up to before any rule is asked. One pass, one dictionary entry for each person and need;
/// facts behind the end of a request have no effect.
/// </summary>
internal sealed class RequestRecord
{
    private readonly Flow _flow;
    private readonly Dictionary<string, StageRecord> _byId;

    public RequestRecord(Flow flow, IReadOnlyList<RequestEntry> history)
    {
        _flow = flow;
        Stages = [.. flow.Stages.Select(s => new StageRecord(s))];
        _byId = Stages.ToDictionary(s => s.Stage.Id, StringComparer.Ordinal);
        foreach (var entry in history) Apply(entry);
    }

    public StageRecord[] Stages { get; }

    public RequestFacts? Facts { get; private set; }

    public ApprovalRequested? Request { get; private set; }

    public List<Revision> Revisions { get; } = [];

    public Revision Current => Revisions[^1];

    public RequestEntry? End { get; private set; }

    public RequestEntry? Last { get; private set; }

    /// <summary>For each people name, who it meant when that was last recorded.</summary>
    public Dictionary<string, HashSet<string>> People { get; } = new(StringComparer.Ordinal);

    public void Apply(RequestEntry entry)
    {
        Last = entry;
        if (End is not null) return;
        Facts = RequestFacts.Next(Facts, entry);
        if (Facts is null) return;
        switch (entry.Fact)
        {
            case ApprovalRequested requested when Request is null:
                Request = requested;
                Revisions.Add(new Revision(1, requested.Fields, entry.Actor, entry.Version));
                break;
            case RequestRevised revised:
                Revisions.Add(new Revision(Facts.Revision, revised.Fields, entry.Actor, entry.Version));
                break;
            case RequestApproved or RequestRejected or RequestWithdrawn or GlassBroken:
                End = entry;
                break;
            default:
                ApplyToStages(entry);
                break;
        }
    }

    /// <summary>Which separation keeps a person from counting, or null.</summary>
    public Excluded? ExcludedBy(string person)
    {
        if (person == Facts!.Author) return Excluded.Author;
        foreach (var kind in _flow.Separation.Excluded)
            if (kind == Excluded.Editors ? Facts.Editors.Contains(person) : kind == Excluded.Requester && Facts.Requester == person) return kind;
        return null;
    }

    private void ApplyToStages(RequestEntry entry)
    {
        switch (entry.Fact)
        {
            case StageOpened e when _byId.TryGetValue(e.Stage, out var stage):
                stage.Open(Known(e.Eligible), e.Unresolved);
                Suspend(stage.Stage);
                break;
            case EligibilityChanged e when _byId.TryGetValue(e.Stage, out var stage):
                stage.Change(Known(e.Eligible), e.Unresolved);
                break;
            case StageClosed e when _byId.TryGetValue(e.Stage, out var stage):
                stage.Close(e.Counted, Facts!.Revision);
                break;
            case StageSkipped e when _byId.TryGetValue(e.Stage, out var stage):
                stage.Skip(Facts!.Revision);
                break;
            case QuorumUnreachable e when _byId.TryGetValue(e.Stage, out var stage):
                stage.Raised[e.Need] = (e.Required, e.Possible);
                break;
            case RequestReturned e when _byId.TryGetValue(e.Stage, out var stage):
                if (e.To is null) stage.ReturnedAt = entry.Version;
                else if (_byId.TryGetValue(e.To, out var target)) BeginAgain(target, entry.Version);
                break;
            case DecisionMade e:
                foreach (var stage in Stages) stage.Decide(entry, e, Facts!.Revision);
                break;
            case DecisionTakenBack e:
                foreach (var stage in Stages) stage.TakeBack(entry, e, Facts!.Revision);
                break;
        }
    }

    // A stage that was open or done has lost its ground when one before it begins again: it waits, and keeps its decisions.
    private void Suspend(Stage stage)
    {
        foreach (var later in stage.Later) Stages[later].Status = StageStatus.Waiting;
    }

    private void BeginAgain(StageRecord stage, long version)
    {
        foreach (var record in stage.Stage.Later.Select(i => Stages[i]).Append(stage)) (record.Status, record.Since, record.ReturnedAt) = (StageStatus.Waiting, version, 0);
    }

    private Dictionary<string, HashSet<string>> Known(IReadOnlyDictionary<string, IReadOnlyList<string>> eligible)
    {
        var sets = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var (name, ids) in eligible) People[name] = sets[name] = new HashSet<string>(ids, StringComparer.Ordinal);
        return sets;
    }
}
