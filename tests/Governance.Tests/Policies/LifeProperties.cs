using System.Text.Json;
using CsCheck;
using Governance.Approvals;
using Governance.Policies;
using Governance.Shared;

namespace Governance.Tests.Policies;

/// <summary>Whatever people and timers do, in whatever order and at whatever moment, a policy never reaches an impossible state.</summary>
public sealed class LifeProperties
{
    private static readonly string[] Requests = ["r-1", "r-1", "r-1", "r-2"];
    private static readonly string[] Labels = ["1.0", "1.1", "2.0", "2.1", "3.0"];

    private static readonly Gen<PolicyContent> Content =
        Gen.Select(Gen.Int[0, 3], Gen.Frequency((3, Gen.Int.Select(_ => (int?)null)), (1, Gen.Int[0, 40].Nullable())), Gen.Int[1, 3], (text, days, cycle) => Life.Wording($"Text {text}.", days is { } from ? Story.Noon.AddDays(from) : null, cycle));

    private static readonly Gen<DateTimeOffset> Moment = Gen.Int[-5, 200].Select(days => Story.Noon.AddDays(days));

    private static readonly Gen<object> Writing = Gen.OneOf(
        Gen.Select(Content, Gen.Enum<ChangeKind>(), (content, change) => (object)new StartDraft(content, change, null)),
        Gen.Select(Content, Gen.Enum<ChangeKind>(), (content, change) => (object)new ReviseDraft(content, change, "x")),
        Gen.OneOf<object>(new ClauseCommented("c-1", "purpose", "x"), new CommentResolved("c-1", "x"), new PolicyAbandoned("x")));

    private static readonly Gen<object> Approving = Gen.OneOf(
        Gen.OneOf(Requests).Select(id => (object)new SubmitDraft(id, null)),
        Gen.Select(Gen.OneOf(Requests), Gen.Enum<Settlement>(), (id, settlement) => (object)new SettleSubmission(id, settlement, "x")),
        Gen.OneOf(Requests).Select(id => (object)new SettleSubmission(id, Settlement.Approved)));

    private static readonly Gen<object> Publishing = Gen.OneOf(
        Moment.Nullable().Select(from => (object)new PublishPolicy(from)), Gen.Const<object>(new PublishPolicy(null)),
        Gen.OneOf(Labels).Select(label => (object)new TakeEffect(label)),
        Gen.OneOf(Labels).Select(label => (object)new PolicyWithdrawn(label, "x")),
        Gen.Const<object>(new RetirePolicy("x")));

    private static readonly Gen<object> Keeping = Gen.OneOf(
        Moment.Select(due => (object)new ReviewScheduled(due)), Moment.Select(due => (object)new RaiseReview(due)),
        Gen.Enum<ReviewOutcome>().Select(outcome => (object)new ReviewCompleted(outcome, "x")));

    private static readonly Gen<(object Command, int Hours)[]> Lives = Gen.Select(
        Gen.Frequency((4, Writing), (8, Approving), (5, Publishing), (3, Keeping)), Gen.Frequency((3, Gen.Int[0, 2]), (1, Gen.Int[0, 24 * 20]))).Array[1, 150];

    [Fact]
    public void No_sequence_of_commands_leads_to_an_impossible_state() => Lives.Sample(life => Walk(life, Possible));

    [Fact]
    public void The_facts_read_back_from_storage_give_the_same_state() => Lives.Sample(life =>
    {
        var walk = Walk(life, (_, _) => { });
        var stored = walk.History.Select(fact => fact with { Event = ReadBack(fact.Event) });
        Policy? again = null;
        foreach (var fact in stored) again = PolicyDecider.Evolve(again, fact, Path.Stream);
        Assert.Equal(JsonSerializer.Serialize(walk.Policy, Json.Options), JsonSerializer.Serialize(again, Json.Options));
    });

    [Fact]
    public void The_view_agrees_with_the_state_at_every_step() => Lives.Sample(life => Walk(life, (_, walk) => Agree(walk.Policy!, walk.View!)));

    [Fact]
    public void The_lives_that_are_tried_reach_far()
    {
        var reached = new HashSet<string>();
        Lives.Sample(life => { lock (reached) reached.UnionWith(Walk(life, (_, _) => { }).History.Select(fact => fact.Event.GetType().Name)); }, iter: 3000);
        Assert.Equal(FactsOf<PolicyEvent>.Types.Select(type => type.Name), reached.Order(StringComparer.Ordinal));
    }

    private static Path Walk((object Command, int Hours)[] life, Action<Policy?, Path> check)
    {
        var walk = new Path();
        foreach (var (command, hours) in life) walk.Step(command, hours, check);
        return walk;
    }

    private static PolicyEvent ReadBack(PolicyEvent fact) =>
        (PolicyEvent)JsonSerializer.Deserialize(JsonSerializer.Serialize(fact, fact.GetType(), Json.Options), fact.GetType(), Json.Options)!;

    private static void Possible(Policy? before, Path walk)
    {
        var policy = walk.Policy!;
        Assert.Equal(policy.Waiting.OrderBy(waiting => waiting.EffectiveFrom).Select(waiting => waiting.Label), policy.Waiting.Select(waiting => waiting.Label));
        Assert.All(policy.Waiting, waiting => Assert.True(policy.InForce is null || waiting.EffectiveFrom > policy.InForce.EffectiveFrom));
        if (before is { Retired: true }) Assert.Fail("Something happened to a retired policy.");
        if (policy.Retired) Assert.True(policy is { InForce: null, Draft: null, Waiting.IsEmpty: true, ReviewDueOn: null });
        if (policy.InForce is { } inForce) Assert.True(walk.IsApproved(inForce.RequestId, inForce.Label, inForce.Digest, inForce.EffectiveFrom));
        if (policy.Draft is { Status: DraftStatus.Submitted or DraftStatus.Approved or DraftStatus.ApprovedByBreakGlass } draft) Assert.Equal(draft.Digest, walk.Last<PolicySubmitted>()!.Digest);
        var labels = walk.History.Select(fact => fact.Event).OfType<PolicyPublished>().Select(fact => Version.Parse(fact.Label)).ToList();
        Assert.Equal(labels.Distinct().Order(), labels);
        Assert.False(policy.ReviewIsDue && policy.InForce is null);
    }

    private static void Agree(Policy policy, PolicyView view)
    {
        Assert.Equal((policy.InForce?.Label, policy.ReviewDueOn, policy.ReviewIsDue), (view.InForce, view.ReviewDueOn, view.ReviewIsDue));
        Assert.Equal((policy.Draft?.Status, policy.Draft?.Digest, policy.Draft?.ApprovedAt), (view.Draft?.Status, view.Draft?.Digest, view.Draft?.ApprovedAt));
        // A reader is shown what was rejected; the rules have no more use for it.
        if (policy.Draft is { Status: not DraftStatus.Rejected } draft) Assert.Equal((draft.Label, draft.RequestId), (view.Draft!.Label, view.Draft.RequestId));
        Assert.Equal(policy.LastLabel, view.Versions.LastOrDefault()?.Label);
        Assert.Equal(policy.Waiting.Select(waiting => waiting.Label), view.Versions.Where(version => version.BecameEffectiveAt is null && version.EndedAt is null).Select(version => version.Label));
        Assert.Equal(StateOf(policy, view), view.State);
    }

    private static PolicyState StateOf(Policy policy, PolicyView view) =>
        policy.Retired ? PolicyState.Retired
        : policy.InForce is not null ? PolicyState.InForce
        : !policy.Waiting.IsEmpty ? PolicyState.Published
        : policy.LastLabel is not null ? PolicyState.Withdrawn
        : view.Draft is null ? PolicyState.Abandoned
        : PolicyState.Draft;
}
