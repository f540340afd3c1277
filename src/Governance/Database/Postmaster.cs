using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;

namespace Governance.Database;

/// <summary>What a postmaster is started from.</summary>
/// <param name="Folder">The locked data folder.</param>
/// <param name="Binaries">The PostgreSQL that made the cluster.</param>
/// <param name="Account">The account it runs under.</param>
/// <param name="Settings">Settings as <c>name=value</c>; a later one wins.</param>
[UnsupportedOSPlatform("windows")]
internal sealed record PostmasterPlan(DataFolder Folder, PostgresBinaries Binaries, ServerAccount Account, IReadOnlyList<string> Settings);

/// <summary>A running PostgreSQL server, as a child of this process.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class Postmaster : IDisposable
{
    private const int WordsKept = 20;

    private readonly Process _process;
    private readonly Queue<string> _words = new();
    private readonly ILogger _log;
    private readonly Task _listening;

    private Postmaster(PostmasterPlan plan, ILogger log)
    {
        _log = log;
        _process = Process.Start(StartInfo(plan))!;
        _process.StandardInput.Close();
        Exited = _process.WaitForExitAsync();
        _listening = Task.WhenAll(ListenAsync(_process.StandardError), ListenAsync(_process.StandardOutput));
    }

    /// <summary>The postmaster's process id.</summary>
    public int Pid => _process.Id;

    /// <summary>Ends when the process does, for whatever reason.</summary>
    public Task Exited { get; }

    /// <summary>Starts a server and waits until it takes connections, however long recovery takes.</summary>
    /// <exception cref="StartFailure">It gave up.</exception>
    public static async Task<Postmaster> StartAsync(PostmasterPlan plan, ILogger log, CancellationToken cancel)
    {
        for (var began = Stopwatch.GetTimestamp(); ; await Task.Delay(100, cancel))
        {
            var postmaster = new Postmaster(plan, log);
            if (await postmaster.IsReadyAsync(plan.Folder.RealCluster, cancel)) return postmaster;

            var said = await postmaster.LastWordsAsync();
            postmaster.Dispose();
            if (!Complaint.IsPassing(said) || Stopwatch.GetElapsedTime(began) > TimeSpan.FromSeconds(30)) throw Complaint.Over(plan.Folder.Path, said);
        }
    }

    /// <summary>Stops the server, and waits until it has stopped.</summary>
    public async Task StopAsync()
    {
        if (!await Shutdown.RequestAsync(Pid, () => Task.FromResult(!_process.HasExited)))
            _log.LogError("PostgreSQL (process {Pid}) does not stop; the next start will try again", Pid);
    }

    /// <summary>The last lines the server said; complete once it has exited.</summary>
    public async Task<IReadOnlyList<string>> LastWordsAsync()
    {
        // A session of a killed server may hold the pipe open a moment longer than it is worth waiting for.
        await Task.WhenAny(_listening, Task.Delay(TimeSpan.FromSeconds(1)));
        lock (_words) return [.. _words];
    }

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();

    private static ProcessStartInfo StartInfo(PostmasterPlan plan)
    {
        // A session of its own: Ctrl-C goes to the whole foreground group, and the server must outlast the service's last requests.
        string[] detached = OperatingSystem.IsMacOS() ? [] : ["setsid", "--"];
        var server = new[] { Path.Combine(plan.Binaries.Folder, "postgres"), "-D", plan.Folder.RealCluster };
        var start = Command.Quietly([.. detached, .. plan.Account.Prefix, .. server, .. plan.Settings.SelectMany(x => new[] { "-c", x })]);

        // PostgreSQL refuses a stale postmaster.pid when any process of the account now has its number, even a zombie. This names the number
        // as no server's, as pg_ctl does with its own parent, and leaves the check that counts: nobody is attached to the cluster's memory.
        if (PostmasterFile.Read(plan.Folder.RealCluster) is { } stale) start.Environment["PG_GRANDPARENT_PID"] = stale.Pid.ToString(CultureInfo.InvariantCulture);
        return start;
    }

    private async Task<bool> IsReadyAsync(string cluster, CancellationToken cancel)
    {
        while (!Exited.IsCompleted)
        {
            if (PostmasterFile.Read(cluster) is { Ready: true } file && file.Pid == Pid) return true;
            await Task.WhenAny(Exited, Task.Delay(20, CancellationToken.None));
            if (!cancel.IsCancellationRequested) continue;
            await StopAsync();
            cancel.ThrowIfCancellationRequested();
        }

        return false;
    }

    private async Task ListenAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            lock (_words)
            {
                _words.Enqueue(line);
                if (_words.Count > WordsKept) _words.Dequeue();
            }

            _log.Log(line.StartsWith("PANIC", StringComparison.Ordinal) ? LogLevel.Error : LogLevel.Debug, "PostgreSQL: {Line}", line);
        }
    }
}
