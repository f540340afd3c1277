using System.Diagnostics;
using System.Globalization;
using Governance.CommandLine.Demo.Worlds;
using Governance.Database;
using Npgsql;

namespace Governance.Benchmarks.Soak;

/// <summary>The service that is disturbed, on a data folder of its own: it is killed and started again, and sometimes it has a second one beside it.</summary>
internal sealed class SoakService : IAsyncDisposable
{
    // The shortest that flows have; only this one is followed by what is put before approvers as a post.
    private static readonly (string Was, string Is)[] Sooner = [("due: 4 hours", "due: 1 minutes"), ("    remind: [90 minutes, 3 hours]\n", ""), ("expire: {after: 72 hours, as: expired}", "expire: {after: 2 minutes, as: expired}")];

    private readonly SoakClient client;
    private readonly string folder;
    private readonly TextWriter log;
    private readonly (string Name, string Value)[] settings;
    private readonly bool mounted;
    private RunningService? second;
    private bool keep;

    private SoakService(SoakClient client, string folder, bool mounted, TextWriter log, (string, string)[] settings) => (this.client, this.folder, this.mounted, this.log, this.settings) = (client, folder, mounted, log, settings);

    /// <summary>The one that runs.</summary>
    public RunningService Running { get; private set; } = null!;

    /// <summary>Where its data are: a small disk of its own where there can be one.</summary>
    public string Data => Path.Combine(folder, "data");

    /// <summary>Everything of this run.</summary>
    public string Folder => folder;

    /// <summary>Why its disk cannot be filled, or null.</summary>
    public string? NoDisk { get; private init; }

    /// <summary>The database, without a pool: its connections are cut like any others.</summary>
    public string ConnectionString => $"{DatabaseConnection.ToPrivateServer(Running.ClusterFolder).ConnectionString};Pooling=false";

    /// <summary>The process that the cluster's postmaster.pid names.</summary>
    public int Postmaster => int.Parse(File.ReadLines(Path.Combine(Running.ClusterFolder, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>Makes the folder and starts the service in it.</summary>
    public static async Task<SoakService> Start(SoakClient client, PretendWorld world)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("governance-soak-").FullName;
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        var data = System.IO.Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        var noDisk = Environment.IsPrivilegedProcess ? await Run("mount", "-t", "tmpfs", "-o", "size=1g,mode=711", "governance-soak", data) : "only root can mount a small disk";
        var service = new SoakService(client, folder, noDisk is null, TextWriter.Synchronized(new StreamWriter(Path.Combine(folder, "service.log")) { AutoFlush = true }),
        [
            ("DOTNET_ENVIRONMENT", "Development"), ("ASPNETCORE_ENVIRONMENT", "Development"), ("NO_COLOR", "1"), ("Organisation__Flows", Flows(folder)),
            .. world.Settings(Path.Combine(folder, "root.pem")).Select(setting => (setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value)),
        ])
        { NoDisk = noDisk };
        await service.Begin();
        return service;
    }

    /// <summary>Starts it, again or for the first time.</summary>
    public async Task Begin()
    {
        Running = await RunningService.In(Data, keep: true, log.WriteLine, settings);
        client.Keys = Running.PersonKeys;
        client.IsAt(Running.Address);
    }

    /// <summary>Starts a second one on the same database, with the same keys and a folder of its own; half of what is asked goes there.</summary>
    public async Task Second()
    {
        var own = System.IO.Directory.CreateDirectory(Path.Combine(folder, "second")).FullName;
        File.Copy(Path.Combine(Data, "local-keys.json"), Path.Combine(own, "local-keys.json"), overwrite: true);
        second = await RunningService.In(own, keep: true, log.WriteLine, [.. settings, ("ConnectionStrings__Governance", DatabaseConnection.ToPrivateServer(Running.ClusterFolder).ConnectionString), ("Keys__Folder", Running.KeysFolder)]);
        client.IsAt(Running.Address, second.Address);
    }

    /// <summary>Kills the second one; whatever is asked goes to the first one again.</summary>
    public async Task KillSecond()
    {
        client.IsAt(Running.Address);
        await second!.Kill();
        second = null;
    }

    /// <summary>Tries to start a second one in the same folder; what it says, and with which code it ends.</summary>
    public async Task<(int Code, string Said)> Beside()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(DatabaseConnection).Assembly.Location, "--urls", "http://127.0.0.1:0"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment.Remove("ConnectionStrings__Governance");
        start.Environment["Database__DataFolder"] = Data;
        foreach (var (name, value) in settings) start.Environment[name] = value;
        using var second = Process.Start(start)!;
        var output = second.StandardOutput.ReadToEndAsync();
        var said = await second.StandardError.ReadToEndAsync();
        await second.WaitForExitAsync();
        await output;
        return (second.ExitCode, said.Trim());
    }

    /// <summary>Runs SQL on a connection of its own and answers the first value.</summary>
    public async Task<object?> Ask(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>The folder stays when this ends.</summary>
    public void Keep() => keep = true;

    /// <summary>Stops whatever runs, the last that was started first; the data stay as long as this object.</summary>
    public async Task Stop()
    {
        if (second is not null) await second.DisposeAsync();
        await Running.DisposeAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await log.DisposeAsync();
        if (keep) return;
        if (mounted) await Run("umount", Data);
        System.IO.Directory.Delete(folder, recursive: true);
    }

    /// <summary>Runs a program; what it complained of, or null.</summary>
    public static async Task<string?> Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            var output = process.StandardOutput.ReadToEndAsync();
            var said = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            await output;
            return process.ExitCode == 0 ? null : said.Trim();
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            return error.Message;
        }
    }

    private static string Flows(string folder)
    {
        var (shipped, own) = (Path.Combine(AppContext.BaseDirectory, "policies", "flows"), System.IO.Directory.CreateDirectory(Path.Combine(folder, "flows")).FullName);
        foreach (var file in System.IO.Directory.GetFiles(shipped, "*.yaml").Where(file => !file.EndsWith(".cases.yaml", StringComparison.Ordinal)))
        {
            var text = File.ReadAllText(file);
            if (Path.GetFileName(file) == "approve-post.yaml")
                foreach (var (was, now) in Sooner) text = text.Contains(was, StringComparison.Ordinal) ? text.Replace(was, now, StringComparison.Ordinal) : throw new InvalidOperationException($"{file} has no “{was.Trim()}” any more: say here what makes its deadlines short.");
            File.WriteAllText(Path.Combine(own, Path.GetFileName(file)), text);
        }

        return own;
    }
}
