using FluentValidation;
using Governance.Privacy;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Directory;

/// <summary>Leave the organisation.</summary>
/// <param name="Reason">As far as it concerns others; names nobody else. It goes when the person is erased.</param>
public sealed record LeaveOrganisation(string? Reason)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<LeaveOrganisation>
    {
        /// <summary>A reason that can be read, or none.</summary>
        public Validator() => RuleFor(command => command.Reason).Note();
    }
}

/// <summary>POST /people/{personId}/leave.</summary>
public static class LeaveOrganisationEndpoint
{
    /// <summary>The person is not there any more for any later request.</summary>
    [WolverinePost("/people/{personId}/leave"), Tags("Directory"), EndpointName("leaveOrganisation"), EndpointSummary("Record that somebody left")]
    [EndpointDescription("Their keys and their sign-in stop working at once, their roles and seats are worth nothing; all that they did stays. The id is never used again.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Post(string personId, LeaveOrganisation command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var directory = DirectoryDesk.For(session, bus, http);
        var result = await directory.Change(personId, new PersonLeft(Personal.OfAny(directory.About(personId), command.Reason)));
        // Their subject at the provider is free again, for whoever comes back under a new id.
        if (result is Reply { Status: StatusCodes.Status200OK }) directory.SignIns.Become(personId, null);
        return result;
    }
}
