using System.Text.Encodings.Web;
using Governance.Database;
using Governance.Directory;
using Governance.Shared;
using Marten;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Governance.Access;

/// <summary>Signs in with <c>Authorization: Bearer gov_…</c>. Roles come from the directory at this moment, never from the key.</summary>
public sealed class ApiKeyScheme(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, IDocumentStore store, NpgsqlDataSource database, PreparedStatements prepared, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string Name = "ApiKey";

    // The organisation, the key's id, and what stands before a person's id in the key of their stream.
    private const string KeyAndPerson = """
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
        var (record, person) = await Find(key, Context.RequestAborted);
        if (record is null || !record.Admits(key, clock.GetUtcNow())) return SignInFailure.Key.Keep(Context);
        if (person is not { Left: false }) return SignInFailure.PersonLeft.Keep(Context);
        var caller = new Caller(key.Tenant, record.Person, person.Roles, record.Scopes, $"key:{record.Id}");
        return AuthenticateResult.Success(new AuthenticationTicket(caller.SignIn(Context, Name), Name));
    }

    // Every request asks this: the key and its person in one exchange, parsed and planned once a connection.
    private async Task<(ApiKeyRecord? Record, Person? Person)> Find(ApiKey key, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var command = new NpgsqlCommand(KeyAndPerson, connection);
        foreach (var value in (string[])[key.Tenant, key.KeyId, StreamKeys.Person("")]) command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        await prepared.Prepare(command, cancellation);
        var serializer = store.Options.Serializer();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation)) return (null, null);
        var record = await serializer.FromJsonAsync<ApiKeyRecord>(reader, 0, cancellation);
        return (record, await reader.IsDBNullAsync(1, cancellation) ? null : await serializer.FromJsonAsync<Person>(reader, 1, cancellation));
    }
}
