using System.Text.Encodings.Web;
using Governance.Directory;
using Governance.Shared;
using Marten;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Governance.Access;

/// <summary>Signs in with <c>Authorization: Bearer gov_…</c>. Roles come from the directory at this moment, never from the key.</summary>
public sealed class ApiKeyScheme(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, IDocumentStore store, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string Name = "ApiKey";

    /// <summary>A key and its person: tenant, key id, and what stands before a person's id in the key of their stream.</summary>
    internal const string KeyAndPerson = """
        select k.data, p.data from governance.mt_doc_apikeyrecord k left join governance.mt_doc_person p on p.tenant_id = k.tenant_id and p.id = $3 || (k.data ->> 'person')
        where k.tenant_id = $1 and k.id = $2
        """;

    /// <summary>The credential after <c>Bearer </c>, or null.</summary>
    public static string? BearerOf(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { } header && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : null;

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (BearerOf(Request) is not { } credential) return AuthenticateResult.NoResult();
        if (ApiKey.Parse(credential) is not { } key) return SignInFailure.Key.Keep(Context);
        await using var session = store.QuerySession(key.Tenant);
        var (record, person) = await Find(session, key.KeyId, Context.RequestAborted);
        if (record is null || !record.Admits(key, clock.GetUtcNow())) return SignInFailure.Key.Keep(Context);
        if (person is not { Left: false }) return SignInFailure.PersonLeft.Keep(Context);
        var caller = new Caller(key.Tenant, record.Person, person.Roles, record.Scopes, $"key:{record.Id}");
        return AuthenticateResult.Success(new AuthenticationTicket(caller.SignIn(Context, Name), Name));
    }

    // Every request asks this: the key and its person in one exchange.
    private static async Task<(ApiKeyRecord? Record, Person? Person)> Find(IQuerySession session, string keyId, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(KeyAndPerson);
        command.Parameters.AddWithValue(session.TenantId);
        command.Parameters.AddWithValue(keyId);
        command.Parameters.AddWithValue(StreamKeys.Person(""));
        var serializer = session.DocumentStore.Options.Serializer();
        await using var reader = await session.ExecuteReaderAsync(command, cancellation);
        if (!await reader.ReadAsync(cancellation)) return (null, null);
        var record = await serializer.FromJsonAsync<ApiKeyRecord>(reader, 0, cancellation);
        return (record, await reader.IsDBNullAsync(1, cancellation) ? null : await serializer.FromJsonAsync<Person>(reader, 1, cancellation));
    }
}
