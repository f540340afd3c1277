using Governance.Database;
using Governance.Directory;
using Governance.Host.Tests.Database;
using Governance.Host.Tests.Durability;
using Governance.Privacy;
using Governance.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Governance.Host.Tests.Privacy;

/// <summary>Whatever breaks off or is put back, who was erased stays erased, and what is lost is not called erased.</summary>
public sealed class RestoreTests : IAsyncLifetime
{
    private readonly DirectoryInfo root = System.IO.Directory.CreateTempSubdirectory("governance-keys-");
    private string database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Keys => Path.Combine(root.FullName, "keys");

    public async ValueTask InitializeAsync() => database = await TestCluster.NewDatabaseAsync();

    public ValueTask DisposeAsync()
    {
        root.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private Task<Service> Start(string? other = null) => Service.OfItsOwn(connection: other ?? database, settings: new Dictionary<string, string> { ["Keys:Folder"] = Keys });

    private async Task<string> Founded(Func<Acme, Task>? story = null)
    {
        await using var service = await Start();
        var acme = await service.Found();
        if (story is not null) await story(acme);
        return acme.Tenant;
    }

    private async Task Continued(string tenant, Func<Acme, Task> story, string? other = null)
    {
        await using var service = await Start(other);
        await story(new Acme(service, tenant));
    }

    [Fact]
    public async Task An_erasure_that_was_recorded_and_not_carried_out_is_before_the_service_answers_again()
    {
        var tenant = await Founded(async acme =>
        {
            await acme.Leave(Acme.Drafter);
            await using var session = acme.Session();
            session.Events.Append("person/p-1001", new PersonErased(acme.Service.Ring.Folder.KeysOf(new(acme.Tenant, "p-1001")), ErasureBasis.Objection, null));
            await session.SaveChangesAsync(Cancel);
            Assert.Contains("Aoife Brennan", (await acme.Get(Acme.Auditor, "/events?stream=person/p-1001")).Body, StringComparison.Ordinal);
        });
        await Continued(tenant, IsErased);
    }

    [Fact]
    public async Task After_a_kill_between_the_fact_and_the_destruction_of_the_key_the_next_start_destroys_it()
    {
        using var scratch = new ScratchFolder();
        string Folder() => System.IO.Directory.EnumerateDirectories(Path.Combine(scratch.DataFolder, "keys", "people")).Single();
        using (var killed = new ServiceProcess(("Database__DataFolder", scratch.DataFolder)))
        {
            using var client = await Client.Of(killed, scratch.DataFolder);
            (await client.Post(Acme.Administrator, "/people/p-1001/leave", new { })).Expect(200);
            // The disk refuses the record, so the keys must stay as well.
            System.IO.Directory.CreateDirectory(Path.Combine(Folder(), "ERASURES", "acme.p-1001.json"));
            (await client.Post(Acme.Administrator, "/people/p-1001/erase", new { legalBasis = "objection" })).Expect(503, "person.erasure-not-finished");
            Assert.NotEmpty(System.IO.Directory.EnumerateFiles(Path.Combine(Folder(), "acme", "p-1001"), "*.key"));
            Assert.Equal("objection", (await client.Get(Acme.Administrator, "/people/p-1001")).Expect(200).Text("erased", "basis"));
            await killed.KilledAsync();
        }

        System.IO.Directory.Delete(Path.Combine(Folder(), "ERASURES", "acme.p-1001.json"));
        using var next = new ServiceProcess(("Database__DataFolder", scratch.DataFolder));
        using var again = await Client.Of(next, scratch.DataFolder);
        Assert.Empty(System.IO.Directory.EnumerateFiles(Path.Combine(Folder(), "acme", "p-1001")));
        var events = (await again.Get(Acme.Auditor, "/events?stream=person/p-1001&limit=200")).Expect(200).Body;
        Assert.Contains("""{"person":"p-1001","state":"erased"}""", events, StringComparison.Ordinal);
        Assert.DoesNotContain("Aoife", events, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_disk_refused_is_tried_again_until_it_is_done()
    {
        await using var service = await Service.OfItsOwn(TimeProvider.System, database, new Dictionary<string, string> { ["Keys:Folder"] = Keys });
        var acme = await service.Found();
        await acme.Leave(Acme.Drafter);
        var obstacle = Path.Combine(System.IO.Directory.EnumerateDirectories(Path.Combine(Keys, "people")).Single(), "ERASURES", $"{acme.Tenant}.p-1001.json");
        System.IO.Directory.CreateDirectory(obstacle);
        (await acme.Post(Acme.Administrator, "/people/p-1001/erase", new { legalBasis = "objection" }, ("Idempotency-Key", "once"))).Expect(503, "person.erasure-not-finished");
        (await acme.Post(Acme.Administrator, "/people/p-1001/erase", new { legalBasis = "objection" }, ("Idempotency-Key", "once"))).Expect(503, "person.erasure-not-finished");
        System.IO.Directory.Delete(obstacle);
        await Eventually.IsTrue(() => service.Ring.Folder.KeysOf(new(acme.Tenant, "p-1001")).Count == 0, "the key is destroyed");
        await IsErased(acme);
        (await acme.Post(Acme.Administrator, "/people/p-1001/erase", new { legalBasis = "objection" }, ("Idempotency-Key", "once"))).Expect(200);
    }

    [Fact]
    public async Task An_older_database_that_is_put_back_learns_again_who_left_and_was_erased()
    {
        var tenant = await Founded(async acme => (await acme.Post(Acme.Administrator, "/people/p-1001/change", new { signIn = "sub-aoife" })).Expect(200));
        var older = await TestCluster.CopyDatabaseAsync(database);
        await Continued(tenant, async acme =>
        {
            await acme.Leave(Acme.Drafter);
            await acme.Erase(Acme.Drafter);
            (await acme.Post(Acme.Administrator, "/people", new { personId = "p-2001", name = "Noor Haddad" })).Expect(201);
            await acme.Leave("p-2001");
            await acme.Erase("p-2001");
        });
        var facts = 0;
        await Continued(tenant, async acme =>
        {
            await IsErased(acme);
            var person = (await acme.Get(Acme.Administrator, "/people/p-1001")).Expect(200);
            Assert.Equal(("True", "noLongerNeeded", "Request 17"), (person.Text("left"), person.Text("erased", "basis"), person.Text("erased", "reference")));
            await using var session = acme.Session();
            Assert.Null(await new SignIns(acme.Service.Ring, session).Find("sub-aoife", Cancel));
            var events = await session.Events.FetchStreamAsync("person/p-1001", token: Cancel);
            Assert.Equal(["PersonLeft", "PersonErased"], events.TakeLast(2).Select(stored => stored.EventTypeName));
            Assert.Equal((Caller.Erasures, true), (events[^1].UserName, events[^1].CausationId!.StartsWith($"erasure:{Acme.Administrator} at ", StringComparison.Ordinal)));
            facts = events.Count;
            // Who joined after the backup was made has no history here; what there was of them stays unreadable.
            (await acme.Get(Acme.Administrator, "/people/p-2001")).Expect(404);
            (await acme.Post(Acme.Administrator, "/people", new { personId = "p-2001", name = "Noor Haddad" })).Expect(409, "person.erased");
        }, older);
        await Continued(tenant, async acme =>
        {
            await using var session = acme.Session();
            Assert.Equal(facts, (await session.Events.FetchStreamAsync("person/p-1001", token: Cancel)).Count);
        }, older);
    }

    [Fact]
    public async Task An_older_key_folder_that_is_put_back_loses_the_keys_again_before_the_service_answers()
    {
        var tenant = await Founded(acme => acme.Leave(Acme.Drafter));
        await Copy(Keys, Keys + ".old");
        await Continued(tenant, acme => acme.Erase(Acme.Drafter));
        System.IO.Directory.Delete(Keys, recursive: true);
        System.IO.Directory.Move(Keys + ".old", Keys);
        await Continued(tenant, async acme =>
        {
            await IsErased(acme);
            Assert.Equal("Bogdan Ionescu", (await acme.Get(Acme.Administrator, "/people/p-1002")).Text("name"));
        });
    }

    [Fact]
    public async Task With_an_older_database_and_an_older_key_folder_the_newest_records_are_enough()
    {
        var tenant = await Founded();
        var older = await TestCluster.CopyDatabaseAsync(database);
        // She joined after the database's backup was made, and before that of the keys.
        await Continued(tenant, async acme =>
        {
            (await acme.Post(Acme.Administrator, "/people", new { personId = "p-2001", name = "Noor Haddad" })).Expect(201);
            await acme.Leave("p-2001");
            await acme.Leave(Acme.Drafter);
        });
        await Copy(Keys, Keys + ".old");
        await Continued(tenant, async acme =>
        {
            await acme.Erase(Acme.Drafter);
            await acme.Erase("p-2001");
        });
        var records = Path.Combine(System.IO.Directory.EnumerateDirectories(Path.Combine(Keys, "people")).Single(), "ERASURES");
        var place = Path.Combine(Keys + ".old", Path.GetRelativePath(Keys, records));
        System.IO.Directory.Delete(place, recursive: true);
        await Copy(records, place);
        System.IO.Directory.Delete(Keys, recursive: true);
        System.IO.Directory.Move(Keys + ".old", Keys);
        string[] KeysLeft(string person) => [.. System.IO.Directory.EnumerateFiles(Keys, "*.key", SearchOption.AllDirectories).Where(file => file.Contains($"/{tenant}/{person}/", StringComparison.Ordinal))];
        Assert.All((string[])["p-1001", "p-2001"], person => Assert.NotEmpty(KeysLeft(person)));

        await Continued(tenant, async acme =>
        {
            Assert.All((string[])["p-1001", "p-2001"], person => Assert.Empty(KeysLeft(person)));
            await IsErased(acme);
            (await acme.Post(Acme.Administrator, "/people", new { personId = "p-2001", name = "Noor Haddad" })).Expect(409, "person.erased");
            Assert.Equal("Bogdan Ionescu", (await acme.Get(Acme.Administrator, "/people/p-1002")).Text("name"));
        }, older);
    }

    [Fact]
    public async Task A_database_from_before_names_were_concealed_is_not_served()
    {
        await Run("create schema governance; create table governance.mt_doc_personcard (id text primary key, data jsonb)");
        await Run("insert into governance.mt_doc_personcard values ('person/p-1001', '{}')");
        var refused = await Refusal();
        Assert.Contains("before names were concealed", refused, StringComparison.Ordinal);
        Assert.Contains("Database__DataFolder", refused, StringComparison.Ordinal);
        Assert.Empty(System.IO.Directory.EnumerateFileSystemEntries(Path.Combine(Keys, "people")));
        // The table alone is no reason: a service that was stopped at its first start may have left it.
        await Run("delete from governance.mt_doc_personcard");
        await Opened();
    }

    [Theory]
    [InlineData("../../elsewhere")]
    [InlineData("/etc")]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("0123456789ABCDEF")]
    [InlineData("0123456789abcde")]
    [InlineData("0123456789abcdef\n")]
    public async Task A_name_that_somebody_wrote_into_the_database_leads_to_no_folder(string name)
    {
        _ = await Founded();
        // Whoever wrote it may have put keys of their own where it leads.
        await Copy(System.IO.Directory.EnumerateDirectories(Path.Combine(Keys, "people")).Single(), Path.Combine(root.FullName, "elsewhere"));
        await Run($"update governance.personal_keys set folder = E'{name}'");
        Assert.Contains("names a folder of keys that no service made", await Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_keys_a_database_is_not_served()
    {
        _ = await Founded();
        System.IO.Directory.Move(Keys, Keys + ".elsewhere");
        var refused = await Refusal();
        Assert.Contains("restore that folder from its backup", refused, StringComparison.Ordinal);
        Assert.Contains("Keys__Folder", refused, StringComparison.Ordinal);
        using var service = new ServiceProcess(("ConnectionStrings__Governance", database), ("Keys__Folder", Keys), ("Database__DataFolder", root.FullName));
        Assert.Equal((1, refused), await service.EndedAsync() is var (code, said) ? (code, said.Trim()) : default);
    }

    [Theory]
    [InlineData("")]
    [InlineData("people")]
    [InlineData("people/*")]
    [InlineData("people/*/SECRET")]
    [InlineData("people/*/*/p-1001")]
    [InlineData("people/*/*/p-1001/*.key")]
    public async Task A_key_that_others_can_open_keeps_the_service_from_starting(string what)
    {
        _ = await Founded();
        var path = what.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(Keys, (folder, part) => System.IO.Directory.EnumerateFileSystemEntries(folder, part).First(entry => part == "SECRET" || !char.IsAsciiLetterUpper(Path.GetFileName(entry)[0])));
        File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.GroupRead);
        var refused = await Refusal();
        Assert.Contains(path, refused, StringComparison.Ordinal);
        Assert.Contains("chmod", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_key_is_told_as_lost()
    {
        var tenant = await Founded();
        foreach (var key in System.IO.Directory.EnumerateFiles(Keys, "*.key", SearchOption.AllDirectories).Where(file => file.Contains("p-1001", StringComparison.Ordinal))) File.Delete(key);
        await Continued(tenant, async acme =>
        {
            var person = (await acme.Get(Acme.Administrator, "/people/p-1001")).Expect(200);
            Assert.Equal(("True", false, false), (person.Text("unreadable"), person.Json.TryGetProperty("name", out _), person.Json.TryGetProperty("erased", out _)));
            var events = (await acme.Get(Acme.Auditor, "/events?stream=person/p-1001")).Expect(200).Body;
            Assert.Contains("p-1001 (unreadable)", events, StringComparison.Ordinal);
            Assert.Contains("""{"person":"p-1001","state":"unreadable"}""", events, StringComparison.Ordinal);
            // Written down again it can be read again; what was lost stays lost.
            (await acme.Post(Acme.Administrator, "/people/p-1001/change", new { name = "Aoife Brennan", email = "aoife.brennan@acme.example" })).Expect(200);
            person = (await acme.Get(Acme.Administrator, "/people/p-1001")).Expect(200);
            Assert.Equal(("Aoife Brennan", false), (person.Text("name"), person.Json.TryGetProperty("unreadable", out _)));
        });
    }

    [Fact]
    public async Task What_one_service_erases_no_other_on_the_same_keys_reads_from_that_moment_on()
    {
        await using var one = await Start();
        await using var other = await Start();
        var acme = await one.Found();
        var there = new Acme(other, acme.Tenant);
        await acme.Leave(Acme.Drafter);
        Assert.Contains("\"Aoife Brennan\"", (await there.Get(Acme.Auditor, "/events?stream=person/p-1001")).Body, StringComparison.Ordinal);
        await acme.Erase(Acme.Drafter);
        await IsErased(there);
    }

    private async Task<string> Refusal() => (await Assert.ThrowsAsync<StartFailure>(Opened)).Message;

    private async Task Opened()
    {
        await using var source = NpgsqlDataSource.Create(database);
        using var ring = new PersonalKeys(NullLogger<PersonalKeys>.Instance);
        await new KeysAtStart(new KeySettings(Keys), ring, source).StartingAsync(Cancel);
    }

    private async Task Run(string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private static async Task IsErased(Acme acme)
    {
        var subject = new DataSubject(acme.Tenant, "p-1001");
        Assert.Empty(acme.Service.Ring.Folder.KeysOf(subject));
        Assert.True(acme.Service.Ring.Folder.IsErased(subject));
        Assert.False((await acme.Get(Acme.Administrator, "/people/p-1001")).Expect(200).Json.TryGetProperty("name", out _));
        var events = (await acme.Get(Acme.Auditor, "/events?stream=person/p-1001&limit=200")).Expect(200).Body;
        Assert.DoesNotContain("Aoife", events, StringComparison.Ordinal);
        Assert.Contains("""{"person":"p-1001","state":"erased"}""", events, StringComparison.Ordinal);
    }

    private static async Task Copy(string from, string to)
    {
        using var copy = System.Diagnostics.Process.Start("cp", ["-a", from, to]);
        await copy.WaitForExitAsync(Cancel);
        Assert.Equal(0, copy.ExitCode);
    }
}
