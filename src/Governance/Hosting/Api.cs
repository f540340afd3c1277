using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using FluentValidation;
using Governance.Access;
using Governance.Audit.Past;
using Governance.Database;
using Governance.Shared;
using Governance.Watching;
using Microsoft.AspNetCore.DataProtection;
using Wolverine.Http;

namespace Governance.Hosting;

/// <summary>What every request passes through, in order, and what every answer looks like.</summary>
public static class Api
{
    /// <summary>Adds problem details, validation and JSON.</summary>
    public static void AddApi(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // The gate answers with a sentence at its own limit; this is the wall behind it.
            kestrel.Limits.MaxRequestBodySize = 2 * BodyGate.MaxBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        });
        builder.Services.ConfigureHttpJsonOptions(http =>
        {
            Json.Configure(http.SerializerOptions);
            // A member that a command does not have is a misspelled one: to pass it over would do something else than was asked.
            http.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            http.SerializerOptions.Converters.Add(new SubjectValues());
            http.SerializerOptions.TypeInfoResolver = (http.SerializerOptions.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(KnownWords.Require);
        });
        // In every environment the refusal that names the parameter, not a bare status.
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.AddProblemDetails(problems => problems.CustomizeProblemDetails = FrameworkProblems.Rewrite);
        builder.Services.AddEndpointsApiExplorer();
        builder.Services.AddSingleton<KnownQueries, QueriesOfRoutes>();
        builder.Services.AddExceptionHandler<Failures>();
        builder.Services.AddHostedService<IdempotencyCleaning>();
        builder.Services.AddValidatorsFromAssemblyContaining<Program>(ServiceLifetime.Singleton);
        // A body that cannot be read is the client's fault and is answered as such: anybody could fill the log with it.
        foreach (var command in AssemblyScanner.FindValidatorsInAssemblyContaining<Program>().Select(found => found.InterfaceType.GenericTypeArguments[0]))
            builder.Logging.AddFilter(command.FullName, LogLevel.None);
        builder.AddOpenApiDocument();
        KeepSecretsInTheDataFolder(builder);
        // Every request on the console would bury what people need to read there, and so would every key that is not known.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter(typeof(ApiKeyScheme).FullName, LogLevel.Warning).AddFilter("Wolverine", LogLevel.Warning);
        ValidatorOptions.Global.PropertyNameResolver = (_, member, _) => member is null ? null : JsonNamingPolicy.CamelCase.ConvertName(member.Name);
    }

    /// <summary>Maps the pipeline and every endpoint that Wolverine finds.</summary>
    public static void UseApi(this WebApplication app)
    {
        app.UseMiddleware<CommandCount>();
        app.UseExceptionHandler(new ExceptionHandlerOptions { SuppressDiagnosticsCallback = _ => true });
        app.Use(WithHeaders);
        app.UseStatusCodePages(pages => FrameworkProblems.Reply(pages.HttpContext).ExecuteAsync(pages.HttpContext));
        app.UseMiddleware<AddressGate>();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseMiddleware<AccessGate>();
        app.UseMiddleware<QueryGate>();
        app.UseMiddleware<AuditorReads>();
        app.UseMiddleware<AsOfGate>();
        app.UseMiddleware<BodyGate>();
        app.UseMiddleware<Idempotency>();
        app.MapWolverineEndpoints(http =>
        {
            http.TenantId.IsClaimTypeNamed("tenant");
            http.TenantId.AssertExists();
            http.RejectUnparseableQueryValues = true;
            http.AddPolicy<ValidationPolicy>();
        });
        app.MapHealth();
        app.MapOpenApiDocument();
    }

    // Answers are for one caller: kept by nobody in between, and never taken for something else than they say they are.
    private static Task WithHeaders(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(() =>
        {
            http.Response.Headers.XContentTypeOptions = "nosniff";
            http.Response.Headers["Referrer-Policy"] = "no-referrer";
            if (http.Response.Headers.CacheControl.Count == 0) http.Response.Headers.CacheControl = "private, no-cache";
            return Task.CompletedTask;
        });
        return next(http);
    }

    private static void KeepSecretsInTheDataFolder(WebApplicationBuilder builder)
    {
        if (OperatingSystem.IsWindows()) return;
        var folder = System.IO.Directory.CreateDirectory(Path.Combine(DataFolder.PathFrom(builder.Configuration), "web-keys"));
        folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        builder.Services.AddDataProtection().SetApplicationName("governance").PersistKeysToFileSystem(folder);
        // The folder is the protection; a warning at every start would teach people to pass warnings over.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
    }
}
