namespace Governance.Flows;

/// <summary>
/// How far a request had come, read from its recorded facts alone: no flow is asked, so that a request that was decided under any
/// flow can be laid beside the same request under another. The first end counts, until somebody reopens the request.
/// </summary>
internal sealed class Progress
{
    private readonly SortedDictionary<string, PartState> _stages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _changed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private IReadOnlyList<string> _turnedBackBy = [];

    /// <summary>The part that is the request as a whole, beside its stages.</summary>
    public const string Whole = "";

    public bool Requested { get; private set; }

    public RequestState State { get; private set; }

    /// <summary>The fact that ended it; null while it is open.</summary>
    public RequestEntry? End { get; private set; }

    /// <summary>The content before the approvers: field to digest.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; private set; } = new Dictionary<string, string>();

    public int Revision { get; private set; }

    /// <summary>Everyone who was ever asked.</summary>
    public IReadOnlySet<string> Asked => _asked;

    /// <summary>The stages that the facts speak of.</summary>
    public IEnumerable<string> Stages => _stages.Keys;

    public static Progress Of(IEnumerable<RequestEntry> history)
    {
        var progress = new Progress();
        foreach (var entry in history) progress.Apply(entry);
        return progress;
    }

    public PartState StageState(string id) => _stages.GetValueOrDefault(id, PartState.Waiting);

    /// <summary>When a part last changed; 0 when it never did.</summary>
    public long ChangedAt(string part) => _changed.GetValueOrDefault(part);

    public void Apply(RequestEntry entry)
    {
        if (entry.Fact is ApprovalRequested requested && !Requested)
        {
            (Requested, Fields, Revision) = (true, requested.Fields, 1);
            Become(RequestState.Pending, entry);
        }
        else if (Requested && End is null) ApplyOpen(entry);
        else if (Requested) ApplyEnded(entry);
        foreach (var people in (entry.Fact as StageOpened)?.Eligible.Values ?? (entry.Fact as EligibilityChanged)?.Eligible.Values ?? []) _asked.UnionWith(people);
    }

    private void ApplyOpen(RequestEntry entry)
    {
        switch (entry.Fact)
        {
            case RequestRevised revised:
                (Fields, Revision) = (revised.Fields, Revision + 1);
                GoOn(entry);
                break;
            case DecisionMade or DecisionTakenBack or RejectionLifted:
                if (_turnedBackBy.Contains((entry.Fact as RejectionLifted)?.Person ?? entry.OnBehalfOf ?? entry.Actor)) GoOn(entry);
                break;
            case RequestReturned { To: null } returned:
                _turnedBackBy = returned.By;
                Become(RequestState.ChangesRequested, entry);
                Become(returned.Stage, PartState.Rejected, entry);
                break;
            case RequestApproved or RequestRejected or RequestWithdrawn or RequestExpired or GlassBroken:
                EndWith(entry);
                break;
            default:
                ApplyToStages(entry);
                break;
        }
    }

    private void ApplyToStages(RequestEntry entry)
    {
        switch (entry.Fact)
        {
            case StageOpened opened:
                Become(opened.Stage, PartState.Pending, entry);
                break;
            case StageClosed closed:
                Become(closed.Stage, PartState.Approved, entry);
                break;
            case StageSkipped skipped:
                Become(skipped.Stage, PartState.Skipped, entry);
                break;
            case RequestReturned { To: { } to }:
                Become(to, PartState.Waiting, entry);
                break;
        }
    }

    private void ApplyEnded(RequestEntry entry)
    {
        if (entry.Fact is BreakGlassUndone && State == RequestState.ApprovedByBreakGlass) Become(RequestState.Undone, entry);
        if (entry.Fact is not RequestReopened) return;
        End = null;
        GoOn(entry);
        foreach (var stage in _stages.Keys.ToList()) Become(stage, PartState.Waiting, entry);
    }

    private void EndWith(RequestEntry entry)
    {
        End = entry;
        if (entry.Fact is RequestRejected rejected) Become(rejected.Stage, PartState.Rejected, entry);
        Become(entry.Fact switch
        {
            RequestApproved => RequestState.Approved,
            RequestRejected => RequestState.Rejected,
            RequestWithdrawn => RequestState.Withdrawn,
            RequestExpired => RequestState.Expired,
            _ => RequestState.ApprovedByBreakGlass,
        }, entry);
    }

    private void GoOn(RequestEntry entry)
    {
        _turnedBackBy = [];
        if (State == RequestState.Pending) return;
        Become(RequestState.Pending, entry);
        foreach (var stage in _stages.Where(s => s.Value == PartState.Rejected).Select(s => s.Key).ToList()) Become(stage, PartState.Pending, entry);
    }

    private void Become(RequestState state, RequestEntry entry)
    {
        if (State != state) _changed[Whole] = entry.Version;
        State = state;
    }

    private void Become(string stage, PartState state, RequestEntry entry)
    {
        if (StageState(stage) != state) _changed[stage] = entry.Version;
        _stages[stage] = state;
    }
}
