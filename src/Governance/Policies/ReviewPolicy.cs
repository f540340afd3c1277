using System.Text.Json.Serialization;
using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Policies;

/// <summary>Say by when the next review is to be held.</summary>
/// <param name="DueOn">By when.</param>
public sealed record ScheduleReview([property: JsonRequired] DateTimeOffset DueOn)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<ScheduleReview>
    {
        /// <summary>A date that the calendar of a person holds.</summary>
        public Validator() => RuleFor(command => command.DueOn).Must(due => due.Year is >= 2000 and < 2200).WithMessage("Choose a moment between the years 2000 and 2200.");
    }
}

/// <summary>Record the outcome of a review.</summary>
/// <param name="Outcome">What follows.</param>
/// <param name="Note">What the reviewers found.</param>
public sealed record CompleteReview([property: JsonRequired] ReviewOutcome Outcome, string Note)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<CompleteReview>
    {
        /// <summary>A note that can be read.</summary>
        public Validator() => RuleFor(command => command.Note).Reason();
    }
}

/// <summary>POST /policies/{policyId}/schedule-review and /complete-review.</summary>
public static class ReviewPolicyEndpoint
{
    /// <summary>Schedules a review and sets its timer.</summary>
    [WolverinePost("/policies/{policyId}/schedule-review"), Tags("Policies"), EndpointName("scheduleReview"), EndpointSummary("Schedule the next review")]
    [EndpointDescription("Replaces the date that the review cycle gave. When the date passes without a review, the policy is due for review.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Schedule(string policyId, ScheduleReview command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        PolicyDesk.For(session, bus, http).ChangePublished(policyId, (policy, now) => PolicyDecider.Decide(new ReviewScheduled(command.DueOn.ToUniversalTime()), policy, now));

    /// <summary>Completes a review; a reaffirmed policy gets its next date from its cycle.</summary>
    [WolverinePost("/policies/{policyId}/complete-review"), Tags("Policies"), EndpointName("completeReview"), EndpointSummary("Complete a review")]
    [EndpointDescription("Reaffirmed schedules the next review by the policy's cycle; to be revised and to be retired say what comes next.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Complete(string policyId, CompleteReview command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        PolicyDesk.For(session, bus, http).ChangePublished(policyId, (policy, now) => PolicyDecider.Decide(new ReviewCompleted(command.Outcome, command.Note), policy, now));
}
