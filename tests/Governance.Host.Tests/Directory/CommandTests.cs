using Governance.Host.Tests.Access;

namespace Governance.Host.Tests.Directory;

/// <summary>What every command of the directory and of keys has in common.</summary>
public sealed class CommandTests(Service service)
{
    public static readonly TheoryData<string, object, object, string> Commands = new()
    {
        { "/areas", new { area = "sales", title = "Sales" }, new { area = "No Area", title = "Sales" }, "area" },
        { "/groups", new { groupId = "press", title = "Press" }, new { groupId = "press", title = "" }, "title" },
        { "/people", new { name = "Noor", personId = "p-2001" }, new { name = "Noor", personId = "noor" }, "personId" },
        { "/people/p-1001/change", new { area = "marketing" }, new { grade = -1 }, "grade" },
        { "/people/p-1001/leave", new { reason = "Retired" }, new { reason = new string('x', 4001) }, "reason" },
        { "/people/p-1001/grant-role", new { role = "approver" }, new { role = "Approver" }, "role" },
        { "/people/p-1001/revoke-role", new { role = "drafter" }, new { }, "role" },
        { "/people/p-1001/join-group", new { group = "security" }, new { group = "security\n" }, "group" },
        { "/people/p-1001/leave-group", new { group = "legal" }, new { group = "" }, "group" },
        { "/people/p-1001/relate", new { relation = "deputy", person = "p-1002" }, new { relation = "deputy" }, "person" },
        { "/people/p-1001/unrelate", new { relation = "manager", person = "p-1003" }, new { person = "p-1003" }, "relation" },
        { "/keys", new { person = "p-1001", name = "Feed", scopes = new[] { "policies:read" }, expiresInDays = 30 }, new { person = "p-1001", name = "Feed", scopes = new[] { "policies:eat" }, expiresInDays = 30 }, "scopes" },
    };

    [Theory, MemberData(nameof(Commands))]
    public async Task An_administrator_may_and_the_fact_says_who_did_it(string path, object good, object bad, string field)
    {
        _ = (bad, field);
        var acme = await service.Found();
        var answer = await acme.Post(Acme.Administrator, path, good);
        Assert.True(answer.Status is 200 or 201, answer.Body);
        Assert.Equal($"\"{answer.Text("version")}\"", answer.ETag);
        await using var session = acme.Session();
        var facts = await session.Events.FetchStreamAsync(answer.Text("stream"), token: TestContext.Current.CancellationToken);
        Assert.Equal(Acme.Administrator, facts[^1].UserName);
        Assert.StartsWith("call:", facts[^1].CausationId, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Commands))]
    public async Task A_body_out_of_shape_is_told_by_member(string path, object good, object bad, string field)
    {
        _ = good;
        var acme = await service.Found();
        var refused = (await acme.Post(Acme.Administrator, path, bad)).Expect(400, "body.invalid");
        Assert.Equal([field], refused.At("errors").EnumerateObject().Select(error => error.Name));
    }

    [Theory, MemberData(nameof(Commands))]
    public async Task Nobody_else_may(string path, object good, object bad, string field)
    {
        _ = (bad, field);
        var acme = await service.Found();
        (await acme.Post(Acme.Drafter, path, good)).Expect(403, "access.not-yours");
        (await acme.Post(Acme.Auditor, path, good)).Expect(403, "access.auditor-reads-only");
        var narrow = await acme.KeyOf(Acme.Administrator, "policies:write");
        (await service.PostWith($"Bearer {narrow}", path, good)).Expect(403, "access.scope");
        (await service.PostWith(null, path, good)).Expect(401, "access.sign-in");
    }

    [Theory, MemberData(nameof(Commands))]
    public async Task A_repeated_idempotency_key_gets_the_first_answer_and_records_nothing_more(string path, object good, object bad, string field)
    {
        _ = field;
        var acme = await service.Found();
        var first = await acme.Post(Acme.Administrator, path, good, ("Idempotency-Key", "once"));
        var again = (await acme.Post(Acme.Administrator, path, good, ("Idempotency-Key", "once"))).Expect(first.Status);
        Assert.Equal("true", again.Headers["Idempotency-Replayed"]);
        Assert.Equal(first.Text("stream"), again.Text("stream"));
        Assert.Equal(first.ETag, again.ETag);
        (await acme.Post(Acme.Administrator, path, bad, ("Idempotency-Key", "once"))).Expect(422, "idempotency.key-reused");
        await using var session = acme.Session();
        Assert.Equal(first.At("version").GetInt64(), (await session.Events.FetchStreamStateAsync(first.Text("stream"), TestContext.Current.CancellationToken))!.Version);
    }

    [Theory, MemberData(nameof(Commands))]
    public async Task A_version_that_is_not_the_current_one_is_stale(string path, object good, object bad, string field)
    {
        _ = (bad, field);
        var acme = await service.Found();
        (await acme.Post(Acme.Administrator, path, good, ("If-Match", "\"99\""))).Expect(412, "precondition.stale");
    }

    [Theory]
    [InlineData("change", "area", "legal")]
    [InlineData("leave", "reason", "Gone")]
    [InlineData("grant-role", "role", "approver")]
    [InlineData("revoke-role", "role", "approver")]
    [InlineData("join-group", "group", "legal")]
    [InlineData("leave-group", "group", "legal")]
    public async Task Nothing_can_be_done_to_somebody_who_never_joined(string action, string member, string value)
    {
        var acme = await service.Found();
        (await acme.Post(Acme.Administrator, $"/people/p-9999/{action}", new Dictionary<string, string> { [member] = value })).Expect(404, "person.unknown");
    }

    [Theory]
    [InlineData("relate")]
    [InlineData("unrelate")]
    public async Task Nobody_is_related_to_somebody_who_never_joined(string action)
    {
        var acme = await service.Found();
        (await acme.Post(Acme.Administrator, $"/people/p-9999/{action}", new { relation = "manager", person = "p-1001" })).Expect(404, "person.unknown");
    }
}
