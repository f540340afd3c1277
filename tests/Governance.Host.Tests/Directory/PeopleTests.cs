using Governance.Directory;
using Governance.Host.Tests.Access;
using Governance.Shared;

namespace Governance.Host.Tests.Directory;

public sealed class PeopleTests(Service service)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_joins_without_an_id_gets_one_that_says_nothing_about_them()
    {
        var acme = await service.Found();
        var joined = (await acme.Post(Acme.Administrator, "/people", new { name = "Noor Haddad", email = "noor@acme.example", signIn = "sub-1", area = "legal", grade = 3 })).Expect(201);
        Assert.Matches("^p-[a-z2-7]{10}$", joined.Text("id"));
        Assert.Equal($"/people/{joined.Text("id")}", joined.Headers["Location"]);
        var person = (await acme.Get(Acme.Administrator, joined.Headers["Location"])).Expect(200);
        Assert.Equal(("Noor Haddad", "noor@acme.example", "sub-1", "legal"), (person.Text("name"), person.Text("email"), person.Text("signIn"), person.Text("area")));
        Assert.Equal("\"1\"", person.ETag);
    }

    [Fact]
    public async Task A_name_an_address_and_a_sign_in_are_facts_that_only_their_key_opens()
    {
        var acme = await service.Found();
        (await acme.Post(Acme.Administrator, "/people", new { personId = "p-2001", name = "Noor Haddad", email = "noor@acme.example", signIn = "sub-1" })).Expect(201);
        (await acme.Post(Acme.Administrator, "/people/p-2001/change", new { name = "Noor Saleh", email = "saleh@acme.example", signIn = "sub-2" })).Expect(200);
        (await acme.Post(Acme.Administrator, "/people/p-2001/leave")).Expect(200);
        await using var session = acme.Session();
        var facts = await session.Events.FetchStreamAsync(StreamKeys.Person("p-2001"), token: Cancel);
        Assert.Equal(["PersonJoined", "PersonCardChanged", "PersonLeft"], facts.Select(fact => fact.EventTypeName));
        Assert.Equal("Noor Haddad", ((PersonJoined)facts[0].Data).Name!.Text);
        var changed = (PersonCardChanged)facts[1].Data;
        Assert.Equal(["name", "email", "signIn"], changed.Members);
        Assert.Equal(("Noor Saleh", "saleh@acme.example", "sub-2"), (changed.Name!.Text, changed.Email!.Text, changed.SignIn!.Text));
        var written = string.Concat(await session.QueryAsync<string>("select data::text from governance.mt_events where tenant_id = ? and stream_id = 'person/p-2001'", Cancel, acme.Tenant));
        foreach (var personal in (string[])["Noor", "Saleh", "acme.example", "sub-"]) Assert.DoesNotContain(personal, written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_is_never_given_to_a_second_person_and_a_sign_in_never_to_two_at_once()
    {
        var acme = await service.Found();
        (await acme.Post(Acme.Administrator, "/people", new { personId = "p-1001", name = "Noor" })).Expect(409, "person.exists");
        (await acme.Post(Acme.Administrator, "/people", new { name = "Noor", signIn = "sub-1" })).Expect(201);
        (await acme.Post(Acme.Administrator, "/people", new { name = "Ola", signIn = "sub-1" })).Expect(409, "person.sign-in-taken");
        (await acme.Post(Acme.Administrator, "/people/p-1001/change", new { signIn = "sub-1" })).Expect(409, "person.sign-in-taken");
        var other = await service.Found();
        (await other.Post(Acme.Administrator, "/people", new { name = "Noor", signIn = "sub-1" })).Expect(201);
    }

    [Fact]
    public async Task Absent_members_stay_and_removed_ones_go()
    {
        var acme = await service.Found();
        var changed = (await acme.Post(Acme.Administrator, "/people/p-1001/change", new { area = "marketing", remove = new[] { "email" } })).Expect(200);
        Assert.Equal(["PersonChanged", "PersonCardChanged"], changed.At("facts").EnumerateArray().Select(fact => fact.GetProperty("type").GetString()));
        var person = await acme.Get(Acme.Drafter, "/people/p-1001");
        Assert.Equal(("Aoife Brennan", "marketing", "5"), (person.Text("name"), person.Text("area"), person.Text("grade")));
        Assert.False(person.Json.TryGetProperty("email", out _));
        (await acme.Post(Acme.Administrator, "/people/p-1001/change", new { email = "a@acme.example", remove = new[] { "email" } })).Expect(400, "body.invalid");
        (await acme.Post(Acme.Administrator, "/people/p-1001/change", new { area = "nowhere" })).Expect(400, "area.unknown");
        var nothing = (await acme.Post(Acme.Administrator, "/people/p-1001/change", new { area = "marketing" })).Expect(200);
        Assert.Equal(0, nothing.At("facts").GetArrayLength());
    }

    [Fact]
    public async Task Who_leaves_cannot_sign_in_any_more_and_is_still_known()
    {
        var acme = await service.Found();
        (await acme.Get(Acme.Drafter, "/me")).Expect(200);
        (await acme.Post(Acme.Administrator, "/people/p-1001/leave", new { reason = "Retired" })).Expect(200);
        (await acme.Get(Acme.Drafter, "/me")).Expect(401, "access.sign-in");
        var person = (await acme.Get(Acme.Administrator, "/people/p-1001")).Expect(200);
        Assert.Equal(("True", "Aoife Brennan", 0), (person.Text("left"), person.Text("name"), person.At("roles").GetArrayLength()));
        (await acme.Post(Acme.Administrator, "/people/p-1001/grant-role", new { role = "approver" })).Expect(409, "person.left");
        (await acme.Post(Acme.Administrator, "/people/p-1001/change", new { area = "marketing" })).Expect(409, "person.left");
        (await acme.Post(Acme.Administrator, "/people/p-1001/change", new { name = "Aoife Byrne" })).Expect(200);
    }

    [Fact]
    public async Task Roles_and_groups_and_relations_come_and_go()
    {
        var acme = await service.Found();
        (await acme.Post(Acme.Administrator, "/people/p-1001/grant-role", new { role = "policy-owner", area = "nowhere" })).Expect(400, "area.unknown");
        (await acme.Post(Acme.Administrator, "/people/p-1001/grant-role", new { role = "policy-owner", area = "legal" })).Expect(200);
        (await acme.Post(Acme.Administrator, "/people/p-1001/revoke-role", new { role = "policy-owner" })).Expect(409, "person.role-not-held");
        (await acme.Post(Acme.Administrator, "/people/p-1001/revoke-role", new { role = "policy-owner", area = "legal" })).Expect(200);
        (await acme.Post(Acme.Administrator, "/people/p-1001/join-group", new { group = "nobody" })).Expect(400, "group.unknown");
        (await acme.Post(Acme.Administrator, "/people/p-1001/leave-group", new { group = "security" })).Expect(409, "person.not-a-member");
        (await acme.Post(Acme.Administrator, "/people/p-1001/relate", new { relation = "deputy", person = "p-1001" })).Expect(400, "person.related-to-self");
        (await acme.Post(Acme.Administrator, "/people/p-1001/relate", new { relation = "deputy", person = "p-9999" })).Expect(400, "person.other-unknown");
        (await acme.Post(Acme.Administrator, "/people/p-1001/unrelate", new { relation = "deputy", person = "p-1002" })).Expect(409, "person.not-related");
    }

    [Fact]
    public async Task The_last_administrator_stays_able_to_administer()
    {
        var acme = await service.Found();
        (await acme.Post(Acme.Administrator, "/people/p-1013/leave")).Expect(409, "person.last-administrator");
        (await acme.Post(Acme.Administrator, "/people/p-1013/revoke-role", new { role = "administrator" })).Expect(409, "person.last-administrator");
        (await acme.Post(Acme.Administrator, "/people/p-1013/grant-role", new { role = "auditor" })).Expect(409, "person.last-administrator");
        (await acme.Post(Acme.Administrator, "/people/p-1001/grant-role", new { role = "administrator", area = "legal" })).Expect(400, "person.role-has-no-area");
        (await acme.Post(Acme.Administrator, "/people/p-1001/grant-role", new { role = "administrator" })).Expect(200);
        (await acme.Post(Acme.Administrator, "/people/p-1013/leave")).Expect(200);
    }

    [Fact]
    public async Task Of_two_administrators_who_take_the_role_from_one_another_at_once_one_keeps_it()
    {
        for (var round = 0; round < 10; round++)
        {
            var acme = await service.Found();
            (await acme.Post(Acme.Administrator, "/people/p-1001/grant-role", new { role = "administrator" })).Expect(200);
            await acme.KeyOf(Acme.Drafter);
            var answers = await Task.WhenAll(
                acme.Post(Acme.Drafter, $"/people/{Acme.Administrator}/revoke-role", new { role = "administrator" }),
                acme.Post(Acme.Administrator, $"/people/{Acme.Drafter}/revoke-role", new { role = "administrator" }));
            Assert.Single(answers, answer => answer.Status == 200);
        }
    }

    [Fact]
    public async Task Who_comes_back_joins_under_a_new_id_and_signs_in_as_before()
    {
        var acme = await service.Found();
        (await acme.Post(Acme.Administrator, "/people/p-1001/change", new { signIn = "sub-1" })).Expect(200);
        (await acme.Post(Acme.Administrator, "/people/p-1001/leave")).Expect(200);
        (await acme.Post(Acme.Administrator, "/people", new { name = "Aoife Brennan", signIn = "sub-1" })).Expect(201);
    }

    [Fact]
    public async Task Of_eight_writers_of_one_version_exactly_one_wins()
    {
        var acme = await service.Found();
        var version = (await acme.Get(Acme.Administrator, "/people/p-1001")).ETag!;
        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => acme.Post(Acme.Administrator, "/people/p-1001/change", new { grade = 100 + i }, ("If-Match", version))));
        Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 409 or 412, answer.Body));
    }

    [Fact]
    public async Task Nothing_of_one_organisation_is_seen_or_changed_from_another()
    {
        var acme = await service.Found();
        var other = await service.Found();
        (await acme.Post(Acme.Administrator, "/people", new { personId = "p-secret1", name = "Noor" })).Expect(201);
        (await acme.Post(Acme.Administrator, "/areas", new { area = "skunkworks", title = "Skunkworks" })).Expect(201);
        (await acme.Post(Acme.Administrator, "/groups", new { groupId = "skunks", title = "Skunks" })).Expect(201);
        (await other.Get(Acme.Administrator, "/people/p-secret1")).Expect(404, "person.unknown");
        (await other.Post(Acme.Administrator, "/people/p-secret1/leave")).Expect(404, "person.unknown");
        foreach (var list in (string[])["/people?limit=200", "/areas", "/groups", "/keys"])
            Assert.DoesNotContain("sec", (await other.Get(Acme.Administrator, list)).Expect(200).Body.Replace("security", "", StringComparison.Ordinal), StringComparison.Ordinal);
        (await other.Post(Acme.Administrator, "/people/p-1001/join-group", new { group = "skunks" })).Expect(400, "group.unknown");
        (await other.Post(Acme.Administrator, "/people/p-1001/grant-role", new { role = "drafter", area = "skunkworks" })).Expect(400, "area.unknown");
        (await other.Post(Acme.Administrator, "/people/p-1001/relate", new { relation = "manager", person = "p-secret1" })).Expect(400, "person.other-unknown");
        Assert.DoesNotContain("kunk", (await other.Get(Acme.Administrator, "/areas")).Body + (await other.Get(Acme.Administrator, "/groups")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_credential_nothing_is_read()
    {
        foreach (var path in (string[])["/me", "/access", "/areas", "/groups", "/people", "/people/p-1001", "/keys"]) (await service.GetWith(null, path)).Expect(401, "access.sign-in");
    }
}
