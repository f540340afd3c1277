using FluentValidation;
using Governance.Approvals;
using Governance.Shared;
using JasperFx.Events;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Policies;

/// <summary>Put the draft before its approvers.</summary>
/// <param name="Note">What they should know, or absent.</param>
public sealed record SubmitPolicy(string? Note)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<SubmitPolicy>
    {
        /// <summary>Bounds.</summary>
        public Validator() => RuleFor(command => command.Note).Note();
    }
}

/// <summary>Take the submission back.</summary>
/// <param name="Reason">Why.</param>
public sealed record WithdrawSubmission(string Reason)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<WithdrawSubmission>
    {
        /// <summary>A reason.</summary>
        public Validator() => RuleFor(command => command.Reason).Reason();
    }
}

/// <summary>POST /policies/{policyId}/submit and /withdraw-submission: the policy's fact and the request's facts are one transaction.</summary>
public static class SubmitPolicyEndpoint
{
    /// <summary>Opens an approval request bound to the digest of the content, or continues the one that was turned back.</summary>
    [WolverinePost("/policies/{policyId}/submit"), Tags("Policies"), EndpointName("submitPolicy"), EndpointSummary("Submit the draft for approval")]
    [EndpointDescription("Opens a request under the flow publish-policy, bound to exactly this content; after requested changes the same request goes on.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Submit(string policyId, SubmitPolicy command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = PolicyDesk.For(session, bus, http);
        var stream = await desk.Desk.Open<Policy>(StreamKeys.Policy(policyId));
        if (desk.Judge(stream) is { } refusal) return desk.Desk.Refuse(refusal);
        var decision = PolicyDecider.Decide(new SubmitDraft(Guid.CreateVersion7(desk.Desk.Now).ToString("N"), command.Note), stream.Aggregate!);
        if (decision.Refusal is { } no) return desk.Desk.Refuse(no);
        var submitted = (PolicySubmitted)decision.Facts[0];
        var content = (await PolicyContents.Newest(session, stream, desk.Desk.Aborted))!;
        var subject = new PolicySubject(policyId, submitted, stream.Aggregate!.Draft!, content);
        var (rejected, settled) = await RequestDesk.Beside(desk.Desk, session, bus, http)
            .Submit(submitted.RequestId, PolicySubject.Flow, flow => subject.Opening(flow, desk.Desk.Caller.Person), () => subject.Revision(command.Note));
        if (rejected is not null) return desk.Desk.Refuse(rejected);
        return await desk.Append(stream, [submitted, .. Settling(stream, submitted, settled, desk.Desk)], request: $"/requests/{submitted.RequestId}");
    }

    // Approvals of an earlier revision that still count may be all that the request wants.
    private static IReadOnlyList<PolicyEvent> Settling(IEventStream<Policy> stream, PolicySubmitted submitted, Settlement? settled, Desk desk)
    {
        if (settled is not { } settlement) return [];
        var fact = new Fact<PolicyEvent>(submitted, desk.Caller.Person, desk.Now, (stream.CurrentVersion ?? 0) + 1);
        return PolicyDecider.Decide(new SettleSubmission(submitted.RequestId, settlement), PolicyDecider.Evolve(stream.Aggregate, fact, stream.Key!)).Facts;
    }

    /// <summary>Takes the submission back before it is decided.</summary>
    [WolverinePost("/policies/{policyId}/withdraw-submission"), Tags("Policies"), EndpointName("withdrawSubmission"), EndpointSummary("Withdraw the submission")]
    [EndpointDescription("The draft can then be revised. What was decided so far stays in the history of the request.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Withdraw(string policyId, WithdrawSubmission command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = PolicyDesk.For(session, bus, http);
        var stream = await desk.Desk.Open<Policy>(StreamKeys.Policy(policyId));
        if (desk.Judge(stream) is { } refusal) return desk.Desk.Refuse(refusal);
        if (stream.Aggregate!.Draft?.RequestId is not { } requestId) return desk.Desk.Refuse(PolicyRules.NotSubmitted);
        var decision = PolicyDecider.Decide(new SettleSubmission(requestId, Settlement.Withdrawn, command.Reason), stream.Aggregate);
        if (decision.Refusal is { } no) return desk.Desk.Refuse(no);
        var rejected = await RequestDesk.Beside(desk.Desk, session, bus, http).Withdraw(requestId, command.Reason);
        return rejected is null ? await desk.Append(stream, decision.Facts, request: $"/requests/{requestId}") : desk.Desk.Refuse(rejected);
    }
}
