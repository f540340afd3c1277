using System.Text.Json;
using Governance.Access;
using Governance.Directory;
using Governance.Host.Tests.Accounts;
using Governance.Host.Tests.Api;
using Governance.Host.Tests.Database;
using Governance.Host.Tests.Policies;
using Governance.Ledger;
using Governance.Privacy;

namespace Governance.Host.Tests.Privacy;

/// <summary>POST /people/{personId}/erase, and everything that is read afterwards.</summary>
public sealed class EraseTests(Service service)
{
    private static readonly object Basis = new { legalBasis = "noLongerNeeded", reference = "Request 17" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_has_left_is_erased_and_it_says_since_when_and_on_what_basis()
    {
        var acme = await service.Found();
        await acme.Leave(Acme.Drafter);
        var erased = (await acme.Post(Acme.Administrator, "/people/p-1001/erase", Basis)).Expect(200);
        Assert.Equal("PersonErased", Assert.Single(erased.At("facts").EnumerateArray()).GetProperty("type").GetString());
        var person = (await acme.Get(Acme.Administrator, "/people/p-1001")).Expect(200);
        Assert.Equal(("noLongerNeeded", "Request 17"), (person.Text("erased", "basis"), person.Text("erased", "reference")));
        Assert.Equal(service.Now, person.At("erased", "at").GetDateTimeOffset(), TimeSpan.FromSeconds(1));
        foreach (var gone in (string[])["name", "email", "signIn", "unreadable"]) Assert.False(person.Json.TryGetProperty(gone, out _));
        Assert.Equal(erased.ETag, person.ETag);
        Assert.Empty(service.Ring.Folder.KeysOf(new(acme.Tenant, "p-1001")));
        Assert.True(service.Ring.Folder.IsErased(new(acme.Tenant, "p-1001")));
    }

    [Fact]
    public async Task Who_is_here_is_not_erased_and_it_says_what_to_do_first()
    {
        var acme = await service.Found();
        var refused = (await acme.Post(Acme.Administrator, "/people/p-1001/erase", Basis)).Expect(409, "person.here");
        Assert.Contains("/leave", refused.Text("detail"), StringComparison.Ordinal);
        Assert.Equal("Aoife Brennan", (await acme.Get(Acme.Administrator, "/people/p-1001")).Text("name"));
        (await acme.Post(Acme.Administrator, $"/people/{Acme.Administrator}/erase", Basis)).Expect(409, "person.here");
    }

    [Fact]
    public async Task Only_an_administrator_erases_on_a_basis_that_there_is()
    {
        var acme = await service.Found();
        await acme.Leave(Acme.Drafter);
        (await acme.Post(Acme.Executive, "/people/p-1001/erase", Basis)).Expect(403, "access.not-yours");
        (await acme.Post(Acme.Auditor, "/people/p-1001/erase", Basis)).Expect(403);
        (await acme.Post(Acme.Administrator, "/people/p-9999/erase", Basis)).Expect(404, "person.unknown");
        foreach (var body in (object[])[new { }, new { legalBasis = "because" }, new { legalBasis = "objection", reference = new string('x', 201) }])
            (await acme.Post(Acme.Administrator, "/people/p-1001/erase", body)).Expect(400);
        (await acme.Post(Acme.Administrator, "/people/p-1001/erase", Basis, ("If-Match", "\"1\""))).Expect(412);
        Assert.NotEmpty(service.Ring.Folder.KeysOf(new(acme.Tenant, "p-1001")));
    }

    [Fact]
    public async Task Erased_twice_is_erased_once()
    {
        var acme = await service.Found();
        await acme.Leave(Acme.Drafter);
        var first = (await acme.Post(Acme.Administrator, "/people/p-1001/erase", Basis, ("Idempotency-Key", "once"))).Expect(200);
        Assert.Equal(first.Body, (await acme.Post(Acme.Administrator, "/people/p-1001/erase", Basis, ("Idempotency-Key", "once"))).Expect(200).Body);
        var again = (await acme.Post(Acme.Administrator, "/people/p-1001/erase", new { legalBasis = "objection" })).Expect(200);
        Assert.Equal(0, again.At("facts").GetArrayLength());
        Assert.Equal("noLongerNeeded", (await acme.Get(Acme.Administrator, "/people/p-1001")).Text("erased", "basis"));
    }

    [Fact]
    public async Task Every_read_works_afterwards_and_none_says_who_it_was()
    {
        var acme = await service.Found(shippedFlows: true);
        var ids = await Acts(acme);
        var before = service.Now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains("Dara Okafor", (await acme.Get(Acme.Administrator, "/events?limit=200")).Body, StringComparison.Ordinal);
        await acme.Erase(Acme.Owner);
        var document = await ApiDocument.Read(service);
        var read = 0;
        foreach (var operation in document.Operations.Where(operation => operation is { Method: "GET", IsPublic: false }))
            foreach (var reader in AccessRules.Find("GET", operation.Path)!.Roles is { Count: > 0 } ? (string[])[Acme.Administrator] : [Acme.Executive, Acme.Administrator])
                foreach (var asked in Asks(operation, ids, before))
                {
                    var answer = await acme.Send(await acme.KeyOf(reader), "GET", asked);
                    if (answer.Status == 404 && operation.Path.Contains('{', StringComparison.Ordinal) && !operation.Path.Split('/').Where(part => part.StartsWith('{')).All(part => ids.ContainsKey(part.Trim('{', '}')))) continue;
                    // The log's own reads ask for sizes that it may not have yet.
                    Assert.True(answer.Status is 200 or 403 or 404 || (answer.Status is 400 && operation.Path.StartsWith("/ledger/", StringComparison.Ordinal)), $"{asked} answers {answer.Status}: {answer.Body}");
                    if (answer.Status == 200) read++;
                    foreach (var word in (string[])["Dara", "Okafor", "dara.okafor", "sub-dara", "Moved abroad"]) Assert.False(answer.Body.Contains(word, StringComparison.OrdinalIgnoreCase), $"{asked} says {word}: {answer.Body}");
                }

        Assert.True(read > 60, $"only {read} reads");
    }

    [Fact]
    public async Task People_read_that_somebody_was_erased_in_the_history_in_the_feed_and_in_the_register()
    {
        var acme = await service.Found();
        var account = await acme.Registered(owner: Acme.Owner);
        var policy = await acme.Draft();
        var request = await acme.Submit(policy);
        await acme.Decide(Acme.Owner, request);
        await acme.Leave(Acme.Owner, "Moved abroad");
        await acme.Erase(Acme.Owner);
        var decided = (await acme.Get(Acme.Executive, $"{request}/history")).At("items").EnumerateArray().Single(line => line.GetProperty("type").GetString() == "DecisionMade");
        Assert.Equal(("p-1004", true, false), (decided.GetProperty("actor").GetString(), decided.GetProperty("actorErased").GetBoolean(), decided.TryGetProperty("actorName", out _)));
        Assert.StartsWith("p-1004 (erased) approved", decided.GetProperty("sentence").GetString(), StringComparison.Ordinal);
        var events = (await acme.Get(Acme.Auditor, "/events?stream=person/p-1004")).At("items").EnumerateArray().ToLookup(line => line.GetProperty("type").GetString()!);
        Assert.Equal("""{"person":"p-1004","state":"erased"}""", events["PersonJoined"].Single().GetProperty("data").GetProperty("name").GetRawText());
        Assert.Equal("(erased)", events["PersonLeft"].Single().GetProperty("why").GetString());
        Assert.Equal("Mira Haddad erased the personal data of p-1004 (erased), which are not needed any more.", events["PersonErased"].Single().GetProperty("sentence").GetString());
        var row = (await acme.Get(Acme.Executive, $"/accounts?owner=p-1004")).At("items")[0];
        Assert.Equal((true, false), (row.GetProperty("ownerErased").GetBoolean(), row.TryGetProperty("ownerName", out _)));
        Assert.Equal("p-1004", (await acme.Get(Acme.Executive, account)).Expect(200).Text("owner"));
    }

    [Fact]
    public async Task Of_the_same_id_in_another_organisation_nothing_is_touched()
    {
        var (ours, theirs) = (await service.Found(), await service.Found());
        await ours.Leave(Acme.Drafter);
        await ours.Erase(Acme.Drafter);
        Assert.Equal("Aoife Brennan", (await theirs.Get(Acme.Administrator, "/people/p-1001")).Text("name"));
        Assert.Contains("\"Aoife Brennan\"", (await theirs.Get(Acme.Administrator, "/events?stream=person/p-1001")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_erased_signs_in_no_more_and_their_address_and_sign_in_may_come_back_with_a_new_person()
    {
        var acme = await service.Found();
        (await acme.Post(Acme.Administrator, "/people/p-1001/change", new { signIn = "sub-aoife" })).Expect(200);
        await acme.KeyOf(Acme.Drafter);
        await acme.Leave(Acme.Drafter);
        await acme.Erase(Acme.Drafter);
        (await acme.Get(Acme.Drafter, "/me")).Expect(401, "access.sign-in");
        await using var session = acme.Session();
        Assert.Null(await new SignIns(service.Ring, session).Find("sub-aoife", Cancel));
        (await acme.Post(Acme.Administrator, "/people/p-1001/change", new { name = "Aoife Brennan" })).Expect(409, "person.erased");
        (await acme.Post(Acme.Administrator, "/people", new { personId = "p-1001", name = "Aoife Brennan" })).Expect(409, "person.exists");
        var back = (await acme.Post(Acme.Administrator, "/people", new { name = "Aoife Brennan", email = "aoife.brennan@acme.example", signIn = "sub-aoife" })).Expect(201);
        Assert.Equal("Aoife Brennan", (await acme.Get(Acme.Administrator, back.Headers["Location"])).Text("name"));
        Assert.False((await acme.Get(Acme.Administrator, "/people/p-1001")).Json.TryGetProperty("name", out _));
    }

    [Fact]
    public async Task Of_an_erasure_and_a_correction_at_the_same_moment_nothing_readable_is_left()
    {
        for (var round = 0; round < 10; round++)
        {
            var acme = await service.Found();
            await acme.Leave(Acme.Drafter);
            var answers = await Task.WhenAll(
                acme.Post(Acme.Administrator, "/people/p-1001/change", new { name = "Aoife Byrne" }),
                acme.Post(Acme.Administrator, "/people/p-1001/erase", Basis),
                acme.Post(Acme.Administrator, "/people/p-1001/change", new { email = "byrne@acme.example" }));
            Assert.All(answers, answer => Assert.True(answer.Status is 200 or 409, answer.Body));
            (await acme.Post(Acme.Administrator, "/people/p-1001/erase", Basis)).Expect(200);
            var told = (await acme.Get(Acme.Administrator, "/people/p-1001")).Body + (await acme.Get(Acme.Administrator, "/events?stream=person/p-1001")).Body;
            Assert.DoesNotContain("Aoife", told, StringComparison.Ordinal);
            Assert.DoesNotContain("byrne", told, StringComparison.OrdinalIgnoreCase);
            Assert.Empty(service.Ring.Folder.KeysOf(new(acme.Tenant, "p-1001")));
        }
    }

    [Fact]
    public async Task The_log_discloses_what_there_is_withholds_it_when_it_is_not_asked_for_and_tells_of_the_erasure()
    {
        await using var own = await Service.OfItsOwn(TimeProvider.System);
        var acme = await own.Found();
        await acme.Leave(Acme.OtherDrafter);
        async Task<List<JsonElement>> Lines(bool disclose, string person)
        {
            var lines = new List<JsonElement>();
            await Eventually.IsTrue(async () => (lines = [.. (await acme.Get(Acme.Auditor, $"/ledger/leaves?disclose={(disclose ? "true" : "false")}&stream=person/{person}")).Body.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonElement.Parse(line)).Where(line => line.TryGetProperty("data", out _) && line.GetProperty("entry").GetProperty("stream").GetString() == $"person/{person}")]) is [.., var last]
                && last.GetProperty("entry").GetProperty("type").GetString() is "PersonLeft" or "PersonErased", "the leaves are signed");
            return lines;
        }

        var disclosed = (await Lines(true, Acme.OtherDrafter))[0];
        Assert.Equal(["Bogdan Ionescu", "bogdan.ionescu@acme.example"], disclosed.GetProperty("disclosures").EnumerateArray().Select(one => Disclosure.Parse(one.GetProperty("disclosure").GetString()!).Value.GetString()));
        Assert.Equal(disclosed.GetProperty("data").GetProperty("name").GetProperty("_sd").GetString(), disclosed.GetProperty("disclosures")[0].GetProperty("_sd").GetString());
        Assert.False(disclosed.GetProperty("data").GetProperty("name").TryGetProperty("c", out _));
        var withheld = (await Lines(false, Acme.OtherDrafter))[0];
        Assert.Equal(2, withheld.GetProperty("withheld").GetArrayLength());
        Assert.Equal($"{withheld.GetProperty("leaf")} {disclosed.GetProperty("disclosures")[0].GetProperty("_sd").GetString()}", withheld.GetProperty("withheld")[0].GetString());
        await acme.Erase(Acme.OtherDrafter);
        List<JsonElement> lines = [];
        await Eventually.IsTrue(async () => (lines = await Lines(true, Acme.OtherDrafter))[^1].TryGetProperty("erasures", out _), "the erasure is in the log");
        Assert.Equal(0, lines[0].GetProperty("disclosures").GetArrayLength());
        var erasure = Assert.Single(lines[^1].GetProperty("erasures").EnumerateArray());
        Assert.Equal(("p-1002", "noLongerNeeded", "erasure"), (erasure.GetProperty("person").GetString(), erasure.GetProperty("basis").GetString(), lines[^1].GetProperty("entry").GetProperty("k").GetString()));
        Assert.Equal(lines[0].GetProperty("data").GetProperty("name").GetProperty("k").GetString(), Assert.Single(erasure.GetProperty("keys").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task The_erasure_names_every_key_so_that_an_auditor_tells_erased_from_missing()
    {
        var acme = await service.Found();
        var subject = new DataSubject(acme.Tenant, Acme.Drafter);
        var disclosures = new Disclosures(service.Ring);
        var stored = await Stored(acme, "person/p-1001");
        var before = disclosures.Of(stored);
        Assert.Equal([PersonalState.Readable, PersonalState.Readable], before.Select(member => member.State));
        Assert.All(before, member => Assert.Equal(member.Digest, Disclosure.DigestOf(member.Disclosure!).ToBase64Url()));
        var keys = service.Ring.Folder.KeysOf(subject);
        await acme.Leave(Acme.Drafter);
        await acme.Erase(Acme.Drafter);
        await using var session = acme.Session();
        var erasure = (PersonErased)(await session.Events.FetchStreamAsync("person/p-1001", token: Cancel))[^1].Data;
        Assert.Equal(keys, erasure.Keys);
        Assert.All(disclosures.Of(await Stored(acme, "person/p-1001")), member => Assert.True(member is { State: PersonalState.Erased, Disclosure: null } && erasure.Keys.Contains(member.Key)));
    }

    private static async Task<JsonElement> Stored(Acme acme, string stream)
    {
        await using var session = acme.Session();
        var data = await session.QueryAsync<string>("select data::text from governance.mt_events where tenant_id = ? and stream_id = ? order by version limit 1", Cancel, acme.Tenant, stream);
        return JsonDocument.Parse(data[0]).RootElement;
    }

    // What one person can have to do with, so that there is something to read about them everywhere.
    private static async Task<Dictionary<string, string>> Acts(Acme acme)
    {
        (await acme.Post(Acme.Administrator, "/people/p-1004/change", new { signIn = "sub-dara" })).Expect(200);
        (await acme.Post(Acme.Owner, "/people/p-1004/delegate", new { @delegate = "p-1005", until = acme.Service.Now.AddDays(5), reason = "Moved abroad" })).Expect(201);
        var ids = await TenancyTests.Furnish(acme, "social-media-policy", Acme.Owner, "publish-policy", "harmless");
        var account = await acme.Registered(owner: Acme.Owner);
        (await acme.Post(Acme.Owner, "/policies/social-media-policy/comments", new { clauseId = "purpose-voice", text = "Why?" })).Expect(201);
        await acme.Leave(Acme.Owner, "Moved abroad");
        return new(ids) { ["accountId"] = AccountSteps.IdOf(account) };
    }

    // As it is now, and as it was when everybody was still known.
    private static IEnumerable<string> Asks(Operation operation, IReadOnlyDictionary<string, string> ids, string before)
    {
        var now = operation.At(ids);
        yield return now;
        if (operation.Parameters.Any(parameter => parameter.TryGetProperty("name", out var name) && name.GetString() == "asOf")) yield return $"{now}{(now.Contains('?', StringComparison.Ordinal) ? '&' : '?')}asOf={before}";
        if (operation.Path == "/people") yield return "/people?includeLeft=true&limit=200";
        if (operation.Path == "/ledger/leaves") yield return "/ledger/leaves?disclose=true";
        if (operation.Path == "/accounts/export") yield return "/accounts/export?format=json";
    }
}

/// <summary>Steps of somebody's going.</summary>
public static class ErasureSteps
{
    public static async Task Leave(this Acme acme, string person, string? reason = null) => (await acme.Post(Acme.Administrator, $"/people/{person}/leave", new { reason })).Expect(200);

    public static async Task Erase(this Acme acme, string person) =>
        (await acme.Post(Acme.Administrator, $"/people/{person}/erase", new { legalBasis = "noLongerNeeded", reference = "Request 17" })).Expect(200);
}
