using Governance.Access;
using Governance.Shared;
using Marten;

namespace Governance.Host.Tests.Access;

public sealed class KeyTests(Service service)
{
    private static object Key(string person = "p-1001", int days = 30, params string[] scopes) =>
        new { person, name = "Feed", scopes = scopes.Length > 0 ? scopes : ["people:read"], expiresInDays = days };

    [Fact]
    public async Task A_key_is_shown_once_and_works_within_its_scopes_until_it_expires()
    {
        var acme = await service.Found();
        var issued = (await acme.Post(Acme.Administrator, "/keys", Key())).Expect(201);
        Assert.Equal("no-store", issued.Headers["Cache-Control"]);
        var key = $"Bearer {issued.Text("key")}";
        (await service.GetWith(key, "/people/p-1001")).Expect(200);
        (await service.GetWith(key, "/me")).Expect(403, "access.scope");
        await using var session = acme.Session();
        var record = (await session.LoadAsync<ApiKeyRecord>(issued.Text("id"), TestContext.Current.CancellationToken))!;
        var parsed = ApiKey.Parse(issued.Text("key"))!;
        Assert.Equal(service.Clock.GetUtcNow().AddDays(30), record.ExpiresAt, TimeSpan.FromSeconds(1));
        Assert.False(record.Admits(parsed, record.ExpiresAt));
        Assert.True(record.Admits(parsed, record.ExpiresAt.AddTicks(-1)));
    }

    [Fact]
    public async Task Neither_the_secret_nor_its_hash_is_told_again_or_remembered()
    {
        var acme = await service.Found();
        var first = (await acme.Post(Acme.Administrator, "/keys", Key(), ("Idempotency-Key", "k"))).Expect(201);
        var secret = first.Text("key").Split('_')[^1];
        var again = (await acme.Post(Acme.Administrator, "/keys", Key(), ("Idempotency-Key", "k"))).Expect(201);
        Assert.Equal(first.Text("id"), again.Text("id"));
        Assert.False(again.Json.TryGetProperty("key", out _));
        var list = (await acme.Get(Acme.Administrator, "/keys")).Expect(200).Body;
        Assert.Contains(first.Text("id"), list, StringComparison.Ordinal);
        Assert.DoesNotContain("hash", list, StringComparison.OrdinalIgnoreCase);
        await using var session = acme.Session();
        var remembered = await session.Query<RememberedAnswer>().ToListAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(secret, Assert.Single(remembered).Reply.Body, StringComparison.Ordinal);
        var facts = await session.Events.FetchStreamAsync(first.Text("stream"), token: TestContext.Current.CancellationToken);
        Assert.IsType<KeyIssued>(Assert.Single(facts).Data);
    }

    [Fact]
    public async Task A_revoked_key_is_refused_from_then_on_and_is_revoked_once()
    {
        var acme = await service.Found();
        var issued = (await acme.Post(Acme.Administrator, "/keys", Key())).Expect(201);
        var key = $"Bearer {issued.Text("key")}";
        var path = $"/keys/{issued.Text("id")}/revoke";
        (await acme.Post(Acme.Administrator, path, new { reason = "" })).Expect(400, "body.invalid");
        (await acme.Post(Acme.Administrator, path, new { reason = "Lost" }, ("If-Match", "\"7\""))).Expect(412);
        (await acme.Post(Acme.Drafter, path, new { reason = "Lost" })).Expect(403);
        (await service.GetWith(key, "/people")).Expect(200);
        (await acme.Post(Acme.Administrator, path, new { reason = "Lost" })).Expect(200);
        var refused = (await service.GetWith(key, "/people")).Expect(401, "access.sign-in");
        Assert.Equal("Bearer error=\"invalid_token\"", refused.Headers["WWW-Authenticate"]);
        (await acme.Post(Acme.Administrator, path, new { reason = "Lost" })).Expect(409, "key.revoked");
        (await acme.Post(Acme.Administrator, "/keys/0000000000000000/revoke", new { reason = "Lost" })).Expect(404, "key.unknown");
        var other = await service.Found();
        (await other.Post(Acme.Administrator, path, new { reason = "Lost" })).Expect(404, "key.unknown");
    }

    [Theory]
    [InlineData("p-1001", 0)]
    [InlineData("p-1001", 367)]
    [InlineData("P 1", 30)]
    public async Task A_key_has_a_person_and_an_end(string person, int days)
    {
        var acme = await service.Found();
        (await acme.Post(Acme.Administrator, "/keys", Key(person, days))).Expect(400, "body.invalid");
    }

    [Fact]
    public async Task Nobody_gets_a_key_who_is_not_there()
    {
        var acme = await service.Found();
        (await acme.Post(Acme.Administrator, "/keys", Key("p-9999"))).Expect(400, "key.person-unknown");
        (await acme.Post(Acme.Administrator, "/people/p-1001/leave")).Expect(200);
        (await acme.Post(Acme.Administrator, "/keys", Key())).Expect(400, "key.person-unknown");
    }

    [Fact]
    public async Task A_key_with_another_secret_another_organisation_or_no_form_is_refused_alike()
    {
        var acme = await service.Found();
        var good = await acme.KeyOf(Acme.Drafter);
        string[] bad = [good[..^1] + (good[^1] == '0' ? '1' : '0'), good.Replace(acme.Tenant, "nobody", StringComparison.Ordinal), "gov_", "gov_x_y_z", "nonsense", new string('a', 5000)];
        foreach (var credential in bad) (await service.GetWith($"Bearer {credential}", "/me")).Expect(401, "access.sign-in");
        (await service.GetWith("Basic dXNlcjpwYXNz", "/me")).Expect(401, "access.sign-in");
    }

    [Fact]
    public async Task Keys_are_listed_to_administrators_and_auditors()
    {
        var acme = await service.Found();
        (await acme.Get(Acme.Administrator, "/keys")).Expect(200);
        (await acme.Get(Acme.Auditor, "/keys")).Expect(200);
        (await acme.Get(Acme.Drafter, "/keys")).Expect(403, "access.not-yours");
    }

    [Fact]
    public async Task Everybody_reads_who_they_are_and_who_may_do_what()
    {
        var acme = await service.Found();
        var me = (await acme.Get(Acme.Drafter, "/me")).Expect(200);
        Assert.Equal((Acme.Drafter, "Aoife Brennan", acme.Tenant, "Acme Sportswear"), (me.Text("person", "id"), me.Text("person", "name"), me.Text("organisation", "id"), me.Text("organisation", "title")));
        Assert.Equal("drafter", me.At("person", "roles")[0].GetProperty("role").GetString());
        Assert.StartsWith("key:", me.Text("credential"), StringComparison.Ordinal);
        var rules = (await acme.Get(Acme.Drafter, "/access")).Expect(200).At("items");
        Assert.Contains(rules.EnumerateArray(), rule => rule.GetProperty("pattern").GetString() == "/keys" && rule.GetProperty("scope").GetString() == "keys:write");
    }
}
