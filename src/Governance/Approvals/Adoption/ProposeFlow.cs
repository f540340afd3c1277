using FluentValidation;
using Governance.Shared;
using JasperFx.Events;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Approvals;

/// <summary>Propose a version of a flow.</summary>
/// <param name="Text">The flow's file; up to 256 KB.</param>
/// <param name="Summary">What it is about or what changed, for those who decide.</param>
/// <param name="Cases">Worked cases, as they stand beside the file; up to 32 KB. They must hold.</param>
public sealed record ProposeFlow(string Text, string Summary, string? Cases)
{
    // Playing a case takes time that grows with the square of its length.
    private const int LongestCases = 32 * 1024;

    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<ProposeFlow>
    {
        /// <summary>A text, a summary, and cases within bounds.</summary>
        public Validator()
        {
            RuleFor(command => command.Text).NotNull().WithMessage("Send the flow's text.");
            RuleFor(command => command.Summary).Reason();
            RuleFor(command => command.Cases).MaximumLength(LongestCases).WithMessage("Send up to 32 KB of cases; governance flows test runs more of them.");
        }
    }
}

/// <summary>POST /flows: the flow's fact and the request's facts are one transaction.</summary>
public static class ProposeFlowEndpoint
{
    /// <summary>Opens an approval request bound to exactly this text, or continues the one that was turned back.</summary>
    [WolverinePost("/flows"), Tags("Approvals"), EndpointName("proposeFlow"), EndpointSummary("Propose a version of a flow")]
    [EndpointDescription("The version after the last adopted one, or the first of a new flow. Opens a request under the flow adopt-flow; after requested changes the next text goes on with the same request. Nobody adopts their own proposal.")]
    [ProducesResponseType<Receipt>(201)]
    public static async Task<IResult> Post(ProposeFlow command, IDocumentSession session, IMessageBus bus, FlowShelf flows, HttpContext http)
    {
        var read = ProposedText.Read(command.Text, command.Cases);
        if (read.Flow is not { } flow) return Problem.Invalid(http, read.Fault!, read.Errors);
        var desk = Desk.For(session, http);
        var stream = await desk.Open<AdoptedFlow>(StreamKeys.Flow(flow.Name));
        if (desk.Stale(stream) is { } stale) return desk.Refuse(stale);
        var proposing = new ProposeVersion(Guid.CreateVersion7(desk.Now).ToString("N"), flow, command.Text, command.Summary);
        var decision = FlowDecider.Decide(proposing, stream.Aggregate, await flows.Current(session, flow.Name, desk.Aborted));
        if (decision.Refusal is { } no) return desk.Refuse(no);
        var after = After(stream, stream.Aggregate, decision.Facts[0], desk);
        var (proposed, subject) = (after.Proposal!.Proposed, new FlowSubject(flow.Name, after.Proposal));
        var (rejected, settled) = await RequestDesk.Beside(desk, session, bus, http)
            .Submit(proposed.RequestId, FlowSubject.Flow, adopting => subject.Opening(adopting, desk.Caller.Person), subject.Revision);
        if (rejected is not null) return desk.Refuse(rejected.Code == FlowRules.NotGoverned.Code ? FlowRules.NotGoverned : rejected);
        // Approvals of an earlier text that count again may be all that the request wants.
        IReadOnlyList<FlowEvent> facts = [proposed, .. settled is { } settlement ? FlowDecider.Decide(new SettleProposal(proposed.RequestId, settlement), after).Facts : []];
        await FlowSubject.Tell(bus, desk.Caller.Tenant, flow.Name, desk.Caller.Person, facts);
        var self = $"/flows/{flow.Name}";
        return desk.Append(stream, facts, self, StatusCodes.Status201Created, new Links(self, $"/requests/{proposed.RequestId}"));
    }

    private static AdoptedFlow After(IEventStream<AdoptedFlow> stream, AdoptedFlow? flow, FlowEvent fact, Desk desk) =>
        FlowDecider.Evolve(flow, new Fact<FlowEvent>(fact, desk.Caller.Person, desk.Now, (stream.CurrentVersion ?? 0) + 1), stream.Key!);
}
