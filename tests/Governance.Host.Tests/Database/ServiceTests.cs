namespace Governance.Host.Tests.Database;

/// <summary>The whole service as a process of its own, for what only a signal or a kill can show.</summary>
public sealed class ServiceTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_stopped_service_has_stopped_its_database(string signal)
    {
        using var service = await StartAsync();
        await service.ReadyAsync();
        var postmaster = _scratch.PostmasterPid;

        Processes.Signal(signal, service.Pid);

        Assert.Equal((0, ""), await service.EndedAsync());
        Assert.False(Processes.IsRunning(postmaster));
    }

    [Fact]
    public async Task A_stopped_service_holds_no_connection()
    {
        var database = await TestCluster.NewDatabaseAsync();
        var service = await Service.OfItsOwn(connection: database);
        await service.Found();
        var others = new Rows(database);
        const string sessions = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
        Assert.NotEqual(0, await others.AskAsync<long>(sessions));

        await service.DisposeAsync();

        await Eventually.IsTrue(async () => await others.AskAsync<long>(sessions) == 0, "the service's connections are closed");
    }

    [Fact]
    public async Task Ctrl_C_in_a_terminal_does_not_reach_the_database()
    {
        using var service = await StartAsync();
        await service.ReadyAsync();
        Assert.Equal(_scratch.PostmasterPid, SessionOf(_scratch.PostmasterPid));
        Assert.NotEqual(SessionOf(service.Pid), SessionOf(_scratch.PostmasterPid));
    }

    [Fact]
    public async Task After_a_kill_the_next_start_stops_the_orphan_and_has_every_acknowledged_row()
    {
        var rows = new Rows(_scratch.ConnectionString);
        int orphan;
        using (var killed = await StartAsync())
        {
            await killed.ReadyAsync();
            orphan = _scratch.PostmasterPid;
            await rows.CreateTableAsync();
            var writing = rows.WriteUntilBrokenAsync(TestContext.Current.CancellationToken);
            await Eventually.IsTrue(() => rows.Acknowledged > 50, "fifty rows are acknowledged");
            await killed.KilledAsync();
            Assert.True(Processes.IsRunning(orphan));

            using var next = Start();
            await next.ReadyAsync();
            await writing;
            Assert.Contains($"left PostgreSQL running (process {orphan})", next.Output, StringComparison.Ordinal);
            Assert.False(Processes.IsRunning(orphan));
            Assert.Equal(rows.Acknowledged, await rows.FoundAsync());
        }
    }

    [Fact]
    public async Task After_a_kill_of_service_and_database_the_next_start_recovers()
    {
        var rows = new Rows(_scratch.ConnectionString);
        using (var killed = await StartAsync())
        {
            await killed.ReadyAsync();
            await rows.CreateTableAsync();
            var writing = rows.WriteUntilBrokenAsync(TestContext.Current.CancellationToken);
            await Eventually.IsTrue(() => rows.Acknowledged > 50, "fifty rows are acknowledged");
            await killed.KilledAsync();
            Processes.Signal("KILL", _scratch.PostmasterPid);
            await writing;
        }

        using var next = Start();
        await next.ReadyAsync();
        Assert.Equal(rows.Acknowledged, await rows.FoundAsync());
    }

    [Fact]
    public async Task A_second_service_on_the_same_folder_is_told_whose_it_is()
    {
        using var first = await StartAsync();
        await first.ReadyAsync();
        using var second = Start();

        var (exit, error) = await second.EndedAsync();

        Assert.Equal(1, exit);
        Assert.Equal($"Another service, process {first.Pid}, is using the data folder {_scratch.DataFolder}: stop that one first, or give this one its own with Database__DataFolder=/some/folder.\n", error);
        Assert.True(await new Rows(_scratch.ConnectionString).IsUpAsync());
    }

    [Fact]
    public async Task A_missing_server_ends_the_service_with_one_sentence_and_no_stack_trace()
    {
        using var service = new ServiceProcess(("ConnectionStrings__Governance", "Host=127.0.0.1;Port=1;Username=governance;Password=secret;Database=governance"));

        var (exit, error) = await service.EndedAsync();

        Assert.Equal(1, exit);
        Assert.StartsWith("No PostgreSQL server answers at 127.0.0.1:1", error, StringComparison.Ordinal);
        Assert.Equal(1, error.Count(x => x == '\n'));
        Assert.DoesNotContain("   at ", service.Output + error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", service.Output + error, StringComparison.Ordinal);
    }

    public void Dispose() => _scratch.Dispose();

    private async Task<ServiceProcess> StartAsync()
    {
        await TestCluster.CopyPristineAsync(_scratch.DataFolder);
        return Start();
    }

    private ServiceProcess Start() => new(("Database__DataFolder", _scratch.DataFolder));

    // Field 6 of /proc/PID/stat, counted after the name, which may hold anything.
    private static int SessionOf(int pid)
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[3], System.Globalization.CultureInfo.InvariantCulture);
    }
}
