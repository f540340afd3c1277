using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Leads;

/// <summary>Look for accounts on the organisation's own pages.</summary>
/// <param name="Pages">1 to 50 addresses beginning with https://; a trust.txt is read for its social lines.</param>
public sealed record StartSweep(IReadOnlyList<string> Pages)
{
    /// <summary>Shape only; whether a page may be fetched at all is told of that page.</summary>
    public sealed class Validator : AbstractValidator<StartSweep>
    {
        private const int Most = 50;

        /// <summary>A number of addresses, each once.</summary>
        public Validator()
        {
            RuleFor(command => command.Pages).Must(pages => pages is { Count: >= 1 and <= Most }).WithMessage($"Name 1 to {Most} pages.");
            RuleFor(command => command.Pages).Must(pages => pages is null || pages.All(IsAddress)).WithMessage("A page is an address that begins with https:// and has up to 500 characters.");
            RuleFor(command => command.Pages).Must(pages => pages is null || pages.Distinct(StringComparer.Ordinal).Count() == pages.Count).WithMessage("Name each page once.");
        }

        private static bool IsAddress(string page) => page is { Length: <= 500 } && page.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && Uri.TryCreate(page, UriKind.Absolute, out _);
    }
}

/// <summary>POST /sweeps.</summary>
public static class StartSweepEndpoint
{
    /// <summary>The fact and the message that begins are one transaction.</summary>
    [WolverinePost("/sweeps"), Tags("Leads"), EndpointName("startSweep"), EndpointSummary("Look for accounts on the organisation's own pages")]
    [EndpointDescription("Every link of a page that leads to an account is a sighting with the page as its place. One page after the other, by the guarded fetcher; GET /sweeps/{sweepId} says how far it is.")]
    [ProducesResponseType<Receipt>(201)]
    public static async Task<IResult> Post(StartSweep command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = Desk.For(session, http);
        var sweepId = Guid.CreateVersion7(desk.Now).ToString("N");
        var answer = await desk.Start<Search, SearchEvent>(StreamKeys.Search(sweepId), _ => new SweepStarted([.. command.Pages]), $"/sweeps/{sweepId}");
        if (answer is Reply { Status: StatusCodes.Status201Created })
            await bus.PublishAsync(new SearchNext(desk.Caller.Tenant, StreamKeys.Search(sweepId)), new DeliveryOptions { TenantId = desk.Caller.Tenant });
        return answer;
    }
}
