using System.Text;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Governance.Hosting;

/// <summary>The description of the API, made from the endpoints themselves, and the page that shows it.</summary>
public static class OpenApiFeature
{
    /// <summary>Where the document is.</summary>
    public const string Address = "/openapi/v1.json";

    private const string Name = "v1";

    /// <summary>Adds the document.</summary>
    public static void AddOpenApiDocument(this WebApplicationBuilder builder)
    {
        builder.Services.AddOpenApi(Name, document =>
        {
            document.CreateSchemaReferenceId = OpenApiSchemas.NameOf;
            document.AddSchemaTransformer(OpenApiSchemas.Complete);
            document.AddOperationTransformer(OpenApiOperations.Complete);
            document.AddDocumentTransformer(OpenApiFrame.Complete);
        });
        builder.Services.AddSingleton<OpenApiText>();
    }

    /// <summary>Maps the document and the page, both without sign-in.</summary>
    public static void MapOpenApiDocument(this WebApplication app)
    {
        app.MapGet(Address, async (OpenApiText text) => Results.Text(await text.Written(), "application/json", Encoding.UTF8)).ExcludeFromDescription();
        app.MapScalarApiReference("/docs", page => page.WithTitle("Governance").AddDocument(Name).DisableDefaultFonts().DisableAgent().DisableTelemetry().HideDeveloperTools());
    }
}

/// <summary>The document as JSON, written once: routes do not change while the service runs.</summary>
public sealed class OpenApiText([FromKeyedServices("v1")] IOpenApiDocumentProvider provider)
{
    private readonly Lazy<Task<string>> written = new(() => Write(provider));

    /// <summary>The text, OpenAPI 3.1.</summary>
    public Task<string> Written() => written.Value;

    private static async Task<string> Write(IOpenApiDocumentProvider provider) =>
        await (await provider.GetOpenApiDocumentAsync(CancellationToken.None)).SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1);
}
