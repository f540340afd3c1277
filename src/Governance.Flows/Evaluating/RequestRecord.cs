namespace Governance.Flows;

/// <summary>A revision of the content: number from 1, what it consists of, who recorded it.</summary>
internal sealed record Revision(int Number, IReadOnlyDictionary<string, string> Fields, string By, long Version);

/// <summary>
/// What the facts of a request add up to before any rule is asked. One pass, one dictionary entry for each person and need;
/// behind the end of a request only what is still owed, and a reopening, has an effect.
/// </summary>
internal sealed partial class RequestRecord
{
    private readonly Flow _flow;
    private readonly bool _editors;
    private readonly bool _requester;
    private readonly Dictionary<string, StageRecord> _byId;
    private readonly CarriedSeats? _carried;

    public RequestRecord(Flow flow, IReadOnlyList<RequestEntry> history)
    {
        (_flow, _editors, _requester) = (flow, flow.Separation.Excluded.Contains(Excluded.Editors), flow.Separation.Excluded.Contains(Excluded.Requester));
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

    /// <summary>A seat decides in these stages.</summary>
    public void Decide(RequestEntry entry, DecisionMade made, ReadOnlySpan<StageRecord> stages)
    {
        var seat = new Seat(entry, made, Facts!.Revision, MayUse(entry));
        foreach (var stage in stages) stage.Decide(entry.OnBehalfOf ?? entry.Actor, made, seat);
    }

    /// <summary>A seat is emptied in these stages, by somebody who may use it.</summary>
    public void TakeBack(RequestEntry entry, DecisionTakenBack back, ReadOnlySpan<StageRecord> stages)
    {
        if (!MayUse(entry)) return;
        var nothing = new Seat(entry, null, Facts!.Revision);
        foreach (var stage in stages) stage.TakeBack(entry.OnBehalfOf ?? entry.Actor, back, nothing);
    }

    private void ApplyToStages(RequestEntry entry)
    {
        _carried?.Apply(entry, Facts!.Revision, this);
        if (StageFacts.IdIn(entry.Fact) is { } id)
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
                Decide(entry, made, Stages);
                break;
            case DecisionTakenBack back:
                TakeBack(entry, back, Stages);
                break;
            case RequestReturned { To: { } to } returned:
                Settle(returned.Stage, returned.By, entry.Version);
                if (_byId.TryGetValue(to, out var target)) BeginAgain(target, entry.Version);
                break;
        }
    }
}
