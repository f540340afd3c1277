using System.Text.Encodings.Web;
using Governance.Directory;
using Governance.Shared;
using Marten;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Governance.Access;

/// <summary>Signs in with <c>Authorization: Bearer gov_…</c>. Roles come from the directory at this moment, never from the key.</summary>
public sealed class ApiKeyScheme(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, IDocumentStore store, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string Name = "ApiKey";

    /// <summary>The credential after <c>Bearer </c>, or null.</summary>
    public static string? BearerOf(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { } header && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : null;

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (BearerOf(Request) is not { } credential) return AuthenticateResult.NoResult();
        if (ApiKey.Parse(credential) is not { } key) return SignInFailure.Key.Keep(Context);
        await using var session = store.QuerySession(key.Tenant);
        var record = await session.LoadAsync<ApiKeyRecord>(key.KeyId, Context.RequestAborted);
        if (record is null || !record.Admits(key, clock.GetUtcNow())) return SignInFailure.Key.Keep(Context);
        var person = await session.LoadAsync<Person>(StreamKeys.Person(record.Person), Context.RequestAborted);
        if (person is not { Left: false }) return SignInFailure.PersonLeft.Keep(Context);
        var caller = new Caller(key.Tenant, record.Person, person.Roles, record.Scopes, $"key:{record.Id}");
        return AuthenticateResult.Success(new AuthenticationTicket(caller.SignIn(Context, Name), Name));
    }
}
