using Governance.Shared;

namespace Governance.Policies;

/// <summary>How facts become state. Never judges; throws on a history that no decision could have made.</summary>
public static partial class PolicyDecider
{
    /// <summary>The state after a fact; null is the state before the first.</summary>
    public static Policy Evolve(Policy? policy, Fact<PolicyEvent> fact, string streamKey) => fact.Event switch
    {
        PolicyDrafted drafted => (policy ?? new Policy(streamKey)) with
        {
            Area = drafted.Content.Area,
            NewestContent = fact.Version,
            OpenComments = [],
            Draft = new Draft(drafted.Content.Digest(), drafted.Change, drafted.Content.EffectiveFrom, drafted.Content.ReviewCycleMonths, DraftStatus.Drafting, fact.Actor, [fact.Actor, .. (policy?.FormerEditors ?? []).Remove(fact.Actor)], fact.Version)
            {
                TurnedBackDigest = policy?.TurnedBackDigest,
            },
        },
        _ => Evolve(policy ?? throw Impossible(null, fact.Event), fact),
    };

    private static Policy Evolve(Policy policy, Fact<PolicyEvent> fact) => fact.Event switch
    {
        PolicyRevised revised => policy with { Area = revised.Content.Area, NewestContent = fact.Version, Draft = Revise(DraftOf(policy, fact.Event), revised, fact) },
        ClauseCommented comment => policy with { OpenComments = policy.OpenComments.Add(comment.CommentId) },
        CommentResolved resolved => policy with { OpenComments = policy.OpenComments.Remove(resolved.CommentId) },
        PolicyAbandoned => Abandon(policy, DraftOf(policy, fact.Event)),
        PolicySubmitted submitted => policy with { Draft = DraftOf(policy, fact.Event) with { Status = DraftStatus.Submitted, Label = submitted.Label, RequestId = submitted.RequestId } },
        ChangesRequested turned => policy with { Draft = DraftOf(policy, fact.Event) with { Status = DraftStatus.ChangesRequested, TurnedBackDigest = turned.Digest } },
        PolicyApproved => policy with { Draft = DraftOf(policy, fact.Event) with { Status = DraftStatus.Approved, ApprovedAt = fact.At } },
        PolicyApprovedByBreakGlass => policy with { Draft = DraftOf(policy, fact.Event) with { Status = DraftStatus.ApprovedByBreakGlass, ApprovedAt = fact.At } },
        PolicyBreakGlassUndone undone => policy.Draft is { Status: DraftStatus.ApprovedByBreakGlass } draft && draft.RequestId == undone.RequestId ? policy with { Draft = Afresh(draft) with { ApprovedAt = null } } : policy,
        PolicyRejected rejected => policy with { Draft = Afresh(DraftOf(policy, fact.Event)) with { Status = DraftStatus.Rejected, TurnedBackDigest = rejected.Digest } },
        SubmissionWithdrawn => policy with { Draft = Afresh(DraftOf(policy, fact.Event)) },
        PolicyPublished published => policy with
        {
            Draft = null,
            OpenComments = [],
            FormerEditors = [],
            TurnedBackDigest = null,
            LastLabel = published.Label,
            Waiting = policy.Waiting.Add(Published(policy, published)),
        },
        PolicyBecameEffective effective => policy with { InForce = Waiting(policy, effective), Waiting = policy.Waiting.RemoveAll(waiting => waiting.Label == effective.Label), LastInForce = effective.Label },
        PolicySuperseded superseded => policy.InForce?.Label == superseded.Label ? policy with { InForce = null } : throw Impossible(policy, fact.Event),
        PolicyWithdrawn withdrawn => Withdraw(policy, withdrawn),
        PolicyRetired => policy with { InForce = null, Retired = true, ReviewDueOn = null, ReviewIsDue = false },
        ReviewScheduled scheduled => policy with { ReviewDueOn = scheduled.DueOn, ReviewIsDue = false },
        ReviewDue => policy with { ReviewIsDue = true },
        ReviewCompleted => policy with { ReviewDueOn = null, ReviewIsDue = false },
        _ => throw Impossible(policy, fact.Event),
    };

    private static Draft Revise(Draft draft, PolicyRevised revised, Fact<PolicyEvent> fact) => draft with
    {
        Digest = revised.Content.Digest(),
        Change = revised.Change,
        EffectiveFrom = revised.Content.EffectiveFrom,
        ReviewCycleMonths = revised.Content.ReviewCycleMonths,
        // Requested changes keep their request open; every other revision starts afresh.
        Status = draft.Status == DraftStatus.ChangesRequested ? DraftStatus.ChangesRequested : DraftStatus.Drafting,
        RequestId = draft.Status == DraftStatus.ChangesRequested ? draft.RequestId : null,
        Label = draft.Status == DraftStatus.ChangesRequested ? draft.Label : null,
        ApprovedAt = null,
        Editors = draft.Editors.Contains(fact.Actor) ? draft.Editors : draft.Editors.Add(fact.Actor),
        ContentVersion = fact.Version,
    };

    // Whoever worked on it stays an editor of what follows, or the same text could come back under another hand and be approved by its author.
    private static Policy Abandon(Policy policy, Draft draft) => policy with
    {
        Draft = null,
        OpenComments = [],
        FormerEditors = [.. policy.FormerEditors.Union(draft.Editors)],
        TurnedBackDigest = draft.TurnedBackDigest ?? policy.TurnedBackDigest,
        Area = (policy.Waiting.LastOrDefault() ?? policy.InForce)?.Area ?? policy.Area,
    };

    private static Draft Afresh(Draft draft) => draft with { Status = DraftStatus.Drafting, RequestId = null, Label = null };

    private static Publication Published(Policy policy, PolicyPublished published) =>
        new(published.Label, published.Digest, published.RequestId, published.EffectiveFrom, DraftOf(policy, published).ReviewCycleMonths, policy.Area);

    private static Publication Waiting(Policy policy, PolicyBecameEffective effective) =>
        policy.InForce is null && policy.Waiting.Find(waiting => waiting.Label == effective.Label) is { } publication ? publication : throw Impossible(policy, effective);

    private static Policy Withdraw(Policy policy, PolicyWithdrawn withdrawn) => policy.InForce?.Label == withdrawn.Label
        ? policy with { InForce = null, ReviewDueOn = null, ReviewIsDue = false }
        : policy with { Waiting = policy.Waiting.RemoveAll(waiting => waiting.Label == withdrawn.Label) };

    private static Draft DraftOf(Policy policy, PolicyEvent fact) => policy.Draft ?? throw Impossible(policy, fact);

    private static InvalidOperationException Impossible(Policy? policy, PolicyEvent fact) =>
        new($"{fact.GetType().Name} cannot follow in the history of {policy?.Id ?? "a policy that was never drafted"}.");
}
