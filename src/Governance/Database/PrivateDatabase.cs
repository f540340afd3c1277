using System.Runtime.Versioning;

namespace Governance.Database;

/// <summary>The private server in the life of the host: up before any other service starts, stopped when all of them have.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class PrivateDatabase(IConfiguration settings, ILogger<PrivateDatabase> log) : IHostedLifecycleService, IAsyncDisposable, IDisposable
{
    private PrivateServer? _server;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            var binaries = settings["Database:Binaries"] is { Length: > 0 } named ? named : null;
            _server = await PrivateServer.StartAsync(DataFolder.PathFrom(settings), binaries, [], log, cancellationToken);
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new StartFailure("Stopped before the database was ready; nothing is left running.", e);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Not the host's patience but the server's: a shutdown that is cut short costs a recovery at the next start.
    public Task StoppedAsync(CancellationToken cancellationToken) => _server?.StopAsync() ?? Task.CompletedTask;

    // A host that fails while it starts is disposed without being stopped.
    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();
}
