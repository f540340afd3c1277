using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Directory;

/// <summary>Grant a role.</summary>
/// <param name="Role">The role: one of GET /access, or one that a flow names.</param>
/// <param name="Area">In which area; absent: in the whole organisation.</param>
public sealed record GrantRole(string Role, string? Area)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<GrantRole>
    {
        /// <summary>A role and perhaps an area, by their ids.</summary>
        public Validator()
        {
            RuleFor(command => command.Role).Named();
            RuleFor(command => command.Area).Slug();
        }
    }
}

/// <summary>POST /people/{personId}/grant-role.</summary>
public static class GrantRoleEndpoint
{
    /// <summary>Counts from the next request of the person on, whatever their credential.</summary>
    [WolverinePost("/people/{personId}/grant-role"), Tags("Directory"), EndpointName("grantRole"), EndpointSummary("Grant a role")]
    [EndpointDescription("In one area, or in the whole organisation. The roles administrator, auditor and integrator hold only in the whole.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Post(string personId, GrantRole command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        DirectoryDesk.For(session, bus, http).Change(personId, new RoleGranted(command.Role, command.Area));
}
