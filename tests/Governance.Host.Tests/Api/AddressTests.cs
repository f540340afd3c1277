using Governance.Host.Tests.Policies;

namespace Governance.Host.Tests.Api;

public sealed class AddressTests(Service service)
{
    [Theory]
    [InlineData("GET", "/nowhere", 404, "route.unknown")]
    [InlineData("POST", "/nowhere", 404, "route.unknown")]
    [InlineData("GET", "//policies", 404, "route.unknown")]
    [InlineData("PUT", "/policies", 405, "route.method")]
    [InlineData("DELETE", "/policies/social-media-policy", 405, "route.method")]
    [InlineData("PATCH", "/policies", 405, "route.method")]
    [InlineData("TRACE", "/policies", 405, "route.method")]
    [InlineData("OPTIONS", "/policies", 405, "route.method")]
    public async Task An_address_that_is_not_there_is_told_to_everybody_alike(string method, string path, int status, string code)
    {
        var acme = await service.Found();
        (await acme.Send(null, method, path)).ExpectProblem(status, code);
        (await acme.Send(await acme.KeyOf(Acme.Drafter), method, path)).ExpectProblem(status, code);
    }

    [Fact]
    public async Task An_answer_that_the_client_does_not_take_is_not_made()
    {
        var acme = await service.Found();
        var refused = await acme.Send(await acme.KeyOf(Acme.Drafter), "POST", "/policies", Raw.Json("""{"reference":"x"}"""), ("Accept", "text/csv"));
        refused.ExpectProblem(406, "request.not-acceptable");
    }

    public static TheoryData<string> HostileIds => new(
        "%2e%2e", "..%2f..", "a%2fb", "%2f", "%5c", "%25", "%0d%0a", "%01", "%ff%fe", "%ED%A0%80", "%E2%82%AC%F0%9F%98%80", "'%20or%201=1--", "a;b", "*", "Social-Media-Policy", "policy%2fx", new string('x', 10_000));

    [Theory]
    [MemberData(nameof(HostileIds))]
    public async Task A_hostile_id_names_nothing(string id)
    {
        var acme = await service.Found();
        await acme.Draft();
        var document = await ApiDocument.Read(service);
        foreach (var operation in document.Operations.Where(operation => operation.Path.Contains('{', StringComparison.Ordinal)))
        {
            // Where an id is a path of its own, dots and slashes in it lead elsewhere: not to a thing with that id.
            if (operation.Path.EndsWith("/{path}", StringComparison.Ordinal)) continue;
            var ids = operation.Parameters.Where(parameter => parameter.GetProperty("in").GetString() == "path").ToDictionary(parameter => parameter.GetProperty("name").GetString()!, _ => id);
            var answer = await acme.Send(await acme.KeyOf(TenancyTests.WhoMay(operation)), operation.Method, operation.At(ids), operation.Body is { } body ? Raw.Json(body) : null);
            Assert.True(answer.Status is 404 or 400, $"{operation}: {answer.Status} {answer.Body}");
            Raw.ExpectNothingInternal(answer.Body);
        }
    }

    [Theory]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("limit=abc", "limit")]
    [InlineData("limit=1.0", "limit")]
    [InlineData("limit=%205", "limit")]
    [InlineData("limit=99999999999999999999", "limit")]
    [InlineData("limit=", "limit")]
    [InlineData("limit=1&limit=2", "limit")]
    [InlineData("cursor=abc", "cursor")]
    [InlineData("cursor=WyJhXHUwMDAwIl0", "cursor")]
    [InlineData("cursor=WzFd", "cursor")]
    [InlineData("cursor=", "cursor")]
    public async Task A_page_that_cannot_be_is_refused_on_every_list(string query, string field)
    {
        var acme = await service.Found();
        foreach (var list in (string[])["/policies", "/policies?sort=title", "/policies?sort=updated", "/people", "/groups", "/areas", "/requests", "/inbox", "/keys", "/events"])
        {
            var problem = (await acme.Get(Acme.Administrator, $"{list}{(list.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}")).ExpectProblem(400, "request.invalid");
            Assert.True(problem.At("errors").TryGetProperty(field, out _), $"{list}: {problem.Body}");
        }
    }

    [Theory]
    [InlineData("/policies?state=InForce", "state")]
    [InlineData("/policies?state=1", "state")]
    [InlineData("/policies?state=draft,published", "state")]
    [InlineData("/policies?kind=policy&kind=standard", "kind")]
    [InlineData("/policies?draft=", "draft")]
    [InlineData("/policies?sort=size", "sort")]
    [InlineData("/policies?dueBefore=11/23/2026", "dueBefore")]
    [InlineData("/policies?dueBefore=2026-13-01", "dueBefore")]
    [InlineData("/policies?dueBefore=2026-11-23T10:00:00", "dueBefore")]
    [InlineData("/policies?dueBefore=0001-01-01T00:00:00%2B14:00", "dueBefore")]
    [InlineData("/events?from=x", "from")]
    [InlineData("/events?to=9999-12-31T23:59:59-14:00", "to")]
    [InlineData("/requests?state=done", "state")]
    [InlineData("/people?includeLeft=1", "includeLeft")]
    [InlineData("/policies/social-media-policy?version=0", "version")]
    [InlineData("/policies/social-media-policy?version=-1", "version")]
    [InlineData("/policies/social-media-policy?version=99999999999999999999", "version")]
    [InlineData("/policies/social-media-policy?version=1&asOf=2026-01-01", "asOf")]
    [InlineData("/policies/social-media-policy/text?format=pdf", "format")]
    [InlineData("/policies/social-media-policy/text?on=yesterday", "on")]
    public async Task A_value_that_cannot_be_is_refused_with_the_name_of_its_parameter(string path, string field)
    {
        var acme = await service.Found();
        await acme.Draft();
        Assert.True((await acme.Get(Acme.Administrator, path)).ExpectProblem(400, "request.invalid").At("errors").TryGetProperty(field, out _));
    }

    [Theory]
    [InlineData("/policies?area=%00")]
    [InlineData("/events?type=%00")]
    [InlineData("/requests?flow=a%00b")]
    [InlineData("/policies?%00=1")]
    [InlineData("/health/live?x=%00")]
    public async Task NUL_in_an_address_never_reaches_the_database(string path)
    {
        var acme = await service.Found();
        (await acme.Get(Acme.Administrator, path)).ExpectProblem(400, "request.malformed");
    }

    [Theory]
    [InlineData("/policies?state=draft")]
    [InlineData("/policies?draft=drafting&kind=policy&area=communications&sort=title")]
    [InlineData("/policies/social-media-policy/text?version=1&format=markdown")]
    public async Task What_an_answer_says_can_be_asked_for_in_the_same_words(string path)
    {
        var acme = await service.Found();
        await acme.Draft();
        Assert.Contains("social-media-policy", (await acme.Get(Acme.Drafter, path)).Expect(200).Body, StringComparison.Ordinal);
    }
}
