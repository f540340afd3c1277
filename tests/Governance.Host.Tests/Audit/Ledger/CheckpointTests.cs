using System.Text.Json;
using Governance.Audit.Ledger;
using Governance.Ledger;
using Microsoft.Extensions.Logging;

namespace Governance.Host.Tests.Audit.Ledger;

/// <summary>What the service signs, and what it does not.</summary>
public sealed class CheckpointTests
{
    [Fact]
    public async Task A_database_that_was_set_back_is_not_signed()
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var acme = await service.Value.Found();
        await service.Value.Logged();
        await service.Value.Sql("create table audit.backup as select * from audit.leaves; create table audit.backup_logs as select * from audit.logs; create table audit.backup_tiles as select * from audit.tiles; create table audit.backup_events as select * from governance.mt_events");
        await acme.Drafted("lost");
        await service.Value.Logged();
        var signed = await Newest(service.Value, acme);

        await service.Value.Sql(
            "delete from audit.leaves; insert into audit.leaves select * from audit.backup; delete from audit.logs; insert into audit.logs select * from audit.backup_logs; delete from audit.tiles; insert into audit.tiles select * from audit.backup_tiles; delete from audit.checkpoints");

        Assert.Contains("set back", await Alarm(acme), StringComparison.Ordinal);
        Assert.True(signed > await service.Value.Ask<long>("select coalesce(max(size), 0) from audit.checkpoints where tenant = $1", acme.Tenant));
    }

    [Fact]
    public async Task A_database_that_was_set_back_to_one_of_its_own_checkpoints_is_not_well_before_anything_is_appended_either()
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var acme = await service.Value.Found();
        await service.Value.Logged();
        string[] tables = ["leaves", "logs", "tiles", "checkpoints"];
        await service.Value.Sql(string.Concat(tables.Select(table => $"create table audit.backup_{table} as select * from audit.{table};")));
        await acme.Drafted("lost");
        Assert.Equal("", await Alarm(acme));

        await service.Value.Sql(string.Concat(tables.Select(table => $"delete from audit.{table}; insert into audit.{table} select * from audit.backup_{table};")));
        await service.Value.Sql("update audit.checkpoints set renewed_at = renewed_at - interval '1 hour'");

        Assert.Contains("set back", await Alarm(acme), StringComparison.Ordinal);
        Assert.True(await service.Value.Ask<bool>("select max(renewed_at) < clock_timestamp() - interval '30 minutes' from audit.checkpoints where tenant = $1", acme.Tenant));

        // What is written on from there does not turn it into somebody's rewriting.
        for (var at = 0; at < 3; at++) await acme.Drafted($"written-on-{at}");
        Assert.Contains("set back, and written on", await Alarm(acme), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tree_that_somebody_rewrote_is_not_signed()
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var acme = await service.Value.Found();
        await service.Value.Logged();
        // Another hash for leaf 1, in the tile from which every later root follows.
        Assert.Equal(1, await service.Value.Sql("update audit.tiles set hashes = set_byte(hashes, 32, get_byte(hashes, 32) # 1) where level = 0 and tile = 0 and tenant = $1", acme.Tenant));
        await acme.Drafted("after");
        Assert.Contains("rewrote it", await Alarm(acme), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_root_that_the_tiles_do_not_lead_to_is_not_signed()
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var acme = await service.Value.Found();
        await service.Value.Logged();
        await service.Value.Sql("update audit.logs set root = sha256('another'), size = size + 1 where tenant = $1", acme.Tenant);
        Assert.NotEqual("", await Alarm(acme));
    }

    [Fact]
    public async Task A_rotation_is_a_leaf_that_both_keys_signed_and_both_sign_for_a_while()
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var acme = await service.Value.Found();
        await service.Value.Logged();
        var old = NoteVerifier.Parse((await acme.Get(Acme.Auditor, "/ledger")).Expect(200).Text("key"));

        Assert.True(KeyRing.Rotate(service.Value.Of<KeyRing>().Folder));
        await acme.Drafted("rotated");
        await service.Value.Logged();

        var key = NoteVerifier.Parse((await acme.Get(Acme.Auditor, "/ledger")).Expect(200).Text("key"));
        Assert.NotEqual(old.ToString(), key.ToString());
        var note = SignedNote.Parse((await acme.Get(Acme.Auditor, "/ledger/checkpoint")).Expect(200).Body);
        Assert.True(note.Verify(old).Accepted && note.Verify(key).Accepted);
        var leaf = Assert.Single(await acme.Log(), entry => entry.Kind == EntryKind.Key && entry.Note!.Contains("statement", StringComparison.Ordinal));
        var statement = SignedNote.Parse(JsonDocument.Parse(leaf.Note!).RootElement.GetProperty("statement").GetString()!);
        Assert.True(statement.Verify(old).Accepted && statement.Verify(key).Accepted);
        Assert.False(File.Exists(Path.Combine(service.Value.Of<KeyRing>().Folder, "log.next")));
    }

    [Fact]
    public async Task What_covers_an_event_is_signed_again_and_again_and_every_one_is_kept()
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var acme = await service.Value.Found();
        await service.Value.Logged();
        var first = await Newest(service.Value, acme);
        await acme.Drafted("more");
        await service.Value.Logged();
        Assert.True(await Newest(service.Value, acme) > first);
        Assert.Equal(1, await service.Value.Ask<long>("select count(*) from audit.checkpoints where tenant = $1 and size = $2", acme.Tenant, first));
    }

    [Fact]
    public async Task A_signing_that_fails_again_and_again_of_the_same_is_logged_once()
    {
        await using var service = new OwnService(await Service.OfItsOwn());
        var acme = await service.Value.Found();
        await service.Value.Logged();
        await service.Value.Refuse("insert on audit.checkpoints");
        await acme.Drafted("unsigned");
        await service.Value.Logged();
        var log = new Said();
        var signer = new CheckpointSigner(service.Value.Database(), service.Value.Of<KeyRing>(), service.Value.Of<Witnesses>(), new LedgerFindings(), service.Value.Clock, log);

        for (var round = 0; round < 3; round++) await signer.SignAll(TestContext.Current.CancellationToken);

        Assert.Contains(acme.Tenant, Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    private sealed class Said : ILogger<CheckpointSigner>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception));
    }

    private static Task<long> Newest(Service service, Acme acme) => service.Ask<long>("select max(size) from audit.checkpoints where tenant = $1", acme.Tenant);

    private static async Task<string> Alarm(Acme acme)
    {
        await acme.Service.Logged();
        var alarms = (await acme.Get(Acme.Administrator, "/ledger")).Expect(200).At("alarms");
        return string.Concat(alarms.EnumerateArray().Select(alarm => alarm.GetString()));
    }
}
