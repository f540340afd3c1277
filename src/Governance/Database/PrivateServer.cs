using System.Diagnostics;
using System.Runtime.Versioning;

namespace Governance.Database;

/// <summary>A private PostgreSQL server: made, recovered and started in its data folder, started again when it dies, and stopped with this object.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PrivateServer : IAsyncDisposable
{
    private static readonly TimeSpan Steady = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly PostmasterPlan _plan;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _guard;
    private Postmaster _postmaster;
    private int _stopped;

    private PrivateServer(PostmasterPlan plan, Postmaster postmaster, ILogger log)
    {
        (_plan, _postmaster, _log) = (plan, postmaster, log);
        _guard = GuardAsync();
    }

    /// <summary>The data folder's full path.</summary>
    public string DataFolder => _plan.Folder.Path;

    /// <summary>The connection string of the role that may create databases; the service itself never uses it.</summary>
    public string AdministratorConnectionString =>
        DatabaseConnection.PrivateServerAs(ClusterSettings.Administrator, ClusterSettings.Administrator, _plan.Folder.Cluster).ConnectionString;

    /// <summary>The connection string of the service's role to one of the databases.</summary>
    public string ConnectionString(string database) => DatabaseConnection.PrivateServerAs(ClusterSettings.Owner, database, _plan.Folder.Cluster).ConnectionString;

    /// <summary>Locks the data folder, makes the cluster where there is none, recovers it where it must, and starts the server.</summary>
    /// <param name="dataFolder">The data folder's full path.</param>
    /// <param name="binaries">The folder of PostgreSQL's programs, or null to look in the usual ones.</param>
    /// <param name="settings">Settings as <c>name=value</c> over the service's own: no configuration reaches them, only code that calls this.</param>
    /// <param name="log">Hears what the server does.</param>
    /// <param name="cancel">Gives up, and leaves nothing running.</param>
    /// <exception cref="StartFailure">It cannot be started; the message says what to do.</exception>
    public static async Task<PrivateServer> StartAsync(string dataFolder, string? binaries, IEnumerable<string> settings, ILogger log, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        var folder = Database.DataFolder.Lock(dataFolder);
        try
        {
            await StopOrphanAsync(folder, log);
            var plan = await PlanAsync(folder, binaries, settings, log, cancel);
            var postmaster = await Postmaster.StartAsync(plan, log, cancel);
            log.LogInformation("PostgreSQL {Version} is ready in {Folder} after {Milliseconds:0} ms", plan.Binaries.Version, folder.Path, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            return new PrivateServer(plan, postmaster, log);
        }
        catch (Exception e)
        {
            folder.Dispose();
            if (e is IOException or UnauthorizedAccessException) throw Database.DataFolder.Failure(folder.Path, e);
            throw;
        }
    }

    /// <summary>
    /// Stops the server that a killed service left running. The folder is locked, so a server that runs in it has nobody:
    /// the one that is started instead has this release's settings and is guarded.
    /// </summary>
    /// <exception cref="StartFailure">It does not stop.</exception>
    public static async Task StopOrphanAsync(DataFolder folder, ILogger log)
    {
        if (PostmasterFile.Read(folder.RealCluster) is not { } orphan || !await orphan.IsProvenAsync()) return;
        log.LogWarning("The last service on {Folder} was killed and left PostgreSQL running (process {Pid}): stopping that one first", folder.Path, orphan.Pid);
        if (!await Shutdown.RequestAsync(orphan.Pid, orphan.IsProvenAsync))
            throw new StartFailure($"A PostgreSQL server, process {orphan.Pid}, is left over in the data folder {folder.Path} and does not stop: stop it with kill -QUIT {orphan.Pid}, then start again.");
    }

    /// <summary>Stops the server, waits until it has stopped, and gives the data folder back. A second call does nothing.</summary>
    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 1) return;
        await _stopping.CancelAsync();
        await _guard;
        await _postmaster.StopAsync();
        _postmaster.Dispose();
        _plan.Folder.Dispose();
        _log.LogInformation("PostgreSQL has stopped");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
    }

    private static async Task<PostmasterPlan> PlanAsync(DataFolder folder, string? named, IEnumerable<string> settings, ILogger log, CancellationToken cancel)
    {
        var account = await ServerAccount.FindAsync();
        var binaries = await PostgresBinaries.FindAsync(named is null ? PostgresBinaries.UsualFolders : [named], folder.MajorVersion);
        if (folder.MajorVersion is null) await NewCluster.CreateAsync(folder, binaries, account, log, cancel);
        return new PostmasterPlan(folder, binaries, account, [.. ClusterSettings.Durable, .. settings]);
    }

    private async Task GuardAsync()
    {
        var failures = 0;
        try
        {
            while (true)
            {
                var up = Stopwatch.GetTimestamp();
                await _postmaster.Exited.WaitAsync(_stopping.Token);
                _log.LogWarning("PostgreSQL (process {Pid}) has died; starting it again", _postmaster.Pid);
                if (Stopwatch.GetElapsedTime(up) > Steady) failures = 0;
                do await Task.Delay(Wait(failures++), _stopping.Token);
                while (!await RestartAsync());
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
        }
    }

    private async Task<bool> RestartAsync()
    {
        try
        {
            var next = await Postmaster.StartAsync(_plan, _log, _stopping.Token);
            _postmaster.Dispose();
            _postmaster = next;
            _log.LogInformation("PostgreSQL is ready again (process {Pid})", next.Pid);
            return true;
        }
        catch (StartFailure failure)
        {
            _log.LogError("{Sentence} Trying again soon", failure.Message);
            return false;
        }
    }

    private static TimeSpan Wait(int failures) =>
        failures == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(Math.Pow(2, failures - 1), LongestWait.TotalSeconds));
}
