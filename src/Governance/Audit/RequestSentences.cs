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
        _ => [],
    };

    /// <summary>What a request's fact says. What the engine concluded is told of the person whose act led to it.</summary>
    public static Saying Of(RequestEvent fact, Names names) => fact switch
    {
        ApprovalRequested asked => new($"asked for approval of “{asked.Title}” under {asked.Flow} version {asked.FlowVersion}"),
        RequestRevised revised => new("put a new revision before the approvers", revised.Summary),
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
        _ => throw new UnreachableException(),
    };

    /// <summary>What a flow's fact says.</summary>
    public static Saying Of(FlowEvent fact, string name) => fact switch
    {
        FlowAdopted adopted => new($"adopted version {adopted.Version} of the flow {name}", adopted.Basis),
        _ => throw new UnreachableException(),
    };

    private static string Decided(DecisionMade decision) => decision.Decision switch
    {
        Decision.Approve => $"approved{For(decision)} the content they were shown",
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
