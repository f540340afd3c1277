using Governance.Database;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Governance.Host.Tests.Database;

public sealed class OperatorsDatabaseTests
{
    [Fact]
    public async Task A_server_that_is_right_is_used_as_written()
    {
        var theirs = await TestCluster.NewDatabaseAsync();
        using var host = HostOn(theirs);
        await host.StartAsync(TestContext.Current.CancellationToken);
        var used = host.Services.GetRequiredService<DatabaseConnection>();
        Assert.False(used.Private);
        Assert.Equal(new NpgsqlConnectionStringBuilder(theirs).ConnectionString, used.ConnectionString);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("Host=db.example.org;Username=governance", true)]
    [InlineData("Host=db.example.org;Username=governance;No Reset On Close=false", false)]
    [InlineData("Host=db.example.org;Username=governance;NoResetOnClose=false", false)]
    public void Connections_are_not_reset_unless_the_connection_string_says_so(string theirs, bool kept) =>
        Assert.Equal(kept, new NpgsqlConnectionStringBuilder(DatabaseConnection.ToOperatorsServer(theirs).ConnectionString).NoResetOnClose);

    [Fact]
    public async Task A_missing_database_is_said_with_the_statement_that_makes_it()
    {
        var theirs = new NpgsqlConnectionStringBuilder(await TestCluster.NewDatabaseAsync()) { Database = "nowhere" };
        Assert.Contains("has no database nowhere: create it with CREATE DATABASE \"nowhere\" OWNER \"governance\"", await RefusalAsync(theirs.ConnectionString), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_that_the_server_does_not_know_is_said()
    {
        var theirs = new NpgsqlConnectionStringBuilder(await TestCluster.NewDatabaseAsync()) { Username = "stranger" };
        Assert.Contains("does not let stranger into the database", await RefusalAsync(theirs.ConnectionString), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_said_without_the_password()
    {
        using var scratch = new ScratchFolder();
        System.IO.Directory.CreateDirectory(scratch.DataFolder);
        var rules = Path.Combine(scratch.DataFolder, "rules.conf");
        await File.WriteAllTextAsync(rules, "local all governance scram-sha-256\nlocal all postgres peer map=service\n", TestContext.Current.CancellationToken);
        await using var server = await PrivateServer.StartAsync(scratch.DataFolder, null, [$"hba_file={rules}"], NullLogger.Instance, TestContext.Current.CancellationToken);
        await using var administrator = NpgsqlDataSource.Create(server.AdministratorConnectionString);
        await administrator.CreateCommand("ALTER ROLE governance PASSWORD 'right'").ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var sentence = await RefusalAsync(scratch.ConnectionString + ";Password=wr0ng-secret");

        Assert.Contains("does not let governance into the database governance", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("wr0ng-secret", sentence, StringComparison.Ordinal);
        using var host = HostOn(scratch.ConnectionString + ";Password=right");
        await host.StartAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_server_that_is_too_old_is_said()
    {
        await using var old = new OldServer("14.20");
        Assert.Contains("is PostgreSQL 14.20: the service needs 15 or later", await RefusalAsync(old.ConnectionString), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_speaks_another_protocol_is_said()
    {
        await using var babble = new OldServer(version: null);
        Assert.Contains("No PostgreSQL server answers at 127.0.0.1", await RefusalAsync(babble.ConnectionString), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("db.example.org")]
    [InlineData("Host=localhost;Port=many")]
    [InlineData("Host=localhost;Colour=blue")]
    public void A_setting_that_is_no_connection_string_is_said(string setting) =>
        Assert.Contains("is not a PostgreSQL connection string", Assert.Throws<StartFailure>(() => HostOn(setting)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_connection_never_prints_its_password() =>
        Assert.DoesNotContain("secret", DatabaseConnection.ToOperatorsServer("Host=x;Password=secret").ToString(), StringComparison.Ordinal);

    [Fact]
    public void Nothing_starts_before_the_database()
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddHostedService<Bystander>();
        builder.AddDatabase();
        Assert.Equal("Governance.Database", builder.Services[0].ImplementationType?.Namespace);
    }

    private static IHost HostOn(string connectionString)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration["ConnectionStrings:Governance"] = connectionString;
        builder.AddDatabase();
        return builder.Build();
    }

    private static async Task<string> RefusalAsync(string connectionString)
    {
        using var host = HostOn(connectionString);
        return (await Assert.ThrowsAsync<StartFailure>(() => host.StartAsync(TestContext.Current.CancellationToken))).Message;
    }

    private sealed class Bystander : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
    }
}
