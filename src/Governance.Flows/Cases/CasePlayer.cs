namespace Governance.Flows;

/// <summary>Plays a case: each act through its guard, each fact followed by what follows from it.</summary>
internal sealed class CasePlayer
{
    private readonly Flow _flow;
    private readonly string _file;
    private readonly Dictionary<string, PersonFacts> _people;
    private readonly List<RequestEntry> _history = [];
    private readonly List<FlowError> _failures = [];
    private DateTimeOffset _now;

    private Populations Populations => PeopleResolver.Resolve(_flow, RequestFacts.After(_history)!, _people.Values, _now);

    private CasePlayer(Flow flow, Case given, string file)
    {
        (_flow, _file, _people, _now) = (flow, file, new(given.People, StringComparer.Ordinal), given.Start);
        Append(given.Request, given.Request.Requester, null);
    }

    public static CaseResult Play(Flow flow, Case given, string file)
    {
        var player = new CasePlayer(flow, given, file);
        foreach (var step in given.Steps) player.Take(step);
        return new CaseResult(given.Name, given.Line, player._failures);
    }

    private void Take(CaseStep step)
    {
        switch (step)
        {
            case DirectoryStep directory:
                foreach (var (id, person) in directory.People)
                {
                    if (person is null) _people.Remove(id);
                    else _people[id] = person;
                }
                Follow();
                break;
            case TimeStep time:
                Pass(time);
                break;
            case ExpectStep expect:
                foreach (var (at, message) in Expectation.Check(expect.Map, Evaluator.Evaluate(_flow, _history), _history)) Fail(at, message);
                break;
            default:
                Act((ActStep)step);
                break;
        }
    }

    private void Pass(TimeStep time)
    {
        var moment = time.Moment ?? WorkCalendar.Always.After(_now, time.Wait ?? new Duration(1, DurationUnit.Minutes)).At;
        if (moment < _now) Fail(time.At, $"Time does not go back: it is {_now:yyyy-MM-dd'T'HH:mm:ss'Z'} already.");
        else _now = moment;
        Follow();
    }

    // Each act comes a minute after the one before; what has passed by then has passed.
    private void Act(ActStep act)
    {
        _now = _now.AddMinutes(1);
        Follow();
        var fact = FactOf(act);
        var refusal = Guard(act, fact);
        if (refusal?.Code != act.Refused)
            Fail(act.At, act.Refused is null ? $"{act.Verb} was refused: {refusal!.Code}, {refusal.Sentence}" : $"{act.Verb} should be refused with {act.Refused}; it was {refusal?.Code ?? "accepted"}.");
        if (refusal is null) Append(fact, act.Person, act.For == act.Person ? null : act.For);
    }

    private RequestEvent FactOf(ActStep act)
    {
        switch (act.Verb)
        {
            case "take-back": return new DecisionTakenBack(act.Need, act.Reason);
            case "withdraw": return new RequestWithdrawn(act.Reason);
            case "break-glass": return new GlassBroken(act.Reason ?? "");
            case "reopen": return new RequestReopened(act.Reason ?? "");
            case "lift": return new RejectionLifted(act.Stage ?? "", act.Of ?? "", act.Reason ?? "");
            case "reassign": return new SeatDelegated(act.Person, act.Of ?? "", act.Until ?? _now, null, act.Reason);
            case "revise": return Revision(act);
            default:
                var ballot = RequestGuard.BallotOf(_flow, Seen(act.Shown), act.For ?? act.Person);
                var digests = act.Need is null ? ballot.Digests : ballot.Digests.Where(d => d.Key == act.Need).ToDictionary();
                return new DecisionMade(Word(act.Verb), digests, RequestGuard.BallotOf(_flow, _history, act.For ?? act.Person).Roles, act.Need, act.Reason);
        }
    }

    private RequestRevised Revision(ActStep act)
    {
        var record = new RequestRecord(_flow, _history);
        var fields = new Dictionary<string, string>(record.Current.Fields, StringComparer.Ordinal);
        var subject = new Dictionary<string, FactValue>(record.Facts!.Subject, StringComparer.Ordinal);
        foreach (var (name, digest) in act.Fields) fields[name] = digest;
        foreach (var (name, value) in act.Subject) subject[name] = value;
        return new RequestRevised(ContentDigest.WithSubject(fields, subject), subject, [], act.Reason);
    }

    // Somebody who looks at an older revision sees the request as it was before the next one came.
    private List<RequestEntry> Seen(int? revision)
    {
        if (revision is null) return _history;
        var later = _history.Where(e => e.Fact is RequestRevised).Skip(revision.Value - 1).FirstOrDefault();
        return later is null ? _history : [.. _history.TakeWhile(e => e != later)];
    }

    private RequestRefusal? Guard(ActStep act, RequestEvent fact) => fact switch
    {
        DecisionMade decision => RequestGuard.MayDecide(_flow, _history, act.Person, decision, act.For),
        DecisionTakenBack => RequestGuard.MayTakeBack(_flow, _history, act.Person, act.Need, act.For),
        RequestWithdrawn => RequestGuard.MayWithdraw(_flow, _history, act.Person, Populations),
        RejectionLifted lifting => RequestGuard.MayLift(_flow, _history, act.Person, lifting),
        SeatDelegated seat => RequestGuard.MayReassign(_flow, _history, act.Person, seat, _people.Keys.ToHashSet(StringComparer.Ordinal), _now),
        RequestReopened => RequestGuard.MayReopen(_flow, _history, act.Person, _now, Populations),
        GlassBroken => RequestGuard.MayBreakGlass(_flow, _history, act.Person, act.Reason, Populations),
        _ => RequestGuard.MayRevise(_flow, _history),
    };

    private void Append(RequestEvent fact, string actor, string? principal)
    {
        _history.Add(new RequestEntry(fact, actor, principal, _now, _history.Count + 1));
        Follow();
    }

    private void Follow() => FlowHistory.Follow(_flow, _history, _people.Values, _now);

    private void Fail(YamlNode at, string message) => _failures.Add(new FlowError(_file, at.Line, at.Column, message));

    private static Decision Word(string verb) => verb switch
    {
        "approve" => Decision.Approve,
        "reject" => Decision.Reject,
        "request-changes" => Decision.RequestChanges,
        _ => Decision.Abstain,
    };
}
