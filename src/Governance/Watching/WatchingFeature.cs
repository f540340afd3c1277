using Governance.Audit.Ledger;

namespace Governance.Watching;

/// <summary>Watching in Program.cs: what readiness asks, what is counted, and where it is sent.</summary>
public static class WatchingFeature
{
    /// <summary>Adds what the health of the service is told from, and sends traces, metrics and logs to whoever collects them.</summary>
    public static void AddWatching(this WebApplicationBuilder builder)
    {
        _ = Disks.LowBytesFrom(builder.Configuration);
        var exported = Telemetry.IsAsked(builder.Configuration);
        builder.Services.AddSingleton<Watch>();
        builder.Services.AddSingleton<Disks>();
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddSingleton(services =>
        {
            var own = new Instruments(services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>());
            if (exported) own.Observe(services.GetRequiredService<Watch>(), services.GetRequiredService<LedgerFindings>(), services.GetRequiredService<Witnesses>(), services.GetRequiredService<Disks>());
            return own;
        });
        if (exported) Telemetry.Export(builder);
    }
}
