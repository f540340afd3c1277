using FluentValidation;
using Governance.Platforms;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Leads;

/// <summary>Look for accounts whose handles follow from the names of brands.</summary>
/// <param name="Brands">1 to 20 names.</param>
/// <param name="Platforms">Only on these; absent or empty: wherever the service can tell whether a handle exists.</param>
public sealed record StartProbe(IReadOnlyList<string> Brands, IReadOnlyList<string>? Platforms)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<StartProbe>
    {
        private const int Most = 20;

        /// <summary>A number of names.</summary>
        public Validator()
        {
            RuleFor(command => command.Brands).Must(brands => brands is { Count: >= 1 and <= Most }).WithMessage($"Name 1 to {Most} brands.");
            RuleFor(command => command.Brands).Must(brands => brands is null || brands.All(brand => brand is { Length: >= 2 and <= 60 })).WithMessage("A brand's name has 2 to 60 characters.");
            RuleFor(command => command.Platforms).Must(platforms => platforms is null or { Count: <= 50 } && platforms?.All(platform => platform is { Length: >= 1 and <= 100 }) is not false)
                .WithMessage("Name up to 50 platforms, or none for all.");
        }
    }
}

/// <summary>POST /probes.</summary>
public static class StartProbeEndpoint
{
    /// <summary>The fact and the message that begins are one transaction.</summary>
    [WolverinePost("/probes"), Tags("Leads"), EndpointName("startProbe"), EndpointSummary("Look for accounts whose handles follow from brands")]
    [EndpointDescription("Of each name at most 7 spellings are tried, on platforms whose answers show that a handle exists or that it does not; any other answer says nothing. One request at a time to each host; GET /probes/{probeId} says how far it is.")]
    [ProducesResponseType<Receipt>(201)]
    public static async Task<IResult> Post(StartProbe command, PlatformShelf shelf, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = Desk.For(session, http);
        var named = command.Platforms ?? [];
        if (named.FirstOrDefault(name => shelf.Find(name)?.Probe is null) is { } unknown) return desk.Refuse(SearchRules.NotProbed(unknown));
        var platforms = named.Count > 0 ? named.Select(name => shelf.Find(name)!).Distinct() : shelf.All.Where(platform => platform.Probe is not null);
        var handles = BrandHandles.On(shelf, platforms, command.Brands);
        if (handles.Count == 0) return desk.Refuse(SearchRules.NothingToProbe);
        if (handles.Count > BrandHandles.Most) return desk.Refuse(SearchRules.TooMuchToProbe);
        var probeId = Guid.CreateVersion7(desk.Now).ToString("N");
        var answer = await desk.Start<Search, SearchEvent>(StreamKeys.Search(probeId), _ => new ProbeStarted([.. command.Brands], handles), $"/probes/{probeId}");
        if (answer is Reply { Status: StatusCodes.Status201Created })
            await bus.PublishAsync(new SearchNext(desk.Caller.Tenant, StreamKeys.Search(probeId)), new DeliveryOptions { TenantId = desk.Caller.Tenant });
        return answer;
    }
}
