using CsCheck;
using Governance.Flows;

namespace Governance.Tests.Flows;

/// <summary>Rules that hold for every life of a request, with time, delegation, escalation, ends and what is owed behind them.</summary>
public class LifeProperties
{
    private const string Stages = """
          - id: review
            all: [{id: most, approve: majority, of: legal, tie-break: chair}, {id: words, approve: 2, of: comms, bind: [body]}]
            reject: {count: 2, may-lift: chair}
            due: 3 days
            remind: [1 day, 2 days]
            overdue: {ask: owners}
          - id: last
            any: [{id: boss, approve: 1, of: owners}, {id: joint, approve: 50%, of: comms}]
            reject: {effect: review, count: 1}
            checks: [{id: sane, that: "subject.risk != 'mad'", says: Calm down.}]
        """;

    private const string More = """
        too-few: {ask: owners, tell: chair}
        delegation: {allowed: true, max: 9 days}
        withdraw: {by: [requester, owners], until: last}
        expire: {after: 20 days}
        reopen: {by: requester, within: 5 days}
        break-glass: {by: owners, reason: required, review: {approve: 1, of: legal, within: 2 days, otherwise: undo}}
        after-approval: {confirm-again: 30 days, by: legal}
        """;

    private static readonly string[] Groups = ["owners p-1 p-2 p-3", "legal p-2 p-4 p-5", "comms p-3 p-4 p-6", "chair p-7 p-author"];
    private static readonly Gen<string> Person = Gen.Int[1, 8].Select(i => i == 8 ? Scenario.Author : $"p-{i}");

    // Acts that their guard refuses are not done, as in the service.
    private static readonly Gen<Action<Scenario>> Act = Gen.Frequency(
        (8, Gen.Select(Person, Person, Gen.Int[0, 2], Gen.Int[0, 9]).Select(t => (Action<Scenario>)(s => Decide(s, t.Item4 switch { 0 => Decision.Reject, 1 => Decision.RequestChanges, 2 => Decision.Abstain, _ => Decision.Approve }, t.Item1, t.Item3 == 0 ? t.Item2 : null)))),
        (1, Person.Select(p => (Action<Scenario>)(s => If(s, RequestGuard.MayTakeBack(s.Flow, s.History, p), x => x.TakeBack(p))))),
        (1, Gen.Select(Person, Gen.Int[1, 3]).Select(t => (Action<Scenario>)(s => If(s, RequestGuard.MayRevise(s.Flow, s.History), x => x.Revise("body", $"v{t.Item2}", t.Item1))))),
        (1, Gen.Bool.Select(mad => (Action<Scenario>)(s => If(s, RequestGuard.MayRevise(s.Flow, s.History), x => x.ReviseSubject("risk", mad ? "mad" : "low"))))),
        (2, Gen.Int[1, 80].Select(h => (Action<Scenario>)(s => s.Wait(TimeSpan.FromHours(h))))),
        (1, Gen.Select(Person, Person, Gen.Int[1, 9]).Select(t => (Action<Scenario>)(s => s.StandIn(t.Item1, t.Item2, t.Item3)))),
        (1, Gen.Select(Person, Person).Select(t => (Action<Scenario>)(s => If(s, RequestGuard.MayReassign(s.Flow, s.History, t.Item1, new SeatDelegated(t.Item1, t.Item2, s.Clock.AddDays(2)), s.People.Everyone, s.Clock), x => x.Reassign(t.Item1, t.Item2, 2))))),
        (1, Gen.Select(Person, Person).Select(t => (Action<Scenario>)(s => If(s, RequestGuard.MayLift(s.Flow, s.History, t.Item1, new RejectionLifted("review", t.Item2, "x")), x => x.Lift(t.Item1, t.Item2, "review"))))),
        (1, Gen.Select(Person, Gen.Int[0, 3], Gen.Bool).Select(t => (Action<Scenario>)(s => _ = t.Item3 ? s.Join(Groups[t.Item2].Split(' ')[0], t.Item1) : s.Leave(Groups[t.Item2].Split(' ')[0], t.Item1)))),
        (1, Person.Select(p => (Action<Scenario>)(s => If(s, RequestGuard.MayWithdraw(s.Flow, s.History, p, s.People), x => x.Withdraw(p))))),
        (1, Person.Select(p => (Action<Scenario>)(s => If(s, RequestGuard.MayBreakGlass(s.Flow, s.History, p, "x", s.People), x => x.BreakGlass(p))))),
        (2, Person.Select(p => (Action<Scenario>)(s => If(s, RequestGuard.MayReopen(s.Flow, s.History, p, s.Clock, s.People), x => x.Reopen(p))))));

    private static readonly Gen<Scenario> Lives = Act.List[0, 40].Select(acts =>
    {
        var request = Scenario.Of(Stages, Groups, More, new Dictionary<string, FactValue> { ["risk"] = "low" });
        foreach (var act in acts) act(request);
        return request;
    });

    private static void If(Scenario request, RequestRefusal? refusal, Action<Scenario> act)
    {
        if (refusal is null) act(request);
    }

    private static void Decide(Scenario request, Decision decision, string person, string? seat)
    {
        var ballot = RequestGuard.BallotOf(request.Flow, request.History, seat ?? person);
        var made = new DecisionMade(decision, ballot.Digests, ballot.Roles, null, "x");
        If(request, RequestGuard.MayDecide(request.Flow, request.History, person, made, seat), s => s.Append(made, person, seat));
    }

    [Fact]
    public void Nothing_follows_from_a_life_that_has_everything_that_follows_from_it_nor_from_looking_again_a_moment_later() =>
        Lives.Sample(request => request.Following().Count == 0 && request.Wait(TimeSpan.FromSeconds(1)).Following().Count == 0, iter: 400);

    [Fact]
    public void Each_deadline_passes_once_and_in_the_order_of_time() => Lives.Sample(request =>
    {
        var moments = new List<(DateTimeOffset At, string What)>();
        foreach (var entry in request.Wait(100).History)
        {
            if (entry.Fact is PeopleReminded r) moments.Add((r.At, $"remind {r.Stage} {entry.At}"));
            if (entry.Fact is DeadlinePassed p) moments.Add((p.At, $"{p.Purpose} {p.Stage}"));
            if (entry.Fact is DeadlinePassed or PeopleReminded && entry.At < moments[^1].At) return false;
        }
        return moments.Distinct().Count() == moments.Count && moments.SequenceEqual(moments.OrderBy(m => m.At));
    }, iter: 200);

    [Fact]
    public void There_is_one_end_at_a_time_and_a_request_that_ended_by_time_was_never_approved() => Lives.Sample(request =>
    {
        var ended = false;
        foreach (var fact in request.History.Select(e => e.Fact))
        {
            if (fact is RequestReopened) ended = false;
            if (fact is not (RequestApproved or RequestRejected or RequestWithdrawn or RequestExpired or GlassBroken)) continue;
            if (ended) return false;
            ended = true;
        }
        return true;
    }, iter: 200);

    [Fact]
    public void What_counts_was_approved_by_a_seat_whose_newest_decision_it_is_and_neither_seat_nor_hand_is_excluded_or_used_twice() => Lives.Sample(request =>
    {
        foreach (var stage in request.Now.State is RequestState.Pending or RequestState.ChangesRequested ? request.Now.Stages.Where(s => s.State is PartState.Pending or PartState.Rejected) : [])
        {
            var used = new HashSet<string>();
            foreach (var need in stage.Needs)
                foreach (var counted in need.Counted)
                {
                    var newest = request.History.Last(e => (e.OnBehalfOf ?? e.Actor) == counted.Person && (e.Fact is DecisionTakenBack && !WasClosed(request, stage.Id, e) || e.Fact is DecisionMade d && d.Digests.ContainsKey(need.Id)));
                    if (newest.Fact is not DecisionMade { Decision: Decision.Approve } made || made.Digests[need.Id] != need.Digest) return false;
                    var people = new[] { counted.Person, newest.Actor }.Distinct().ToArray();
                    if (people.Contains(Scenario.Author) || people.Any(p => request.History.Exists(e => e.Fact is RequestRevised && e.Actor == p)) || people.Any(p => !used.Add(p))) return false;
                }
        }
        return true;
    }, iter: 200);

    private static bool WasClosed(Scenario request, string stage, RequestEntry at) =>
        request.History.TakeWhile(e => e != at).Select(e => e.Fact switch { StageOpened o => (o.Stage, Closed: false), StageClosed c => (c.Stage, Closed: true), _ => ("", Closed: false) }).LastOrDefault(f => f.Item1 == stage).Closed;

    [Fact]
    public void Nothing_is_approved_over_a_rejection_of_a_first_stage_that_nobody_took_back_set_aside_or_decided_otherwise() => Lives.Sample(request =>
    {
        var closed = request.History.FindLastIndex(e => e.Fact is StageClosed { Stage: "review" });
        if (closed < 0) return true;
        var against = new Dictionary<string, string>();
        foreach (var entry in request.History.Take(closed))
        {
            var seat = entry.OnBehalfOf ?? entry.Actor;
            if (entry.Fact is DecisionTakenBack or DecisionMade { Decision: Decision.Approve or Decision.Abstain }) against.Remove(seat);
            if (entry.Fact is DecisionMade { Decision: Decision.Reject or Decision.RequestChanges } made && made.Digests.Keys.Any(n => n is "most" or "words")) against[seat] = entry.Actor;
            if (entry.Fact is RejectionLifted lifted) against.Remove(lifted.Person);
        }
        // Two who are still asked, by hands of their own, and neither of them excluded since.
        var asked = request.History.Take(closed).Select(e => e.Fact switch { StageOpened { Stage: "review" } o => o.Eligible, EligibilityChanged { Stage: "review" } c => c.Eligible, _ => null }).Last(e => e is not null)!;
        var standing = against.Where(a => a.Key == a.Value && (asked["legal"].Contains(a.Key) || asked["comms"].Contains(a.Key)) && !request.History.Exists(e => e.Fact is RequestRevised && e.Actor == a.Key) && a.Key != Scenario.Author).ToList();
        return standing.Count < 2;
    }, iter: 200);
}
