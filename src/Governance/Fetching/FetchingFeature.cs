using System.Net;
using Governance.Database;

namespace Governance.Fetching;

/// <summary>The way out of the service, and the only one.</summary>
public static class FetchingFeature
{
    /// <summary>Adds <see cref="GuardedFetcher"/> and <see cref="Resolver"/>; <c>Fetching:NameServer</c> names another name server than the machine's, as <c>address:port</c>.</summary>
    public static void AddFetching(this WebApplicationBuilder builder)
    {
        var world = LoopbackWorld.From(builder.Configuration, builder.Environment);
        var nameServer = world?.NameServer ?? NameServer(builder.Configuration["Fetching:NameServer"]);
        var bounds = new FetchSettings();
        builder.Services.AddSingleton(services => new Resolver(nameServer, bounds, services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton(services => new GuardedFetcher(services.GetRequiredService<Resolver>(), bounds, services.GetRequiredService<TimeProvider>(), world));
        if (world is null) return;
        builder.Services.AddSingleton(world);
        builder.Services.AddHostedService<LoopbackWarning>();
    }

    private static IPEndPoint? NameServer(string? named) =>
        string.IsNullOrEmpty(named) ? null
        : IPEndPoint.TryParse(named, out var endpoint) ? endpoint.Port == 0 ? new(endpoint.Address, 53) : endpoint
        : throw new StartFailure($"Fetching:NameServer is {named}, which is no name server: write its address and port, such as 192.0.2.53:53.");
}
