using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Governance.Audit.Ledger;
using Governance.Host.Tests.Database;
using Governance.Ledger;
using Governance.Witness;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Time.Testing;

namespace Governance.Host.Tests.Audit.Ledger;

/// <summary>A witness cosigns a log that grows, and nobody is shown two histories that it has seen.</summary>
public sealed class WitnessTests : IAsyncLifetime
{
    private const string Name = "witness.auditor.example";
    private const string Origin = "localhost/governance/acme";

    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("governance-witness-").FullName;
    private readonly NoteSigner log = NoteSigner.Of(Origin, NoteKeyType.Ed25519, new byte[32]);
    private readonly List<Hash> leaves = [];
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private int asked;
    private WebApplication witness = null!;
    private WitnessFolder held = null!;
    private HttpClient http = null!;

    public async ValueTask InitializeAsync()
    {
        await Start([log.Verifier.ToString()]);
        for (var leaf = 0; leaf < 20; leaf++) leaves.Add(Merkle.LeafHash([(byte)leaf]));
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        log.Dispose();
        await Stop();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_log_that_grows_is_cosigned_step_by_step()
    {
        var verifier = NoteVerifier.Parse((await http.GetStringAsync("/", TestContext.Current.CancellationToken)).TrimEnd());
        foreach (var (old, size) in ((int, int)[])[(0, 3), (3, 3), (3, 8), (8, 20)])
        {
            var (status, text) = await Add(old, size);
            Assert.Equal(HttpStatusCode.OK, status);
            var cosigned = SignedNote.Parse(Note(size) + text);
            Assert.True(cosigned.Verify(verifier).Accepted && cosigned.Verify(log.Verifier).Accepted);
        }
    }

    [Fact]
    public async Task Who_is_behind_is_told_how_much_was_seen()
    {
        await Add(0, 8);
        Assert.Equal((HttpStatusCode.Conflict, "8\n"), await Add(0, 20));
        Assert.Equal((HttpStatusCode.Conflict, "8\n"), await Add(3, 5));
        Assert.Equal(HttpStatusCode.OK, (await Add(8, 20)).Status);
    }

    [Fact]
    public async Task Another_tree_of_the_same_size_is_not_cosigned()
    {
        await Add(0, 8);
        leaves[2] = Merkle.LeafHash("forked"u8);
        Assert.Equal((HttpStatusCode.Conflict, "8\n"), await Add(8, 8));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Add(8, 20)).Status);
    }

    [Fact]
    public async Task A_tree_of_nothing_has_one_root()
    {
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Send(0, [], SignedNote.Sign(new Checkpoint(Origin, 0, Root(8)).ToText(), DateTimeOffset.UnixEpoch, log).ToText())).Status);
        Assert.Equal(HttpStatusCode.OK, (await Add(0, 0)).Status);
    }

    [Fact]
    public async Task It_remembers_after_a_restart()
    {
        await Add(0, 8);
        var key = await http.GetStringAsync("/", TestContext.Current.CancellationToken);
        await Restart(log);
        Assert.Equal(key, await http.GetStringAsync("/", TestContext.Current.CancellationToken));
        Assert.Equal((HttpStatusCode.Conflict, "8\n"), await Add(0, 20));
    }

    [Fact]
    public async Task A_log_that_changes_its_key_is_cosigned_by_either_and_is_one_log()
    {
        using var next = NoteSigner.Of(Origin, NoteKeyType.Ed25519, [.. Enumerable.Repeat((byte)9, 32)]);
        Assert.Equal(HttpStatusCode.OK, (await Add(0, 3)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Add(3, 8, next)).Status);
        await Restart(log, next, log);
        Assert.Equal(HttpStatusCode.OK, (await Add(3, 8, next)).Status);
        Assert.Equal((HttpStatusCode.Conflict, "8\n"), await Add(3, 9));
        Assert.Equal(HttpStatusCode.OK, (await Add(8, 12, log, next)).Status);
        await Restart(next);
        Assert.Equal(HttpStatusCode.OK, (await Add(12, 20, log, next)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Add(20, 20, log)).Status);
    }

    [Fact]
    public async Task A_folder_is_served_by_one_process_alone()
    {
        Assert.Contains("Another witness serves the folder", Assert.Throws<InvalidDataException>(() => WitnessFolder.Open(folder)).Message, StringComparison.Ordinal);
        Assert.Equal(1, await WitnessCommand.Run(["--folder", folder, "--log", log.Verifier.ToString(), "--urls", "http://127.0.0.1:0"]));
        await Stop();
        WitnessFolder.Open(folder).Dispose();
        await Start([log.Verifier.ToString()]);
    }

    [Fact]
    public async Task What_it_writes_is_for_its_owner_alone_and_nothing_half_written_is_left()
    {
        await Add(0, 3);
        await Add(3, 8);
        var files = System.IO.Directory.GetFiles(folder);
        Assert.Equal([held.CheckpointOf(Origin), held.Key, Path.Combine(folder, "witness.lock")], files.Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.Equal(Note(8), await File.ReadAllTextAsync(held.CheckpointOf(Origin), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_it_cannot_write_down_it_does_not_cosign()
    {
        var remembered = System.IO.Directory.CreateDirectory(held.CheckpointOf(Origin)).FullName;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Add(0, 8)).Status);
        System.IO.Directory.Delete(remembered);
        Assert.Equal(HttpStatusCode.OK, (await Add(0, 3)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("elsewhere/governance/acme")]
    public async Task It_does_not_start_when_it_cannot_read_what_it_has_seen(string origin)
    {
        await Stop();
        await File.WriteAllTextAsync(held.CheckpointOf(Origin), Note(8).Replace(Origin + "\n", origin.Length > 0 ? origin + "\n" : "", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.Contains("put it back from a copy", (await Assert.ThrowsAsync<InvalidDataException>(() => Start([log.Verifier.ToString()]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_it_does_not_watch_and_a_key_that_it_does_not_know_are_refused()
    {
        using var stranger = NoteSigner.Of("elsewhere/governance/acme", NoteKeyType.Ed25519, new byte[32]);
        Assert.Equal(HttpStatusCode.NotFound, (await Send(0, [], SignedNote.Sign($"elsewhere/governance/acme\n8\n{Merkle.EmptyRoot.ToBase64()}\n", DateTimeOffset.UnixEpoch, stranger).ToText())).Status);
        using var thief = NoteSigner.Of(Origin, NoteKeyType.Ed25519, [.. Enumerable.Repeat((byte)1, 32)]);
        Assert.Equal(HttpStatusCode.Forbidden, (await Send(0, [], SignedNote.Sign(new Checkpoint(Origin, 8, Root(8)).ToText(), DateTimeOffset.UnixEpoch, thief).ToText())).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("old 0\n")]
    [InlineData("old -1\n\n")]
    [InlineData("old 00\n\nx\n")]
    [InlineData("new 0\n\nx\n\n— y z\n")]
    public async Task What_is_no_request_is_refused(string body)
    {
        using var content = new StringContent(body);
        using var answer = await http.PostAsync("/add-checkpoint", content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Sixteen_at_once_who_show_two_histories_get_one_of_them_cosigned()
    {
        var other = leaves.ToList();
        other[2] = Merkle.LeafHash("forked"u8);
        var notes = new[] { Note(8), SignedNote.Sign(new Checkpoint(Origin, 8, Merkle.Root(other.Take(8).ToList())).ToText(), DateTimeOffset.UnixEpoch, log).ToText() };
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(async n => (Note: n % 2, (await Send(0, [], notes[n % 2])).Status)));
        Assert.Single(answers.Where(answer => answer.Status == HttpStatusCode.OK).Select(answer => answer.Note).Distinct());
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_service_sends_its_checkpoints_and_keeps_the_cosignatures_and_goes_on_without_a_witness_that_is_away()
    {
        var (keys, settings) = await Watched();
        await using var service = new OwnService(await Service.OfItsOwn(TimeProvider.System, settings: settings));
        var acme = await service.Value.Found();
        await service.Value.Logged();
        await Eventually.IsTrue(async () => (await Trouble(acme)).Contains("does not know this log", StringComparison.Ordinal), "the witness says that it does not know the log");

        await witness.DisposeAsync();
        await acme.Drafted("alone");
        await Eventually.IsTrue(() => service.Value.Of<Witnesses>().Away == 1, "the witness is away");

        await Restart(keys, (await acme.Get(Acme.Auditor, "/ledger")).Expect(200).Text("origin"), settings);
        await acme.Drafted("witnessed");

        await Cosigned(acme, settings);
        Assert.Equal((0, 0), (service.Value.Of<Witnesses>().Away, service.Value.Of<Witnesses>().Objections));
    }

    [Fact]
    public async Task A_database_that_was_set_back_is_not_signed_even_when_the_folder_of_keys_forgot()
    {
        var (keys, settings) = await Watched();
        var database = await TestCluster.NewDatabaseAsync();
        string tenant;
        await using (var service = new OwnService(await Service.OfItsOwn(TimeProvider.System, database, settings)))
        {
            var acme = await service.Value.Found();
            tenant = acme.Tenant;
            await Restart(keys, (await acme.Get(Acme.Auditor, "/ledger")).Expect(200).Text("origin"), settings);
            await service.Value.Logged();
            await service.Value.Sql("create table audit.b_leaves as select * from audit.leaves; create table audit.b_logs as select * from audit.logs; create table audit.b_tiles as select * from audit.tiles; create table audit.b_checkpoints as select * from audit.checkpoints");
            await acme.Drafted("lost");
            await Cosigned(acme, settings);
        }

        await using (var restored = new Npgsql.NpgsqlConnection(database))
        {
            await restored.OpenAsync(TestContext.Current.CancellationToken);
            await using var back = new Npgsql.NpgsqlCommand(
                string.Concat(((string[])["leaves", "logs", "tiles", "checkpoints"]).Select(table => $"delete from audit.{table}; insert into audit.{table} select * from audit.b_{table};")), restored);
            await back.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        System.IO.Directory.Delete(Path.Combine(keys, "signed"), recursive: true);
        await using var again = new OwnService(await Service.OfItsOwn(TimeProvider.System, database, settings));
        var same = new Acme(again.Value, tenant);
        var signed = await again.Value.Ask<long>("select max(size) from audit.checkpoints where tenant = $1", tenant);
        await same.Drafted("after");
        await again.Value.Logged();

        Assert.Contains((await same.Get(Acme.Auditor, "/ledger")).Expect(200).At("alarms").EnumerateArray(), alarm => alarm.GetString()!.Contains(Name, StringComparison.Ordinal));
        Assert.Equal(signed, await again.Value.Ask<long>("select max(size) from audit.checkpoints where tenant = $1", tenant));
        Assert.Equal((1, 1), (again.Value.Of<Witnesses>().Objections, again.Value.Of<LedgerFindings>().NotSigned));
    }

    [Fact]
    public async Task A_witness_that_never_answers_holds_no_signature_up()
    {
        var (_, settings) = await Watched();
        var database = await TestCluster.NewDatabaseAsync();
        var tenant = await Signed(database, settings["Keys:Folder"]);
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var connected = Listen(silent);
        settings["Ledger:Witnesses:0:Url"] = $"http://{silent.LocalEndpoint}";
        await using var service = new OwnService(await Service.OfItsOwn(TimeProvider.System, database, settings));
        var acme = new Acme(service.Value, tenant);
        await acme.Drafted("unwitnessed");

        // Nobody waits ten seconds for it, as whoever only wants its cosignature does.
        Assert.True(await service.Value.Of<LedgerService>().CatchUp(TimeSpan.FromSeconds(9), TestContext.Current.CancellationToken));
        Assert.Equal(1, service.Value.Of<Witnesses>().Away);
        // It is asked again and again, and is away until it answers.
        var before = connected.Count;
        await Eventually.IsTrue(() => connected.Count > before, "it is asked again");
        Assert.Equal(1, service.Value.Of<Witnesses>().Away);
    }

    [Fact]
    public async Task A_witness_that_was_away_is_asked_what_it_has_seen_when_it_is_back()
    {
        var (keys, settings) = await Watched();
        var database = await TestCluster.NewDatabaseAsync();
        var tenants = new[] { await Signed(database, keys), await Signed(database, keys) };
        await Stop();
        await using var service = new OwnService(await Service.OfItsOwn(TimeProvider.System, database, settings));
        var witnesses = service.Value.Of<Witnesses>();
        foreach (var tenant in tenants) await witnesses.Objection(tenant, TestContext.Current.CancellationToken);
        Assert.Equal(1, witnesses.Away);

        await Restart(keys, settings, [.. tenants.Select(tenant => $"localhost/governance/{tenant}")]);
        await Eventually.IsTrue(() => witnesses.Away == 0, "it is back");

        Assert.Null(await witnesses.Objection(tenants[1], TestContext.Current.CancellationToken));
        Assert.NotNull(witnesses.Seen(tenants[1])[0].Size);
    }

    [Fact]
    public async Task A_witness_that_saw_what_another_service_signed_meanwhile_is_no_sign_of_a_database_that_was_set_back()
    {
        var (keys, settings) = await Watched();
        await using var service = new OwnService(await Service.OfItsOwn(TimeProvider.System, settings: settings));
        var acme = await service.Value.Found();
        await Restart(keys, (await acme.Get(Acme.Auditor, "/ledger")).Expect(200).Text("origin"), settings);
        await service.Value.Logged();
        var former = await Newest(acme);
        await acme.Drafted("meanwhile");
        await Cosigned(acme, settings);
        var newest = await Newest(acme);
        var witnesses = service.Value.Of<Witnesses>();
        await Eventually.IsTrue(() => witnesses.Seen(acme.Tenant)[0].Size == newest, "the newest is cosigned");
        Assert.True(former < newest);

        // So stands whoever is a checkpoint behind the other.
        var before = asked;
        witnesses.Offer(acme.Tenant, former);
        await Eventually.IsTrue(() => asked > before, "the witness is asked");
        await Eventually.IsTrue(() => witnesses.Seen(acme.Tenant)[0] is { Trouble: null, Size: { } seen } && seen == newest && asked > before + 1 || witnesses.Objections > 0, "the newest is cosigned once more");

        Assert.Null(await witnesses.Objection(acme.Tenant, TestContext.Current.CancellationToken));
        await acme.Drafted("after");
        await Cosigned(acme, settings);
    }

    [Fact]
    public async Task A_checkpoint_bears_one_cosignature_of_a_witness_however_often_that_was_asked()
    {
        var (keys, settings) = await Watched();
        await using var service = new OwnService(await Service.OfItsOwn(TimeProvider.System, settings: settings));
        var acme = await service.Value.Found();
        await Restart(keys, (await acme.Get(Acme.Auditor, "/ledger")).Expect(200).Text("origin"), settings);
        await service.Value.Logged();
        await Cosigned(acme, settings);
        var size = await Newest(acme);
        for (var again = 0; again < 2; again++)
        {
            // Each of its lines names another moment.
            clock.Advance(TimeSpan.FromMinutes(1));
            var before = asked;
            service.Value.Of<Witnesses>().Offer(acme.Tenant, size);
            await Eventually.IsTrue(() => asked > before, "the witness is asked again");
        }

        var note = await service.Value.Ask<string>("select note from audit.checkpoints where tenant = $1 and size = $2", acme.Tenant, size);
        Assert.Single(SignedNote.Parse(note).Signatures, signature => signature.Name == Name);
    }

    // An organisation whose log was signed before anybody witnessed it.
    private static async Task<string> Signed(string database, string keys)
    {
        await using var service = new OwnService(await Service.OfItsOwn(TimeProvider.System, database, new Dictionary<string, string> { ["Keys:Folder"] = keys }));
        var acme = await service.Value.Found();
        await service.Value.Logged();
        return acme.Tenant;
    }

    private static ConcurrentBag<TcpClient> Listen(TcpListener listener)
    {
        var connected = new ConcurrentBag<TcpClient>();
        _ = Accept();
        return connected;

        async Task Accept()
        {
            try
            {
                while (true) connected.Add(await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken));
            }
            catch (Exception ended) when (ended is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                foreach (var client in connected) client.Dispose();
            }
        }
    }

    private static Task<long> Newest(Acme acme) => acme.Service.Ask<long>("select max(size) from audit.checkpoints where tenant = $1", acme.Tenant);

    // The witness must know the log's key, and the log its witness's: the service's folder of keys comes first.
    private async Task<(string Keys, Dictionary<string, string> Settings)> Watched()
    {
        var keys = Path.Combine(folder, "service-keys");
        SecretFile.MakeFolder(keys);
        KeyRing.Make(keys);
        return (keys, new Dictionary<string, string>
        {
            ["Keys:Folder"] = keys,
            ["Ledger:Witnesses:0:Url"] = witness.Urls.First(),
            ["Ledger:Witnesses:0:Key"] = (await http.GetStringAsync("/", TestContext.Current.CancellationToken)).TrimEnd(),
        });
    }

    private Task Restart(string keys, string origin, Dictionary<string, string> settings) => Restart(keys, settings, origin);

    private async Task Restart(string keys, Dictionary<string, string> settings, params string[] origins)
    {
        await Stop();
        var seed = Convert.FromBase64String(await File.ReadAllTextAsync(Path.Combine(keys, "log.key"), TestContext.Current.CancellationToken));
        var signers = origins.Select(origin => NoteSigner.Of(origin, NoteKeyType.Ed25519, seed)).ToList();
        await Start([.. signers.Select(signer => signer.Verifier.ToString())], settings["Ledger:Witnesses:0:Url"]);
        signers.ForEach(signer => signer.Dispose());
    }

    private async Task Restart(params NoteSigner[] signers)
    {
        await Stop();
        await Start([.. signers.Select(signer => signer.Verifier.ToString())]);
    }

    private async Task Stop()
    {
        await witness.DisposeAsync();
        held.Dispose();
    }

    private static Task Cosigned(Acme acme, Dictionary<string, string> settings)
    {
        var verifier = NoteVerifier.Parse(settings["Ledger:Witnesses:0:Key"]);
        return Eventually.IsTrue(async () => SignedNote.Parse((await acme.Get(Acme.Drafter, "/ledger/checkpoint")).Expect(200).Body).Verify(verifier).Accepted, "the checkpoint is cosigned");
    }

    private static async Task<string> Trouble(Acme acme) => (await acme.Get(Acme.Drafter, "/ledger")).Expect(200).At("witnesses")[0].TryGetProperty("trouble", out var trouble) ? trouble.GetString() ?? "" : "";

    private async Task Start(string[] vkeys, string url = "http://127.0.0.1:0")
    {
        held = WitnessFolder.Open(folder);
        witness = WitnessCommand.Build(WitnessKey.Open(held, Name), held, vkeys, url, clock);
        witness.Use(async (context, next) =>
        {
            await next(context);
            Interlocked.Increment(ref asked);
        });
        await witness.StartAsync(TestContext.Current.CancellationToken);
        http?.Dispose();
        http = new HttpClient { BaseAddress = new Uri(witness.Urls.First()) };
    }

    private Task<(HttpStatusCode Status, string Text)> Add(int old, int size, params NoteSigner[] signers)
    {
        var tree = new TreeAppender(0, _ => []);
        foreach (var leaf in leaves.Take(size)) tree.Append(leaf);
        var tiles = tree.Touched;
        return Send(old, old > 0 && old < size ? Proof.Consistency(old, size, at => tiles[at]) : [], Note(size, signers));
    }

    private async Task<(HttpStatusCode Status, string Text)> Send(int old, IReadOnlyList<Hash> proof, string note)
    {
        using var content = new StringContent($"old {old}\n{string.Concat(proof.Select(hash => hash.ToBase64() + "\n"))}\n{note}", Encoding.UTF8, "text/plain");
        using var answer = await http.PostAsync("/add-checkpoint", content, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private string Note(int size, params NoteSigner[] signers) => SignedNote.Sign(new Checkpoint(Origin, size, Root(size)).ToText(), DateTimeOffset.UnixEpoch, signers.Length > 0 ? signers : [log]).ToText();

    private Hash Root(int size) => Merkle.Root(leaves.Take(size).ToList());
}
