using FluentValidation;
using Governance.Flows;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;
using Decision = Governance.Flows.Decision;

namespace Governance.Approvals;

/// <summary>Decide on a request.</summary>
/// <param name="Decision">approve, reject, request-changes or abstain.</param>
/// <param name="Digest">The content's digest as the request shows it; needed to approve.</param>
/// <param name="Need">The one need that it is for; absent: every need that asks you.</param>
/// <param name="Reason">Why; needed to reject and to request changes.</param>
/// <param name="OnBehalfOf">From whose seat, when it was handed to you; absent: from your own.</param>
public sealed record DecideRequest(Decision? Decision, string? Digest, string? Need, string? Reason, string? OnBehalfOf = null)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<DecideRequest>
    {
        /// <summary>A decision, and with an approval the digest that was shown.</summary>
        public Validator()
        {
            RuleFor(command => command.Decision).NotNull().WithMessage("Say approve, reject, request-changes or abstain.");
            RuleFor(command => command.Digest).Must(digest => digest is null || ContentDigest.IsDigest(digest)).WithMessage("A digest is 64 lower-case hex digits: take content from the request.");
            RuleFor(command => command.Digest).NotNull().When(command => command.Decision is not (null or Flows.Decision.Abstain)).WithMessage("Say which content you were shown: take content from the request.");
            RuleFor(command => command.Need).MaximumLength(200);
            RuleFor(command => command.Reason).Note();
            RuleFor(command => command.OnBehalfOf).MaximumLength(64);
        }
    }
}

/// <summary>Take a decision back.</summary>
/// <param name="Need">What concerns one need; absent: all of it in the open stages.</param>
/// <param name="Reason">Why, or absent.</param>
/// <param name="OnBehalfOf">From whose seat, when it was handed to you; absent: from your own.</param>
public sealed record TakeBackDecision(string? Need, string? Reason, string? OnBehalfOf = null)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<TakeBackDecision>
    {
        /// <summary>Bounds.</summary>
        public Validator()
        {
            RuleFor(command => command.Need).MaximumLength(200);
            RuleFor(command => command.Reason).Note();
            RuleFor(command => command.OnBehalfOf).MaximumLength(64);
        }
    }
}

/// <summary>Withdraw a request.</summary>
/// <param name="Reason">Why.</param>
public sealed record WithdrawRequest(string Reason)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<WithdrawRequest>
    {
        /// <summary>A reason.</summary>
        public Validator() => RuleFor(command => command.Reason).Reason();
    }
}

/// <summary>POST /requests/{requestId}/decide, /take-back and /withdraw.</summary>
public static class DecideRequestEndpoint
{
    /// <summary>Decides. The completing approval closes the stage and approves the subject in the same transaction.</summary>
    [WolverinePost("/requests/{requestId}/decide"), Tags("Approvals"), EndpointName("decideRequest"), EndpointSummary("Decide on a request")]
    [EndpointDescription("An approval is for exactly the content whose digest you were shown. The flow says whose decision counts; nobody decides on their own work. From a seat that was handed to you, say on whose behalf: one seat, one vote. Behind its end a request may still ask: to review a broken glass, or to confirm an approval again.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Decide(string requestId, DecideRequest command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        On(RequestDesk.For(session, bus, http), requestId, command);

    /// <summary>Decides at a desk: one request alone, or one of several.</summary>
    public static Task<IResult> On(RequestDesk desk, string requestId, DecideRequest command) =>
        desk.Act(requestId, act => RequestDecider.Decide(new Ruling(command.Decision!.Value, command.Digest, command.Need, command.Reason), act), command.OnBehalfOf);

    /// <summary>Takes back what a stage that is still open has not yet counted.</summary>
    [WolverinePost("/requests/{requestId}/take-back"), Tags("Approvals"), EndpointName("takeBackDecision"), EndpointSummary("Take your decision back")]
    [EndpointDescription("As long as the stage is open. What a closed stage has counted stays counted.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> TakeBack(string requestId, TakeBackDecision command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        RequestDesk.For(session, bus, http).Act(requestId, act => RequestDecider.TakeBack(new DecisionTakenBack(command.Need, command.Reason), act), command.OnBehalfOf);

    /// <summary>Withdraws the request before its end.</summary>
    [WolverinePost("/requests/{requestId}/withdraw"), Tags("Approvals"), EndpointName("withdrawRequest"), EndpointSummary("Withdraw a request")]
    [EndpointDescription("The flow says who may. The subject goes back to where it was before it was submitted.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Withdraw(string requestId, WithdrawRequest command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        RequestDesk.For(session, bus, http).Act(requestId, act => RequestDecider.Withdraw(new RequestWithdrawn(command.Reason), act));
}
