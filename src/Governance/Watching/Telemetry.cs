using Governance.Database;
using Marten;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Governance.Watching;

/// <summary>
/// Traces, metrics and logs for a collector (OTLP), when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one. Everything else that can be said about
/// it is said with the other variables that OpenTelemetry defines (<c>OTEL_EXPORTER_OTLP_PROTOCOL</c>, <c>OTEL_TRACES_SAMPLER</c>, …).
/// </summary>
public static class Telemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Whether somebody collects.</summary>
    /// <exception cref="StartFailure">The collector's address is none.</exception>
    public static bool IsAsked(IConfiguration settings)
    {
        if (settings[Endpoint] is not { Length: > 0 } address || string.Equals(settings["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase)) return false;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new StartFailure($"{Endpoint} is {address}, which is no address: write it like http://127.0.0.1:4317, or leave it out to export nothing.");
        return true;
    }

    /// <summary>Sends all three, under the same names as ops/dashboard.json.</summary>
    public static void Export(WebApplicationBuilder builder)
    {
        builder.Services.ConfigureMarten(store => store.OpenTelemetry.TrackEventCounters());
        builder.Services.AddHostedService<WatchService>();
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(service => service.AddService("governance", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString()).AddEnvironmentVariableDetector())
            .WithTracing(traces => traces
                .AddAspNetCoreInstrumentation(requests => requests.Filter = http => !http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
                .AddSource("Wolverine", "Marten", "Npgsql")
                .AddProcessor(new Discretion()))
            .WithMetrics(metrics => metrics
                .AddMeter(Instruments.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql", "Marten", "Wolverine:*", "System.Runtime"))
            .WithLogging(null, logs => logs.IncludeFormattedMessage = true)
            .UseOtlpExporter();
    }
}
