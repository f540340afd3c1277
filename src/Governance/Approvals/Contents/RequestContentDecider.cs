using Governance.Flows;
using Governance.Shared;

namespace Governance.Approvals;

/// <summary>The rules of what is before the approvers: who may change it, and that a revision changes something.</summary>
public static class RequestContentDecider
{
    /// <summary>Why the person may not revise the request, or null.</summary>
    public static Refusal? MayRevise(IReadOnlyList<RequestEntry> history, string person) =>
        RequestFacts.After(history) is { } facts && (facts.Author == person || facts.Requester == person || facts.Editors.Contains(person)) ? null : RequestRules.NotYoursToRevise;

    /// <summary>A revision of the whole content, with what follows from it.</summary>
    public static Decision<RequestEvent> Revise(RequestRevised revision, RequestAct act)
    {
        if (MayRevise(act.History, act.Actor) is { } no) return no;
        if (RequestGuard.MayRevise(act.Flow, act.History) is null && IsThere(revision, act.History)) return RequestRules.Unchanged;
        return RequestDecider.Revise(revision, act);
    }

    // Whoever names a further editor changes who may decide, and that is a change as well.
    private static bool IsThere(RequestRevised revision, IReadOnlyList<RequestEntry> history) =>
        Revision.Of(history)[^1] is var current && Same(current.Fields, revision.Fields) && Same(current.Subject, revision.Subject)
        && RequestFacts.After(history) is { } facts && revision.Editors.All(editor => facts.Author == editor || facts.Editors.Contains(editor));

    private static bool Same<T>(IReadOnlyDictionary<string, T> one, IReadOnlyDictionary<string, T> other) where T : class =>
        one.Count == other.Count && one.All(member => other.TryGetValue(member.Key, out var value) && value.Equals(member.Value));
}
