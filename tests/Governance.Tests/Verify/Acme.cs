using System.Text.Json;
using Governance.Accounts;
using Governance.Approvals;
using Governance.Claims;
using Governance.Flows;
using Governance.Policies;
using Governance.Shared;
using Governance.Tests.Policies;
using Decision = Governance.Flows.Decision;

namespace Governance.Tests.Verify;

/// <summary>A small organisation's log: a flow, a policy, a request, an account and a claim.</summary>
internal static class Acme
{
    public const string ThePolicy = "policy/social", TheRequest = "request/r-1", TheAccount = "account/a-1", TheClaim = "claim/c-1";

    private static readonly string Digest = new('a', 64);

    private static readonly string FlowText =
        """
        flow: tested
        version: 1
        subject: thing
        title: Tested
        content: {bind: [body], editorial: [contact]}
        people: {legal: {group: legal}, owners: {group: owners}}
        stages:
          - id: review
            all: [{id: legal, approve: all, of: legal}]
        """ + "\n";

    private static readonly Flow Flow = FlowParser.Parse(FlowText, "tested.yaml").Flow!;

    /// <summary>Leaves 0 and 1 are genesis and key; leaf 2 adopts the flow; then come the policy's four events at 3 to 6, the request's, the account's and the claim's.</summary>
    public static TestLog Log()
    {
        var log = new TestLog();
        log.Append("flow/tested", new FlowAdopted(1, Flow.Digest, "thing", "Tested", FlowText, "Founding."));
        log.Append(ThePolicy, new PolicyDrafted(Life.Wording("Größe <1> & \"2\" 🙂."), ChangeKind.Major, null), new ClauseCommented("c-1", "purpose", "Why?"), new CommentResolved("c-1", "Said why"), new PolicySubmitted("r-1", "1.0", Digest, null));
        Ask(log);
        log.Append(TheAccount, new AccountListed("x", "acme", "https://x.com/acme", "12", new AccountProfile(AccountType.Page, "Acme", null, null, null, null, null, null, AccountClass.Official), null), new AccountClaimed("c-1", "p-1"), new BackupOwnerNamed("p-2"), new BackupOwnerAccepted("p-2"));
        log.Append(TheClaim, new ClaimDrafted("a-1", "p-1", "p-2", AccountClass.Official, false, Digest), new EvidenceAdded(Digest), new BackupOwnerConsented(), new ClaimSubmitted([]));
        return log;
    }

    /// <summary>The whole log with the states that the service makes of it.</summary>
    public static TestBundle Whole() => States(TestBundle.Whole(Log()));

    /// <summary>The excerpt about the policy and its request.</summary>
    public static TestBundle Excerpt() => States(TestBundle.Excerpt(Log(), ThePolicy, TheRequest, "flow/tested"), ThePolicy, TheRequest);

    private static TestBundle States(TestBundle bundle, params string[] streams)
    {
        foreach (var (stream, version, state) in StatesOf(Log()).Where(x => streams.Length == 0 || streams.Contains(x.Stream))) bundle.State(stream, version, state);
        return bundle.Manifested();
    }

    /// <summary>What the service's own deciders make of the events.</summary>
    public static IEnumerable<(string Stream, long Version, string State)> StatesOf(TestLog log)
    {
        yield return Folded<Policy, PolicyEvent>(log, ThePolicy, PolicyDecider.Evolve);
        yield return Folded<Account, AccountEvent>(log, TheAccount, AccountDecider.Evolve);
        yield return Folded<Claim, ClaimEvent>(log, TheClaim, ClaimDecider.Evolve);
        var entries = log.Leaves.Where(x => x.Entry.Stream == TheRequest).Select(x => new RequestEntry(Fact<RequestEvent>(x), x.Entry.Actor!, OnBehalfOf(x), x.Entry.At!.Value, x.Entry.Version!.Value)).ToList();
        var request = RequestDecider.Evolve(RequestDecider.Opened(TheRequest, entries[0].Fact, entries[0].At), entries, Flow).Request;
        yield return (TheRequest, entries.Count, JsonSerializer.Serialize(request, Json.Options));
    }

    private static void Ask(TestLog log)
    {
        var history = new List<RequestEntry>();
        var populations = new Populations(new Dictionary<string, IReadOnlyList<string>> { ["legal"] = ["p-1", "p-2"], ["owners"] = ["p-3"] }, new Dictionary<string, string>());
        RequestAct Act(string actor) => new(Flow, history, populations, actor, TestLog.Noon);
        void Given(string actor, Decision<RequestEvent> decision, string? onBehalfOf = null)
        {
            foreach (var fact in decision.Facts)
            {
                var leaf = log.Append(TheRequest, fact.GetType().Name, JsonSerializer.Serialize(fact, fact.GetType(), Json.Options), actor, onBehalfOf);
                history.Add(new RequestEntry(fact, actor, onBehalfOf, leaf.Entry.At!.Value, leaf.Entry.Version!.Value));
            }
        }
        Given("p-author", RequestDecider.Open(new ApprovalRequested("tested", 1, Flow.Digest, "thing", "t-1", "A thing", new Dictionary<string, FactValue>(), new Dictionary<string, string> { ["body"] = Digest, ["contact"] = Digest }, "p-author", [], "p-author"), Act("p-author")));
        var content = Evaluator.Evaluate(Flow, history).Content;
        Given("p-1", RequestDecider.Decide(new Ruling(Decision.Approve, content, null, null), Act("p-1")), "p-9");
    }

    private static (string, long, string) Folded<TState, TEvent>(TestLog log, string stream, Func<TState?, Fact<TEvent>, string, TState> evolve) where TState : class where TEvent : notnull
    {
        TState? state = null;
        var version = 0L;
        foreach (var leaf in log.Leaves.Where(x => x.Entry.Stream == stream))
            state = evolve(state, new Fact<TEvent>(Fact<TEvent>(leaf), leaf.Entry.Actor ?? Caller.Founder, leaf.Entry.At!.Value, version = leaf.Entry.Version!.Value), stream);
        return (stream, version, JsonSerializer.Serialize(state, Json.Options));
    }

    private static TEvent Fact<TEvent>(TestLeaf leaf) where TEvent : notnull =>
        (TEvent)JsonSerializer.Deserialize(leaf.Data!, typeof(TEvent).Assembly.GetTypes().Single(x => x.Name == leaf.Entry.Type && x.IsSubclassOf(typeof(TEvent))), Json.Options)!;

    private static string? OnBehalfOf(TestLeaf leaf) => JsonElement.Parse(leaf.Headers!).TryGetProperty("on-behalf-of", out var principal) ? principal.GetString() : null;
}
