using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine.Http;

namespace Governance.Directory;

/// <summary>Form a group.</summary>
/// <param name="GroupId">Its id, for good.</param>
/// <param name="Title">For people.</param>
public sealed record FormGroup(string GroupId, string Title)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<FormGroup>
    {
        /// <summary>An id and a title.</summary>
        public Validator()
        {
            RuleFor(command => command.GroupId).Named();
            RuleFor(command => command.Title).Title();
        }
    }
}

/// <summary>POST /groups.</summary>
public static class FormGroupEndpoint
{
    /// <summary>A stream of its own, without members yet.</summary>
    [WolverinePost("/groups"), Tags("Directory"), EndpointName("formGroup"), EndpointSummary("Form a group")]
    [EndpointDescription("Flows ask for members of a group. Who belongs to it is told by the people: POST /people/{personId}/join-group.")]
    [ProducesResponseType<Receipt>(201)]
    public static Task<IResult> Post(FormGroup command, IDocumentSession session, HttpContext http) =>
        Desk.For(session, http).Start<Group, GroupEvent>(
            StreamKeys.Group(command.GroupId), group => DirectoryDecider.Decide(new GroupFormed(command.Title.Trim()), group), "/groups");
}
