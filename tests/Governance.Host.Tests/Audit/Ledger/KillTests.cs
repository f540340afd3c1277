using Governance.Audit.Ledger;
using Governance.Host.Tests.Database;
using Governance.Host.Tests.Durability;
using Governance.Ledger;
using Npgsql;

namespace Governance.Host.Tests.Audit.Ledger;

/// <summary>A service that is killed loses nothing of the log that it acknowledged, doubles nothing, and signs nothing that does not extend what it signed.</summary>
public sealed class KillTests : IDisposable
{
    private const string Tenant = "acme";

    private readonly ScratchFolder scratch = new();
    private readonly Writers writers = new();
    private Checkpoint? seen;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private NoteVerifier Key
    {
        get
        {
            using var signer = NoteSigner.Of($"localhost/governance/{Tenant}", NoteKeyType.Ed25519, Convert.FromBase64String(File.ReadAllText(Path.Combine(scratch.DataFolder, "keys", "log.key"))));
            return signer.Verifier;
        }
    }

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task At_whatever_step_of_the_ledger_it_is_killed_under_sixteen_writers_every_acknowledged_event_is_in_the_log_once()
    {
        foreach (var step in HeldStep.All)
        {
            using var service = new ServiceProcess(("Database__DataFolder", scratch.DataFolder));
            using var client = await Client.Of(service, scratch.DataFolder);
            await IsWhole(client);
            var before = writers.Acknowledged.Count;
            var writing = writers.UntilBroken(client);
            await Eventually.IsTrue(() => writers.Acknowledged.Count > before + 50, "fifty events are acknowledged");
            seen = await Newest(client);
            await step.Kill(service.KilledAsync, scratch.ConnectionString, Remembered);
            await writing;
        }

        using var last = new ServiceProcess(("Database__DataFolder", scratch.DataFolder));
        using var auditor = await Client.Of(last, scratch.DataFolder);
        await IsWhole(auditor);
    }

    private async Task IsWhole(Client client)
    {
        Answer status = null!;
        await Eventually.IsTrue(async () => (status = await client.Get(Acme.Drafter, "/ledger")) is { Status: 200 } && status.Text("waiting") == "0" && status.Text("signedSize") == status.Text("size"), "the log is signed as far as it goes");
        Assert.Equal((0, "0", "0"), (status.At("alarms").GetArrayLength(), status.Text("violations"), status.Text("mutations")));

        var now = await Newest(client);
        if (seen is { } before)
        {
            var lines = (await client.Get(Acme.Drafter, $"/ledger/consistency?from={before.Size}&to={now.Size}")).Expect(200).Body;
            Assert.True(Proof.VerifyConsistency(before.Size, before.Root, now.Size, now.Root, [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Hash.Of(Convert.FromBase64String(line)))]));
        }

        await using var connection = new NpgsqlConnection(scratch.ConnectionString);
        await connection.OpenAsync(Cancel);
        var entries = await LogEntries.Read(connection, Tenant, 0, (int)now.Size, Cancel);
        Assert.Equal(now.Root, Merkle.Root([.. entries.Select(entry => Merkle.LeafHash(entry))]));
        var events = entries.Select(bytes => Entry.Parse(bytes)).Where(entry => entry.Kind == EntryKind.Event).ToList();
        Assert.Equal(events.Count, events.Select(entry => entry.Id).Distinct().Count());
        Assert.Empty(writers.Acknowledged.Except(events.Select(entry => entry.Id!.Value)));
        Assert.All(events.GroupBy(entry => entry.Stream), stream => Assert.Equal(Enumerable.Range(1, stream.Count()).Select(version => (long?)version), stream.Select(entry => entry.Version)));
        await using var stored = new NpgsqlCommand("select count(*) from governance.mt_events", connection);
        Assert.Equal((long)events.Count, await stored.ExecuteScalarAsync(Cancel));
    }

    private async Task<Checkpoint> Newest(Client client)
    {
        var note = SignedNote.Parse((await client.Get(Acme.Drafter, "/ledger/checkpoint")).Expect(200).Body);
        Assert.True(note.Verify(Key).Accepted);
        return Checkpoint.Parse(note.Text);
    }

    private long Remembered() => LedgerSteps.CheckpointOf(File.ReadAllText(Assert.Single(System.IO.Directory.GetFiles(Path.Combine(scratch.DataFolder, "keys", "signed"))))).Size;
}
