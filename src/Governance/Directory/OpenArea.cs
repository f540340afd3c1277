using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine.Http;

namespace Governance.Directory;

/// <summary>Open an area of the organisation.</summary>
/// <param name="Area">Its id, for good.</param>
/// <param name="Title">For people.</param>
public sealed record OpenArea(string Area, string Title)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<OpenArea>
    {
        /// <summary>An id and a title.</summary>
        public Validator()
        {
            RuleFor(command => command.Area).Named();
            RuleFor(command => command.Title).Title();
        }
    }
}

/// <summary>POST /areas.</summary>
public static class OpenAreaEndpoint
{
    /// <summary>A fact of the organisation's own stream.</summary>
    [WolverinePost("/areas"), Tags("Directory"), EndpointName("openArea"), EndpointSummary("Open an area")]
    [EndpointDescription("An area is where policies apply, where people work and where roles are held. An area is never closed: what happened there needs its name.")]
    [ProducesResponseType<Receipt>(201)]
    public static async Task<IResult> Post(OpenArea command, IDocumentSession session, HttpContext http)
    {
        var desk = Desk.For(session, http);
        var stream = await desk.Open<Organisation>(StreamKeys.Organisation(desk.Caller.Tenant));
        if (stream.Aggregate is not { } organisation) return desk.Refuse(DirectoryRules.NoOrganisation);
        if (desk.Stale(stream) is { } stale) return desk.Refuse(stale);
        var decision = DirectoryDecider.Decide(new AreaOpened(command.Area, command.Title.Trim()), organisation);
        return decision.Refusal is { } no ? desk.Refuse(no) : desk.Append(stream, decision.Facts, "/areas", StatusCodes.Status201Created);
    }
}
