using Governance.Audit;
using Governance.Impostors;
using Governance.Shared;

namespace Governance.Hosting;

/// <summary>A case by example: a shop that is not Acme's.</summary>
internal static class ImpostorExamples
{
    private const string Self = "/impostors/" + Examples.CaseId;
    private const string Url = "https://www.facebook.com/acmeoutletsale";
    private const string Why = "Its logo, name and “official” badge would make an ordinary visitor take it for us.";

    private static readonly ImpostorSuspected Seen = new("facebook", "acmeoutletsale", Url, null, null, "It takes orders and delivers nothing.", true, null);
    private static readonly EvidenceCaptured Captured = new("The profile and its three newest posts", Examples.Digest, Url);

    private static readonly ImpostorView View = ((ImpostorEvent, string)[])
        [(Seen, "p-1006"), (Captured, "p-1004"), (new CaseClassified(SuspectClass.Impostor, Why), "p-1004"), (new ImpostorConfirmed("The test of clause 4.1 is met."), "p-1002")] switch
    {
        var facts => facts.Select((fact, i) => new Fact<ImpostorEvent>(fact.Item1, fact.Item2, Examples.Drafted.AddMinutes(20 * i), i + 1))
            .Aggregate((ImpostorView?)null, (view, fact) => ImpostorViewProjection.Fold(view, fact, StreamKeys.Impostor(Examples.CaseId)))!,
    };

    private static readonly EventLine Line = new(
        "1061", Guid.Parse("0197c3a2-6d0b-7c51-9a64-0d6e1b1f5a42"), StreamKeys.Impostor(Examples.CaseId), 1, nameof(ImpostorSuspected), Examples.Drafted, "p-1006", "Fionn Murphy", null,
        "call:4bf92f3577b34da6a3ce929d0e0e4736", "call:4bf92f3577b34da6a3ce929d0e0e4736", "Fionn Murphy suspected acmeoutletsale on facebook, with danger.", Seen.Observed, null);

    internal static IReadOnlyDictionary<string, Example> All { get; } = new Dictionary<string, Example>
    {
        ["suspectImpostor"] = Example.Command(new SuspectImpostor(Url, null, Seen.Observed, true, null), Done(1, nameof(ImpostorSuspected)), ImpostorRules.OpenAlready(Examples.CaseId)),
        ["captureEvidence"] = Example.Command(new CaptureEvidence(Captured.What, Captured.Digest, Url), Done(2, nameof(EvidenceCaptured)), ImpostorRules.Closed),
        ["noticeDanger"] = Example.Command(new NoticeDanger("It asks for card numbers by message."), Done(3, nameof(DangerNoticed)), ImpostorRules.Closed),
        ["classifySuspect"] = Example.Command(new ClassifySuspect(SuspectClass.Impostor, Why, false), Done(3, nameof(CaseClassified)), ImpostorRules.NoEvidence),
        ["confirmImpostor"] = Example.Command(new ConfirmImpostor("The test of clause 4.1 is met."), Done(4, nameof(ImpostorConfirmed)), ImpostorRules.NotClassified),
        ["clearSuspect"] = Example.Command(new ClearSuspect(SuspectClass.Namesake, "A firm of the same name, registered since 1961."), Done(4, nameof(CaseCleared)), ImpostorRules.ReportStands),
        ["reportImpostor"] = Example.Command(
            new ReportImpostor("FB-4711", "Section 2 of the platform's terms: accounts that pretend to be a business.", ReportedFor.Suspension, null), Done(5, nameof(ImpostorReported)), ImpostorRules.NotConfirmed),
        ["recordTakeDown"] = Example.Command(new RecordTakeDown("The account was suspended."), Done(6, nameof(ImpostorTakenDown)), ImpostorRules.NotReported),
        ["recordRefusal"] = Example.Command(new RecordRefusal("It does not find that its rules are broken."), Done(6, nameof(ReportRefused)), ImpostorRules.NotReported),
        ["escalateCase"] = Example.Command(new EscalateCase(EscalationStep.Complaint, "Its answer does not speak to the evidence.", null), Done(7, nameof(CaseEscalated)), ImpostorRules.AnswerNotDue),
        ["withdrawReport"] = Example.Command(
            new WithdrawReport(SuspectClass.Namesake, "The shop is a licensed dealer of that name."), Done(8, nameof(ReportWithdrawn), nameof(CaseCleared)), ImpostorRules.NotReported),
        ["objectToCase"] = Example.Command(new ObjectToCase("The shop says that it is a licensed dealer and shows its contract.", null), Done(6, nameof(HolderObjected)), ImpostorRules.ObjectionOpen),
        ["decideObjection"] = Example.Command(
            new DecideObjection(true, SuspectClass.Namesake, "Its contract allows the name."), Done(8, nameof(ObjectionDecided), nameof(CaseCleared)), ImpostorRules.NoObjection),
        ["listImpostors"] = Example.Read(new Page<ImpostorView>([View], PageCursor.Encode([View.Id]))),
        ["getImpostor"] = Example.Read(View, View.Version),
        ["getImpostorHistory"] = Example.Read(new EventPage([Line], PageCursor.Encode(["1061"]), More: false), View.Version),
    };

    private static Receipt Done(long version, params string[] facts) => Examples.On(StreamKeys.Impostor(Examples.CaseId), version, Self, null, facts);
}
