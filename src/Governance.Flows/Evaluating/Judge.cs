namespace Governance.Flows;

/// <summary>What a stage may do at this moment.</summary>
internal enum Standing { Waiting, Ready, ReadyToSkip, Open, Closed, Skipped, Error }

/// <summary>The rules that look at one revision of the content: digests, conditions, and which stages stand.</summary>
internal sealed class Judge
{
    private readonly Dictionary<(IReadOnlyList<string> Bind, int Revision), string> _digests = new(BindComparer.Instance);

    private readonly Dictionary<(IReadOnlyList<string> Bind, int Revision), (IReadOnlyList<FieldChange> Changes, string Told)> _changes = new(BindComparer.Instance);

    private readonly Dictionary<StageRecord, List<(string Person, Seat Seat)>> _against = [];

    public Judge(Flow flow, RequestRecord record)
    {
        (Flow, Record) = (flow, record);
        Standings = new Standing[flow.Stages.Count];
        foreach (var i in flow.Order) Standings[i] = StandingOf(record.Stages[i]);
        if (flow.Separation.Distinct == Distinct.Flow) CollectUsed();
    }

    public Flow Flow { get; }

    public RequestRecord Record { get; }

    public Standing[] Standings { get; }

    /// <summary>Where people's approvals are used in closed stages, when one person counts once in the flow.</summary>
    public Dictionary<string, (string Stage, string Need)> Used { get; } = new(StringComparer.Ordinal);

    /// <summary>A need's binding digest in a revision.</summary>
    public string Digest(Need need, int revision)
    {
        if (_digests.TryGetValue((need.Bind, revision), out var digest)) return digest;
        return _digests[(need.Bind, revision)] = Bound(need, Record.Revisions[revision - 1].Fields);
    }

    /// <summary>The digest of what a need binds: its fields, and whatever the content says of its subject.</summary>
    public static string Bound(Need need, IReadOnlyDictionary<string, string> fields) => ContentDigest.Of(fields, need.Bind.Concat(fields.Keys.Where(ContentDigest.IsOfSubject)));

    public string Digest(Need need) => Digest(need, Record.Current.Number);

    /// <summary>What stands against a stage, found once however many ask.</summary>
    public List<(string Person, Seat Seat)> Against(StageRecord stage) =>
        _against.TryGetValue(stage, out var standing) ? standing : _against[stage] = Rejections.Standing(this, stage);

    /// <summary>What changed of a need's content since a revision: many approvals are stale for the same reason.</summary>
    public (IReadOnlyList<FieldChange> Changes, string Told) ChangesSince(Need need, int revision)
    {
        if (_changes.TryGetValue((need.Bind, revision), out var changes)) return changes;
        return _changes[(need.Bind, revision)] = Staleness.Since(Record.Revisions, need, revision);
    }

    /// <summary>Whether a condition holds for the current revision; true when there is none.</summary>
    public (bool? Holds, string? Error) Holds(Condition? when) => when is null ? (true, null) : when.Holds(Record.Facts!);

    /// <summary>Why a need cannot be told, whoever approves: its condition, or a field it binds that the content lacks.</summary>
    public string? ErrorOf(Need need)
    {
        if (Holds(need.When).Error is { } error) return error;
        foreach (var field in need.Bind)
            if (!Record.Current.Fields.ContainsKey(field)) return $"The content has no field `{field}`, which the need binds.";
        return null;
    }

    private Standing StandingOf(StageRecord stage)
    {
        foreach (var id in stage.Stage.After)
            if (!IsDone(id)) return Standing.Waiting;
        if (stage.Status == StageStatus.Closed && StillHolds(stage)) return Standing.Closed;
        return Holds(stage.Stage.When) switch
        {
            (null, _) => Standing.Error,
            (false, _) => stage.Status == StageStatus.Skipped ? Standing.Skipped : Standing.ReadyToSkip,
            _ when NothingApplies(stage.Stage) => stage.Status == StageStatus.Skipped ? Standing.Skipped : Standing.ReadyToSkip,
            _ => stage.Status == StageStatus.Open ? Standing.Open : Standing.Ready,
        };
    }

    private bool IsDone(string id)
    {
        for (var i = 0; i < Flow.Stages.Count; i++)
            if (Flow.Stages[i].Id == id) return Standings[i] is Standing.Closed or Standing.Skipped;
        return false;
    }

    // The directory never reopens a closed stage; a revision does when it leaves what was approved behind.
    private bool StillHolds(StageRecord stage)
    {
        if (stage.SettledRevision == Record.Facts!.Revision) return true;
        var states = stage.Stage.Needs.Select(n => ErrorOf(n) is not null ? PartState.Error
            : Holds(n.When).Holds == false ? PartState.Skipped
            : stage.Counted.TryGetValue(n.Id, out var people) && people.All(p => StillCounts(stage, n, p)) ? PartState.Approved
            : PartState.Pending).ToList();
        return NeedTrees.StateOf(stage.Stage.Tree, states) is PartState.Approved or PartState.Skipped && stage.Stage.Checks.All(c => Holds(c.That).Holds == true);
    }

    private bool StillCounts(StageRecord stage, Need need, string person) =>
        stage.Decisions.Seats[need.Index].TryGetValue(person, out var seat) && Record.ExcludedBy(person, seat) is null && seat.DigestOf(need) == Digest(need);

    private bool NothingApplies(Stage stage) => stage.Needs.All(n => Holds(n.When) is (false, _));

    private void CollectUsed()
    {
        for (var i = 0; i < Standings.Length; i++)
            if (Standings[i] == Standing.Closed)
                foreach (var (need, people) in Record.Stages[i].Counted)
                    foreach (var person in people) Use(Record.Stages[i], need, person);
    }

    // Who decided from another's seat is used up with it.
    private void Use(StageRecord stage, string need, string person)
    {
        Used.TryAdd(person, (stage.Stage.Id, need));
        foreach (var asked in stage.Stage.Needs)
            if (asked.Id == need && stage.Decisions.Seats[asked.Index].TryGetValue(person, out var seat)) Used.TryAdd(seat.Hand, (stage.Stage.Id, need));
    }

    private sealed class BindComparer : IEqualityComparer<(IReadOnlyList<string> Bind, int Revision)>
    {
        public static readonly BindComparer Instance = new();

        public bool Equals((IReadOnlyList<string> Bind, int Revision) x, (IReadOnlyList<string> Bind, int Revision) y) =>
            x.Revision == y.Revision && ReferenceEquals(x.Bind, y.Bind);

        public int GetHashCode((IReadOnlyList<string> Bind, int Revision) key) =>
            HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(key.Bind), key.Revision);
    }
}
