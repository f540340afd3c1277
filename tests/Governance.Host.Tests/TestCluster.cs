using System.Diagnostics;
using System.Runtime.Versioning;
using Governance.Database;
using Governance.Host.Tests;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

[assembly: AssemblyFixture(typeof(TestCluster))]
[assembly: UnsupportedOSPlatform("windows")]

namespace Governance.Host.Tests;

/// <summary>
/// One private PostgreSQL for the whole test run, started by the service's own code when a test first asks for a database, and removed at the end.
/// What an earlier run left behind when it was killed is removed first.
/// </summary>
public sealed class TestCluster : IAsyncLifetime
{
    private const string FolderPrefix = "governance-cluster-";

    // Nothing here must outlive a power cut. Only code can pass such settings, and the service never does.
    private static readonly string[] Fast = ["fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=500"];

    private static readonly Lazy<Task<PrivateServer>> Server = new(StartAsync);
    private static readonly Lazy<Task<string>> Pristine = new(MakePristineAsync);
    private static int _databases;

    /// <summary>Makes an empty database and returns its connection string, for <c>ConnectionStrings:Governance</c>.</summary>
    public static async Task<string> NewDatabaseAsync()
    {
        var server = await Server.Value;
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await using var administrator = new NpgsqlConnection(server.AdministratorConnectionString);
        await administrator.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name} OWNER governance", administrator);
        await create.ExecuteNonQueryAsync();
        return server.ConnectionString(name);
    }

    /// <summary>Makes a copy of a database that nobody is connected to, as a backup of it would be, and returns its connection string.</summary>
    public static async Task<string> CopyDatabaseAsync(string connectionString)
    {
        var server = await Server.Value;
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        NpgsqlConnection.ClearAllPools();
        await using var administrator = new NpgsqlConnection(server.AdministratorConnectionString);
        await administrator.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE {new NpgsqlConnectionStringBuilder(connectionString).Database} OWNER governance", administrator);
        await create.ExecuteNonQueryAsync();
        return server.ConnectionString(name);
    }

    /// <summary>Starts a server beside the shared one, with settings that only one test wants; whoever asked for it ends it.</summary>
    public static Task<PrivateServer> NewServerAsync(params string[] settings) =>
        PrivateServer.StartAsync(NewFolder(FolderPrefix), null, [.. Fast, .. settings], NullLogger.Instance, CancellationToken.None);

    /// <summary>Fills a data folder with a cluster that was made, never used and stopped, for tests that care about what comes after.</summary>
    public static async Task CopyPristineAsync(string dataFolder)
    {
        using var copy = Process.Start("cp", ["-a", await Pristine.Value, dataFolder]);
        await copy.WaitForExitAsync();
        Assert.Equal(0, copy.ExitCode);
    }

    /// <summary>Makes a temporary folder, with a path short enough for a socket.</summary>
    public static string NewFolder(string prefix)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory(prefix).FullName;
        // PostgreSQL may run under another account, which has to walk through.
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        return folder;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (!Server.IsValueCreated) return;
        var server = await Server.Value;
        NpgsqlConnection.ClearAllPools();
        await server.DisposeAsync();
        // Another run may find the stopped cluster first, and removes it just the same.
        await RemoveUnlessInUseAsync(server.DataFolder);
    }

    private static async Task<PrivateServer> StartAsync()
    {
        foreach (var left in System.IO.Directory.EnumerateDirectories(Path.GetTempPath(), FolderPrefix + "*")) await RemoveUnlessInUseAsync(left);
        return await PrivateServer.StartAsync(NewFolder(FolderPrefix), null, Fast, NullLogger.Instance, CancellationToken.None);
    }

    private static async Task<string> MakePristineAsync()
    {
        var folder = Path.Combine((await Server.Value).DataFolder, "pristine");
        await using var server = await PrivateServer.StartAsync(folder, null, [], NullLogger.Instance, CancellationToken.None);
        return folder;
    }

    private static async Task RemoveUnlessInUseAsync(string left)
    {
        try
        {
            using var folder = DataFolder.Lock(left);
            await PrivateServer.StopOrphanAsync(folder, NullLogger.Instance);
            System.IO.Directory.Delete(left, recursive: true);
        }
        catch (Exception e) when (e is StartFailure or IOException or UnauthorizedAccessException)
        {
            // Another run is using it, or it is another account's.
        }
    }
}
