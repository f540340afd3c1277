using Scalar.AspNetCore;

namespace Governance.Hosting;

/// <summary>The description of the API, made from the endpoints themselves, and the page that shows it.</summary>
public static class OpenApi
{
    private const string Name = "v1";

    /// <summary>Adds the document.</summary>
    public static void AddOpenApiDocument(this WebApplicationBuilder builder)
    {
        builder.Services.AddOpenApi(Name);
    }

    /// <summary>Maps the document and the page, both without sign-in.</summary>
    public static void MapOpenApiDocument(this WebApplication app)
    {
        app.MapOpenApi();
        app.MapScalarApiReference("/docs", page => page.DisableDefaultFonts().DisableAgent().DisableTelemetry().HideDeveloperTools());
    }
}
