using Governance.Impostors;
using Governance.Shared;

namespace Governance.Tests.Impostors;

/// <summary>Nobody confirms what they proposed, nothing is reported that is not confirmed, and what is cleared stays cleared.</summary>
public sealed class ImpostorDeciderTests
{
    private const string Stream = "impostor/i-1";
    private static readonly DateTimeOffset Monday = new(2027, 3, 1, 10, 0, 0, TimeSpan.Zero);
    private static readonly Classifier Steward = new(Steward: true, Security: false, Criticised: false);

    private static readonly ImpostorSuspected Seen = new("facebook", "acme", "https://www.facebook.com/acme", null, null, "Takes orders", false, null);
    private static readonly EvidenceCaptured Captured = new("The profile", null, "https://www.facebook.com/acme");
    private static readonly CaseClassified Proposed = new(SuspectClass.Impostor, "Our logo");
    private static readonly ImpostorConfirmed Confirmed = new("It deceives");
    private static readonly ImpostorReported Reported = new("FB-1", "Terms", ReportedFor.Suspension, null);
    private static readonly CaseCleared Cleared = new(SuspectClass.Parody, "A joke");
    private static readonly CaseEscalated Complaint = new(EscalationStep.Complaint, "No answer", null);
    private static readonly ReportRefused Refused = new("No rule broken");

    private static ImpostorCase Given(params ImpostorEvent[] facts) => Of(Seen, facts);

    private static ImpostorCase Of(ImpostorSuspected seen, params ImpostorEvent[] facts) =>
        facts.Prepend(seen).Select((fact, i) => new Fact<ImpostorEvent>(fact, fact is CaseClassified ? "p-steward" : "p-legal", Monday, i + 1))
            .Aggregate((ImpostorCase?)null, (suspect, fact) => ImpostorDecider.Evolve(suspect, fact, Stream))!;

    private static ImpostorCase UpTo(params ImpostorEvent[] facts) => Given([Captured, Proposed, Confirmed, Reported, .. facts]);

    [Fact]
    public void One_account_has_one_open_case_and_a_cleared_one_takes_a_change()
    {
        Assert.Equal([Seen], ImpostorDecider.Decide(Seen, null, null, null).Facts);
        Assert.Equal(ImpostorRules.InTheRegister("a-1"), ImpostorDecider.Decide(Seen, "a-1", "i-0", null).Refusal);
        Assert.Equal(ImpostorRules.OpenAlready("i-0"), ImpostorDecider.Decide(Seen with { Change = "A new name" }, null, "i-0", null).Refusal);
        Assert.Equal(ImpostorRules.ClearedBefore("i-0"), ImpostorDecider.Decide(Seen, null, null, "i-0").Refusal);
        Assert.Null(ImpostorDecider.Decide(Seen with { Change = "A new name" }, null, null, "i-0").Refusal);
    }

    [Fact]
    public void Stewards_classify_and_in_danger_security_too()
    {
        var security = new Classifier(Steward: false, Security: true, Criticised: false);
        Assert.Equal([Proposed], ImpostorDecider.Decide(Proposed, Given(Captured), Steward).Facts);
        Assert.Equal(ImpostorRules.StewardsOnly, ImpostorDecider.Decide(Proposed, Given(Captured), security).Refusal);
        Assert.Null(ImpostorDecider.Decide(Proposed, Given(Captured, new DangerNoticed("Cards")), security).Refusal);
        Assert.Equal(ImpostorRules.StewardsOnly, ImpostorDecider.Decide(Proposed, Of(Seen with { Danger = true }, Captured), security with { Security = false }).Refusal);
        Assert.Equal(ImpostorRules.Interested, ImpostorDecider.Decide(Proposed, Given(Captured), Steward with { Criticised = true }).Refusal);
    }

    [Fact]
    public void What_is_no_impostor_is_cleared_at_once_and_an_impostor_takes_evidence()
    {
        var parody = new CaseClassified(SuspectClass.Parody, "A joke");
        Assert.Equal([parody, Cleared], ImpostorDecider.Decide(parody, Given(), Steward).Facts);
        Assert.Equal(ImpostorRules.NoEvidence, ImpostorDecider.Decide(Proposed, Given(), Steward).Refusal);
        Assert.Equal(ImpostorRules.BeforeLegal, ImpostorDecider.Decide(parody, Given(Captured, Proposed), Steward).Refusal);
        Assert.Equal(ImpostorRules.Classified, ImpostorDecider.Decide(parody, Given(Captured, Proposed, Confirmed), Steward).Refusal);
    }

    [Fact]
    public void Nobody_confirms_or_clears_what_they_proposed()
    {
        var proposed = Given(Captured, Proposed);
        Assert.Equal([Confirmed], ImpostorDecider.Decide(Confirmed, proposed, "p-legal").Facts);
        Assert.Equal(ImpostorRules.SecondPerson, ImpostorDecider.Decide(Confirmed, proposed, "p-steward").Refusal);
        Assert.Equal(ImpostorRules.SecondPerson, ImpostorDecider.Decide(Cleared, proposed, "p-steward").Refusal);
        Assert.Equal(ImpostorRules.NotClassified, ImpostorDecider.Decide(Confirmed, Given(), "p-legal").Refusal);
        Assert.Equal(ImpostorRules.Classified, ImpostorDecider.Decide(Confirmed, Given(Captured, Proposed, Confirmed), "p-legal").Refusal);
    }

    [Fact]
    public void Whoever_once_proposed_it_does_not_confirm_what_another_proposed_again()
    {
        var again = ImpostorDecider.Evolve(Given(Captured, Proposed), new Fact<ImpostorEvent>(Proposed, "p-other", Monday, 4), Stream);
        foreach (var proposer in (string[])["p-steward", "p-other"]) Assert.Equal(ImpostorRules.SecondPerson, ImpostorDecider.Decide(Confirmed, again, proposer).Refusal);
    }

    [Fact]
    public void Legal_clears_before_a_report_or_after_a_refusal_and_withdraws_in_between()
    {
        foreach (var suspect in (ImpostorCase[])[Given(), Given(Captured, Proposed), Given(Captured, Proposed, Confirmed), UpTo(Refused)])
            Assert.Equal([Cleared], ImpostorDecider.Decide(Cleared, suspect, "p-legal").Facts);
        foreach (var suspect in (ImpostorCase[])[UpTo(), UpTo(Refused, Complaint), UpTo(new ImpostorTakenDown("Suspended"))])
            Assert.Equal(ImpostorRules.ReportStands, ImpostorDecider.Decide(Cleared, suspect, "p-legal").Refusal);
        Assert.Equal(ImpostorRules.ClearedAsImpostor, ImpostorDecider.Decide(Cleared with { Class = SuspectClass.Impostor }, Given(), "p-legal").Refusal);
        var withdrawal = new ReportWithdrawn("A joke");
        Assert.Equal([withdrawal, Cleared], ImpostorDecider.Withdraw(withdrawal, Cleared, UpTo()).Facts);
        Assert.Equal(ImpostorRules.NotReported, ImpostorDecider.Withdraw(withdrawal, Cleared, Given(Captured, Proposed, Confirmed)).Refusal);
        Assert.Equal(ImpostorRules.ClearedAsImpostor, ImpostorDecider.Withdraw(withdrawal, Cleared with { Class = SuspectClass.Impostor }, UpTo()).Refusal);
    }

    [Fact]
    public void Only_a_confirmed_impostor_is_reported_and_for_the_least()
    {
        Assert.Equal(ImpostorRules.NotConfirmed, ImpostorDecider.Decide(Reported, Given(Captured, Proposed), Monday).Refusal);
        Assert.Equal([Reported], ImpostorDecider.Decide(Reported, Given(Captured, Proposed, Confirmed), Monday).Facts);
        Assert.Equal(ImpostorRules.FirstReport, ImpostorDecider.Decide(Reported with { Further = FurtherReport.NewFacts }, Given(Captured, Proposed, Confirmed), Monday).Refusal);
        var everything = Reported with { Asked = ReportedFor.Everything };
        Assert.Equal(ImpostorRules.AskTheLeast, ImpostorDecider.Decide(everything, Given(Captured, Proposed, Confirmed), Monday).Refusal);
        Assert.Null(ImpostorDecider.Decide(everything, Given(Captured, new DangerNoticed("Cards"), Proposed, Confirmed), Monday).Refusal);
    }

    [Fact]
    public void A_further_report_takes_a_reason_that_holds()
    {
        var due = ImpostorTimes.Answer(Monday, danger: false);
        Assert.Equal(new(2027, 3, 8, 10, 0, 0, TimeSpan.Zero), due);
        Assert.Equal(ImpostorRules.ReportedBefore, ImpostorDecider.Decide(Reported, UpTo(), Monday).Refusal);
        Assert.Null(ImpostorDecider.Decide(Reported with { Further = FurtherReport.NewFacts }, UpTo(), Monday).Refusal);
        Assert.Equal(ImpostorRules.AnswerNotDue, ImpostorDecider.Decide(Reported with { Further = FurtherReport.NoAnswer }, UpTo(), due.AddTicks(-1)).Refusal);
        Assert.Null(ImpostorDecider.Decide(Reported with { Further = FurtherReport.NoAnswer }, UpTo(), due).Refusal);
        Assert.Equal(ImpostorRules.NothingRefused, ImpostorDecider.Decide(Reported with { Further = FurtherReport.Appeal }, UpTo(), Monday).Refusal);
        Assert.Null(ImpostorDecider.Decide(Reported with { Further = FurtherReport.Appeal }, UpTo(Refused), Monday).Refusal);
    }

    [Fact]
    public void Silence_is_recorded_once_after_five_workdays_or_a_day_in_danger()
    {
        var due = ImpostorTimes.Answer(Monday, danger: false);
        Assert.Empty(ImpostorDecider.Time(UpTo(), due.AddTicks(-1)).Facts);
        Assert.Equal([new ReportUnanswered(due)], ImpostorDecider.Time(UpTo(), due).Facts);
        Assert.Empty(ImpostorDecider.Time(UpTo(new ReportUnanswered(due)), due).Facts);
        Assert.Empty(ImpostorDecider.Time(UpTo(Refused), due).Facts);
        Assert.Equal([new ReportUnanswered(Monday.AddHours(24))], ImpostorDecider.Time(UpTo(new DangerNoticed("Cards")), due).Facts);
    }

    [Fact]
    public void Legal_goes_further_after_a_refusal_or_silence_and_to_court_with_an_executive()
    {
        var due = ImpostorTimes.Answer(Monday, danger: false);
        Assert.Equal(ImpostorRules.AnswerNotDue, ImpostorDecider.Decide(Complaint, UpTo(), false, due.AddTicks(-1)).Refusal);
        Assert.Equal([Complaint], ImpostorDecider.Decide(Complaint, UpTo(), false, due).Facts);
        Assert.Equal([Complaint], ImpostorDecider.Decide(Complaint, UpTo(Refused), false, Monday).Facts);
        var court = new CaseEscalated(EscalationStep.Court, "Nothing else helps", "p-9");
        Assert.Equal(ImpostorRules.ExecutiveAgrees, ImpostorDecider.Decide(court, UpTo(Refused), false, Monday).Refusal);
        Assert.Equal([court], ImpostorDecider.Decide(court, UpTo(Refused, Complaint), true, Monday).Facts);
        Assert.Equal(ImpostorRules.NoAgreementNeeded, ImpostorDecider.Decide(Complaint with { AgreedBy = "p-9" }, UpTo(Refused), true, Monday).Refusal);
        Assert.Equal(ImpostorRules.NotReported, ImpostorDecider.Decide(Complaint, Given(Captured, Proposed, Confirmed), false, due).Refusal);
    }

    [Fact]
    public void A_platform_acts_or_refuses_only_what_it_was_asked()
    {
        Assert.Equal(ImpostorRules.NotReported, ImpostorDecider.Decide(new ImpostorTakenDown("Suspended"), Given(Captured, Proposed, Confirmed)).Refusal);
        Assert.Single(ImpostorDecider.Decide(new ImpostorTakenDown("Suspended"), UpTo(Refused)).Facts);
        Assert.Empty(ImpostorDecider.Decide(new ImpostorTakenDown("Again"), UpTo(new ImpostorTakenDown("Suspended"))).Facts);
        Assert.Equal(ImpostorRules.NotReported, ImpostorDecider.Decide(Refused, Given()).Refusal);
        Assert.Equal([Refused], ImpostorDecider.Decide(Refused, UpTo()).Facts);
    }

    private static readonly HolderObjected Objection = new("We are a dealer", null);
    private static readonly ObjectionDecided Right = new(true, SuspectClass.Namesake, "A contract");
    private static readonly ObjectionDecided NotRight = new(false, null, "It deceives");

    [Fact]
    public void While_the_holders_objection_waits_no_further_step_is_taken_except_in_danger()
    {
        Assert.Equal([Objection], ImpostorDecider.Decide(Objection, UpTo()).Facts);
        Assert.Equal(ImpostorRules.ObjectionPending, ImpostorDecider.Decide(Proposed, Given(Captured, Objection), Steward).Refusal);
        Assert.Equal(ImpostorRules.ObjectionPending, ImpostorDecider.Decide(Confirmed, Given(Captured, Proposed, Objection), "p-legal").Refusal);
        Assert.Equal(ImpostorRules.ObjectionPending, ImpostorDecider.Decide(Reported, Given(Captured, Proposed, Confirmed, Objection), Monday).Refusal);
        Assert.Equal(ImpostorRules.ObjectionPending, ImpostorDecider.Decide(Complaint, UpTo(Refused, Objection), false, Monday).Refusal);
        Assert.Null(ImpostorDecider.Decide(Complaint, UpTo(Refused, Objection, new DangerNoticed("Cards")), false, Monday).Refusal);
        // What others do is recorded all the same, and what helps the holder may be done.
        Assert.Null(ImpostorDecider.Decide(new ImpostorTakenDown("Suspended"), UpTo(Objection)).Refusal);
        Assert.Null(ImpostorDecider.Decide(Cleared, Given(Captured, Objection), "p-legal").Refusal);
        Assert.Null(ImpostorDecider.Withdraw(new ReportWithdrawn("A dealer"), Cleared, UpTo(Objection)).Refusal);
    }

    [Fact]
    public void A_lawyer_who_took_no_part_decides_on_it()
    {
        Assert.Equal(ImpostorRules.TookPart, ImpostorDecider.Decide(NotRight, UpTo(Objection), tookPart: true).Refusal);
        Assert.Equal([NotRight], ImpostorDecider.Decide(NotRight, UpTo(Objection), tookPart: false).Facts);
        Assert.Equal(ImpostorRules.NoObjection, ImpostorDecider.Decide(NotRight, UpTo(), tookPart: false).Refusal);
        foreach (var odd in (ObjectionDecided[])[Right with { Class = null }, Right with { Class = SuspectClass.Impostor }, NotRight with { Class = SuspectClass.Fan }])
            Assert.Equal(ImpostorRules.ObjectionClass, ImpostorDecider.Decide(odd, UpTo(Objection), tookPart: false).Refusal);
        Assert.Null(ImpostorDecider.Decide(Complaint, UpTo(Refused, Objection, NotRight), false, Monday).Refusal);
    }

    [Fact]
    public void A_holder_who_is_right_is_cleared_and_where_the_platform_was_asked_the_report_is_withdrawn_before_anything_else()
    {
        Assert.Equal([Right, new CaseCleared(SuspectClass.Namesake, "A contract")], ImpostorDecider.Decide(Right, Given(Captured, Proposed, Confirmed, Objection), tookPart: false).Facts);
        Assert.Equal([Right], ImpostorDecider.Decide(Right, UpTo(Objection), tookPart: false).Facts);
        var wrong = UpTo(Refused, new DangerNoticed("Cards"), Objection, Right);
        Assert.Equal(ImpostorRules.WithdrawFirst, ImpostorDecider.Decide(Complaint, wrong, false, Monday).Refusal);
        Assert.Equal(ImpostorRules.WithdrawFirst, ImpostorDecider.Decide(Reported with { Further = FurtherReport.NewFacts }, wrong, Monday).Refusal);
        Assert.Equal(ImpostorRules.WithdrawFirst, ImpostorDecider.Decide(Objection, wrong).Refusal);
        Assert.Null(ImpostorDecider.Withdraw(new ReportWithdrawn("A dealer"), Cleared, wrong).Refusal);
    }

    [Fact]
    public void One_objection_at_a_time_and_another_takes_a_new_fact()
    {
        Assert.Equal(ImpostorRules.ObjectionOpen, ImpostorDecider.Decide(Objection, UpTo(Objection)).Refusal);
        Assert.Equal(ImpostorRules.ObjectionDecided, ImpostorDecider.Decide(Objection, UpTo(Objection, NotRight)).Refusal);
        Assert.Null(ImpostorDecider.Decide(Objection with { NewFact = "A contract" }, UpTo(Objection, NotRight)).Refusal);
        Assert.Equal(ImpostorRules.TooManyObjections, ImpostorDecider.Decide(
            Objection with { NewFact = "Again" }, UpTo([.. Enumerable.Range(0, ImpostorDecider.MostObjections).SelectMany(_ => new ImpostorEvent[] { Objection, NotRight })])).Refusal);
        Assert.Equal(ImpostorRules.Closed, ImpostorDecider.Decide(Objection, Given(Cleared)).Refusal);
    }

    [Fact]
    public void What_the_holder_waits_for_has_a_day_whatever_else_is_due()
    {
        var objected = Fold(Seen, Captured, Proposed, Confirmed, Reported, Objection);
        Assert.Equal((CaseDuty.Answer, CaseDuty.DecideObjection, new DateTimeOffset(2027, 3, 15, 10, 0, 0, TimeSpan.Zero)), (objected.Due, objected.Owed, objected.OwedBy));
        Assert.True(objected.At(Monday.AddDays(20)).Overdue);
        Assert.Equal((CaseDuty.WithdrawReport, new DateTimeOffset(2027, 3, 2, 10, 0, 0, TimeSpan.Zero)), (Fold(Seen, Reported, Objection, Right).Owed, Fold(Seen, Reported, Objection, Right).OwedBy!.Value));
        Assert.Null(Fold(Seen, Reported, Objection, NotRight).Owed);
        Assert.Null(Fold(Seen, Reported, Objection, Right, new ReportWithdrawn("A dealer"), Cleared).OwedBy);
        Assert.Equal((false, "It deceives", "p-1"), (Fold(Seen, Objection, NotRight).Objections[0].Upheld, Fold(Seen, Objection, NotRight).Objections[0].Reason, Fold(Seen, Objection, NotRight).Objections[0].DecidedBy));
    }

    [Fact]
    public void A_cleared_case_is_closed_for_everything()
    {
        var cleared = Given(Cleared);
        Assert.All(
            (Decision<ImpostorEvent>[])
            [
                ImpostorDecider.Decide(Captured, cleared), ImpostorDecider.Decide(new DangerNoticed("Cards"), cleared), ImpostorDecider.Decide(Proposed, cleared, Steward),
                ImpostorDecider.Decide(Confirmed, cleared, "p-legal"), ImpostorDecider.Decide(Cleared, cleared, "p-legal"), ImpostorDecider.Decide(Reported, cleared, Monday),
                ImpostorDecider.Decide(new ImpostorTakenDown("Gone"), cleared), ImpostorDecider.Decide(Refused, cleared), ImpostorDecider.Decide(Complaint, cleared, false, Monday),
                ImpostorDecider.Withdraw(new ReportWithdrawn("A joke"), Cleared, cleared),
            ],
            decision => Assert.Equal(ImpostorRules.Closed, decision.Refusal));
        Assert.Throws<InvalidOperationException>(() => Given(Cleared, Captured));
    }

    [Fact]
    public void A_case_holds_so_much_evidence_and_no_more() =>
        Assert.Equal(ImpostorRules.TooMuchEvidence, ImpostorDecider.Decide(Captured, Given([.. Enumerable.Repeat(Captured, ImpostorDecider.MostEvidence)])).Refusal);

    [Fact]
    public void Each_step_is_due_when_the_procedure_says()
    {
        var view = Fold(Seen);
        Assert.Equal((CaseDuty.Classify, new DateTimeOffset(2027, 3, 3, 10, 0, 0, TimeSpan.Zero)), (view.Due, view.DueOn));
        Assert.Equal(Monday.AddHours(4), Fold(Seen with { Danger = true }).DueOn);
        Assert.Equal(Monday.AddHours(4), Fold(Seen, new DangerNoticed("Cards")).DueOn);
        Assert.Equal(CaseDuty.Confirm, Fold(Seen, Captured, Proposed).Due);
        Assert.Null(Fold(Seen, Captured, Proposed, Confirmed).Due);
        Assert.Equal((CaseDuty.Answer, ImpostorTimes.Answer(Monday, false)), (Fold(Seen, Reported).Due, Fold(Seen, Reported).DueOn!.Value));
        Assert.Equal(Monday.AddHours(24), Fold(Seen, Reported, new DangerNoticed("Cards")).DueOn);
        var watched = Fold(Seen, Reported, new ImpostorTakenDown("Suspended"));
        Assert.Equal((CaseDuty.Watch, Monday.AddDays(90), "Suspended"), (watched.Due, watched.DueOn, watched.Reports[0].Answer));
        Assert.Null(watched.At(Monday.AddDays(91)).Due);
        Assert.False(watched.At(Monday.AddDays(91)).Overdue);
        Assert.True(view.At(Monday.AddDays(3)).Overdue);
    }

    private static ImpostorView Fold(params ImpostorEvent[] facts) =>
        facts.Select((fact, i) => new Fact<ImpostorEvent>(fact, "p-1", Monday, i + 1)).Aggregate((ImpostorView?)null, (view, fact) => ImpostorViewProjection.Fold(view, fact, Stream))!;
}
