using Governance.Shared;

namespace Governance.Policies;

/// <summary>Answers: where does this policy stand, and which versions has it had?</summary>
public sealed class PolicyViewProjection() : FactsProjection<PolicyView, PolicyEvent>(Fold)
{
    /// <summary>The view after a fact.</summary>
    public static PolicyView Fold(PolicyView? view, Fact<PolicyEvent> fact, string streamKey) =>
        Next(view ?? new PolicyView(streamKey) { PolicyId = StreamKeys.IdOf(streamKey) }, fact) with { Version = fact.Version, UpdatedAt = fact.At };

    private static PolicyView Next(PolicyView view, Fact<PolicyEvent> fact) => fact.Event switch
    {
        PolicyDrafted drafted => WithDraft(view, Draft(drafted.Content, drafted.Change, drafted.Summary, fact, fact.Actor, [fact.Actor])) with { State = view.State == PolicyState.Abandoned ? PolicyState.Draft : view.State },
        PolicyRevised revised => WithDraft(view, Revised(view.Draft!, revised, fact)),
        PolicyAbandoned => view with { Draft = null, State = view.Versions.IsEmpty ? PolicyState.Abandoned : view.State },
        PolicySubmitted submitted => Submitted(view, submitted),
        ChangesRequested => view with { Draft = view.Draft! with { Status = DraftStatus.ChangesRequested } },
        PolicyApproved => view with { Draft = view.Draft! with { Status = DraftStatus.Approved, ApprovedAt = fact.At } },
        PolicyApprovedByBreakGlass => view with { Draft = view.Draft! with { Status = DraftStatus.ApprovedByBreakGlass, ApprovedAt = fact.At } },
        PolicyBreakGlassUndone undone => view.Draft is { Status: DraftStatus.ApprovedByBreakGlass } draft && draft.RequestId == undone.RequestId ? view with { Draft = draft with { Status = DraftStatus.Drafting, Label = null, RequestId = null, ApprovedAt = null } } : view,
        PolicyRejected => view with { Draft = view.Draft! with { Status = DraftStatus.Rejected } },
        SubmissionWithdrawn => view with { Draft = view.Draft! with { Status = DraftStatus.Drafting, Label = null, RequestId = null } },
        PolicyPublished published => Published(view, published, fact),
        PolicyBecameEffective effective => InForce(view, effective, fact),
        PolicySuperseded superseded => Ended(view, superseded.Label, StartOf(view, superseded.By), superseded.By) with { InForce = null },
        PolicyWithdrawn withdrawn => Withdrawn(view, withdrawn, fact),
        PolicyRetired => Ended(view, view.InForce, fact.At, "retired") with { InForce = null, State = PolicyState.Retired, ReviewDueOn = null, ReviewIsDue = false },
        ReviewScheduled review => view with { ReviewDueOn = review.DueOn, ReviewIsDue = false },
        ReviewDue => view with { ReviewIsDue = true },
        ReviewCompleted => view with { ReviewDueOn = null, ReviewIsDue = false },
        _ => view,
    };

    private static PolicyView WithDraft(PolicyView view, DraftView draft) =>
        view with { Draft = draft, Profile = view.Versions.IsEmpty ? draft.Profile : view.Profile };

    private static DraftView Draft(PolicyContent content, ChangeKind change, string? summary, Fact<PolicyEvent> fact, string author, IReadOnlyList<string> editors) =>
        new(DraftStatus.Drafting, content.Digest(), fact.Version, change, author, editors, summary, PolicyProfile.Of(content)) { EffectiveFrom = content.EffectiveFrom };

    private static DraftView Revised(DraftView draft, PolicyRevised revised, Fact<PolicyEvent> fact)
    {
        var editors = draft.Editors.Contains(fact.Actor) ? draft.Editors : [.. draft.Editors, fact.Actor];
        var next = Draft(revised.Content, revised.Change, revised.Summary, fact, draft.Author, editors);
        return draft.Status == DraftStatus.ChangesRequested ? next with { Status = draft.Status, Label = draft.Label, RequestId = draft.RequestId } : next;
    }

    private static PolicyView Submitted(PolicyView view, PolicySubmitted submitted) => view with
    {
        Draft = view.Draft! with { Status = DraftStatus.Submitted, Label = submitted.Label, RequestId = submitted.RequestId },
        Requests = view.Requests.Contains(submitted.RequestId) ? view.Requests : view.Requests.Add(submitted.RequestId),
    };

    private static PolicyView Published(PolicyView view, PolicyPublished published, Fact<PolicyEvent> fact)
    {
        var draft = view.Draft!;
        var version = new VersionView(
            published.Label, published.Digest, published.RequestId, draft.ContentVersion, draft.ApprovedAt, fact.At, published.EffectiveFrom, draft.Profile);
        return view with
        {
            Draft = null,
            Versions = view.Versions.Add(version),
            State = view.InForce is null ? PolicyState.Published : view.State,
            Profile = view.InForce is null ? draft.Profile : view.Profile,
        };
    }

    private static PolicyView InForce(PolicyView view, PolicyBecameEffective effective, Fact<PolicyEvent> fact)
    {
        var version = view.Versions.Find(version => version.Label == effective.Label)! with { BecameEffectiveAt = fact.At };
        return Replace(view, version) with { InForce = effective.Label, State = PolicyState.InForce, Profile = version.Profile };
    }

    private static PolicyView Withdrawn(PolicyView view, PolicyWithdrawn withdrawn, Fact<PolicyEvent> fact)
    {
        var wasInForce = view.InForce == withdrawn.Label;
        // A version that never took effect covers no moment at all: it ends where it would have begun.
        var next = Ended(view, withdrawn.Label, wasInForce ? fact.At : StartOf(view, withdrawn.Label), "withdrawn");
        if (wasInForce) next = next with { InForce = null, ReviewDueOn = null, ReviewIsDue = false };
        return next.InForce is not null ? next : next with { State = next.Versions.Any(version => version.EndedAt is null) ? PolicyState.Published : PolicyState.Withdrawn };
    }

    private static PolicyView Ended(PolicyView view, string? label, DateTimeOffset at, string by) =>
        view.Versions.Find(version => version.Label == label) is { } version ? Replace(view, version with { EndedAt = at, EndedBy = by }) : view;

    private static DateTimeOffset StartOf(PolicyView view, string label) => view.Versions.Find(version => version.Label == label)!.EffectiveFrom;

    private static PolicyView Replace(PolicyView view, VersionView version) =>
        view with { Versions = view.Versions.SetItem(view.Versions.FindIndex(other => other.Label == version.Label), version) };
}
