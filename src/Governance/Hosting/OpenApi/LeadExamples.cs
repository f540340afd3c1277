using Governance.Accounts;
using Governance.Audit;
using Governance.Leads;
using Governance.Shared;

namespace Governance.Hosting;

/// <summary>Leads by example: a page that speaks of Acme's running shoes, and that nobody knows.</summary>
internal static class LeadExamples
{
    private const string Self = "/leads/" + Examples.LeadId;
    private const string Url = "https://www.facebook.com/acmerunning";

    private static readonly LeadSighted Seen = new("facebook", "acmerunning", Url, null, "https://acme.example/shoes", SightingMeans.Reported, "facebook.com/AcmeRunning", "A link below the size chart.");

    private static readonly LeadView View = LeadViewProjection.Fold(null, new Fact<LeadEvent>(Seen, "p-1005", Examples.Drafted, 1), StreamKeys.Lead(Examples.LeadId));

    private static readonly EventLine Line = new(
        "1050", Guid.Parse("0197c3a2-6d0b-7c51-9a64-0d6e1b1f5a41"), StreamKeys.Lead(Examples.LeadId), 1, nameof(LeadSighted), Examples.Drafted, "p-1005", "Elif Yilmaz", null,
        "call:4bf92f3577b34da6a3ce929d0e0e4736", "call:4bf92f3577b34da6a3ce929d0e0e4736", "Elif Yilmaz reported acmerunning on facebook, seen at https://acme.example/shoes.", Seen.Note, null);

    internal static IReadOnlyDictionary<string, Example> All { get; } = new Dictionary<string, Example>
    {
        ["reportSighting"] = Example.Command(
            new ReportSighting(Seen.Spelling, null, null, Seen.SeenAt, Seen.Note), new SightingAnswer(SightingOutcome.New, Examples.LeadId, Url), 1, Self),
        ["importLeads"] = Example.Commands(
            new ImportLeads([new(Seen.Spelling, null, null, Seen.SeenAt, null), new(null, "instagram", "acme_outlet", null, "Found in a forum."), new("https://www.facebook.com/sharer", null, null, null, null)]),
            new SightingAnswers(
            [
                new(SightingOutcome.SeenBefore, Examples.LeadId, Url),
                new(SightingOutcome.New, "nbswy3dpeb3w64tmmqqho2dfoj", "https://www.instagram.com/acme_outlet/"),
                new(SightingOutcome.Refused, Code: "lead.not-an-account", Sentence: "This is a button to share a page. Give the account's own address."),
            ])),
        ["rejectLead"] = Example.Command(new RejectLead(LeadRejection.NotOurs, "A running club that has used the name since 1987."), Done(2, nameof(LeadRejected)), LeadRules.Rejected),
        ["reopenLead"] = Example.Command(new ReopenLead("The page now calls itself the official shop.", null), Done(3, nameof(LeadReopened)), LeadRules.NotRejected),
        ["confirmLead"] = Example.Command(
            new ConfirmLead(null, new AccountProfile(AccountType.Page, "Acme Running", null, null, null, "Acme", "IE", "en", AccountClass.Official)),
            Done(2, nameof(LeadConfirmed)) with { Added = "0197c3a26d0b7c519a640d6e1b1f5a50" }, LeadRules.Rejected),
        ["passLeadOn"] = Example.Command(
            new PassLeadOn("It sells shoes that we do not make, under our logo.", true, null), Done(2, nameof(LeadPassedToImpostors)) with { Added = Examples.CaseId }, LeadRules.Rejected),
        ["startSweep"] = Example.Command(
            new StartSweep(["https://acme.example/", "https://acme.example/trust.txt"]), Examples.On(StreamKeys.Search(Examples.SweepId), 1, "/sweeps/" + Examples.SweepId, null, nameof(SweepStarted))),
        ["startProbe"] = Example.Command(
            new StartProbe(["Acme Running"], ["youtube"]), Examples.On(StreamKeys.Search(Examples.ProbeId), 1, "/probes/" + Examples.ProbeId, null, nameof(ProbeStarted))),
        ["getSweep"] = Example.Read(
            new SweepView(
                Examples.SweepId, "p-1004", Examples.Drafted, true, 2, 5, 1,
                [new("https://acme.example/", PageState.Read, 48, 5, 1), new("https://acme.example/trust.txt", PageState.Refused, Reason: "fetch.status", Sentence: "It answered 404. Look whether the page is there.")]), 4),
        ["getProbe"] = Example.Read(
            new ProbeView(
                Examples.ProbeId, "p-1004", Examples.Drafted, ["Acme Running"], false, 2, 1, 1, 0,
                [
                    new("youtube", "@acmerunning", "https://www.youtube.com/@acmerunning", ProbeFinding.Exists, SightingOutcome.New),
                    new("youtube", "@acme_running", "https://www.youtube.com/@acme_running", ProbeFinding.Absent),
                    new("youtube", "@acme-running", "https://www.youtube.com/@acme-running"),
                ]), 3),
        ["listLeads"] = Example.Read(new Page<LeadView>([View], PageCursor.Encode(["2026-12-01T09:30:00.0000000+00:00", View.Id]))),
        ["getLead"] = Example.Read(View, View.Version),
        ["getLeadHistory"] = Example.Read(new EventPage([Line], PageCursor.Encode(["1050"]), More: false), View.Version),
    };

    private static Receipt Done(long version, params string[] facts) => Examples.On(StreamKeys.Lead(Examples.LeadId), version, Self, null, facts);
}
