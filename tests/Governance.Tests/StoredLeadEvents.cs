using Governance.Impostors;
using Governance.Leads;

namespace Governance.Tests;

/// <summary>The stored form of every fact of leads and of suspected impostors, for ever.</summary>
internal static class StoredLeadEvents
{
    private static readonly DateTimeOffset Moment = new(2027, 1, 1, 9, 30, 0, TimeSpan.Zero);
    private static readonly string Digest = new('a', 64);

    /// <summary>Every event with its JSON; optional members are there once and absent once.</summary>
    public static IReadOnlyList<(object Event, string Json)> All { get; } =
    [
        (new LeadSighted("facebook", "id:123", "https://www.facebook.com/profile.php?id=123", "123", "https://acme.example/", SightingMeans.Swept, "facebook.com/profile.php?id=123", "In the footer"),
            """{"platform":"facebook","handle":"id:123","url":"https://www.facebook.com/profile.php?id=123","platformId":"123","seenAt":"https://acme.example/","how":"swept","spelling":"facebook.com/profile.php?id=123","note":"In the footer"}"""),
        (new LeadSighted("facebook", "acme", "https://www.facebook.com/acme", null, "", SightingMeans.Reported, "facebook.com/Acme", null),
            """{"platform":"facebook","handle":"acme","url":"https://www.facebook.com/acme","seenAt":"","how":"reported","spelling":"facebook.com/Acme"}"""),
        (new LeadSighted("facebook", "acme", "https://www.facebook.com/acme", null, "leads.csv", SightingMeans.Imported, "Acme", null),
            """{"platform":"facebook","handle":"acme","url":"https://www.facebook.com/acme","seenAt":"leads.csv","how":"imported","spelling":"Acme"}"""),
        (new LeadSighted("facebook", "acme", "https://www.facebook.com/acme", null, "", SightingMeans.Probed, "acme", null),
            """{"platform":"facebook","handle":"acme","url":"https://www.facebook.com/acme","seenAt":"","how":"probed","spelling":"acme"}"""),
        (new LeadRejected(LeadRejection.NotOurs, "A club"), """{"reason":"notOurs","note":"A club"}"""),
        (new LeadRejected(LeadRejection.NotAnAccount, null), """{"reason":"notAnAccount"}"""),
        (new LeadRejected(LeadRejection.Duplicate, null), """{"reason":"duplicate"}"""),
        (new LeadRejected(LeadRejection.Personal, null), """{"reason":"personal"}"""),
        (new LeadRejected(LeadRejection.Gone, null), """{"reason":"gone"}"""),
        (new LeadRejected(LeadRejection.Other, "Odd"), """{"reason":"other","note":"Odd"}"""),
        (new LeadReopened("It says official now", "Look again"), """{"newFact":"It says official now","note":"Look again"}"""),
        (new LeadReopened("It says official now", null), """{"newFact":"It says official now"}"""),
        (new LeadPassedToImpostors("i-1"), """{"caseId":"i-1"}"""),
        (new LeadConfirmed("a-1"), """{"accountId":"a-1"}"""),
        (new LeadMatched("a-1"), """{"accountId":"a-1"}"""),

        (new SweepStarted(["https://acme.example/"]), """{"pages":["https://acme.example/"]}"""),
        (new PageSwept("https://acme.example/", "https://www.acme.example/", Digest, 48, 5, 1),
            $$"""{"page":"https://acme.example/","answered":"https://www.acme.example/","digest":"{{Digest}}","links":48,"accounts":5,"new":1}"""),
        (new PageNotSwept("https://acme.example/", "fetch.time", "Too slow."), """{"page":"https://acme.example/","reason":"fetch.time","sentence":"Too slow."}"""),
        (new ProbeStarted(["Acme"], [new("github", "acme", "https://github.com/acme")]),
            """{"brands":["Acme"],"handles":[{"platform":"github","handle":"acme","url":"https://github.com/acme"}]}"""),
        (new HandleProbed("github", "acme", ProbeFinding.Exists, SightingOutcome.New, null), """{"platform":"github","handle":"acme","finding":"exists","outcome":"new"}"""),
        (new HandleProbed("github", "acme", ProbeFinding.Absent, null, null), """{"platform":"github","handle":"acme","finding":"absent"}"""),
        (new HandleProbed("github", "acme", ProbeFinding.CannotTell, null, "Too slow."), """{"platform":"github","handle":"acme","finding":"cannotTell","reason":"Too slow."}"""),
        (new SearchEnded(), "{}"),

        (new ImpostorSuspected("facebook", "acme", "https://www.facebook.com/acme", "123", "l-1", "Takes orders", true, "A new picture"),
            """{"platform":"facebook","handle":"acme","url":"https://www.facebook.com/acme","platformId":"123","leadId":"l-1","observed":"Takes orders","danger":true,"change":"A new picture"}"""),
        (new ImpostorSuspected("facebook", "acme", "https://www.facebook.com/acme", null, null, "Looks like us", false, null),
            """{"platform":"facebook","handle":"acme","url":"https://www.facebook.com/acme","observed":"Looks like us","danger":false}"""),
        (new EvidenceCaptured("The profile", Digest, "https://www.facebook.com/acme"), $$"""{"what":"The profile","digest":"{{Digest}}","url":"https://www.facebook.com/acme"}"""),
        (new EvidenceCaptured("The profile", null, "https://www.facebook.com/acme"), """{"what":"The profile","url":"https://www.facebook.com/acme"}"""),
        (new DangerNoticed("Asks for cards"), """{"observed":"Asks for cards"}"""),
        (new CaseClassified(SuspectClass.Impostor, "Our logo"), """{"class":"impostor","reason":"Our logo"}"""),
        (new CaseClassified(SuspectClass.Parody, "A joke"), """{"class":"parody","reason":"A joke"}"""),
        (new CaseClassified(SuspectClass.EmployeesOwn, "A colleague"), """{"class":"employeesOwn","reason":"A colleague"}"""),
        (new ImpostorConfirmed("It deceives"), """{"reason":"It deceives"}"""),
        (new CaseCleared(SuspectClass.Fan, "Admires"), """{"class":"fan","reason":"Admires"}"""),
        (new CaseCleared(SuspectClass.Namesake, "Same name"), """{"class":"namesake","reason":"Same name"}"""),
        (new ImpostorReported("FB-1", "Terms", ReportedFor.Suspension, null), """{"reference":"FB-1","ground":"Terms","asked":"suspension"}"""),
        (new ImpostorReported("FB-2", "Terms", ReportedFor.RemovePost, FurtherReport.NewFacts), """{"reference":"FB-2","ground":"Terms","asked":"removePost","further":"newFacts"}"""),
        (new ImpostorReported("FB-3", "Terms", ReportedFor.Label, FurtherReport.NoAnswer), """{"reference":"FB-3","ground":"Terms","asked":"label","further":"noAnswer"}"""),
        (new ImpostorReported("FB-4", "Terms", ReportedFor.Rename, FurtherReport.Appeal), """{"reference":"FB-4","ground":"Terms","asked":"rename","further":"appeal"}"""),
        (new ImpostorReported("FB-5", "Terms", ReportedFor.Everything, null), """{"reference":"FB-5","ground":"Terms","asked":"everything"}"""),
        (new ReportUnanswered(Moment), """{"dueOn":"2027-01-01T09:30:00+00:00"}"""),
        (new ImpostorTakenDown("Suspended"), """{"done":"Suspended"}"""),
        (new ReportRefused("No rule broken"), """{"reasons":"No rule broken"}"""),
        (new CaseEscalated(EscalationStep.Court, "Nothing else helps", "p-2"), """{"step":"court","reason":"Nothing else helps","agreedBy":"p-2"}"""),
        (new CaseEscalated(EscalationStep.PlatformContact, "First", null), """{"step":"platformContact","reason":"First"}"""),
        (new CaseEscalated(EscalationStep.Complaint, "Then", null), """{"step":"complaint","reason":"Then"}"""),
        (new CaseEscalated(EscalationStep.Authority, "Then", null), """{"step":"authority","reason":"Then"}"""),
        (new CaseEscalated(EscalationStep.Letter, "Then", null), """{"step":"letter","reason":"Then"}"""),
        (new ReportWithdrawn("A dealer"), """{"reason":"A dealer"}"""),
        (new HolderObjected("We are a dealer", null), """{"statement":"We are a dealer"}"""),
        (new HolderObjected("We are a dealer", "A contract"), """{"statement":"We are a dealer","newFact":"A contract"}"""),
        (new ObjectionDecided(true, SuspectClass.Namesake, "It is"), """{"upheld":true,"class":"namesake","reason":"It is"}"""),
        (new ObjectionDecided(false, null, "It is not"), """{"upheld":false,"reason":"It is not"}"""),
    ];
}
