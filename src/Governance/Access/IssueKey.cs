using FluentValidation;
using Governance.Directory;
using Governance.Shared;
using Marten;
using Wolverine.Http;

namespace Governance.Access;

/// <summary>Issue an API key to a person.</summary>
/// <param name="Person">Whose it is: the key may do at most what this person may do.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Scopes">What it may be used for: scopes of GET /access, or * for everything that the person may do.</param>
/// <param name="ExpiresInDays">After how many days it is refused, 1 to 366.</param>
public sealed record IssueKey(string Person, string Name, IReadOnlyList<string> Scopes, int ExpiresInDays)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<IssueKey>
    {
        /// <summary>A person, a name, scopes that exist, and an end.</summary>
        public Validator()
        {
            RuleFor(command => command.Person).Named();
            RuleFor(command => command.Name).Title();
            RuleFor(command => command.Scopes).Must(scopes => scopes is { Count: > 0 }).WithMessage("Name at least one scope, or * for everything that the person may do.");
            RuleFor(command => command.Scopes).Must(scopes => scopes is null || scopes.All(AccessRules.Scopes.Contains))
                .WithMessage($"The scopes are {string.Join(", ", AccessRules.Scopes)}.");
            RuleFor(command => command.ExpiresInDays).InclusiveBetween(1, 366).WithMessage("A key lives 1 to 366 days.");
        }
    }
}

/// <summary>What issuing a key answers: the receipt of any command and, the first time only, the key.</summary>
/// <param name="Id">The key's public id.</param>
/// <param name="Stream">The event stream.</param>
/// <param name="Version">The stream's version.</param>
/// <param name="Facts">The recorded facts.</param>
/// <param name="Links">Where to read on.</param>
/// <param name="ExpiresAt">From when it is refused, UTC.</param>
/// <param name="Key">The key, to be kept now: it is shown once and stored nowhere. Absent when the answer is given again under an Idempotency-Key.</param>
public sealed record IssuedKey(string Id, string Stream, long Version, IReadOnlyList<RecordedFact> Facts, Links Links, DateTimeOffset ExpiresAt, string? Key);

/// <summary>POST /keys.</summary>
public static class IssueKeyEndpoint
{
    /// <summary>The fact and what is kept of the key are one transaction; the remembered answer has no secret.</summary>
    [WolverinePost("/keys"), Tags("Access"), EndpointName("issueKey"), EndpointSummary("Issue an API key")]
    [EndpointDescription("The key is in this answer and nowhere else. A repeated Idempotency-Key gets the receipt again without it: revoke a key whose answer was lost, and issue another.")]
    [ProducesResponseType<IssuedKey>(201)]
    public static async Task<IResult> Post(IssueKey command, IDocumentSession session, HttpContext http)
    {
        var desk = Desk.For(session, http);
        var made = NewKey.For(desk.Caller.Tenant, command.Person, command.Name.Trim(), [.. command.Scopes.Distinct()], desk.Now.AddDays(command.ExpiresInDays));
        var stream = await desk.Open<Key>(StreamKeys.Key(made.Key.KeyId));
        if (desk.Stale(stream) is { } stale) return desk.Refuse(stale);
        var decision = KeyDecider.Decide(made.Fact, await session.LoadAsync<Person>(StreamKeys.Person(command.Person), desk.Aborted), desk.Caller.Person);
        if (decision.Refusal is { } no) return desk.Refuse(no);
        session.Insert(made.Record);
        http.Response.Headers.CacheControl = "no-store";
        var receipt = Receipt.Of(stream.Key!, 0, desk.AppendSealed(stream, decision.Facts), new Links("/keys"));
        desk.Answer(Answer(receipt, made.Fact.ExpiresAt, key: null));
        return Answer(receipt, made.Fact.ExpiresAt, made.Key.ToString());
    }

    private static Reply Answer(Receipt receipt, DateTimeOffset expiresAt, string? key) => Reply.Of(
        StatusCodes.Status201Created,
        new IssuedKey(receipt.Id, receipt.Stream, receipt.Version, receipt.Facts, receipt.Links, expiresAt, key),
        receipt.Version, receipt.Links.Self);
}
