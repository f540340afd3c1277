namespace Governance.Flows;

/// <summary>One past request and the same under another flow, side by side, step by step.</summary>
internal sealed class Rerun
{
    private static readonly RequestRefusal NotOwed = new("replay.not-owed", "This was decided on what was owed after the end; under this flow the request had not ended.");
    private static readonly RequestRefusal Ended = new("request.closed", "Under this flow the request had ended by then.");

    private readonly IReadOnlyList<RequestEntry> _past;
    private readonly List<RequestEntry> _seen = [];
    private readonly int _lastReopening;
    private readonly SortedDictionary<string, Parting> _apart = new(StringComparer.Ordinal);

    public Rerun(Flow flow, IReadOnlyList<RequestEntry> past, DirectoryTimeline directory, CancellationToken cancellation)
    {
        (Flow, _past, Would) = (flow, past, new Playback(flow, directory, cancellation));
        for (_lastReopening = past.Count - 1; _lastReopening >= 0 && past[_lastReopening].Fact is not RequestReopened;) _lastReopening--;
    }

    public Flow Flow { get; }

    public Progress Was { get; } = new();

    public Playback Would { get; }

    public List<(RequestEntry Act, RequestRefusal Refusal)> Refused { get; } = [];

    /// <summary>The act from which the past request's end followed; what came by the passing of time counts with the act before it.</summary>
    public long EndedBy { get; private set; }

    /// <summary>Every part that stood otherwise at the end, and since when.</summary>
    public IReadOnlyDictionary<string, Parting> Apart => _apart;

    /// <summary>Plays the request to where the past one ended, and judges.</summary>
    public ReplayOutcome Outcome()
    {
        for (var at = 0; at < _past.Count;)
        {
            // Behind its last end only what is owed is decided: a request that is still open then has nothing of that.
            if (Was.End is not null && Would.Progress.End is null && at > _lastReopening) break;
            at = Step(at);
        }
        return ReplayJudge.Judge(this);
    }

    // One act and everything recorded up to the next, or up to an end.
    private int Step(int at)
    {
        var first = _past[at];
        var act = Acts.Is(first, _seen);
        if (act && Play(first) is { } refusal) Refused.Add((first, refusal));
        do Take(_past[at++]);
        while (at < _past.Count && Was.End != _past[at - 1] && !Acts.Is(_past[at], _seen));
        if (Was.End == _past[at - 1]) EndedBy = first.Version;
        Would.Pass(_past[at - 1].At);
        Compare(first);
        return at;
    }

    private RequestRefusal? Play(RequestEntry act)
    {
        Would.Pass(act.At);
        var (ended, wouldBeEnded) = (Was.End is not null, Would.Progress.End is not null);
        if (act.Fact is RequestReopened) return Would.Act(act);
        if (ended && !wouldBeEnded) return NotOwed;
        if (!ended && wouldBeEnded) return Ended;
        return Would.Act(act.Fact is DecisionMade made ? act with { Fact = Would.Recast(made, act.OnBehalfOf ?? act.Actor, Was.Fields) } : act);
    }

    private void Take(RequestEntry entry)
    {
        _seen.Add(entry);
        Was.Apply(entry);
    }

    private void Compare(RequestEntry first)
    {
        Compare(Progress.Whole, first, Was.State != Would.Progress.State || Was.State == RequestState.Approved && !Playback.SameContent(Was.Fields, Would.Progress.Fields));
        foreach (var stage in Flow.Stages)
            if (Was.Stages.Contains(stage.Id)) Compare(stage.Id, first, Was.StageState(stage.Id) != Would.Progress.StageState(stage.Id));
    }

    private void Compare(string part, RequestEntry first, bool differs)
    {
        if (!differs) _apart.Remove(part);
        else if (!_apart.ContainsKey(part)) _apart[part] = Parting.Of(this, part, _seen.FindLast(e => e.Version == Was.ChangedAt(part) && e.Version >= first.Version) ?? first);
    }
}

/// <summary>Where a part of a request began to stand otherwise.</summary>
/// <param name="At">The past fact.</param>
/// <param name="Was">Where it stood.</param>
/// <param name="WouldBe">Where it would have stood.</param>
/// <param name="Known">How many facts the request under the proposed flow had then.</param>
internal sealed record Parting(RequestEntry At, string Was, string WouldBe, int Known)
{
    public static Parting Of(Rerun rerun, string part, RequestEntry at) => part == Progress.Whole
        ? new(at, ReplayWords.Word(rerun.Was.State), ReplayWords.Word(rerun.Would.Progress.State), rerun.Would.History.Count)
        : new(at, ReplayWords.Word(rerun.Was.StageState(part)), ReplayWords.Word(rerun.Would.Progress.StageState(part)), rerun.Would.History.Count);
}
