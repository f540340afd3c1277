using CsCheck;
using Governance.Flows;

namespace Governance.Tests.Flows;

/// <summary>Histories that no engine produced: every fact, of anybody, at any place and time. They are answered, never thrown at, and time has an end.</summary>
public class HostileHistoryTests
{
    private const string Everything = """
        calendar: {zone: Europe/Dublin, work: "Mon-Fri 09:00-17:30", holidays: ie}
        too-few: {ask: bosses, tell: comms}
        delegation: {allowed: true, max: 30 days}
        withdraw: {by: [requester, legal], until: last}
        expire: {after: 30 days}
        reopen: {by: [requester, legal], within: 14 days}
        break-glass: {by: bosses, reason: required, review: {approve: majority, of: legal, within: 2 workdays, otherwise: undo}}
        after-approval: {confirm-again: 90 days}
        new-flow-version: carry-over
        """;

    private const string Stages = """
          - id: review
            all: [{id: law, approve: majority, of: legal, tie-break: bosses}, {any: [{id: one, approve: 2, of: comms, bind: [body]}, {id: two, approve: 1, of: bosses, when: "subject.risk == 'high'"}]}]
            checks: [{id: safe, that: "subject.risk != 'mad'", says: Calm down.}]
            reject: {count: 2, may-lift: bosses}
            due: 3 workdays
            remind: [1 workday, 2 workdays]
            overdue: {ask: bosses}
          - id: last
            when: "subject.risk in ['high', 'mad']"
            all: [{id: three, approve: 1, of: bosses}]
            reject: {by: [bosses, comms], effect: review}
        """;

    private static readonly string[] Groups = ["legal p-1 p-2 p-3 p-4", "comms p-3 p-5 p-6", "bosses p-7 p-author"];

    // As above, and as it was before the organisation changed it.
    private static readonly Flow Newer = Scenario.ParsedFlow(Stages, Groups, Everything, version: 2);
    private static readonly Flow Older = Scenario.ParsedFlow(Stages.Replace("id: two", "id: four", StringComparison.Ordinal), Groups, Everything);

    private static readonly Gen<string> Person = Gen.Int[0, 9].Select(i => i == 0 ? Scenario.Author : $"p-{i}");
    private static readonly Gen<string> Name = OneOf("review", "last", "law", "one", "two", "three", "legal", "comms", "bosses", "break-glass/review", "after-approval/confirmation", "nowhere", "");
    private static readonly Gen<string> Digest = OneOf(new string('0', 64), "no digest", ContentDigest.Of(Body("v1")), ContentDigest.Of(Body("v1"), ["body"]));
    private static readonly Gen<DateTimeOffset> Moment = Gen.Frequency((8, Gen.Int[0, 40 * 24].Select(h => Scenario.Start.AddHours(h))), (1, OneOf(DateTimeOffset.MinValue, DateTimeOffset.MaxValue)));
    private static readonly Gen<IReadOnlyList<string>> People = Person.Array[0, 3].Select(p => (IReadOnlyList<string>)p.Distinct().ToArray());
    private static readonly Gen<IReadOnlyDictionary<string, IReadOnlyList<string>>> Lists = Gen.Select(Name, People).Array[0, 4].Select(l => (IReadOnlyDictionary<string, IReadOnlyList<string>>)l.DistinctBy(p => p.Item1).ToDictionary(p => p.Item1, p => p.Item2));
    private static readonly Gen<DeadlinePurpose> Purpose = Gen.Enum<DeadlinePurpose>();
    private static readonly Gen<Dictionary<string, FactValue>> Subject = OneOf("high", "low", "mad", "").Select(r => r.Length == 0 ? [] : new Dictionary<string, FactValue> { ["risk"] = r });

    private static readonly Gen<RequestEvent> Fact = Gen.OneOf(
        Gen.Select(OneOf("v1", "v2", "odd"), Subject, People).Select(t => (RequestEvent)new RequestRevised(t.Item1 == "odd" ? new Dictionary<string, string> { ["bo dy"] = "x" } : Body(t.Item1), t.Item2, t.Item3)),
        Gen.Select(Gen.Enum<Decision>(), Gen.Select(Name, Digest).Array[0, 3], Name.Array[0, 3], Name, Gen.Bool).Select(t => (RequestEvent)new DecisionMade(t.Item1, t.Item2.DistinctBy(d => d.Item1).ToDictionary(d => d.Item1, d => d.Item2), t.Item3, t.Item5 ? t.Item4 : null)),
        Gen.Select(Name, Gen.Bool).Select(t => (RequestEvent)new DecisionTakenBack(t.Item2 ? t.Item1 : null)),
        Gen.Select(Name, Person).Select(t => (RequestEvent)new RejectionLifted(t.Item1, t.Item2, "x")),
        Gen.Select(Person, Person, Moment, Gen.Bool).Select(t => (RequestEvent)new SeatDelegated(t.Item1, t.Item2, t.Item3, t.Item4 ? "d-1" : null)),
        Gen.Select(Person, Person).Select(t => (RequestEvent)new SeatReturned(t.Item1, t.Item2)),
        Gen.Select(Name, Lists, Gen.Bool).Select(t => (RequestEvent)new StageOpened(t.Item1, t.Item2, t.Item3 ? new Dictionary<string, string> { ["legal"] = "nobody knows" } : null)),
        Gen.Select(Name, Lists).Select(t => (RequestEvent)new EligibilityChanged(t.Item1, t.Item2)),
        Gen.Select(Name, Lists).Select(t => (RequestEvent)new StageClosed(t.Item1, t.Item2)),
        Name.Select(n => (RequestEvent)new StageSkipped(n)),
        Gen.Select(Name, Name, Gen.Int[-3, 9], Gen.Int[-3, 9]).Select(t => (RequestEvent)new QuorumUnreachable(t.Item1, t.Item2, t.Item3, t.Item4)),
        Gen.Select(Name, Name, Gen.Int[-3, 9], Gen.Int[-3, 9]).Select(t => (RequestEvent)new QuorumLowered(t.Item1, t.Item2, t.Item3, t.Item4)),
        Gen.Select(Name, Name, Name).Select(t => (RequestEvent)new PeopleTold(t.Item1, t.Item2, t.Item3, [])),
        Gen.Select(Name, Moment).Select(t => (RequestEvent)new PeopleReminded(t.Item1, t.Item2, [])),
        Gen.Select(Name, Name, Name, Gen.Bool).Select(t => (RequestEvent)new RequestEscalated(t.Item1, t.Item2, EscalationCause.TooFew, t.Item4 ? t.Item3 : null)),
        Gen.Select(Purpose, Moment, Name, Gen.Bool).Select(t => (RequestEvent)new DeadlineSet(t.Item1, t.Item2, "", "", "", t.Item4 ? t.Item3 : null)),
        Gen.Select(Purpose, Moment, Name, Gen.Bool).Select(t => (RequestEvent)new DeadlinePassed(t.Item1, t.Item2, t.Item4 ? t.Item3 : null)),
        Gen.Select(Name, People, Name, Gen.Bool).Select(t => (RequestEvent)new RequestReturned(t.Item1, t.Item2, t.Item4 ? t.Item3 : null)),
        Gen.Select(Gen.Bool, Name.Array[0, 3], Name.Array[0, 3]).Select(t => (RequestEvent)new FlowReplaced(t.Item1 ? 2 : 1, t.Item1 ? Newer.Digest : Older.Digest, t.Item2, t.Item3, t.Item3)),
        People.Select(p => (RequestEvent)new BreakGlassReviewed(p)), People.Select(p => (RequestEvent)new BreakGlassUndone(p)), People.Select(p => (RequestEvent)new ApprovalConfirmed(p)),
        Gen.Select(Name, People).Select(t => (RequestEvent)new RequestRejected(t.Item1, t.Item2)),
        OneOf<RequestEvent>(new RequestApproved(), new RequestWithdrawn(), new RequestExpired(), new RequestReopened("x"), new GlassBroken("x")),
        OneOf(Newer, Older).Select(f => (RequestEvent)new ApprovalRequested(f.Name, f.Version, f.Digest, "thing", "t", "T", new Dictionary<string, FactValue>(), Body("v1"), Scenario.Author, [], "p-9")));

    private static readonly Gen<RequestEntry[]> Histories = Gen.Select(Fact, Person, Person, Gen.Int[0, 3], Moment).Array[0, 30].Select(all =>
        all.Select((e, i) => new RequestEntry(e.Item1, e.Item2, e.Item4 == 0 ? e.Item3 : null, e.Item5, i + 2)).Prepend(Requested()).ToArray());

    [Fact]
    public void Any_facts_in_any_order_have_an_evaluation_that_can_be_written() => Histories.Sample(history =>
    {
        foreach (var flow in (Flow[])[Newer, Older])
        {
            Assert.NotEmpty(EvaluationText.Render(Evaluator.Evaluate(flow, history)));
            Assert.NotEmpty(EvaluationText.Render(Evaluator.Evaluate(flow, [.. history.Skip(1)])));
        }
    }, iter: 2_000);

    [Fact]
    public void What_follows_from_any_facts_follows_once() => Gen.Select(Histories, Moment).Sample((history, now) =>
    {
        var people = new Staff(Groups).At(now);
        var facts = Advance.Next(Newer, history, people, now);
        return Advance.Next(Newer, [.. history, .. facts.Select((f, i) => new RequestEntry(f, "flows", null, now, history.Length + 1 + i))], people, now).Count == 0;
    }, iter: 1_500);

    [Fact]
    public void Every_guard_answers_whatever_the_history_holds() => Gen.Select(Histories, Person, Person, Fact, Moment).Sample((history, person, other, fact, now) =>
    {
        foreach (var principal in (string?[])[null, other])
        {
            if (fact is DecisionMade made) RequestGuard.MayDecide(Newer, history, person, made, principal);
            RequestGuard.MayTakeBack(Newer, history, person, "law", principal);
        }
        RequestGuard.BallotOf(Newer, history, person);
        RequestGuard.SeatsOf(Newer, history, person);
        RequestGuard.MayRevise(Newer, history);
        RequestGuard.MayWithdraw(Newer, history, person);
        RequestGuard.MayBreakGlass(Newer, history, person, "x");
        RequestGuard.MayLift(Newer, history, person, new RejectionLifted("review", other, "x"));
        RequestGuard.MayReopen(Newer, history, person, now);
        RequestGuard.MayReassign(Newer, history, person, new SeatDelegated(person, other, now), null, now);
    }, iter: 1_500);

    private static Gen<T> OneOf<T>(params T[] items) => Gen.Int[0, items.Length - 1].Select(i => items[i]);

    private static Dictionary<string, string> Body(string text) => new() { ["body"] = ContentDigest.OfText(text), ["audience"] = ContentDigest.OfText("all"), ["contact"] = ContentDigest.OfText("x") };

    private static RequestEntry Requested() => new(new ApprovalRequested(Newer.Name, 2, Newer.Digest, "thing", "t-1", "T", new Dictionary<string, FactValue> { ["risk"] = "low" }, Body("v1"), Scenario.Author, [], "p-9"), "p-9", null, Scenario.Start, 1);
}
