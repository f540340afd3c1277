using FluentValidation;
using Governance.Platforms;
using Governance.Shared;
using Marten;
using Wolverine.Http;

namespace Governance.Leads;

/// <summary>Take many sightings at once, as they stand in a list that people already have.</summary>
/// <param name="Sightings">1 to 500.</param>
public sealed record ImportLeads(IReadOnlyList<ReportSighting> Sightings)
{
    /// <summary>The most sightings in one call.</summary>
    public const int Most = 500;

    /// <summary>Shape only; what is wrong with one line is told of that line.</summary>
    public sealed class Validator : AbstractValidator<ImportLeads>
    {
        /// <summary>A number of sightings.</summary>
        public Validator()
        {
            RuleFor(command => command.Sightings).Must(sightings => sightings is { Count: >= 1 and <= Most }).WithMessage($"Send 1 to {Most} sightings.");
            RuleFor(command => command.Sightings).Must(sightings => sightings is null || sightings.All(sighting => sighting is not null)).WithMessage("Send a sighting in every place of the list.");
        }
    }
}

/// <summary>What became of each sighting, in the order of the sightings.</summary>
/// <param name="Items">One for each.</param>
public sealed record SightingAnswers(IReadOnlyList<SightingAnswer> Items);

/// <summary>POST /leads/import.</summary>
public static class ImportLeadsEndpoint
{
    /// <summary>All that can be read is recorded in one transaction; a line that cannot stops none of the others.</summary>
    [WolverinePost("/leads/import"), Tags("Leads"), EndpointName("importLeads"), EndpointSummary("Import sightings")]
    [EndpointDescription("Importing the same list twice is importing it once. Each line is answered by itself: new, seen before, rejected before, passed on, in the register, or refused with the reason.")]
    [ProducesResponseType<SightingAnswers>(200)]
    public static async Task<IResult> Post(ImportLeads command, PlatformShelf shelf, IDocumentSession session, HttpContext http)
    {
        var desk = Desk.For(session, http);
        return desk.Answer(Reply.Ok(new SightingAnswers(await SightingDesk.Record(session, shelf, command.Sightings, SightingMeans.Imported, desk.Aborted))));
    }
}
