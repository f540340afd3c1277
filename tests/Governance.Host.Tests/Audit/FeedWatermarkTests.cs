using System.Text.Json;
using Governance.Access;
using Governance.Host.Tests.Policies;
using Marten;
using Marten.Services;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Governance.Host.Tests.Audit;

/// <summary>A service with a database of its own: what holds its feed back holds nobody else's.</summary>
public sealed class LonelyService : IAsyncLifetime
{
    public Service Service { get; } = new();

    public ValueTask InitializeAsync() => Service.InitializeAsync();

    public ValueTask DisposeAsync() => Service.DisposeAsync();
}

/// <summary>Events that are numbered before they are committed.</summary>
public sealed class FeedWatermarkTests(LonelyService lonely) : IClassFixture<LonelyService>
{
    private static readonly ResourceRead Fact = new("/nothing", null);

    private const int Writers = 16;

    private readonly Service service = lonely.Service;

    public static TheoryData<string> Ways => ["start", "append", "expect"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task An_event_that_commits_late_holds_back_what_came_after_it_and_is_delivered_in_its_place(string way)
    {
        var acme = await service.Found();
        var next = await Prepared(acme);
        await using var late = await Numbered(acme, way);
        await acme.Draft("after");
        (var early, next) = await acme.Walk(Acme.Integrator, "/events?type=ResourceRead", from: next);
        Assert.Empty(early);
        Assert.Empty((await acme.Walk(Acme.Integrator, "/events", from: next)).Lines);

        await late.CommitAsync(TestContext.Current.CancellationToken);
        var lines = (await acme.Walk(Acme.Integrator, "/events", from: next)).Lines;
        Assert.Equal(["ResourceRead", "PolicyDrafted"], lines.Select(line => line.Of("type")));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task An_event_that_is_rolled_back_leaves_a_gap_and_the_feed_goes_on(string way)
    {
        var acme = await service.Found();
        var next = await Prepared(acme);
        await using var late = await Numbered(acme, way);
        await acme.Draft("after");
        Assert.Empty((await acme.Walk(Acme.Integrator, "/events", from: next)).Lines);
        await late.RollbackAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["PolicyDrafted"], (await acme.Walk(Acme.Integrator, "/events", from: next)).Lines.Select(line => line.Of("type")));
    }

    [Theory]
    [InlineData("select count(*) from governance.mt_events")]
    [InlineData("select pg_current_xact_id()::text")]
    public async Task A_long_read_and_a_long_write_elsewhere_do_not_stop_the_feed(string statement)
    {
        var acme = await service.Found();
        await using var reader = await Opened();
        await using (var read = reader.Command(statement)) await read.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        await acme.Draft("after");
        Assert.Equal("PolicyDrafted", (await acme.Walk(Acme.Integrator, "/events")).Lines[^1].Of("type"));
    }

    [Fact]
    public async Task With_sixteen_writers_a_reader_who_pages_all_the_time_gets_every_event_once_and_in_order()
    {
        var acme = await service.Found();
        await acme.KeyOf(Acme.Integrator);
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => Write(acme, writer))));
        List<JsonElement> lines = [];
        string? next = null;
        while (!writing.IsCompleted) await ReadOn();
        await writing;
        await acme.CaughtUp();
        await ReadOn();
        Assert.Equal(await acme.Stored(), lines.Select(Feed.Position));

        async Task ReadOn()
        {
            (var more, next) = await acme.Walk(Acme.Integrator, "/events", 50, next);
            lines.AddRange(more);
        }
    }

    // New streams, blind appends to one that several share, several events at once, and transactions that come to nothing.
    private async Task Write(Acme acme, int writer)
    {
        for (var i = 0; i < 12; i++)
        {
            await using var transaction = await Opened();
            try
            {
                await Append(acme, transaction, session =>
                {
                    session.Events.StartStream($"reads/by-{writer}-{i}", Fact, Fact);
                    if (i % 3 == 0) session.Events.Append($"reads/shared-{writer % 4}", Fact);
                });
                if (i % 4 == 1) await transaction.RollbackAsync();
                else await transaction.CommitAsync();
            }
            catch (Exception lost) when (lost is JasperFx.ConcurrencyException or JasperFx.Events.ExistingStreamIdCollisionException or Marten.Exceptions.ExistingStreamIdCollisionException
                or Marten.Exceptions.MartenCommandException { InnerException: Npgsql.PostgresException { SqlState: "23505" } })
            {
                // Another writer began the shared stream or was faster on it: its numbers are a gap.
                await transaction.RollbackAsync();
            }
        }
    }

    private static async Task<string> Prepared(Acme acme)
    {
        await using var session = acme.Session();
        session.Events.StartStream("reads/there", Fact);
        await session.SaveChangesAsync();
        return (await acme.Walk(Acme.Integrator, "/events")).Next;
    }

    /// <summary>A transaction that has appended an event, which has its number, and waits.</summary>
    private async Task<OpenTransaction> Numbered(Acme acme, string way)
    {
        var transaction = await Opened();
        await Append(acme, transaction, session =>
        {
            if (way == "start") session.Events.StartStream("reads/late", Fact);
            else if (way == "append") session.Events.Append("reads/there", Fact);
            else session.Events.Append("reads/there", 2, Fact);
        });
        return transaction;
    }

    private async Task Append(Acme acme, OpenTransaction transaction, Action<IDocumentSession> append)
    {
        var options = SessionOptions.ForTransaction(transaction.Transaction);
        options.TenantId = acme.Tenant;
        await using var session = service.Store.LightweightSession(options);
        append(session);
        await session.SaveChangesAsync();
    }

    private Task<OpenTransaction> Opened() => OpenTransaction.On(service.Host.Services.GetRequiredService<NpgsqlDataSource>());
}

/// <summary>A transaction with a connection of its own, both gone when it is disposed.</summary>
public sealed class OpenTransaction(NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
{
    public NpgsqlTransaction Transaction => transaction;

    public static async Task<OpenTransaction> On(NpgsqlDataSource database)
    {
        var connection = await database.OpenConnectionAsync();
        return new OpenTransaction(connection, await connection.BeginTransactionAsync());
    }

    public NpgsqlCommand Command(string sql) => new(sql, connection, transaction);

    public Task CommitAsync(CancellationToken stop = default) => transaction.CommitAsync(stop);

    public Task RollbackAsync(CancellationToken stop = default) => transaction.RollbackAsync(stop);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
