using Governance.Shared;

namespace Governance.Impostors;

/// <summary>
/// The rules of a case (impersonation-and-take-down). Pure: state and command in, facts or a refusal out. Nobody confirms what they
/// proposed, nothing is reported that is not confirmed and captured, and only a person's decision reports at all.
/// </summary>
public static partial class ImpostorDecider
{
    /// <summary>
    /// A suspicion opens one case for an account. <paramref name="open"/> is a case about it that is open, <paramref name="cleared"/> one
    /// that was closed, <paramref name="account"/> the account of the register that it is; each or null.
    /// </summary>
    public static Decision<ImpostorEvent> Decide(ImpostorSuspected suspicion, string? account, string? open, string? cleared)
    {
        if (account is not null) return ImpostorRules.InTheRegister(account);
        if (open is not null) return ImpostorRules.OpenAlready(open);
        return cleared is not null && suspicion.Change is null ? ImpostorRules.ClearedBefore(cleared) : suspicion;
    }

    /// <summary>The most pieces of evidence in one case.</summary>
    public const int MostEvidence = 200;

    /// <summary>Evidence may be added while the case is open.</summary>
    public static Decision<ImpostorEvent> Decide(EvidenceCaptured evidence, ImpostorCase suspect)
    {
        if (Closed(suspect) is { } closed) return closed;
        return suspect.Evidence < MostEvidence ? evidence : ImpostorRules.TooMuchEvidence;
    }

    /// <summary>Danger is noticed once.</summary>
    public static Decision<ImpostorEvent> Decide(DangerNoticed danger, ImpostorCase suspect)
    {
        if (Closed(suspect) is { } closed) return closed;
        return suspect.Danger ? Decision<ImpostorEvent>.Nothing : danger;
    }

    /// <summary>
    /// A steward says what it is, in danger somebody of Security too. What is no impostor is cleared with that; an impostor waits for Legal.
    /// </summary>
    public static Decision<ImpostorEvent> Decide(CaseClassified classification, ImpostorCase suspect, Classifier by)
    {
        if (Closed(suspect) is { } closed) return closed;
        if (suspect.State is not (CaseState.Suspected or CaseState.Proposed)) return ImpostorRules.Classified;
        if (!by.Steward && !(by.Security && suspect.Danger)) return ImpostorRules.StewardsOnly;
        if (by.Criticised) return ImpostorRules.Interested;
        if (classification.Class == SuspectClass.Impostor) return Standstill(suspect) is { } still ? still : suspect.Evidence == 0 ? ImpostorRules.NoEvidence : classification;
        // What somebody proposed as an impostor is not cleared by the same person's second thoughts alone.
        return suspect.State == CaseState.Proposed ? ImpostorRules.BeforeLegal
            : Decision<ImpostorEvent>.Of(classification, new CaseCleared(classification.Class, classification.Reason));
    }

    /// <summary>Legal confirms what somebody else proposed.</summary>
    public static Decision<ImpostorEvent> Decide(ImpostorConfirmed confirmation, ImpostorCase suspect, string by)
    {
        if (Closed(suspect) is { } closed) return closed;
        if (suspect.State == CaseState.Suspected) return ImpostorRules.NotClassified;
        if (suspect.State != CaseState.Proposed) return ImpostorRules.Classified;
        if (Standstill(suspect) is { } still) return still;
        return suspect.Proposers.Contains(by) ? ImpostorRules.SecondPerson : confirmation;
    }

    /// <summary>Legal clears what is no impostor after all: before a report, or when the platform's refusal persuades.</summary>
    public static Decision<ImpostorEvent> Decide(CaseCleared clearing, ImpostorCase suspect, string by)
    {
        if (Closed(suspect) is { } closed) return closed;
        if (clearing.Class == SuspectClass.Impostor) return ImpostorRules.ClearedAsImpostor;
        if (suspect.State is CaseState.Reported or CaseState.Escalated or CaseState.TakenDown) return ImpostorRules.ReportStands;
        return suspect.State == CaseState.Proposed && suspect.Proposers.Contains(by) ? ImpostorRules.SecondPerson : clearing;
    }

    /// <summary>A confirmed impostor is reported once; a further report takes a reason that holds at this moment.</summary>
    public static Decision<ImpostorEvent> Decide(ImpostorReported report, ImpostorCase suspect, DateTimeOffset now)
    {
        if (Closed(suspect) is { } closed) return closed;
        if (suspect.State is CaseState.Suspected or CaseState.Proposed) return ImpostorRules.NotConfirmed;
        if (Standstill(suspect) is { } still) return still;
        if (report.Asked == ReportedFor.Everything && !suspect.Danger) return ImpostorRules.AskTheLeast;
        return (suspect.State, report.Further) switch
        {
            (CaseState.Confirmed, null) => report,
            (CaseState.Confirmed, _) => ImpostorRules.FirstReport,
            (_, null) => ImpostorRules.ReportedBefore,
            (_, FurtherReport.NoAnswer) => IsUnanswered(suspect, now) ? report : ImpostorRules.AnswerNotDue,
            (_, FurtherReport.Appeal) => suspect.State is CaseState.Refused or CaseState.Escalated ? report : ImpostorRules.NothingRefused,
            _ => report,
        };
    }

    /// <summary>The platform acted.</summary>
    public static Decision<ImpostorEvent> Decide(ImpostorTakenDown removal, ImpostorCase suspect)
    {
        if (Closed(suspect) is { } closed) return closed;
        if (suspect.State == CaseState.TakenDown) return Decision<ImpostorEvent>.Nothing;
        return WasReported(suspect) ? removal : ImpostorRules.NotReported;
    }

    /// <summary>The platform will not act.</summary>
    public static Decision<ImpostorEvent> Decide(ReportRefused refusal, ImpostorCase suspect)
    {
        if (Closed(suspect) is { } closed) return closed;
        return suspect.State is CaseState.Reported or CaseState.Escalated ? refusal : ImpostorRules.NotReported;
    }

    /// <summary>Legal goes further once the platform refused or did not answer in time.</summary>
    public static Decision<ImpostorEvent> Decide(CaseEscalated step, ImpostorCase suspect, bool agreed, DateTimeOffset now)
    {
        if (Closed(suspect) is { } closed) return closed;
        if (!WasReported(suspect) || suspect.State == CaseState.TakenDown) return ImpostorRules.NotReported;
        if (Standstill(suspect) is { } still) return still;
        if (suspect.State == CaseState.Reported && !IsUnanswered(suspect, now)) return ImpostorRules.AnswerNotDue;
        return (step.Step == EscalationStep.Court) == agreed ? step : step.Step == EscalationStep.Court ? ImpostorRules.ExecutiveAgrees : ImpostorRules.NoAgreementNeeded;
    }

    /// <summary>A report that was wrong is withdrawn, and the case is closed with that.</summary>
    public static Decision<ImpostorEvent> Withdraw(ReportWithdrawn withdrawal, CaseCleared clearing, ImpostorCase suspect)
    {
        if (Closed(suspect) is { } closed) return closed;
        if (!WasReported(suspect)) return ImpostorRules.NotReported;
        return clearing.Class == SuspectClass.Impostor ? ImpostorRules.ClearedAsImpostor : Decision<ImpostorEvent>.Of(withdrawal, clearing);
    }

    /// <summary>Time has come for an answer that did not.</summary>
    public static Decision<ImpostorEvent> Time(ImpostorCase suspect, DateTimeOffset now) =>
        suspect is { State: CaseState.Reported, Unanswered: false, AnswerDueOn: { } due } && due <= now ? new ReportUnanswered(due) : Decision<ImpostorEvent>.Nothing;

    /// <summary>The case after a fact.</summary>
    public static ImpostorCase Evolve(ImpostorCase? suspect, Fact<ImpostorEvent> fact, string streamKey) => (suspect, fact.Event) switch
    {
        (null, ImpostorSuspected seen) => new ImpostorCase(streamKey)
        {
            AddressKey = $"{seen.Platform}:{seen.Handle}",
            IdentityKey = seen.PlatformId is null ? null : $"{seen.Platform}:{seen.PlatformId}",
            Danger = seen.Danger,
        },
        (null or { IsOpen: false }, _) or (_, ImpostorSuspected) => throw new InvalidOperationException($"{fact.Event.GetType().Name} cannot follow in the history of {streamKey}."),
        (_, EvidenceCaptured) => suspect with { Evidence = suspect.Evidence + 1 },
        (_, DangerNoticed) => suspect with { Danger = true, AnswerDueOn = Sooner(suspect.AnswerDueOn, ImpostorTimes.Answer(fact.At, danger: true)) },
        (_, CaseClassified { Class: SuspectClass.Impostor }) => suspect with { State = CaseState.Proposed, Proposers = suspect.Proposers.Add(fact.Actor) },
        (_, CaseClassified) => suspect,
        (_, ImpostorConfirmed) => suspect with { State = CaseState.Confirmed },
        (_, CaseCleared) => suspect with { State = CaseState.Cleared, AnswerDueOn = null },
        (_, ImpostorReported) => suspect with { State = CaseState.Reported, AnswerDueOn = ImpostorTimes.Answer(fact.At, suspect.Danger), Unanswered = false },
        (_, ReportUnanswered) => suspect with { Unanswered = true },
        (_, ImpostorTakenDown) => suspect with { State = CaseState.TakenDown, AnswerDueOn = null },
        (_, ReportRefused) => suspect with { State = CaseState.Refused, AnswerDueOn = null },
        (_, CaseEscalated) => suspect with { State = CaseState.Escalated, AnswerDueOn = null },
        (_, ReportWithdrawn) => suspect,
        (_, HolderObjected) => suspect with { Objections = suspect.Objections + 1, ObjectionDueOn = ImpostorTimes.Objection(fact.At) },
        (_, ObjectionDecided decided) => suspect with { ObjectionDueOn = null, Wrong = decided.Upheld },
        _ => throw new InvalidOperationException($"{fact.Event.GetType().Name} is unknown in the history of {streamKey}."),
    };

    private static Refusal? Closed(ImpostorCase suspect) => suspect.IsOpen ? null : ImpostorRules.Closed;

    private static bool WasReported(ImpostorCase suspect) => suspect.State is CaseState.Reported or CaseState.Refused or CaseState.Escalated or CaseState.TakenDown;

    private static DateTimeOffset? Sooner(DateTimeOffset? due, DateTimeOffset soon) => due > soon ? soon : due;

    private static bool IsUnanswered(ImpostorCase suspect, DateTimeOffset now) => suspect.AnswerDueOn <= now;
}

/// <summary>Who classifies, as far as the rules ask.</summary>
/// <param name="Steward">Keeps the register.</param>
/// <param name="Security">Belongs to the group security.</param>
/// <param name="Criticised">Says that the account has criticised them personally.</param>
public sealed record Classifier(bool Steward, bool Security, bool Criticised);
