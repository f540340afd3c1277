using Governance.Audit.Past;
using Governance.Shared;
using JasperFx.Events.Projections;
using Marten;
using Microsoft.AspNetCore.Authentication;

namespace Governance.Access;

/// <summary>Sign-in by API key or by the organisation's OpenID provider, who may do what, and what auditors have read.</summary>
public static class AccessFeature
{
    private const string Chooser = "Bearer";

    /// <summary>Adds the schemes, the keys and their facts; without a provider, local mode.</summary>
    public static void AddAccess(this WebApplicationBuilder builder)
    {
        var provider = ProviderSettings.From(builder.Configuration);
        var authentication = builder.Services.AddAuthentication(Chooser)
            .AddPolicyScheme(Chooser, null, chooser => chooser.ForwardDefaultSelector = http => provider is null || ShowsKey(http) ? ApiKeyScheme.Name : ProviderScheme.Name)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyScheme>(ApiKeyScheme.Name, null);
        if (provider is not null) ProviderScheme.Add(authentication, provider);
        else LocalMode.Add(builder);
        LocalMode.ListenLocallyUnlessTold(builder);
        builder.Services.ConfigureMarten(store =>
        {
            store.StoreFacts<KeyEvent>();
            store.StoreFacts<ReadEvent>();
            store.Schema.For<ApiKeyRecord>();
            store.Projections.Add<KeyProjection>(ProjectionLifecycle.Live);
        });
    }

    /// <summary>Maps the reads; Wolverine finds the commands.</summary>
    public static void MapAccess(this WebApplication app)
    {
        MyPage.Map(app);
        KeyList.Map(app);
        app.MapGet("/access", () => Reply.Ok(new Page<AccessRule>(AccessRules.All, null)))
            .WithTags("Access").WithName("listAccessRules").WithSummary("Read who may do what")
            .WithDescription("Every route with the roles that may use it and the scope that a key needs for it. No roles: everybody of the organisation.")
            .Produces<Page<AccessRule>>().AnswersOfNowOnly("Who may do what is part of the service, and not of what it records.");
    }

    private static bool ShowsKey(HttpContext http) => ApiKeyScheme.BearerOf(http.Request)?.StartsWith(ApiKey.Prefix, StringComparison.Ordinal) is true;
}
