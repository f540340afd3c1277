using System.Text.Json;
using Governance.Approvals;
using Governance.Audit;
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
        [new PersonLoad("p-1006", 12, 1, Examples.Drafted), new PersonLoad("p-1005", 9, 0, Examples.Drafted)], [new FlowLoad("publish-policy", 14, 1, Examples.Drafted, Examples.Drafted.AddDays(1), 1)]);

    private static readonly NeedExplanation Owner = new("owner", PartState.Approved, "owners", "1", 1, 1, Examples.Digest, [new CountedApproval("p-1004", 1)], [], [], null);

    private static readonly NeedExplanation Communications = new(
        "communications", PartState.Pending, "communications", "majority", 2, 2, Examples.Digest, [new CountedApproval("p-1005", 1)],
        [new NotCounted("p-1004", WhyNot.UsedForAnotherNeed, "Counts for the need owner, and nobody counts twice.", "owner")], ["p-1006"], null);

    private static readonly Evaluation Explanation = new(
        RequestState.Pending, Sentence, "publish-policy", 1, "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9", 1, Examples.Digest, [],
        [new StageExplanation("review", PartState.Pending, Sentence, new AllExplanation(PartState.Pending, [Owner, Communications]), new RejectionExplanation(1, "request-changes", []), ["p-1006"])]);

    private static readonly RequestView View = new(Row, Explanation, new Ballot(["communications"], new Dictionary<string, string> { ["communications"] = Examples.Digest }), new Dictionary<string, Ballot>());

    private static readonly AdoptedVersion Adopted = new(
        1, Explanation.FlowDigest, "policy-version", "Publish a social media policy", "flow: publish-policy\nversion: 1\n…\n", Examples.Drafted, Caller.Founder,
        "The organisation was founded with it; nobody was there yet to approve it.");

    private const string Giveaway =
        """
        flow: approve-giveaway
        version: 1
        subject: giveaway
        title: Approve a giveaway
        content: {bind: [prize, rules]}
        people:
          communications: {group: communications}
          legal: {group: legal}
        stages:
          - id: review
            all:
              - {id: communications, approve: 1, of: communications}
              - {id: legal, approve: 1, of: legal}

        """;

    private static readonly EventLine Adoption = new(
        "17", Guid.Parse("0197c3a2-6d0b-7c51-9a64-0d6e1b1f5a50"), StreamKeys.Flow("publish-policy"), 1, "FlowAdopted", Examples.Drafted, Caller.Founder, null, null,
        "founding:acme", "file:directory.yaml", "The founding file adopted version 1 of the flow publish-policy.", Adopted.Basis, null);

    private static readonly FlowProposalRow Proposal = new(
        1, "d1f0e9c8b7a6958473625140f1e2d3c4b5a69788776655443322110099aabbcc", FlowProposalStatus.Proposed, "Giveaways had no rule so far.", Examples.RequestId, "p-1001", Examples.Drafted);

    private static readonly FlowProposalView Proposed = new(
        "approve-giveaway", "Approve a giveaway", "giveaway", Proposal, ["p-1001"], Giveaway, null, LineDiff.Between("", Giveaway));

    private static readonly FlowView Flow = new(StreamKeys.Flow("publish-policy"), "publish-policy", [Adopted], Adopted, Proposal with { Version = 2, Summary = "Two of legal, from now on." });

    private static readonly EventLine Decided = new(
        "1043", Guid.Parse("0198c0de-0000-7000-8000-000000000002"), StreamKeys.Request(Examples.RequestId), 5, "DecisionMade", Examples.Drafted, "p-1004", "Deirdre Walsh", null,
        "9f2c1d", "call:9f2c1d", "Deirdre Walsh approved as owners the content they were shown.", "Clear, and fair to agencies.", null);

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
            new DecideInbox([new(Examples.RequestId, Flows.Decision.Approve, Examples.Digest, null, null, null), new("0197c3a26d0b7c519a640d6e1b1f5a21", Flows.Decision.Reject, Examples.Digest, null, "It names a campaign that has ended.", null)]),
            new InboxAnswers([new(Examples.RequestId, 200, null, null, Done(5, "DecisionMade")), new("0197c3a26d0b7c519a640d6e1b1f5a21", 404, RequestDesk.Unknown.Code, RequestDesk.Unknown.Sentence, null)])),
        ["takeBackDecision"] = Example.Command(new TakeBackDecision(null, "I had read the version before."), Done(6, "DecisionTakenBack")),
        ["withdrawRequest"] = Example.Command(new WithdrawRequest("A clause is missing."), Done(6, "RequestWithdrawn")),
        ["breakGlass"] = Example.Command(
            new BreakGlassOnRequest("A recalled product is still advertised."), Done(6, "GlassBroken"),
            new Refusal("request.no-break-glass", "This flow lets nobody go ahead without its approvals.")),
        ["liftRejection"] = Example.Command(
            new LiftRejection("review", "p-1005", "The works council has agreed meanwhile."), Done(6, "RejectionLifted"),
            new Refusal("request.nothing-to-lift", "No rejection of p-1005 stands in an open stage `review`. The explanation says which do.")),
        ["reopenRequest"] = Example.Command(
            new ReopenRequest("The merger is closed; the text can be decided on."), Done(9, "RequestReopened"),
            new Refusal("request.too-late-to-reopen", "A request can be reopened within 14 days of its end. Ask for approval anew.")),
        ["reassignRequest"] = Example.Command(
            new ReassignRequest("p-1006", Examples.Drafted.AddDays(7), "On leave until Monday."), Done(6, "SeatDelegated"),
            new Refusal("request.no-delegation", "Under this flow nobody decides for another.")),
        ["returnSeat"] = Example.Command(
            new ReturnSeat("p-1006"), Done(7, "SeatReturned"),
            new Refusal("request.no-such-seat", "You have handed p-1006 no seat in this request, or no longer.")),
        ["listFlows"] = Example.Read(new Page<FlowRow>([new("publish-policy", Adopted.Title, Adopted.Subject, Adopted.Version, Adopted.Digest)], null)),
        ["getFlow"] = Example.Read(Flow, 2),
        ["getFlowProposal"] = Example.Read(Proposed, 1),
        ["getRequestHistory"] = Example.Read(new EventPage([Decided], PageCursor.Encode(["1043"]), More: false), 5),
        ["getRequestRecord"] = Example.Read(new ReadRecord.Shape(
            [new ReadRecord.Line(nameof(DecisionTakenBack), JsonSerializer.SerializeToElement(new DecisionTakenBack(null, "I had read the version before."), FlowJson.Options), "p-1004", Examples.Drafted, "5", null)], []), 5),
        ["getFlowHistory"] = Example.Read(new EventPage([Adoption], PageCursor.Encode(["17"]), More: false), 1),
        ["proposeFlow"] = Example.Command(
            new ProposeFlow(Giveaway, Proposal.Summary, null),
            Examples.On(StreamKeys.Flow("approve-giveaway"), 1, "/flows/approve-giveaway", $"/requests/{Examples.RequestId}", "FlowVersionProposed"), FlowRules.Pending),
    };

    private static Receipt Done(long version, string fact) => Examples.On(StreamKeys.Request(Examples.RequestId), version, Self, null, fact);
}
