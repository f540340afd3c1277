using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Directory;

/// <summary>Become a member of a group.</summary>
/// <param name="Group">The group's id.</param>
public sealed record JoinGroup(string Group)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<JoinGroup>
    {
        /// <summary>A group by its id.</summary>
        public Validator() => RuleFor(command => command.Group).Named();
    }
}

/// <summary>POST /people/{personId}/join-group.</summary>
public static class JoinGroupEndpoint
{
    /// <summary>The group must have been formed.</summary>
    [WolverinePost("/people/{personId}/join-group"), Tags("Directory"), EndpointName("joinGroup"), EndpointSummary("Make somebody a member of a group")]
    [EndpointDescription("Flows ask for members of a group: a request that waits for this group now waits for this person too.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Post(string personId, JoinGroup command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        DirectoryDesk.For(session, bus, http).Change(personId, new GroupJoined(command.Group));
}
