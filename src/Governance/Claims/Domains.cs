using System.Collections.Immutable;
using System.Text.RegularExpressions;
using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine.Http;

namespace Governance.Claims;

/// <summary>The internet domains that are the organisation's own.</summary>
/// <param name="Id">The stream key.</param>
public sealed record OrganisationDomains(string Id)
{
    /// <summary>The domains, by name.</summary>
    public ImmutableSortedDictionary<string, AnchoredDomain> Anchored { get; init; } = ImmutableSortedDictionary.Create<string, AnchoredDomain>(StringComparer.Ordinal);
}

/// <summary>One domain of the organisation.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="By">Who listed it.</param>
/// <param name="At">When.</param>
/// <param name="Note">How it was shown to be the organisation's.</param>
public sealed record AnchoredDomain(string Domain, string By, DateTimeOffset At, string Note);

/// <summary>The rules of domains.</summary>
public static class DomainDecider
{
    /// <summary>A domain is listed once.</summary>
    public static Decision<DomainEvent> Decide(DomainAnchored anchoring, OrganisationDomains? domains) =>
        domains?.Anchored.ContainsKey(anchoring.Domain) ?? false ? DomainRules.Listed : anchoring;

    /// <summary>What is listed can be released.</summary>
    public static Decision<DomainEvent> Decide(DomainReleased release, OrganisationDomains? domains) =>
        domains?.Anchored.ContainsKey(release.Domain) ?? false ? release : DomainRules.Unknown;

    /// <summary>The domains after a fact.</summary>
    public static OrganisationDomains Evolve(OrganisationDomains? domains, Fact<DomainEvent> fact, string streamKey)
    {
        var known = domains ?? new OrganisationDomains(streamKey);
        return fact.Event switch
        {
            DomainAnchored anchored => known with { Anchored = known.Anchored.SetItem(anchored.Domain, new AnchoredDomain(anchored.Domain, fact.Actor, fact.At, anchored.Note)) },
            DomainReleased released => known with { Anchored = known.Anchored.Remove(released.Domain) },
            _ => throw new InvalidOperationException($"{streamKey} holds a fact that nobody knows: {fact.Event.GetType().Name}."),
        };
    }
}

/// <summary>List a domain as the organisation's own.</summary>
/// <param name="Domain">The domain, such as acme.example.</param>
/// <param name="Note">How you know; names nobody.</param>
public sealed record AnchorDomain(string Domain, string Note)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<AnchorDomain>
    {
        /// <summary>A domain and a note.</summary>
        public Validator()
        {
            RuleFor(command => command.Domain).NotEmpty().WithMessage("Name the domain.").Domain();
            RuleFor(command => command.Note).Reason();
        }
    }
}

/// <summary>Take a domain off the list.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Reason">Why; names nobody.</param>
public sealed record ReleaseDomain(string Domain, string Reason)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<ReleaseDomain>
    {
        /// <summary>A domain and a reason.</summary>
        public Validator()
        {
            RuleFor(command => command.Domain).NotEmpty().WithMessage("Name the domain.").Domain();
            RuleFor(command => command.Reason).Reason();
        }
    }
}

/// <summary>The shape of a domain.</summary>
public static partial class DomainShape
{
    /// <summary>A domain of two labels at least, in its ASCII form, or absent.</summary>
    public static IRuleBuilderOptions<T, string?> Domain<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(domain => domain is null || (domain.Length <= 253 && Form().IsMatch(domain))).WithMessage("Send a domain such as acme.example, in its ASCII form, without a path.");

    [GeneratedRegex(@"\A(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

/// <summary>The organisation's domains: GET /domains, POST /domains and /domains/release.</summary>
public static class Domains
{
    private const string Self = "/domains";

    /// <summary>The domains that are the organisation's own now.</summary>
    public static async Task<IReadOnlySet<string>> Of(IQuerySession session, string tenant, CancellationToken cancellation) =>
        (await session.LoadAsync<OrganisationDomains>(StreamKeys.Domains(tenant), cancellation))?.Anchored.Keys.ToHashSet(StringComparer.Ordinal) ?? [];

    /// <summary>All of them.</summary>
    public static async Task<IResult> List(IQuerySession session, HttpContext http)
    {
        var domains = await session.State<OrganisationDomains>(StreamKeys.Domains(session.TenantId), http.RequestAborted);
        return Reply.Ok(new Page<AnchoredDomain>([.. domains?.Anchored.Values ?? []], null));
    }

    /// <summary>Lists one.</summary>
    [WolverinePost("/domains"), Tags("Claims"), EndpointName("anchorDomain"), EndpointSummary("List a domain as the organisation's own")]
    [EndpointDescription("What stands on a listed domain speaks for the organisation: proofs that take a domain count against these alone.")]
    [ProducesResponseType<Receipt>(201)]
    public static Task<IResult> Anchor(AnchorDomain command, IDocumentSession session, HttpContext http)
    {
        var desk = Desk.For(session, http);
        return desk.Start<OrganisationDomains, DomainEvent>(StreamKeys.Domains(desk.Caller.Tenant), domains => DomainDecider.Decide(new DomainAnchored(command.Domain.ToLowerInvariant(), command.Note), domains), Self);
    }

    /// <summary>Takes one off the list.</summary>
    [WolverinePost("/domains/release"), Tags("Claims"), EndpointName("releaseDomain"), EndpointSummary("Take a domain off the list")]
    [EndpointDescription("New challenges with it are refused. What was proved with it before keeps its level until it is checked again.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Release(ReleaseDomain command, IDocumentSession session, HttpContext http)
    {
        var desk = Desk.For(session, http);
        var stream = await desk.Open<OrganisationDomains>(StreamKeys.Domains(desk.Caller.Tenant));
        if (desk.Stale(stream) is { } stale) return desk.Refuse(stale);
        var decision = DomainDecider.Decide(new DomainReleased(command.Domain.ToLowerInvariant(), command.Reason), stream.Aggregate);
        return decision.Refusal is { } refusal ? desk.Refuse(refusal) : desk.Append(stream, decision.Facts, Self);
    }
}
