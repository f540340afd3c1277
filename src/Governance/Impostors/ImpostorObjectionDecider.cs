using Governance.Shared;

namespace Governance.Impostors;

/// <summary>
/// The holder of a suspect may disagree (clauses 10.1 to 10.4). Until a lawyer who took no part has decided, no further step is taken, except in
/// danger; and whoever was right is left alone.
/// </summary>
public static partial class ImpostorDecider
{
    /// <summary>The most objections in one case.</summary>
    public const int MostObjections = 20;

    /// <summary>One objection at a time; after one was decided against the holder, another takes a new fact.</summary>
    public static Decision<ImpostorEvent> Decide(HolderObjected objection, ImpostorCase suspect)
    {
        if (Closed(suspect) is { } closed) return closed;
        if (suspect.Wrong) return ImpostorRules.WithdrawFirst;
        if (suspect.ObjectionDueOn is not null) return ImpostorRules.ObjectionOpen;
        if (suspect.Objections >= MostObjections) return ImpostorRules.TooManyObjections;
        return suspect.Objections > 0 && objection.NewFact is null ? ImpostorRules.ObjectionDecided : objection;
    }

    /// <summary>
    /// Somebody of legal who took no part decides, with reasons. For the holder: what was not reported yet is cleared with this, and a report
    /// must be withdrawn.
    /// </summary>
    /// <param name="decision">The fact.</param>
    /// <param name="suspect">The case.</param>
    /// <param name="tookPart">Whether whoever decides has acted in the case before.</param>
    public static Decision<ImpostorEvent> Decide(ObjectionDecided decision, ImpostorCase suspect, bool tookPart)
    {
        if (Closed(suspect) is { } closed) return closed;
        if (suspect.ObjectionDueOn is null) return ImpostorRules.NoObjection;
        if (tookPart) return ImpostorRules.TookPart;
        if (decision.Upheld != decision.Class is not null || decision.Class == SuspectClass.Impostor) return ImpostorRules.ObjectionClass;
        return decision.Class is { } what && !WasReported(suspect) ? Decision<ImpostorEvent>.Of(decision, new CaseCleared(what, decision.Reason)) : decision;
    }

    // Why no further step against the holder is taken now, or null.
    private static Refusal? Standstill(ImpostorCase suspect) =>
        suspect.Wrong ? ImpostorRules.WithdrawFirst : suspect is { ObjectionDueOn: not null, Danger: false } ? ImpostorRules.ObjectionPending : null;
}
