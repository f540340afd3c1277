using FluentValidation;
using Governance.Platforms;
using Governance.Shared;
using Marten;
using Wolverine.Http;

namespace Governance.Leads;

/// <summary>Say that an account was seen which seems to speak for the organisation.</summary>
/// <param name="Url">Its address, as it stands there; or absent when platform and handle are given.</param>
/// <param name="Platform">Its platform, when no address is given.</param>
/// <param name="Handle">Its handle there, when no address is given.</param>
/// <param name="SeenAt">Where it was seen: an address, or words that name nobody.</param>
/// <param name="Note">What else is worth knowing; names nobody, for it stays in the history for ever.</param>
public sealed record ReportSighting(string? Url, string? Platform, string? Handle, string? SeenAt, string? Note)
{
    private static readonly Validator Shape = new();

    /// <summary>The fact that it is, of an address that was read from it.</summary>
    public LeadSighted FactOf(AccountAddress address, SightingMeans how) => new(
        address.Platform, address.Handle, address.Url, address.PlatformId, SeenAt?.Trim() ?? "", how, Url ?? Handle!, string.IsNullOrWhiteSpace(Note) ? null : Note);

    /// <summary>What is wrong with its shape when it is one of many, or null.</summary>
    public Refusal? Fault() => Shape.Validate(this).Errors is [var first, ..] ? new("lead.unreadable", first.ErrorMessage, RefusalKind.Content, first.PropertyName) : null;

    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<ReportSighting>
    {
        /// <summary>An address, or a platform and a handle; and bounds.</summary>
        public Validator()
        {
            RuleFor(command => command.Url).Must((command, url) => url is null == (command.Handle is not null)).WithMessage("Give the account's address, or its platform and handle.");
            RuleFor(command => command.Url).MaximumLength(2000).WithMessage("Keep the address to 2,000 characters.");
            RuleFor(command => command.Platform).Must((command, platform) => platform is null == (command.Handle is null)).WithMessage("A platform goes with a handle, and a handle with a platform.");
            RuleFor(command => command.Platform).MaximumLength(100).WithMessage("Keep the platform to 100 characters.");
            RuleFor(command => command.Handle).MaximumLength(300).WithMessage("Keep the handle to 300 characters.");
            RuleFor(command => command.SeenAt).MaximumLength(500).WithMessage("Keep the place to 500 characters.");
            RuleFor(command => command.Note).MaximumLength(1000).WithMessage("Keep the note to 1,000 characters.");
        }
    }
}

/// <summary>POST /leads.</summary>
public static class ReportSightingEndpoint
{
    /// <summary>Records the sighting.</summary>
    [WolverinePost("/leads"), Tags("Leads"), EndpointName("reportSighting"), EndpointSummary("Report an account that was seen")]
    [EndpointDescription("The same account is one lead, however often and by whomever it is seen. A rejected lead is not opened again by another sighting, and what is in the register is answered as known.")]
    [ProducesResponseType<SightingAnswer>(200)]
    public static async Task<IResult> Post(ReportSighting command, PlatformShelf shelf, IDocumentSession session, HttpContext http)
    {
        var desk = Desk.For(session, http);
        var reading = SightingReading.Of(shelf, command);
        if (reading.Address is not { } address) return desk.Refuse(reading.Refusal!);
        var stream = await desk.Open<Lead>(LeadKeys.StreamOf(address));
        if (desk.Stale(stream) is { } stale) return desk.Refuse(stale);
        var account = (await KnownAccounts.Of(session, [address], desk.Aborted)).Find(address);
        var outcome = LeadDecider.OutcomeOf(stream.Aggregate, account);
        var facts = LeadDecider.Decide(command.FactOf(address, SightingMeans.Reported), stream.Aggregate, account).Facts;
        var version = (stream.CurrentVersion ?? 0) + facts.Count;
        foreach (var fact in facts) stream.AppendOne(fact);
        var leadId = StreamKeys.IdOf(stream.Key!);
        var answer = new SightingAnswer(outcome, leadId, address.Url, account ?? stream.Aggregate?.AccountId, stream.Aggregate?.CaseId);
        return desk.Answer(Reply.Of(StatusCodes.Status200OK, answer, version, $"/leads/{leadId}"));
    }
}
