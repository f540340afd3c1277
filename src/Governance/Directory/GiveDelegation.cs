using System.Text.Json.Serialization;
using FluentValidation;
using Governance.Privacy;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Directory;

/// <summary>Say who stands in for somebody who is out of office.</summary>
/// <param name="Delegate">Who stands in, by their id.</param>
/// <param name="From">From when; absent, or a moment that has passed: from now.</param>
/// <param name="Until">Until when; up to 366 days.</param>
/// <param name="Flows">Only in these flows; absent or empty: in every flow.</param>
/// <param name="Areas">Only for subjects of these areas; absent or empty: of every area.</param>
/// <param name="Reason">As far as it concerns others; names nobody else. It goes when this person is erased.</param>
public sealed record GiveDelegation(
    string Delegate, DateTimeOffset? From, [property: JsonRequired] DateTimeOffset Until, IReadOnlyList<string>? Flows, IReadOnlyList<string>? Areas, string? Reason)
{
    /// <summary>The fact that is asked for.</summary>
    public DelegationGiven Fact(string delegationId, DataSubject about, DateTimeOffset now) => new(
        delegationId, Delegate, From > now ? From.Value.ToUniversalTime() : now, Until.ToUniversalTime(), Sorted(Flows), Sorted(Areas), Personal.OfAny(about, Reason));

    private static IReadOnlyList<string> Sorted(IReadOnlyList<string>? names) => [.. (names ?? []).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<GiveDelegation>
    {
        /// <summary>A person, an end, and bounds.</summary>
        public Validator()
        {
            RuleFor(command => command.Delegate).Named();
            RuleFor(command => command.From!.Value).Moment().When(command => command.From is not null).OverridePropertyName("from");
            RuleFor(command => command.Until).Moment();
            RuleFor(command => command.Flows).Scope();
            RuleFor(command => command.Areas).Scope();
            RuleFor(command => command.Reason).Note();
        }
    }
}

/// <summary>POST /people/{personId}/delegate.</summary>
public static class GiveDelegationEndpoint
{
    /// <summary>The fact, the word to open requests and the timers of its beginning and end are one transaction.</summary>
    [WolverinePost("/people/{personId}/delegate"), Tags("Directory"), EndpointName("giveDelegation"), EndpointSummary("Say who stands in while somebody is out of office")]
    [EndpointDescription("One's own stand-in, or as an administrator that of a colleague who cannot. The delegate may decide from this person's seats: one seat, one vote. The receipt's added is the delegation's id.")]
    [ProducesResponseType<Receipt>(201)]
    public static Task<IResult> Post(string personId, GiveDelegation command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = DirectoryDesk.For(session, bus, http);
        var giving = command.Fact(Guid.CreateVersion7(desk.Desk.Now).ToString("N"), desk.About(personId), desk.Desk.Now);
        return desk.ChangeStandIn(personId, giving, (person, known) => DirectoryDecider.Decide(giving, person, known, desk.Desk.Now), StatusCodes.Status201Created, giving.DelegationId);
    }
}
