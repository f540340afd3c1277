using System.Diagnostics;
using Governance.Database;
using Microsoft.Extensions.Logging.Abstractions;

namespace Governance.Host.Tests.Database;

public sealed class PrivateServerRefusalTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    [Fact]
    public async Task Missing_programs_are_said_with_three_ways_out()
    {
        var empty = System.IO.Directory.CreateDirectory(Path.Combine(_scratch.DataFolder, "bin")).FullName;
        var sentence = await RefusalAsync(binaries: empty);
        Assert.Contains("PostgreSQL 15 or later is needed, and none was found", sentence, StringComparison.Ordinal);
        Assert.Contains("apt-get install postgresql", sentence, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings__Governance", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("14.20", "PostgreSQL 15 or later is needed, and only 14.20 was found")]
    [InlineData("9.6.24", "PostgreSQL 15 or later is needed, and only 9.6.24 was found")]
    public async Task Programs_that_are_too_old_are_said(string version, string expected) =>
        Assert.Contains(expected, await RefusalAsync(binaries: FakePrograms(version)), StringComparison.Ordinal);

    [Fact]
    public async Task A_folder_of_another_major_version_is_left_alone()
    {
        System.IO.Directory.CreateDirectory(_scratch.Cluster);
        await File.WriteAllTextAsync(Path.Combine(_scratch.Cluster, "PG_VERSION"), "99\n", TestContext.Current.CancellationToken);
        var sentence = await RefusalAsync();
        Assert.Contains("made by PostgreSQL 99, and only", sentence, StringComparison.Ordinal);
        Assert.Contains("install PostgreSQL 99", sentence, StringComparison.Ordinal);
        Assert.Single(System.IO.Directory.GetFileSystemEntries(_scratch.Cluster));
    }

    [Fact]
    public async Task A_path_too_long_for_a_socket_is_said_before_anything_is_made()
    {
        var far = Path.Combine(_scratch.DataFolder, new string('x', 100));
        Assert.Contains("too long for a socket", await RefusalAsync(far), StringComparison.Ordinal);
        Assert.False(System.IO.Directory.Exists(far));
    }

    [Fact]
    public async Task A_path_with_a_comma_is_said() =>
        Assert.Contains("has a comma", await RefusalAsync(Path.Combine(_scratch.DataFolder, "a,b")), StringComparison.Ordinal);

    [Fact]
    public async Task A_file_in_the_folders_place_is_said()
    {
        await File.WriteAllTextAsync(_scratch.DataFolder, "", TestContext.Current.CancellationToken);
        Assert.Contains($"The data folder {_scratch.DataFolder} cannot be used", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_with_a_part_missing_is_said_in_PostgreSQLs_words()
    {
        await TestCluster.CopyPristineAsync(_scratch.DataFolder);
        File.Delete(Path.Combine(_scratch.Cluster, "postgresql.conf"));
        Assert.Contains("PostgreSQL could not start in the data folder", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stale_pid_file_neither_stops_a_start_nor_harms_the_process_that_has_the_number_now()
    {
        await TestCluster.CopyPristineAsync(_scratch.DataFolder);
        using var bystander = Process.Start(Environment.IsPrivilegedProcess ? "setpriv" : "env", [.. AsPostgres, "sleep", "600"]);
        try
        {
            await File.WriteAllTextAsync(_scratch.PidFile, $"{bystander.Id}\n{_scratch.Cluster}\n1\n5432\n.\n\n 1 1\nready\n", TestContext.Current.CancellationToken);
            await using var server = await StartAsync(_scratch.DataFolder);
            Assert.True(await new Rows(_scratch.ConnectionString).IsUpAsync());
            Assert.NotEqual(bystander.Id, _scratch.PostmasterPid);
            Assert.True(Processes.IsRunning(bystander.Id));
        }
        finally
        {
            bystander.Kill();
        }
    }

    public void Dispose() => _scratch.Dispose();

    // PostgreSQL looks twice at a process of its own account.
    private static string[] AsPostgres => Environment.IsPrivilegedProcess ? ["--reuid=postgres", "--regid=postgres", "--init-groups", "--"] : [];

    private static Task<PrivateServer> StartAsync(string folder, string? binaries = null) =>
        PrivateServer.StartAsync(folder, binaries, [], NullLogger.Instance, TestContext.Current.CancellationToken);

    private async Task<string> RefusalAsync(string? folder = null, string? binaries = null) =>
        (await Assert.ThrowsAsync<StartFailure>(() => StartAsync(folder ?? _scratch.DataFolder, binaries))).Message;

    private string FakePrograms(string version)
    {
        var bin = System.IO.Directory.CreateDirectory(Path.Combine(_scratch.DataFolder, "bin")).FullName;
        foreach (var name in new[] { "postgres", "initdb" })
        {
            var program = Path.Combine(bin, name);
            File.WriteAllText(program, $"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n");
            File.SetUnixFileMode(program, (UnixFileMode)0b111_101_101);
        }

        return bin;
    }
}
