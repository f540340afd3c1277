using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine.Http;

namespace Governance.Access;

/// <summary>Revoke a key.</summary>
/// <param name="Reason">Why, for everyone who reads the history.</param>
public sealed record RevokeKey(string Reason)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<RevokeKey>
    {
        /// <summary>A reason that can be read.</summary>
        public Validator() => RuleFor(command => command.Reason).Reason();
    }
}

/// <summary>POST /keys/{keyId}/revoke.</summary>
public static class RevokeKeyEndpoint
{
    /// <summary>The fact and the end of the key are one transaction.</summary>
    [WolverinePost("/keys/{keyId}/revoke"), Tags("Access"), EndpointName("revokeKey"), EndpointSummary("Revoke an API key")]
    [EndpointDescription("It is refused from the next request on, and for good.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Post(string keyId, RevokeKey command, IDocumentSession session, HttpContext http)
    {
        var desk = Desk.For(session, http);
        var stream = await desk.Open<Key>(StreamKeys.Key(keyId));
        if (stream.Aggregate is not { } key) return desk.Refuse(KeyRules.Unknown);
        if (desk.Stale(stream) is { } stale) return desk.Refuse(stale);
        var decision = KeyDecider.Decide(new KeyRevoked(command.Reason), key);
        if (decision.Refusal is { } no) return desk.Refuse(no);
        if (await session.LoadAsync<ApiKeyRecord>(keyId, desk.Aborted) is { } record) session.Store(record with { RevokedAt = desk.Now });
        return desk.Append(stream, decision.Facts, "/keys");
    }
}
