using CsCheck;
using Governance.Flows;

namespace Governance.Tests.Flows.Replaying;

/// <summary>
/// Ten thousand past requests under a flow of one stage, replayed under a changed one, against a judgement that counts by hand and knows
/// nothing of the engine.
/// </summary>
public class BruteForceTests
{
    private static readonly string[] Groups = ["g p-1 p-2 p-3 p-4", "h p-2 p-3 p-5"];

    private static readonly Gen<Rules> AnyRules = Gen.Select(
        Gen.Int[1, 4], Gen.Int[0, 2].Select(i => i == 2 ? "h" : "g"), Gen.Int[1, 2], Gen.Bool, Gen.Bool, (quorum, group, rejections, editors, requester) => new Rules(quorum, group, rejections, editors, requester));

    private static readonly Gen<Step> AnyStep = Gen.Select(
        Gen.Frequency((9, Gen.Const(Kind.Approve)), (2, Gen.Const(Kind.Reject)), (1, Gen.Const(Kind.Abstain)), (1, Gen.Const(Kind.TakeBack)), (2, Gen.Const(Kind.Revise)),
            (1, Gen.Const(Kind.Withdraw)), (1, Gen.Const(Kind.Join)), (1, Gen.Const(Kind.Leave))),
        Gen.Int[1, 6], Gen.Int[0, 1].Select(i => i == 1 ? "h" : "g"), (kind, person, group) => new Step(kind, $"p-{person}", group));

    private static readonly Gen<(Rules Old, Rules New, Step[] Steps, int Author, int Requester)> Stories =
        Gen.Select(AnyRules, AnyRules, AnyStep.Array[2, 14], Gen.Int[1, 6], Gen.Int[1, 6]);

    private enum Kind { Approve, Reject, Abstain, TakeBack, Revise, Withdraw, Join, Leave }

    private sealed record Rules(int Quorum, string Group, int Rejections, bool Editors, bool Requester)
    {
        public Flow Flow(int version) => Scenario.ParsedFlow(
            $"  - {{id: s, all: [{{id: n, approve: {Quorum}, of: {Group}}}], reject: {{by: [{Group}], count: {Rejections}, effect: end}}}}",
            Groups, $"separation: {{excluded: [author{(Editors ? ", editors" : "")}{(Requester ? ", requester" : "")}], distinct: flow}}\nwithdraw: {{by: [requester], until: approved}}", version);
    }

    private sealed record Step(Kind Kind, string Person, string Group);

    [Fact]
    public void The_verdict_on_each_of_ten_thousand_past_requests_is_the_one_that_counting_by_hand_gives()
    {
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<(ReplayVerdict, RequestState), int>();
        Stories.Sample((old, changed, steps, author, requester) =>
        {
            var past = Play(old, steps, $"p-{author}", $"p-{requester}");
            var outcome = past.Replayed(changed.Flow(4));
            var (verdict, would) = Judge(changed, past, $"p-{author}", $"p-{requester}");
            seen.AddOrUpdate((verdict, would ?? RequestState.Error), 1, (_, n) => n + 1);
            return outcome.Verdict == verdict && outcome.WouldBe == would && (outcome.Difference is null) == (verdict != ReplayVerdict.Different);
        }, iter: 10_000, print: story => Print(story));
        // The stories are no good when they do not come to every kind of end.
        Assert.True(seen.Count == 8 && seen.Values.All(n => n > 50), string.Join(", ", seen));
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(", ", seen));
    }

    private static PastRequest Play(Rules rules, Step[] steps, string author, string requester)
    {
        var past = PastRequest.Under(rules.Flow(1), Groups, author, requester);
        foreach (var (kind, person, group) in steps)
            _ = kind switch
            {
                Kind.Approve => past.Approve(person),
                Kind.Reject => past.Reject(person),
                Kind.Abstain => past.Decide(Decision.Abstain, person),
                Kind.TakeBack => past.TakeBack(person),
                Kind.Revise => past.Revise($"v{past.History.Count % 3}", person),
                Kind.Withdraw => past.Withdraw(person),
                Kind.Join => past.Join(group, person),
                _ => past.Leave(group, person),
            };
        // What nobody decided is withdrawn, but for one in ten.
        return steps.Length == 10 ? past : past.Withdraw(requester);
    }

    // From here on nothing asks the engine: votes, members and content are counted as a person would.
    private static (ReplayVerdict Verdict, RequestState? Would) Judge(Rules rules, PastRequest past, string author, string requester)
    {
        var end = past.History.Find(e => e.Fact is RequestApproved or RequestRejected or RequestWithdrawn);
        if (end is null) return (ReplayVerdict.Open, null);
        var was = end.Fact is RequestApproved ? RequestState.Approved : end.Fact is RequestRejected ? RequestState.Rejected : RequestState.Withdrawn;
        var count = new Count(rules, author, requester);
        foreach (var (at, change, fact) in past.Changes.Select(c => (c.At, Change: (DirectoryChange?)c, Fact: (RequestEntry?)null)).Concat(past.History.Select(e => (e.At, Change: (DirectoryChange?)null, Fact: (RequestEntry?)e)))
            .Where(s => s.At <= end.At).OrderBy(s => s.At).ThenBy(s => s.Change is null))
            count.Take(change, fact);
        var last = past.History.Select(e => e.Fact switch { ApprovalRequested r => r.Fields["body"], RequestRevised r => r.Fields["body"], _ => null }).Last(body => body is not null);
        return count.State switch
        {
            RequestState.Approved when was == RequestState.Approved => (count.Body == last ? ReplayVerdict.Same : ReplayVerdict.Different, RequestState.Approved),
            RequestState.Pending => (was == RequestState.Approved && count.TooFew ? ReplayVerdict.Different : ReplayVerdict.CannotBeTold, RequestState.Pending),
            var would => (would == was ? ReplayVerdict.Same : ReplayVerdict.Different, would),
        };
    }

    private sealed class Count(Rules rules, string author, string requester)
    {
        private readonly HashSet<string> _members = [];
        private readonly HashSet<string> _editors = [];
        private readonly Dictionary<string, (Decision Decision, string Body)> _votes = [];

        public RequestState State { get; private set; } = RequestState.Pending;

        public string Body { get; private set; } = "";

        public bool TooFew => _members.Count(May) < rules.Quorum;

        public void Take(DirectoryChange? change, RequestEntry? entry)
        {
            if (State != RequestState.Pending) return;
            if (change is not null && change.Facts!.Groups.Contains(rules.Group)) _members.Add(change.Person);
            else if (change is not null) _members.Remove(change.Person);
            if (entry is not null) Do(entry.Fact, entry.Actor);
            if (State == RequestState.Pending && Body.Length > 0) Weigh();
        }

        private void Do(RequestEvent fact, string person)
        {
            switch (fact)
            {
                case ApprovalRequested requested: Body = requested.Fields["body"]; break;
                case RequestRevised revised: Body = revised.Fields["body"]; if (person != author) _editors.Add(person); break;
                case DecisionMade made when _members.Contains(person) && May(person): _votes[person] = (made.Decision, Body); break;
                case DecisionTakenBack: _votes.Remove(person); break;
                case RequestWithdrawn when person == requester: State = RequestState.Withdrawn; break;
            }
        }

        private void Weigh()
        {
            if (Valid(Decision.Reject) >= rules.Rejections) State = RequestState.Rejected;
            else if (Valid(Decision.Approve, Body) >= rules.Quorum) State = RequestState.Approved;
        }

        private int Valid(Decision decision, string? body = null) =>
            _votes.Count(v => v.Value.Decision == decision && (body is null || v.Value.Body == body) && _members.Contains(v.Key) && May(v.Key));

        private bool May(string person) => person != author && !(rules.Editors && _editors.Contains(person)) && !(rules.Requester && person == requester);
    }

    private static string Print((Rules Old, Rules New, Step[] Steps, int Author, int Requester) story)
    {
        var past = Play(story.Old, story.Steps, $"p-{story.Author}", $"p-{story.Requester}");
        var outcome = past.Replayed(story.New.Flow(4));
        var expected = Judge(story.New, past, $"p-{story.Author}", $"p-{story.Requester}");
        return $"{story.Old}\n{story.New}\nauthor p-{story.Author}, requester p-{story.Requester}\n{string.Join("\n", past.History.Select(e => $"{e.Version} {e.At:HH:mm} {e.Actor} {e.Fact}"))}\n{string.Join("\n", past.Changes.Select(c => $"{c.At:HH:mm} {c.Person} {string.Join(' ', c.Facts!.Groups)}"))}\n" +
            $"expected {expected}, got {outcome.Verdict} {outcome.WouldBe}: {outcome.Sentence}";
    }
}
