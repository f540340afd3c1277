using Governance.Policies;
using Governance.Shared;

namespace Governance.Tests.Policies;

/// <summary>One way through a policy's life: what was recorded, and what it came to.</summary>
internal sealed class Path
{
    public const string Stream = "policy/social-media";

    private DateTimeOffset now = Story.Noon;

    public List<Fact<PolicyEvent>> History { get; } = [];

    public Policy? Policy { get; private set; }

    public PolicyView? View { get; private set; }

    /// <summary>Decides after so many hours, records what follows, and hands the policy as it was before and this to <paramref name="check"/>.</summary>
    public void Step(object command, int hours, Action<Policy?, Path> check)
    {
        now = now.AddHours(hours);
        if (Policy is null && command is not StartDraft) return;
        // Half of the timers are the one that was set last, the others were set for something else.
        if (command is RaiseReview && hours % 2 == 0 && Policy?.ReviewDueOn is { } due) command = new RaiseReview(due);
        var facts = Story.Decide(command, Policy, now).Facts;
        var before = Policy;
        foreach (var fact in facts)
        {
            var recorded = new Fact<PolicyEvent>(fact, $"p-{History.Count % 3}", now, History.Count + 1);
            History.Add(recorded);
            Policy = PolicyDecider.Evolve(Policy, recorded, Stream);
            View = PolicyViewProjection.Fold(View, recorded, Stream);
        }

        if (facts.Count > 0) check(before, this);
    }

    public T? Last<T>() where T : PolicyEvent => History.Select(fact => fact.Event).OfType<T>().LastOrDefault();

    /// <summary>Whether this digest was approved, or let through by break-glass, under this label by this request, not after it took effect.</summary>
    public bool IsApproved(string request, string label, string digest, DateTimeOffset effectiveFrom) =>
        History.Exists(fact => (fact.Event == new PolicyApproved(request, label, digest) || fact.Event == new PolicyApprovedByBreakGlass(request, label, digest)) && fact.At <= effectiveFrom);
}
