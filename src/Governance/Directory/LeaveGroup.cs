using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Directory;

/// <summary>Be a member of a group no longer.</summary>
/// <param name="Group">The group's id.</param>
public sealed record LeaveGroup(string Group)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<LeaveGroup>
    {
        /// <summary>A group by its id.</summary>
        public Validator() => RuleFor(command => command.Group).Named();
    }
}

/// <summary>POST /people/{personId}/leave-group.</summary>
public static class LeaveGroupEndpoint
{
    /// <summary>Ends a membership.</summary>
    [WolverinePost("/people/{personId}/leave-group"), Tags("Directory"), EndpointName("leaveGroup"), EndpointSummary("End a membership of a group")]
    [EndpointDescription("Decisions that the person made as a member stand.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Post(string personId, LeaveGroup command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        DirectoryDesk.For(session, bus, http).Change(personId, new GroupLeft(command.Group));
}
