namespace Governance.Flows;

/// <summary>A revision of the content: number from 1, what it consists of, who recorded it.</summary>
internal sealed record Revision(int Number, IReadOnlyDictionary<string, string> Fields, string By, long Version);

/// <summary>
/// What the facts of a request add up to before any rule is asked. One pass, one dictionary entry for each person and need;
/// behind the end of a request only what is still owed, and a reopening, has an effect.
/// </summary>
internal sealed class RequestRecord
{
    private readonly Flow _flow;
    private readonly Dictionary<string, StageRecord> _byId;
    private readonly CarriedSeats? _carried;

    public RequestRecord(Flow flow, IReadOnlyList<RequestEntry> history)
    {
        _flow = flow;
        Stages = [.. flow.Stages.Select(s => new StageRecord(s))];
        _byId = Stages.ToDictionary(s => s.Stage.Id, StringComparer.Ordinal);
        _carried = CarriedSeats.For(history);
        foreach (var entry in history) Apply(entry);
    }

    public StageRecord[] Stages { get; }

    public RequestFacts? Facts { get; private set; }

    public ApprovalRequested? Request { get; private set; }

    /// <summary>The version and digest of the flow that the facts say is followed now.</summary>
    public (int Version, string Digest) Pinned { get; private set; }

    public List<Revision> Revisions { get; } = [];

    public Revision Current => Revisions[^1];

    public SeatRegister Seats { get; } = new();

    /// <summary>When the request was opened, reopened, or taken over by a newer version of its flow.</summary>
    public DateTimeOffset Began { get; private set; }

    /// <summary>When the request ends undecided; null when that has not been computed, or it never does.</summary>
    public DeadlineSet? Expiry { get; private set; }

    public RequestEntry? End { get; private set; }

    /// <summary>What is owed behind the end; null when nothing is.</summary>
    public OwedRecord? Owed { get; private set; }

    public RequestEntry? Last { get; private set; }

    /// <summary>For each people name, who it meant when that was last recorded.</summary>
    public Dictionary<string, HashSet<string>> People { get; } = new(StringComparer.Ordinal);

    public void Apply(RequestEntry entry)
    {
        Last = entry;
        if (End is not null && entry.Fact is not RequestReopened)
        {
            Owed?.Apply(entry, this);
            return;
        }
        Facts = RequestFacts.Next(Facts, entry);
        if (Facts is null) return;
        switch (entry.Fact)
        {
            case ApprovalRequested requested when Request is null:
                (Request, Pinned, Began) = (requested, (requested.FlowVersion, requested.FlowDigest), entry.At);
                Revisions.Add(new Revision(1, requested.Fields, entry.Actor, entry.Version));
                break;
            case RequestRevised revised:
                Revisions.Add(new Revision(Facts.Revision, revised.Fields, entry.Actor, entry.Version));
                break;
            case RequestApproved or RequestRejected or RequestWithdrawn or RequestExpired or GlassBroken:
                (End, Owed) = (entry, OwedRecord.Behind(entry, _flow));
                break;
            case RequestReopened:
                Reopen(entry);
                break;
            case FlowReplaced replaced:
                Replace(replaced, entry);
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
        return End is { Fact: GlassBroken } broken && (broken.Actor == person || broken.OnBehalfOf == person) ? Excluded.GlassBreaker : null;
    }

    /// <summary>
    /// Which separation keeps a rejection from standing. Whoever is named an editor afterwards had every right to reject before: naming
    /// somebody is an edit, and an edit lifts no rejection.
    /// </summary>
    public Excluded? ExcludedThen(string person, Seat seat)
    {
        var excluded = ExcludedBy(person, seat);
        return excluded == Excluded.Editors && EditorSince(person) > seat.Revision && (seat.Hand == person || EditorSince(seat.Hand) > seat.Revision) ? null : excluded;
    }

    private int EditorSince(string person) => Facts!.EditorSince.GetValueOrDefault(person, int.MaxValue);

    /// <summary>Which separation keeps a seat from counting: its principal's, or that of who decided from it.</summary>
    public Excluded? ExcludedBy(string person, Seat seat) => ExcludedBy(person) ?? (seat.Hand == person ? null : ExcludedBy(seat.Hand));

    /// <summary>Keeps who the people names of a stage mean now.</summary>
    public Dictionary<string, HashSet<string>> Known(IReadOnlyDictionary<string, IReadOnlyList<string>> eligible)
    {
        var sets = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var (name, ids) in eligible) People[name] = sets[name] = new HashSet<string>(ids, StringComparer.Ordinal);
        return sets;
    }

    /// <summary>Whether whoever recorded a decision could use the seat it was recorded for.</summary>
    public bool MayUse(RequestEntry entry) =>
        entry.OnBehalfOf is not { } principal || principal == entry.Actor || _flow.Delegation is not null && Seats.MayUse(principal, entry.Actor);

    private void ApplyToStages(RequestEntry entry)
    {
        _carried?.Apply(entry, Facts!.Revision, this);
        if (StageRecord.IdIn(entry.Fact) is { } id)
        {
            if (_byId.TryGetValue(id, out var stage)) stage.Apply(entry, this);
            else if (entry.Fact is RejectionLifted lifted) Settle(id, [lifted.Person], entry.Version);
            if (entry.Fact is StageOpened && stage is not null) Suspend(stage.Stage);
            return;
        }
        switch (entry.Fact)
        {
            case DeadlineSet { Purpose: DeadlinePurpose.Expiry } deadline:
                Expiry = deadline;
                break;
            case SeatDelegated seat:
                Seats.Hand(seat);
                break;
            case SeatReturned seat:
                Seats.Return(seat);
                break;
            case DecisionMade made:
                foreach (var stage in Stages) stage.Decide(entry, made, this);
                break;
            case DecisionTakenBack back:
                foreach (var stage in Stages) stage.TakeBack(entry, back, this);
                break;
            case RequestReturned { To: { } to } returned:
                Settle(returned.Stage, returned.By, entry.Version);
                if (_byId.TryGetValue(to, out var target)) BeginAgain(target, entry.Version);
                break;
        }
    }

    // Everybody decides again. A rejection that ended the request has had its effect; one that did not stays.
    private void Reopen(RequestEntry entry)
    {
        _carried?.Apply(entry, Facts!.Revision, this);
        foreach (var stage in Stages) stage.BeginAgain(entry.Version);
        if (End?.Fact is RequestRejected rejected) Settle(rejected.Stage, rejected.By, entry.Version);
        (End, Owed, Expiry, Began) = (null, null, null, entry.At);
    }

    // The stages of the newer version begin; what they keep is named by the fact, so that every reader keeps the same.
    private void Replace(FlowReplaced replaced, RequestEntry entry)
    {
        (Pinned, Expiry, Began) = ((replaced.FlowVersion, replaced.FlowDigest), null, entry.At);
        var against = _carried?.Rejections() ?? new Dictionary<string, Seat>();
        _carried?.Keep(replaced.Kept);
        foreach (var stage in Stages)
        {
            stage.BeginAnew();
            _carried?.Restore(stage, replaced.Kept, _byId.ContainsKey);
        }
        // What stood against the request stands in the version that takes over, whatever became of its need.
        foreach (var (person, seat) in against)
            if (!Stages.Any(stage => stage.Decisions.IsSpent(person, seat))) Stages[_flow.Order[0]].Decisions.Stand(person, seat);
        if (replaced.Kept.Count == 0) Revisions.Add(new Revision(Facts!.Revision, Current.Fields, entry.Actor, entry.Version));
    }

    // A stage of an older version that this one does not have may have become any of its stages.
    private void Settle(string id, IReadOnlyList<string> people, long version)
    {
        foreach (var stage in _byId.TryGetValue(id, out var one) ? [one] : _carried is null ? [] : Stages)
            foreach (var person in people) stage.Decisions.Settle(person, version);
    }

    // A stage that was open or done has lost its ground when one before it begins again: it waits, and keeps its decisions.
    private void Suspend(Stage stage)
    {
        foreach (var later in stage.Later) Stages[later].Status = StageStatus.Waiting;
    }

    private void BeginAgain(StageRecord stage, long version)
    {
        foreach (var record in stage.Stage.Later.Select(i => Stages[i]).Append(stage)) record.BeginAgain(version);
    }
}
