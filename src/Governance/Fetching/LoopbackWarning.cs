namespace Governance.Fetching;

/// <summary>Says at each start, aloud, that this service does not ask the internet.</summary>
internal sealed class LoopbackWarning(LoopbackWorld world, ILogger<LoopbackWarning> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        log.LogWarning(
            "{Setting} is set: proofs are checked in a made-up world on {Server} and not on the internet. Nothing that is proved here is proved.",
            LoopbackWorld.Section, world.Server);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
