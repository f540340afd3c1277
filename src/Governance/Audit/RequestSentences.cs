using System.Diagnostics;
using Governance.Approvals;
using Governance.Flows;

namespace Governance.Audit;

/// <summary>Sentences of approval requests and flows.</summary>
public static class RequestSentences
{
    /// <summary>People whom a request's fact names.</summary>
    public static IEnumerable<string> People(RequestEvent fact) => fact switch
    {
        RequestReturned returned => returned.By,
        RequestRejected rejected => rejected.By,
        StageClosed closed => closed.Counted.SelectMany(need => need.Value),
        BreakGlassReviewed reviewed => reviewed.By,
        BreakGlassUndone undone => undone.By,
        ApprovalConfirmed confirmed => confirmed.By,
        PeopleReminded reminded => reminded.Persons,
        PeopleTold told => told.Persons,
        RejectionLifted lifted => [lifted.Person],
        RequestRevised revised => revised.Editors,
        SeatDelegated seat => [seat.Principal, seat.Delegate],
        SeatReturned seat => [seat.Principal, seat.Delegate],
        _ => [],
    };

    /// <summary>What a request's fact says. What the engine concluded is told of the person whose act led to it.</summary>
    public static Saying Of(RequestEvent fact, Names names) => fact switch
    {
        ApprovalRequested asked => new($"asked for approval of “{asked.Title}” under {asked.Flow} version {asked.FlowVersion}"),
        RequestRevised revised => new($"put a new revision before the approvers{(revised.Editors.Count > 0 ? $" and named {People(revised.Editors, names)} among its editors" : "")}", revised.Summary),
        StageOpened opened => new($"opened the stage {opened.Stage}, which asks {Asked(opened.Eligible)}"),
        EligibilityChanged changed => new($"brought up to date whom the stage {changed.Stage} asks"),
        DecisionMade decision => new(Decided(decision), decision.Reason),
        DecisionTakenBack taken => new($"took their decision back{(taken.Need is { } need ? $" for {need}" : "")}", taken.Reason),
        QuorumUnreachable quorum => new($"made the need {quorum.Need} of the stage {quorum.Stage} unreachable: {quorum.Possible} of {quorum.Required} could approve"),
        StageSkipped skipped => new($"passed over the stage {skipped.Stage}, which does not apply"),
        StageClosed closed => new($"completed the stage {closed.Stage} with the approvals of {People(closed.Counted.SelectMany(need => need.Value), names)}"),
        RequestReturned returned => new($"completed a return from the stage {returned.Stage}, decided by {People(returned.By, names)}"),
        RequestApproved => new("completed the approval"),
        RequestRejected rejected => new($"completed the rejection in the stage {rejected.Stage}, decided by {People(rejected.By, names)}"),
        RequestWithdrawn withdrawn => new("withdrew the request", withdrawn.Reason),
        GlassBroken broken => new("went ahead without the approvals", broken.Reason),
        BreakGlassReviewed reviewed => new($"completed the review of what went ahead without approvals, with {People(reviewed.By, names)}"),
        BreakGlassUndone undone => new($"undid what had gone ahead without approvals, {(undone.By.Count > 0 ? $"decided by {People(undone.By, names)}" : "because nobody had reviewed it in time")}"),
        RequestExpired => new("let the request expire: it was not decided in time"),
        RequestReopened reopened => new("reopened the request; everybody decides again", reopened.Reason),
        ApprovalConfirmed confirmed => new($"confirmed the approval again, with {People(confirmed.By, names)}"),
        FlowReplaced replaced => new($"moved the request to version {replaced.FlowVersion} of its flow: {Kept(replaced)}"),
        DeadlineSet set => new($"set {Purpose(set.Purpose, set.Stage)} to {set.At:yyyy-MM-dd HH:mm} UTC"),
        DeadlinePassed passed => new($"let {Purpose(passed.Purpose, passed.Stage)} pass, which was {passed.At:yyyy-MM-dd HH:mm} UTC"),
        PeopleReminded reminded => new($"reminded {People(reminded.Persons, names)} of the stage {reminded.Stage}"),
        RequestEscalated escalated => new($"asked {escalated.To} as well, in the stage {escalated.Stage}{(escalated.Need is { } need ? $" for {need}" : "")}, {(escalated.Cause == EscalationCause.Overdue ? "because it is overdue" : "because too few people are left")}"),
        PeopleTold told => new($"told {People(told.Persons, names)} that the need {told.Need} of the stage {told.Stage} cannot be met"),
        QuorumLowered lowered => new($"lowered the quorum of {lowered.Need} in the stage {lowered.Stage} from {lowered.From} to {lowered.To}"),
        RejectionLifted lifted => new($"set the rejection of {names.Of(lifted.Person)} in the stage {lifted.Stage} aside", lifted.Reason),
        SeatDelegated { Delegation: not null } seat => new($"took up that {names.Of(seat.Delegate)} stands in for {names.Of(seat.Principal)} until {seat.Until:yyyy-MM-dd HH:mm} UTC"),
        SeatDelegated seat => new($"lets {names.Of(seat.Delegate)} decide for {names.Of(seat.Principal)} until {seat.Until:yyyy-MM-dd HH:mm} UTC", seat.Reason),
        SeatReturned seat => new($"ended that {names.Of(seat.Delegate)} decides for {names.Of(seat.Principal)}"),
        _ => throw new UnreachableException(),
    };

    /// <summary>What a flow's fact says.</summary>
    public static Saying Of(FlowEvent fact, string name) => fact switch
    {
        FlowVersionProposed proposed => new($"proposed version {proposed.Version} of the flow {name}", proposed.Summary),
        FlowProposalReturned returned => new($"completed a request for changes to the proposed version {returned.Version} of the flow {name}"),
        FlowProposalClosed closed => new($"{Ended(closed.Outcome)} the proposed version {closed.Version} of the flow {name}"),
        FlowAdopted adopted => new($"adopted version {adopted.Version} of the flow {name}", adopted.Basis),
        _ => throw new UnreachableException(),
    };

    private static string Ended(FlowProposalOutcome outcome) => outcome switch
    {
        FlowProposalOutcome.Rejected => "completed the rejection of",
        FlowProposalOutcome.Withdrawn => "withdrew",
        _ => "noted that time ran out for",
    };

    private static string Kept(FlowReplaced replaced) =>
        replaced.Kept.Count == 0 ? "everything starts again"
        : string.Join("; ", new[]
        {
            $"{string.Join(", ", replaced.Kept)} keep their approvals",
            replaced.Restarted.Count > 0 ? $"{string.Join(", ", replaced.Restarted)} start again" : "",
            replaced.Dropped.Count > 0 ? $"{string.Join(", ", replaced.Dropped)} are asked for no more" : "",
        }.Where(part => part.Length > 0));

    private static string Purpose(DeadlinePurpose purpose, string? stage) => purpose switch
    {
        DeadlinePurpose.Due => $"the due date of the stage {stage}",
        DeadlinePurpose.Reminder => $"a reminder of the stage {stage}",
        DeadlinePurpose.Expiry => "the end of the request's time",
        DeadlinePurpose.Review => "the due date of the review",
        _ => "the date on which the approval is to be confirmed",
    };

    private static string Decided(DecisionMade decision) => decision.Decision switch
    {
        Decision.Approve => $"approved{For(decision)} the content they were shown{(decision.Digests.Count > 0 ? $", for {string.Join(" and ", decision.Digests.Keys)}" : "")}",
        Decision.Reject => $"rejected it{For(decision)}",
        Decision.RequestChanges => $"asked for changes{For(decision)}",
        _ => "abstained",
    };

    private static string For(DecisionMade decision) => decision.Roles.Count == 0 ? "" : $" as {string.Join(" and ", decision.Roles)}";

    private static string Asked(IReadOnlyDictionary<string, IReadOnlyList<string>> eligible) =>
        string.Join(", ", eligible.Select(name => $"{name.Key} ({name.Value.Count})"));

    private static string People(IEnumerable<string> people, Names names) =>
        people.Distinct().Select(names.Of).ToList() is { Count: > 0 } list ? string.Join(", ", list) : "nobody";
}
