using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Policies;

/// <summary>Publish the approved draft.</summary>
/// <param name="EffectiveFrom">When it takes effect; absent: the moment that was approved with the content, or now.</param>
public sealed record PublishPolicy(DateTimeOffset? EffectiveFrom)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<PublishPolicy>
    {
        /// <summary>A date that the calendar of a person holds.</summary>
        public Validator() => RuleFor(command => command.EffectiveFrom).Must(at => at is null || at.Value.Year is >= 2000 and < 2200)
            .WithMessage("Choose a moment between the years 2000 and 2200.");
    }
}

/// <summary>POST /policies/{policyId}/publish.</summary>
public static class PublishPolicyEndpoint
{
    /// <summary>Publishes, and sets the timer when the moment is yet to come.</summary>
    [WolverinePost("/policies/{policyId}/publish"), Tags("Policies"), EndpointName("publishPolicy"), EndpointSummary("Publish the approved draft")]
    [EndpointDescription("Approved, published and effective are three facts. A version with a moment to come waits for it; the version in force stays until then.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Post(string policyId, PublishPolicy command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        PolicyDesk.For(session, bus, http).Change(policyId, (policy, now) => PolicyDecider.Decide(command, policy, now));
}
