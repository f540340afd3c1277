using Governance.Shared;

namespace Governance.Policies;

/// <summary>The rules of publication, force and review.</summary>
public static partial class PolicyDecider
{
    /// <summary>
    /// An approved draft is published for a moment that is not before its approval and after every version published before it.
    /// When that moment has come already, it takes effect in the same breath.
    /// </summary>
    public static Decision<PolicyEvent> Decide(PublishPolicy command, Policy policy, DateTimeOffset now)
    {
        if (policy.Draft is not { Status: DraftStatus.Approved or DraftStatus.ApprovedByBreakGlass } approved) return PolicyRules.NotApproved;
        if (approved.EffectiveFrom is { } agreed && command.EffectiveFrom is { } asked && agreed != asked) return PolicyRules.NotTheApprovedDate;
        // No moment, or an agreed one that passed while the approvers deliberated, means: as soon as it is approved.
        var soonest = now > approved.ApprovedAt ? now : approved.ApprovedAt!.Value;
        var effectiveFrom = (command.EffectiveFrom ?? approved.EffectiveFrom ?? soonest).ToUniversalTime();
        if (approved.EffectiveFrom is not null && effectiveFrom < soonest) effectiveFrom = soonest;
        if (effectiveFrom < approved.ApprovedAt) return PolicyRules.EffectiveBeforeApproval;
        if (policy.Waiting.Any(waiting => effectiveFrom <= waiting.EffectiveFrom)) return PolicyRules.EarlierThanWaiting;
        if (policy.InForce is { } current && effectiveFrom <= current.EffectiveFrom) return PolicyRules.EarlierThanInForce;
        if (effectiveFrom < now) return PolicyRules.EffectiveInThePast;
        var published = new PolicyPublished(approved.Label!, approved.Digest, approved.RequestId!, effectiveFrom);
        if (effectiveFrom > soonest) return published;
        var publication = new Publication(published.Label, published.Digest, published.RequestId, effectiveFrom, approved.ReviewCycleMonths, policy.Area);
        // A version whose timer is late takes effect before the one that follows it, never after.
        return Decision<PolicyEvent>.Of([published, .. InForceFrom(policy, [.. policy.Waiting, publication])]);
    }

    /// <summary>The timer of a publication: looks again, and does nothing when the moment has not come or the version waits no more.</summary>
    public static Decision<PolicyEvent> Decide(TakeEffect command, Policy policy, DateTimeOffset now)
    {
        var due = policy.Waiting.TakeWhile(waiting => waiting.EffectiveFrom <= now).ToList();
        return due.All(waiting => waiting.Label != command.Label) ? Decision<PolicyEvent>.Nothing : Decision<PolicyEvent>.Of([.. InForceFrom(policy, due)]);
    }

    /// <summary>A published version is taken back, whether it waits or is in force.</summary>
    public static Decision<PolicyEvent> Decide(PolicyWithdrawn withdrawal, Policy policy) =>
        policy.InForce?.Label == withdrawal.Label || policy.Waiting.Any(waiting => waiting.Label == withdrawal.Label) ? withdrawal : PolicyRules.NotPublished;

    /// <summary>A policy that was in force is retired when nothing of it is under way.</summary>
    public static Decision<PolicyEvent> Decide(RetirePolicy command, Policy policy)
    {
        if (policy.Retired) return PolicyRules.Retired;
        if (policy.LastInForce is not { } last) return PolicyRules.NeverInForce;
        if (policy.Draft is not null) return PolicyRules.DraftExists;
        if (policy.Waiting.Count > 0) return PolicyRules.PublicationWaiting;
        return new PolicyRetired(last, command.Reason);
    }

    /// <summary>A review is scheduled for what is in force.</summary>
    public static Decision<PolicyEvent> Decide(ReviewScheduled schedule, Policy policy, DateTimeOffset now)
    {
        if (policy.InForce is null) return PolicyRules.NotInForce;
        if (schedule.DueOn <= now) return PolicyRules.ReviewInThePast;
        return schedule.DueOn == policy.ReviewDueOn ? Decision<PolicyEvent>.Nothing : schedule;
    }

    /// <summary>The timer of a review: looks again.</summary>
    public static Decision<PolicyEvent> Decide(RaiseReview command, Policy policy, DateTimeOffset now) =>
        policy.ReviewDueOn == command.DueOn && !policy.ReviewIsDue && policy.InForce is not null && command.DueOn <= now
            ? new ReviewDue(command.DueOn)
            : Decision<PolicyEvent>.Nothing;

    /// <summary>A review ends with an outcome; a reaffirmed policy gets its next date.</summary>
    public static Decision<PolicyEvent> Decide(ReviewCompleted review, Policy policy, DateTimeOffset now)
    {
        if (policy.InForce is not { } current) return PolicyRules.NotInForce;
        return review.Outcome == ReviewOutcome.Reaffirmed
            ? Decision<PolicyEvent>.Of(review, new ReviewScheduled(now.ToUniversalTime().AddMonths(current.ReviewCycleMonths)))
            : review;
    }

    // Several may have come due while the service was down: each takes effect in its turn, as it would have.
    private static IEnumerable<PolicyEvent> InForceFrom(Policy policy, IReadOnlyList<Publication> due)
    {
        var inForce = policy.InForce?.Label;
        foreach (var publication in due)
        {
            if (inForce is not null) yield return new PolicySuperseded(inForce, publication.Label);
            yield return new PolicyBecameEffective(publication.Label, publication.Digest);
            yield return new ReviewScheduled(publication.EffectiveFrom.AddMonths(publication.ReviewCycleMonths));
            inForce = publication.Label;
        }
    }
}
