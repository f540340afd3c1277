namespace Governance.Flows;

/// <summary>
/// A request as it would run under a flow: people's acts go through the flow's guards at their own times, and what follows from each,
/// from the directory and from the passing of time is added as the service would add it.
/// </summary>
internal sealed class Playback(Flow flow, DirectoryTimeline directory, CancellationToken cancellation = default)
{
    private const string Engine = "flows";
    private static readonly Dictionary<string, string> NoDigests = [];
    private readonly PeopleThen _people = directory.PeopleOf(flow);
    private readonly List<RequestEntry> _history = [];
    private readonly List<long> _causes = [];
    private RequestFacts? _facts;
    private string _seen = "";
    private Populations? _asked;
    private DateTimeOffset _now = DateTimeOffset.MinValue;
    private long _cause;

    public IReadOnlyList<RequestEntry> History => _history;

    public Progress Progress { get; } = new();

    /// <summary>The version, in the history that is played, of the act from which a fact of this one came.</summary>
    public long CauseOf(int index) => _causes[index];

    /// <summary>Lets time pass: the directory changes, delegations end, deadlines pass, and what follows from that is recorded when it would be.</summary>
    public void Pass(DateTimeOffset until)
    {
        while (_facts is not null && NextMoment() is { } moment && moment <= until)
        {
            cancellation.ThrowIfCancellationRequested();
            _now = moment;
            Follow(_facts);
        }
        if (until > _now) _now = until;
    }

    /// <summary>Does what a person did, at its time, unless the flow's guard refuses it then; a refused act is not applied.</summary>
    public RequestRefusal? Act(RequestEntry act)
    {
        cancellation.ThrowIfCancellationRequested();
        Pass(act.At);
        if (Guard(act) is { } refusal) return refusal;
        _cause = act.Version;
        Append(act.Fact is ApprovalRequested r ? r with { Flow = flow.Name, FlowVersion = flow.Version, FlowDigest = flow.Digest } : act.Fact, act.Actor, act.OnBehalfOf);
        if (act.Fact is ApprovalRequested or RequestRevised or RequestReopened && RequestFacts.After(_history) is { } facts) (_facts, _seen) = (facts, _people.SeenOf(facts));
        _asked = null;
        if (_facts is not null) Follow(_facts);
        return null;
    }

    /// <summary>A decision as the flow's ballot gives it to the person now, for the content they were shown.</summary>
    /// <param name="made">What the person decided.</param>
    /// <param name="seat">Whose seat it is.</param>
    /// <param name="shown">The fields of that content.</param>
    public DecisionMade Recast(DecisionMade made, string seat, IReadOnlyDictionary<string, string> shown)
    {
        var ballot = RequestGuard.BallotOf(flow, _history, seat);
        // Whoever rejected without naming any content names none here either.
        var digests = made.Decision != Decision.Approve && made.Digests.Count == 0 ? NoDigests : Digests(ballot, made.Need, shown);
        return made with { Digests = digests, Roles = ballot.Roles };
    }

    private Dictionary<string, string> Digests(Ballot ballot, string? need, IReadOnlyDictionary<string, string> shown)
    {
        var asked = ballot.Digests.Where(d => need is null || d.Key == need);
        if (SameContent(shown, Progress.Fields)) return asked.ToDictionary();
        // A revision that this flow refused was not before the approvers here, and what was decided on it is for that content only.
        var needs = flow.Stages.SelectMany(s => s.Needs).ToDictionary(n => n.Id, StringComparer.Ordinal);
        return asked.ToDictionary(d => d.Key, d => needs.TryGetValue(d.Key, out var n) && shown.All(f => ContentDigest.IsFieldName(f.Key) && ContentDigest.IsDigest(f.Value)) ? Judge.Bound(n, shown) : "");
    }

    /// <summary>Whether two contents are the same, field by field.</summary>
    public static bool SameContent(IReadOnlyDictionary<string, string> a, IReadOnlyDictionary<string, string> b) =>
        ReferenceEquals(a, b) || a.Count == b.Count && a.All(f => b.TryGetValue(f.Key, out var digest) && digest == f.Value);

    private RequestRefusal? Guard(RequestEntry act) => act.Fact switch
    {
        DecisionMade decision => RequestGuard.MayDecide(flow, _history, act.Actor, decision, act.OnBehalfOf),
        DecisionTakenBack back => RequestGuard.MayTakeBack(flow, _history, act.Actor, back.Need, act.OnBehalfOf),
        RequestRevised => RequestGuard.MayRevise(flow, _history),
        RequestWithdrawn => RequestGuard.MayWithdraw(flow, _history, act.Actor),
        GlassBroken broken => RequestGuard.MayBreakGlass(flow, _history, act.Actor, broken.Reason),
        RejectionLifted lifting => RequestGuard.MayLift(flow, _history, act.Actor, lifting),
        RequestReopened => RequestGuard.MayReopen(flow, _history, act.Actor, _now),
        SeatDelegated seat => RequestGuard.MayReassign(flow, _history, seat.Principal, seat, _asked?.Everyone, _now),
        _ => null,
    };

    private void Follow(RequestFacts facts)
    {
        var people = _people.At(facts, _seen, _now);
        if (ReferenceEquals(people, _asked) && !_history.Exists(e => MomentOf(e.Fact) == _now)) return;
        _asked = people;
        foreach (var fact in Advance.Next(flow, _history, people, _now)) Append(fact, Engine, null);
    }

    private DateTimeOffset? NextMoment()
    {
        var next = directory.EndOf(directory.EpochOf(_now));
        foreach (var entry in _history)
            if (MomentOf(entry.Fact) is { } moment && moment > _now && !(next <= moment)) next = moment;
        return next;
    }

    // When a fact wants to be looked at again.
    private static DateTimeOffset? MomentOf(RequestEvent fact) => fact switch
    {
        DeadlineSet deadline => deadline.At,
        SeatDelegated seat => seat.Until,
        _ => null,
    };

    private void Append(RequestEvent fact, string actor, string? onBehalfOf)
    {
        var entry = new RequestEntry(fact, actor, onBehalfOf, _now, _history.Count + 1);
        _history.Add(entry);
        _causes.Add(_cause);
        Progress.Apply(entry);
    }
}
