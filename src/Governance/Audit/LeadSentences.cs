using System.Diagnostics;
using System.Globalization;
using Governance.Impostors;
using Governance.Leads;

namespace Governance.Audit;

/// <summary>Sentences of leads and of suspected impostors.</summary>
public static class LeadSentences
{
    /// <summary>What a lead's fact says.</summary>
    public static Saying Of(LeadEvent fact) => fact switch
    {
        LeadSighted seen => new($"{Brought(seen.How)} {seen.Handle} on {seen.Platform}{Place(seen.SeenAt)}", seen.Note),
        LeadRejected rejected => new($"rejected the lead: {WordsOf(rejected.Reason)}", rejected.Note),
        LeadReopened reopened => new("opened the lead again because of a new fact", reopened.NewFact),
        LeadPassedToImpostors => new("passed the lead on as a suspected impostor"),
        LeadConfirmed => new("confirmed the lead and listed it in the register"),
        LeadMatched => new("found that the lead is in the register already"),
        _ => throw new UnreachableException(),
    };

    /// <summary>What a search's fact says.</summary>
    public static Saying Of(SearchEvent fact) => fact switch
    {
        SweepStarted started => new(string.Create(CultureInfo.InvariantCulture, $"asked for a sweep over {Counted(started.Pages.Count, "page")}")),
        PageSwept swept => new(string.Create(CultureInfo.InvariantCulture, $"swept {swept.Page}, which leads to {Counted(swept.Accounts, "account")}, {swept.New} of them new")),
        PageNotSwept refused => new($"could not sweep {refused.Page}", refused.Sentence),
        ProbeStarted started => new(string.Create(CultureInfo.InvariantCulture, $"asked to probe {Counted(started.Handles.Count, "handle")} for {string.Join(", ", started.Brands)}")),
        HandleProbed probed => new($"probed {probed.Handle} on {probed.Platform}: {WordsOf(probed.Finding)}", probed.Reason),
        SearchEnded => new("came to the end of the search"),
        _ => throw new UnreachableException(),
    };

    private static string Counted(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    private static string WordsOf(ProbeFinding finding) => finding switch
    {
        ProbeFinding.Exists => "it exists",
        ProbeFinding.Absent => "it does not exist",
        ProbeFinding.CannotTell => "nobody can tell",
        _ => throw new UnreachableException(),
    };

    /// <summary>What a case's fact says.</summary>
    public static Saying Of(ImpostorEvent fact, Names names) => fact switch
    {
        ImpostorSuspected seen => new($"suspected {seen.Handle} on {seen.Platform}{(seen.Danger ? ", with danger" : "")}", seen.Observed),
        EvidenceCaptured captured => new($"captured evidence: {captured.What}"),
        DangerNoticed danger => new("said that somebody is in danger", danger.Observed),
        CaseClassified said => new($"said that it is {WordsOf(said.Class)}", said.Reason),
        ImpostorConfirmed confirmed => new("confirmed the impostor", confirmed.Reason),
        CaseCleared cleared => new($"cleared it as {WordsOf(cleared.Class)}", cleared.Reason),
        ImpostorReported report => new($"reported it to the platform{Further(report.Further)}, which keeps the report as {report.Reference}", report.Ground),
        ReportUnanswered unanswered => new(string.Create(CultureInfo.InvariantCulture, $"brought the day by which the platform should have answered, {unanswered.DueOn.ToUniversalTime():yyyy-MM-dd}")),
        ImpostorTakenDown removal => new("recorded that the platform acted", removal.Done),
        ReportRefused refused => new("recorded that the platform will not act", refused.Reasons),
        CaseEscalated step => new($"went further, by {WordsOf(step.Step)}{(step.AgreedBy is { } executive ? $", as {names.Of(executive)} agreed" : "")}", step.Reason),
        ReportWithdrawn withdrawn => new("withdrew the report, which was wrong", withdrawn.Reason),
        HolderObjected objected => new($"recorded that the holder disagrees{(objected.NewFact is null ? "" : " again, with a new fact")}", objected.Statement),
        ObjectionDecided decided => new(decided.Class is { } what ? $"found the holder right: it is {WordsOf(what)}" : "found the holder's objection wrong", decided.Reason),
        _ => throw new UnreachableException(),
    };

    /// <summary>People whom a case's fact names.</summary>
    public static IEnumerable<string> People(ImpostorEvent fact) => fact is CaseEscalated { AgreedBy: { } executive } ? [executive] : [];

    private static string Brought(SightingMeans how) => how switch
    {
        SightingMeans.Reported => "reported",
        SightingMeans.Imported => "imported",
        SightingMeans.Swept => "found by a sweep",
        SightingMeans.Probed => "found by probing",
        _ => throw new UnreachableException(),
    };

    private static string Place(string seenAt) => seenAt.Length == 0 ? "" : $", seen at {seenAt}";

    private static string WordsOf(LeadRejection reason) => reason switch
    {
        LeadRejection.NotOurs => "it is somebody else's",
        LeadRejection.NotAnAccount => "it is no account",
        LeadRejection.Duplicate => "another entry stands for it",
        LeadRejection.Personal => "it is a person's own",
        LeadRejection.Gone => "it is not there any more",
        LeadRejection.Other => "for another reason",
        _ => throw new UnreachableException(),
    };

    private static string WordsOf(SuspectClass what) => what switch
    {
        SuspectClass.Impostor => "an impostor",
        SuspectClass.Parody => "a parody",
        SuspectClass.Fan => "a fan's",
        SuspectClass.Namesake => "a namesake's",
        SuspectClass.EmployeesOwn => "an employee's own",
        _ => throw new UnreachableException(),
    };

    private static string Further(FurtherReport? further) => further is null ? "" : " again";

    private static string WordsOf(EscalationStep step) => step switch
    {
        EscalationStep.PlatformContact => "the platform's contact",
        EscalationStep.Complaint => "a complaint",
        EscalationStep.Authority => "a complaint to an authority",
        EscalationStep.Letter => "a letter to the holder",
        EscalationStep.Court => "a court",
        _ => throw new UnreachableException(),
    };
}
