using Governance.Shared;
using Marten;
using Microsoft.AspNetCore.Authentication;

namespace Governance.Access;

/// <summary>Sign-in by API key or by the organisation's OpenID provider, and who may do what.</summary>
public static class AccessFeature
{
    private const string Chooser = "Bearer";

    /// <summary>Adds the schemes, the keys and their facts.</summary>
    public static void AddAccess(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(Chooser)
            .AddPolicyScheme(Chooser, null, chooser => chooser.ForwardDefaultSelector = _ => ApiKeyScheme.Name)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyScheme>(ApiKeyScheme.Name, null);
        builder.Services.ConfigureMarten(store => store.StoreFacts<KeyEvent>());
    }

    /// <summary>Maps the reads.</summary>
    public static void MapAccess(this WebApplication app)
    {
        app.MapGet("/access", () => Reply.Ok(AccessRules.All));
    }
}
