using Governance.Database;
using Microsoft.Extensions.Logging.Abstractions;

namespace Governance.Host.Tests.Database;

public sealed class PrivateServerTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();
    private Rows Database => new(_scratch.ConnectionString);

    [Fact]
    public async Task The_first_start_makes_a_durable_database_that_only_its_socket_reaches()
    {
        await using var server = await StartAsync();

        Assert.Equal("on", await Database.AskAsync<string>("SHOW data_checksums"));
        Assert.Equal("on", await Database.AskAsync<string>("SHOW fsync"));
        Assert.Equal("on", await Database.AskAsync<string>("SHOW synchronous_commit"));
        Assert.Equal("UTF8", await Database.AskAsync<string>("SHOW server_encoding"));
        Assert.Equal("C", await Database.AskAsync<string>("SELECT datcollate::text FROM pg_database WHERE datname = current_database()"));
        Assert.Equal("", await Database.AskAsync<string>("SHOW listen_addresses"));
        Assert.False(await Database.AskAsync<bool>("SELECT rolsuper OR rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname = current_user"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, Mode(_scratch.Cluster));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, Mode(_scratch.Socket));
    }

    [Fact]
    public async Task A_later_start_finds_what_was_written()
    {
        await TestCluster.CopyPristineAsync(_scratch.DataFolder);
        await using (await StartAsync()) await Database.CreateTableAsync();
        await using var again = await StartAsync();
        Assert.Equal(0, await Database.FoundAsync());
    }

    [Fact]
    public async Task A_clean_stop_leaves_no_process_and_no_socket()
    {
        await TestCluster.CopyPristineAsync(_scratch.DataFolder);
        await using var server = await StartAsync();
        var postmaster = _scratch.PostmasterPid;
        var workers = Processes.ChildrenOf(postmaster);
        Assert.NotEmpty(workers);

        await server.StopAsync();

        Assert.False(Processes.IsRunning(postmaster));
        Assert.DoesNotContain(workers, Processes.IsRunning);
        Assert.False(File.Exists(_scratch.Socket));
    }

    [Fact]
    public async Task A_killed_server_is_started_again_each_time_and_no_acknowledged_row_is_lost()
    {
        await TestCluster.CopyPristineAsync(_scratch.DataFolder);
        await using var server = await StartAsync();
        var rows = Database;
        await rows.CreateTableAsync();
        for (var kills = 0; kills < 2; kills++)
        {
            var (before, killed) = (rows.Acknowledged, _scratch.PostmasterPid);
            var writing = rows.WriteUntilBrokenAsync(TestContext.Current.CancellationToken);
            await Eventually.IsTrue(() => rows.Acknowledged > before + 50, "fifty rows are acknowledged");
            Processes.Signal("KILL", killed);
            await writing;
            await Eventually.IsTrue(rows.IsUpAsync, "the database answers again");

            Assert.NotEqual(killed, _scratch.PostmasterPid);
            Assert.Equal(rows.Acknowledged, await rows.FoundAsync());
        }
    }

    [Fact]
    public async Task A_cluster_that_was_never_finished_is_made_afresh()
    {
        System.IO.Directory.CreateDirectory(Path.Combine(_scratch.DataFolder, "postgres.new", "base"));
        await using var server = await StartAsync();
        Assert.True(await Database.IsUpAsync());
        Assert.False(System.IO.Directory.Exists(Path.Combine(_scratch.DataFolder, "postgres.new")));
    }

    [Fact]
    public async Task A_start_that_is_given_up_leaves_nothing_running_and_the_folder_free()
    {
        using var impatient = new CancellationTokenSource();
        var starting = PrivateServer.StartAsync(_scratch.DataFolder, null, [], NullLogger.Instance, impatient.Token);
        await Eventually.IsTrue(() => System.IO.Directory.Exists(Path.Combine(_scratch.DataFolder, "postgres.new")), "the cluster is being made");
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => starting);

        await using var patient = await StartAsync();
        Assert.True(await Database.IsUpAsync());
    }

    public void Dispose() => _scratch.Dispose();

    private static UnixFileMode Mode(string path) => File.GetUnixFileMode(path) & (UnixFileMode)0b111_111_111;

    private Task<PrivateServer> StartAsync() =>
        PrivateServer.StartAsync(_scratch.DataFolder, null, [], NullLogger.Instance, TestContext.Current.CancellationToken);
}
