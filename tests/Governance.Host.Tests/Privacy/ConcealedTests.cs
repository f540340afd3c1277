using Governance.Directory;
using Governance.Host.Tests.Accounts;
using Governance.Host.Tests.Api;
using Governance.Host.Tests.CommandLine;
using Governance.Host.Tests.Demo;
using Npgsql;

namespace Governance.Host.Tests.Privacy;

/// <summary>Whoever has the database, or a backup of it, and not the keys, learns nobody's name.</summary>
public sealed class ConcealedTests(LocalService demo) : IClassFixture<LocalService>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static DirectoryFile Sample => DirectoryFile.Read("directory.yaml", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "policies", "directory.yaml")));

    [Fact]
    public async Task After_the_whole_demo_no_table_says_a_name_or_an_address_of_anybody()
    {
        (await CommandProcess.Of("demo", "--url", demo.Url, "--keys", demo.Keys)).Ended(0).Says("Elif Yilmaz asks for changes");
        var dump = await Dump.Of(demo.ConnectionString);
        // That the dump reads what is there: a title that nobody hides, in a table, and in a document.
        Assert.Contains("Acme Sportswear", dump.Text, StringComparison.Ordinal);
        Assert.Contains("governance.mt_doc_personcard", dump.Tables);
        Assert.Contains(dump.Tables, table => table.StartsWith("messages.", StringComparison.Ordinal));
        dump.SaysNothingOf(Sample.People.SelectMany(person => (string[])[person.Name, .. person.Email is { } email ? [email, email.Split('@')[0]] : Array.Empty<string>()]));
    }

    [Fact]
    public async Task Nor_after_every_command_that_is_given_something_personal_nor_what_is_remembered_of_its_answer()
    {
        var database = await TestCluster.NewDatabaseAsync();
        await using var service = await Service.OfItsOwn(connection: database);
        var acme = await service.Found();
        (await acme.Post(Acme.Administrator, "/people", new { personId = "p-2001", name = "Noorelhouda Haddadine", email = "noor.haddad@elsewhere.example", signIn = "248289761001" }, ("Idempotency-Key", "once"))).Expect(201);
        (await acme.Post(Acme.Administrator, "/people/p-2001/change", new { name = "Noorelhouda Salehzadeh", email = "noor.saleh@elsewhere.example", signIn = "sub|99-zebra" }, ("Idempotency-Key", "twice"))).Expect(200);
        (await acme.Post(Acme.Administrator, "/people/p-2001/delegate", new { @delegate = "p-1005", until = service.Now.AddDays(5), reason = "Parental leave" })).Expect(201);
        var delegation = (await acme.Get(Acme.Administrator, "/people/p-2001")).At("delegations")[0].GetProperty("delegationId").GetString();
        (await acme.Post(Acme.Administrator, "/people/p-2001/end-delegation", new { delegationId = delegation, reason = "Returned from leave" })).Expect(200);
        var account = await acme.Registered(owner: "p-2001");
        (await acme.Get(Acme.Auditor, account)).Expect(200);
        (await acme.Post(Acme.Administrator, "/people/p-2001/leave", new { reason = "Dismissed" })).Expect(200);
        // Long words: four letters stand by chance in what was enciphered.
        (await Dump.Of(database)).SaysNothingOf(
            "Noorelhouda", "Haddadine", "Salehzadeh", "elsewhere.example", "248289761001", "sub|99-zebra", "Parental leave", "Returned from leave", "Dismissed");
        Assert.Equal("Noorelhouda Salehzadeh", (await acme.Get(Acme.Administrator, "/people/p-2001")).Text("name"));
    }

    [Fact]
    public async Task What_is_remembered_of_a_request_cannot_be_guessed_from_what_it_may_have_said()
    {
        var database = await TestCluster.NewDatabaseAsync();
        await using var service = await Service.OfItsOwn(connection: database);
        var acme = await service.Found();
        const string Body = """{"personId":"p-2001","name":"Noor Haddad"}""";
        (await acme.Post(Acme.Administrator, "/people", Body, ("Idempotency-Key", "f3b1"))).Expect(201);
        var guess = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"POST /people\n{Body}")));
        Assert.DoesNotContain(guess, (await Dump.Of(database)).Text, StringComparison.Ordinal);
        (await acme.Post(Acme.Administrator, "/people", Body, ("Idempotency-Key", "f3b1"))).Expect(201);
        (await acme.Post(Acme.Administrator, "/people", Body.Replace("Noor", "Nora", StringComparison.Ordinal), ("Idempotency-Key", "f3b1"))).Expect(422);
    }

    [Fact]
    public async Task The_fact_and_the_view_hold_the_same_bytes()
    {
        var database = await TestCluster.NewDatabaseAsync();
        await using var service = await Service.OfItsOwn(connection: database);
        var acme = await service.Found();
        (await acme.Post(Acme.Administrator, "/people/p-1001/change", new { email = "a@acme.example" })).Expect(200);
        (await acme.Post(Acme.Administrator, "/people/p-1001/leave")).Expect(200);
        const string Pairs = """
            select count(*) from governance.mt_events joined, governance.mt_events changed, governance.mt_doc_personcard card
            where joined.stream_id = 'person/p-1001' and joined.type = 'PersonJoined' and changed.stream_id = joined.stream_id and changed.type = 'PersonCardChanged' and card.id = joined.stream_id
              and joined.data -> 'name' = card.data -> 'name' and changed.data -> 'email' = card.data -> 'email' and joined.data -> 'email' <> card.data -> 'email'
            """;
        await using var source = NpgsqlDataSource.Create(database);
        await using var pairs = source.CreateCommand(Pairs);
        Assert.Equal(1L, await pairs.ExecuteScalarAsync(Cancel));
    }

    [Fact]
    public async Task Administrators_and_auditors_read_the_words_in_the_feed_and_programs_do_not()
    {
        await using var service = await Service.OfItsOwn();
        var acme = await service.Found();
        foreach (var (reader, told) in ((string, bool)[])[(Acme.Administrator, true), (Acme.Auditor, true), (Acme.Integrator, false)])
        {
            var joined = (await acme.Get(reader, "/events?type=PersonJoined&limit=1")).Expect(200).At("items")[0].GetProperty("data").GetProperty("name");
            Assert.Equal(told ? "\"Aoife Brennan\"" : """{"person":"p-1001","state":"notShown"}""", joined.GetRawText());
        }
    }

    [Fact]
    public async Task No_command_answers_with_anything_personal_so_nothing_of_it_can_be_remembered()
    {
        await using var service = await Service.OfItsOwn();
        var document = await ApiDocument.Read(service);
        foreach (var operation in document.Operations.Where(operation => operation.Method == "POST"))
        {
            var answer = document.Answer(operation, operation.Success).GetRawText();
            foreach (var schema in (string[])["/Person\"", "/PersonPage\"", "/EventLine\"", "/AccountSummary\"", "/Personal\""]) Assert.DoesNotContain(schema, answer, StringComparison.Ordinal);
        }
    }
}
