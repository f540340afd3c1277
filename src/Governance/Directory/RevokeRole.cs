using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Directory;

/// <summary>Revoke a role.</summary>
/// <param name="Role">The role: one of GET /access, or one that a flow names.</param>
/// <param name="Area">In which area; absent: in the whole organisation.</param>
public sealed record RevokeRole(string Role, string? Area)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<RevokeRole>
    {
        /// <summary>A role and perhaps an area, by their ids.</summary>
        public Validator()
        {
            RuleFor(command => command.Role).Named();
            RuleFor(command => command.Area).Slug();
        }
    }
}

/// <summary>POST /people/{personId}/revoke-role.</summary>
public static class RevokeRoleEndpoint
{
    /// <summary>Counts from the next request of the person on.</summary>
    [WolverinePost("/people/{personId}/revoke-role"), Tags("Directory"), EndpointName("revokeRole"), EndpointSummary("Revoke a role")]
    [EndpointDescription("As it was granted: in the same area, or in the whole organisation. The last administrator keeps the role until somebody else has it.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Post(string personId, RevokeRole command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        DirectoryDesk.For(session, bus, http).Change(personId, new RoleRevoked(command.Role, command.Area));
}
