using Governance.Flows;

namespace Governance.Tests.Flows.Replaying;

/// <summary>
/// A request that was decided in the past, act by act, a minute each, in a directory that changed meanwhile: what the service would have
/// recorded. What its flow refused was not recorded.
/// </summary>
internal sealed class PastRequest
{
    public const string Author = Scenario.Author;
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly Dictionary<string, PersonFacts> _people = new(StringComparer.Ordinal);
    private Dictionary<string, FactValue> _subject = [];
    private Dictionary<string, string> _fields = new() { ["body"] = ContentDigest.OfText("v1"), ["audience"] = ContentDigest.OfText("all"), ["contact"] = ContentDigest.OfText("x") };

    private PastRequest(Flow flow, IEnumerable<string> groups)
    {
        Flow = flow;
        foreach (var words in groups.Select(group => group.Split(' ')))
            foreach (var person in words.Skip(1)) Become(person, p => p with { Groups = [.. p.Groups, words[0]] });
    }

    public Flow Flow { get; }

    public List<RequestEntry> History { get; } = [];

    public List<DirectoryChange> Changes { get; } = [];

    public DirectoryTimeline Directory => new(Changes);

    public DateTimeOffset Now { get; private set; } = Start;

    /// <summary>A request of the author under a flow; groups as "legal p-1 p-2".</summary>
    public static PastRequest Under(Flow flow, IEnumerable<string> groups, string author = Author, string requester = Author, Dictionary<string, FactValue>? subject = null)
    {
        var past = new PastRequest(flow, groups) { _subject = subject ?? [] };
        return past.Record(new ApprovalRequested(flow.Name, flow.Version, flow.Digest, "thing", "t-1", "A thing", past._subject, past._fields, author, [], requester), requester);
    }

    /// <summary>A flow with these stages, as in <see cref="Scenario"/>; version 4, so that it is told from version 1.</summary>
    public static Flow Proposed(string stages, string[] groups, string more = "") => Scenario.ParsedFlow(stages, groups, more, version: 4);

    public PastRequest Approve(string person, string? need = null) => Decide(Decision.Approve, person, need);

    public PastRequest Reject(string person) => Decide(Decision.Reject, person);

    public PastRequest Decide(Decision decision, string person, string? need = null, string? seat = null)
    {
        var ballot = RequestGuard.BallotOf(Flow, History, seat ?? person);
        return Do(new DecisionMade(decision, ballot.Digests.Where(d => need is null || d.Key == need).ToDictionary(), ballot.Roles, need, "because"), person,
            (fact, history) => RequestGuard.MayDecide(Flow, history, person, (DecisionMade)fact, seat), seat);
    }

    public PastRequest TakeBack(string person) => Do(new DecisionTakenBack(), person, (_, history) => RequestGuard.MayTakeBack(Flow, history, person));

    public PastRequest Withdraw(string person = Author) => Do(new RequestWithdrawn("no"), person, (_, history) => RequestGuard.MayWithdraw(Flow, history, person));

    public PastRequest BreakGlass(string person) => Do(new GlassBroken("now"), person, (_, history) => RequestGuard.MayBreakGlass(Flow, history, person, "now"));

    public PastRequest Revise(string text, string by = Author, string field = "body")
    {
        if (RequestGuard.MayRevise(Flow, History) is null) _fields = new(_fields) { [field] = ContentDigest.OfText(text) };
        return Do(new RequestRevised(_fields, _subject, []), by, (_, history) => RequestGuard.MayRevise(Flow, history));
    }

    public PastRequest Join(string group, string person)
    {
        Become(person, p => p.Groups.Contains(group) ? p : p with { Groups = [.. p.Groups, group] });
        return Follow();
    }

    public PastRequest Leave(string group, string person)
    {
        Become(person, p => p with { Groups = [.. p.Groups.Where(g => g != group)] });
        return Follow();
    }

    /// <summary>Time passes, and deadlines with it.</summary>
    public PastRequest Later(TimeSpan time)
    {
        for (var until = Now + time; ;)
        {
            var next = Evaluator.Evaluate(Flow, History).Next?.At;
            Now = next < until ? next.Value : until;
            Follow();
            if (Now == until) return this;
        }
    }

    public PastRequest Reopen(string person = Author) => Do(new RequestReopened("again"), person, (_, history) => RequestGuard.MayReopen(Flow, history, person, Now));

    public PastRequest Lift(string person, string rejecter) => Do(new RejectionLifted("review", rejecter, "settled"), person, (fact, history) => RequestGuard.MayLift(Flow, history, person, (RejectionLifted)fact));

    public PastRequest Reassign(string person, string to, TimeSpan time) =>
        Do(new SeatDelegated(person, to, Now + time), person, (fact, history) => RequestGuard.MayReassign(Flow, history, person, (SeatDelegated)fact, null, Now));

    public PastRequest StandIn(string person, string by, TimeSpan from, TimeSpan until)
    {
        Become(person, p => p with { StandIns = [new StandIn("d-1", by, Now + from, Now + until, [], [])] });
        return Follow();
    }

    /// <summary>Records a fact as it is, whatever the flow says to it.</summary>
    public PastRequest Record(RequestEvent fact, string actor, string? onBehalfOf = null)
    {
        Now = Now.AddMinutes(1);
        History.Add(new RequestEntry(fact, actor, onBehalfOf, Now, History.Count + 1));
        return Follow();
    }

    public ReplayOutcome Replayed(Flow proposed) => Replay.One(proposed, History, Directory);

    private PastRequest Do(RequestEvent fact, string actor, Func<RequestEvent, IReadOnlyList<RequestEntry>, RequestRefusal?> guard, string? onBehalfOf = null) =>
        guard(fact, History) is null ? Record(fact, actor, onBehalfOf) : this;

    private void Become(string person, Func<PersonFacts, PersonFacts> change)
    {
        Now = Now.AddMinutes(1);
        _people[person] = change(_people.GetValueOrDefault(person) ?? PersonFacts.Only(person));
        Changes.Add(new DirectoryChange(Now, person, _people[person]));
    }

    private PastRequest Follow()
    {
        if (RequestFacts.After(History) is not { } facts) return this;
        foreach (var fact in Advance.Next(Flow, History, PeopleResolver.Resolve(Flow, facts, _people.Values, Now), Now))
            History.Add(new RequestEntry(fact, "flows", null, Now, History.Count + 1));
        return this;
    }
}
