using Governance.Approvals;
using Governance.Flows;
using Governance.Shared;

namespace Governance.Hosting;

/// <summary>Requests for approval and flows by example.</summary>
internal static class ApprovalExamples
{
    private const string Self = "/requests/" + Examples.RequestId;
    private const string Sentence = "Waits for the review: communications needs one more approval.";

    private static readonly RequestRow Row = new(
        Examples.RequestId, "publish-policy", "policy-version", Examples.Policy, "Social media policy 1.0", "p-1001", RequestState.Pending, Sentence, Examples.Digest,
        ["p-1006"], Examples.Drafted, Examples.Drafted.AddDays(1), Examples.Drafted.AddDays(3), false);

    private static readonly InboxRow Waiting = new(
        new RequestLine(StreamKeys.Request(Examples.RequestId)) { Row = Row, Needs = [new WaitingNeed("review", "communications", "communications", Examples.Drafted, [new WaitingPerson("p-1006")])] }, "p-1006",
        new RequestLook(RequestLooks.Key("p-1006", Examples.RequestId), 2, Examples.Drafted.AddHours(4)),
        new InboxChange(Examples.Drafted.AddHours(4), ["Dara Okafor approved as owners the content they were shown."], []));

    private static readonly LoadView Load = new(
        [new PersonLoad("p-1006", 12, 1, Examples.Drafted), new PersonLoad("p-1005", 9, 0, Examples.Drafted)], [new FlowLoad("publish-policy", 14, 1, Examples.Drafted, Examples.Drafted.AddDays(1))]);

    private static readonly NeedExplanation Owner = new("owner", PartState.Approved, "owners", "1", 1, 1, Examples.Digest, [new CountedApproval("p-1004", 1)], [], [], null);

    private static readonly NeedExplanation Communications = new(
        "communications", PartState.Pending, "communications", "majority", 2, 2, Examples.Digest, [new CountedApproval("p-1005", 1)],
        [new NotCounted("p-1004", WhyNot.UsedForAnotherNeed, "Counts for the need owner, and nobody counts twice.", "owner")], ["p-1006"], null);

    private static readonly Evaluation Explanation = new(
        RequestState.Pending, Sentence, "publish-policy", 1, "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9", 1, Examples.Digest, [],
        [new StageExplanation("review", PartState.Pending, Sentence, new AllExplanation(PartState.Pending, [Owner, Communications]), new RejectionExplanation(1, "request-changes", []), ["p-1006"])]);

    private static readonly RequestView View = new(Row, Explanation, new Ballot(["communications"], new Dictionary<string, string> { ["communications"] = Examples.Digest }));

    private static readonly AdoptedVersion Adopted = new(
        1, Explanation.FlowDigest, "policy-version", "Publish a social media policy", "flow: publish-policy\nversion: 1\n…\n", Examples.Drafted, Caller.Founder,
        "The organisation was founded with it; nobody was there yet to approve it.");

    internal static IReadOnlyDictionary<string, Example> All { get; } = new Dictionary<string, Example>
    {
        ["listRequests"] = Example.Read(new Page<RequestRow>([Row], null)),
        ["getInbox"] = Example.Read(new Page<InboxRow>([Waiting], null)),
        ["getLoad"] = Example.Read(Load),
        ["getRequest"] = Example.Read(View, 4),
        ["decideRequest"] = Example.Command(
            new DecideRequest(Flows.Decision.Approve, Examples.Digest, null, "Clear, and fair to agencies."), Done(5, "DecisionMade"),
            new Refusal("policy.self-approval", "You wrote this, and nobody decides on their own work.")),
        ["decideInbox"] = Example.Commands(
            new DecideInbox([new(Examples.RequestId, Flows.Decision.Approve, Examples.Digest, null, null, null), new("0197c3a26d0b7c519a640d6e1b1f5a21", Flows.Decision.Reject, null, null, "It names a campaign that has ended.", null)]),
            new InboxAnswers([new(Examples.RequestId, 200, null, null, Done(5, "DecisionMade")), new("0197c3a26d0b7c519a640d6e1b1f5a21", 404, RequestDesk.Unknown.Code, RequestDesk.Unknown.Sentence, null)])),
        ["takeBackDecision"] = Example.Command(new TakeBackDecision(null, "I had read the version before."), Done(6, "DecisionTakenBack")),
        ["withdrawRequest"] = Example.Command(new WithdrawRequest("A clause is missing."), Done(6, "RequestWithdrawn")),
        ["listFlows"] = Example.Read(new Page<FlowRow>([new("publish-policy", Adopted.Title, Adopted.Subject, Adopted.Version, Adopted.Digest)], null)),
        ["getFlow"] = Example.Read(new AdoptedFlow(StreamKeys.Flow("publish-policy")) { Name = "publish-policy", Versions = [Adopted] }, 1),
    };

    private static Receipt Done(long version, string fact) => Examples.On(StreamKeys.Request(Examples.RequestId), version, Self, null, fact);
}
