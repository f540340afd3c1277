using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Governance.Directory;
using Governance.Privacy;
using Governance.Shared;
using Marten;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Governance.Access;

/// <summary>
/// Signs in with an access token of the organisation's OpenID provider (RFC 9068, RFC 8725). The token says which organisation and
/// which subject; who that is and which roles they hold, the directory says at this moment.
/// </summary>
public sealed partial class ProviderScheme(
    IOptionsMonitor<JwtBearerOptions> options, ILoggerFactory logger, UrlEncoder encoder, ProviderSettings provider, IDocumentStore store, PersonalKeys ring)
    : JwtBearerHandler(options, logger, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string Name = "Provider";

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var token = await base.HandleAuthenticateAsync();
        if (token.None) return token;
        if (token.Principal is not { } principal)
            return (token.Failure is SecurityTokenExpiredException ? SignInFailure.Expired : SignInFailure.Token).Keep(Context);
        if (Only(principal.FindAll(provider.TenantClaim)) is not { } tenant || !Organisation().IsMatch(tenant)) return SignInFailure.Token.Keep(Context);
        if (Only(principal.FindAll("sub")) is not { } subject || !Subject().IsMatch(subject)) return SignInFailure.Token.Keep(Context);
        await using var session = store.QuerySession(tenant);
        if (await new SignIns(ring, session).Find(subject, Context.RequestAborted) is not { } person) return SignInFailure.Stranger.Keep(Context);
        if (person.Left) return SignInFailure.PersonLeft.Keep(Context);
        var caller = new Caller(tenant, StreamKeys.IdOf(person.Id), person.Roles, ["*"], "oidc");
        return AuthenticateResult.Success(new AuthenticationTicket(caller.SignIn(Context, Name), Name));
    }

    /// <summary>Adds the scheme.</summary>
    public static void Add(AuthenticationBuilder authentication, ProviderSettings provider)
    {
        authentication.Services.AddSingleton(provider);
        authentication.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<JwtBearerOptions>, JwtBearerPostConfigureOptions>());
        authentication.AddScheme<JwtBearerOptions, ProviderScheme>(Name, null, options => Configure(options, provider));
    }

    private static void Configure(JwtBearerOptions options, ProviderSettings provider)
    {
        options.Authority = provider.Authority.OriginalString;
        options.Audience = provider.Audience;
        options.RequireHttpsMetadata = provider.RequireHttps;
        options.MapInboundClaims = false;
        options.BackchannelTimeout = TimeSpan.FromSeconds(10);
        options.TokenValidationParameters.ValidTypes = ["at+jwt", "JWT"];
        // Signatures of the provider's published keys only: no shared secrets, and never none.
        options.TokenValidationParameters.ValidAlgorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];
        options.TokenValidationParameters.ClockSkew = TimeSpan.FromMinutes(1);
        // A provider that cannot be reached is a failed sign-in, not a failure of the service.
        options.Events = new JwtBearerEvents { OnAuthenticationFailed = failed => { failed.Fail(failed.Exception); return Task.CompletedTask; } };
    }

    private static string? Only(IEnumerable<System.Security.Claims.Claim> claims) => claims.Take(2).ToList() is [var claim] ? claim.Value : null;

    [GeneratedRegex("^[a-z][a-z0-9-]{0,62}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Organisation();

    [GeneratedRegex("^[!-~]{1,255}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Subject();
}
