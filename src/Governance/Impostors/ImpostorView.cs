using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Governance.Shared;

namespace Governance.Impostors;

/// <summary>One case as people read it; also a row of the list.</summary>
/// <param name="Id">The stream key.</param>
[Kept]
public sealed record ImpostorView([property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string Id)
{
    /// <summary>The case's id in routes.</summary>
    public string CaseId { get; init; } = "";

    /// <summary>The stream's version; also the ETag.</summary>
    public long Version { get; init; }

    /// <summary>Where it stands.</summary>
    public CaseState State { get; init; }

    /// <summary>What it was last said to be, or absent.</summary>
    public SuspectClass? Class { get; init; }

    /// <summary>Why, or absent.</summary>
    public string? Reason { get; init; }

    /// <summary>The platform's name.</summary>
    public string Platform { get; init; } = "";

    /// <summary>The canonical handle.</summary>
    public string Handle { get; init; } = "";

    /// <summary>The canonical address.</summary>
    public string Url { get; init; } = "";

    /// <summary>The platform's immutable id, or absent.</summary>
    public string? PlatformId { get; init; }

    /// <summary>The lead that it comes from, or absent.</summary>
    public string? LeadId { get; init; }

    /// <summary>What was seen.</summary>
    public string Observed { get; init; } = "";

    /// <summary>What has changed since an earlier case, or absent.</summary>
    public string? Change { get; init; }

    /// <summary>Whether somebody is in danger.</summary>
    public bool Danger { get; init; }

    /// <summary>Who suspected, said what it is, confirmed, reported and cleared, oldest first, by pseudonymous ids.</summary>
    public ImmutableList<CaseStep> Steps { get; init; } = [];

    /// <summary>What was captured, oldest first.</summary>
    public ImmutableList<EvidenceView> Evidence { get; init; } = [];

    /// <summary>The reports to the platform, oldest first.</summary>
    public ImmutableList<ReportView> Reports { get; init; } = [];

    /// <summary>When it was opened, UTC.</summary>
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>What is to be done next, or absent.</summary>
    public CaseDuty? Due { get; init; }

    /// <summary>By when, UTC, or absent.</summary>
    public DateTimeOffset? DueOn { get; init; }

    /// <summary>What the holder said against it, oldest first, and what was decided.</summary>
    public ImmutableList<ObjectionView> Objections { get; init; } = [];

    /// <summary>What the holder waits for: the decision on their objection, or the withdrawal of the report; or absent.</summary>
    public CaseDuty? Owed { get; init; }

    /// <summary>By when, UTC, or absent.</summary>
    public DateTimeOffset? OwedBy { get; init; }

    /// <summary>Whether either moment has passed.</summary>
    public bool Overdue { get; init; }

    /// <summary>When the last fact was recorded.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The same at a moment, which alone says whether it is overdue. A watch that is over is over, not late.</summary>
    public ImpostorView At(DateTimeOffset now) =>
        Due == CaseDuty.Watch && DueOn < now ? this with { Due = null, DueOn = null, Overdue = OwedBy < now } : this with { Overdue = DueOn < now || OwedBy < now };
}

/// <summary>One step of a case.</summary>
/// <param name="What">The fact's type.</param>
/// <param name="By">Whose act it was.</param>
/// <param name="At">When, UTC.</param>
public sealed record CaseStep(string What, string By, DateTimeOffset At);

/// <summary>A piece of evidence.</summary>
/// <param name="What">What it is.</param>
/// <param name="Digest">SHA-256 of what is kept, or absent.</param>
/// <param name="Url">Where it was seen.</param>
/// <param name="By">Who captured it.</param>
/// <param name="At">When, UTC.</param>
public sealed record EvidenceView(string What, string? Digest, string Url, string By, DateTimeOffset At);

/// <summary>A report to the platform.</summary>
/// <param name="Reference">Under which the platform keeps it.</param>
/// <param name="Ground">The rule or law that is broken.</param>
/// <param name="Asked">What was asked for.</param>
/// <param name="Further">Why there is a further report, or absent.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Answer">What the platform did or said, or absent.</param>
public sealed record ReportView(string Reference, string Ground, ReportedFor Asked, FurtherReport? Further, DateTimeOffset At, string? Answer);

/// <summary>What the holder of a suspect said against it.</summary>
/// <param name="Statement">What they said.</param>
/// <param name="NewFact">What was new, or absent.</param>
/// <param name="By">Who recorded it.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Upheld">Whether they were found right; absent while it is not decided.</param>
/// <param name="Reason">Why, or absent.</param>
/// <param name="DecidedBy">By whom, or absent.</param>
/// <param name="DecidedAt">When, UTC, or absent.</param>
public sealed record ObjectionView(string Statement, string? NewFact, string By, DateTimeOffset At, bool? Upheld = null, string? Reason = null, string? DecidedBy = null, DateTimeOffset? DecidedAt = null);

/// <summary>What is to be done next in a case.</summary>
public enum CaseDuty
{
    /// <summary>A steward says what it is.</summary>
    Classify,

    /// <summary>Legal confirms or clears.</summary>
    Confirm,

    /// <summary>The platform answers; after that Legal follows up.</summary>
    Answer,

    /// <summary>The stewards watch for the same impostor.</summary>
    Watch,

    /// <summary>A lawyer who took no part decides on what the holder says.</summary>
    DecideObjection,

    /// <summary>Legal withdraws a report that was wrong.</summary>
    WithdrawReport,
}

/// <summary>Answers: where does this case stand, who decided what, and what is due?</summary>
public sealed class ImpostorViewProjection() : FactsProjection<ImpostorView, ImpostorEvent>(Fold)
{
    /// <summary>The view after a fact.</summary>
    public static ImpostorView Fold(ImpostorView? view, Fact<ImpostorEvent> fact, string streamKey)
    {
        var next = Next(view ?? new ImpostorView(streamKey) { CaseId = StreamKeys.IdOf(streamKey), OpenedAt = fact.At }, fact);
        var steps = fact.Event is EvidenceCaptured ? next.Steps : next.Steps.Add(new(fact.Event.GetType().Name, fact.Actor, fact.At));
        return next with { Steps = steps, Version = fact.Version, UpdatedAt = fact.At };
    }

    private static ImpostorView Next(ImpostorView view, Fact<ImpostorEvent> fact) => fact.Event switch
    {
        ImpostorSuspected seen => Suspected(view, seen, fact.At),
        EvidenceCaptured captured => view with { Evidence = view.Evidence.Add(new(captured.What, captured.Digest, captured.Url, fact.Actor, fact.At)) },
        DangerNoticed => InDanger(view, fact.At),
        CaseClassified said => Waits(view with { State = CaseState.Proposed, Class = said.Class, Reason = said.Reason }, CaseDuty.Confirm, ImpostorTimes.Confirm(fact.At, view.Danger)),
        ImpostorConfirmed confirmed => Done(view with { State = CaseState.Confirmed, Reason = confirmed.Reason }),
        CaseCleared cleared => Done(view with { State = CaseState.Cleared, Class = cleared.Class, Reason = cleared.Reason, Owed = null, OwedBy = null }),
        HolderObjected objected => view with { Objections = view.Objections.Add(new(objected.Statement, objected.NewFact, fact.Actor, fact.At)), Owed = CaseDuty.DecideObjection, OwedBy = ImpostorTimes.Objection(fact.At) },
        ObjectionDecided decided => Decided(view, decided, fact),
        ImpostorReported report => Waits(
            view with { State = CaseState.Reported, Reports = view.Reports.Add(new(report.Reference, report.Ground, report.Asked, report.Further, fact.At, null)) },
            CaseDuty.Answer, ImpostorTimes.Answer(fact.At, view.Danger)),
        ImpostorTakenDown removal => Waits(Answered(view, removal.Done) with { State = CaseState.TakenDown }, CaseDuty.Watch, ImpostorTimes.Watch(fact.At)),
        ReportRefused refused => Done(Answered(view, refused.Reasons) with { State = CaseState.Refused }),
        CaseEscalated => Done(view with { State = CaseState.Escalated }),
        _ => view,
    };

    private static ImpostorView Suspected(ImpostorView view, ImpostorSuspected seen, DateTimeOffset at) => Waits(
        view with
        {
            Platform = seen.Platform,
            Handle = seen.Handle,
            Url = seen.Url,
            PlatformId = seen.PlatformId,
            LeadId = seen.LeadId,
            Observed = seen.Observed,
            Change = seen.Change,
            Danger = seen.Danger,
        },
        CaseDuty.Classify, ImpostorTimes.Classify(at, seen.Danger));

    private static ImpostorView Decided(ImpostorView view, ObjectionDecided decided, Fact<ImpostorEvent> fact) => view with
    {
        Objections = view.Objections.SetItem(view.Objections.Count - 1, view.Objections[^1] with { Upheld = decided.Upheld, Reason = decided.Reason, DecidedBy = fact.Actor, DecidedAt = fact.At }),
        Owed = decided.Upheld ? CaseDuty.WithdrawReport : null,
        OwedBy = decided.Upheld ? ImpostorTimes.Withdraw(fact.At) : null,
    };

    // Whatever waits for a person is due sooner, never later.
    private static ImpostorView InDanger(ImpostorView view, DateTimeOffset at)
    {
        var soon = view.Due == CaseDuty.Answer ? ImpostorTimes.Answer(at, danger: true) : ImpostorTimes.Classify(at, danger: true);
        return view.Due is CaseDuty.Watch or null || view.DueOn < soon ? view with { Danger = true } : view with { Danger = true, DueOn = soon };
    }

    private static ImpostorView Answered(ImpostorView view, string answer) =>
        view.Reports is [.., var last] ? view with { Reports = view.Reports.SetItem(view.Reports.Count - 1, last with { Answer = answer }) } : view;

    private static ImpostorView Waits(ImpostorView view, CaseDuty duty, DateTimeOffset until) => view with { Due = duty, DueOn = until };

    private static ImpostorView Done(ImpostorView view) => view with { Due = null, DueOn = null };
}

/// <summary>Folds a case's stream into what its rules ask.</summary>
public sealed class ImpostorProjection() : FactsProjection<ImpostorCase, ImpostorEvent>(ImpostorDecider.Evolve);
