using Governance.Host.Tests.Policies;

namespace Governance.Host.Tests.Api;

public sealed class QueryTests(Service service)
{
    // Who watches a service adds what they like, and a tile is the same whatever a cache has added.
    private static readonly string[] TakeAnything = ["getLiveness", "getReadiness", "getTile"];

    [Fact]
    public async Task An_answer_to_many_wrong_names_is_not_many_times_the_question()
    {
        var acme = await service.Found();
        var query = string.Join('&', Enumerable.Range(0, 500).Select(at => $"x{at}=1"));
        Assert.Equal(10, (await acme.Get(Acme.Drafter, $"/policies?{query}")).Expect(400, "request.invalid").At("errors").EnumerateObject().Count());
    }

    [Fact]
    public async Task A_parameter_that_a_route_does_not_know_is_refused_by_its_name_and_those_that_it_knows_are_told()
    {
        var acme = await service.Found();
        var ids = await TenancyTests.Furnish(acme);
        var document = await ApiDocument.Read(service);
        foreach (var operation in document.Operations)
        {
            var address = operation.At(ids);
            var answer = await acme.Send(await acme.KeyOf(TenancyTests.WhoMay(operation)), operation.Method, $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}nonsense=1", operation.Body is { } body ? Raw.Json(body) : null);
            if (TakeAnything.Contains(operation.Id))
            {
                Assert.True(answer.Status is 200 or 404, $"{operation}: {answer.Status} {answer.Body}");
                continue;
            }

            Assert.True(answer.Status == 400, $"{operation}: {answer.Status} {answer.Body}");
            var told = Assert.Single(answer.ExpectProblem(400, "request.invalid").At("errors").EnumerateObject().ToList());
            Assert.Equal("nonsense", told.Name);
            foreach (var known in operation.Parameters.Where(parameter => parameter.GetProperty("in").GetString() == "query"))
                Assert.Contains(known.GetProperty("name").GetString()!, told.Value[0].GetString()!, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/policies?as_of=2026-01-01", "as_of")]
    [InlineData("/accounts?plattform=facebook", "plattform")]
    [InlineData("/events?after=5", "after")]
    [InlineData("/ledger/leaves?from=-1", "from")]
    [InlineData("/events/0197c3a2-6d0b-7c51-9a64-0d6e1b1f5a30/proof?asOf=2026-01-01", "asOf")]
    [InlineData("/policies?area=legal&area=communications", "area")]
    [InlineData("/accounts?unit=a&unit=a", "unit")]
    public async Task What_would_be_passed_over_is_refused(string path, string field)
    {
        var acme = await service.Found();
        Assert.Equal([field], (await acme.Get(Acme.Administrator, path)).ExpectProblem(400, "request.invalid").At("errors").EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task Every_operation_shows_that_refusal()
    {
        var document = await ApiDocument.Read(service);
        Assert.All(document.Operations.Where(operation => !TakeAnything.Contains(operation.Id)), operation =>
            Assert.True(document.Answer(operation, "400").GetProperty("content").GetProperty("application/problem+json").GetProperty("examples").TryGetProperty("request.invalid", out _), $"{operation}"));
    }

    [Theory]
    [InlineData("/official", "url")]
    [InlineData("/accounts/owner", "url")]
    [InlineData("/platforms/read", "url")]
    [InlineData("/ledger/consistency", "from")]
    public async Task A_parameter_that_a_read_needs_is_named_when_it_is_missing(string path, string field)
    {
        var acme = await service.Found();
        Assert.Contains("Send", (await acme.Get(Acme.Administrator, path)).ExpectProblem(400, "request.invalid").At("errors").GetProperty(field)[0].GetString()!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/policies?state=done", "state", "inForce")]
    [InlineData("/policies?dueBefore=2027-01-15T09:00:00.123456789Z", "dueBefore", "7 decimals")]
    [InlineData("/policies?inForceOn=2027-01-15T09:00Z", "inForceOn", "seconds")]
    [InlineData("/policies?asOf=2027-01-15T09:00Z", "asOf", "seconds")]
    [InlineData("/people?includeLeft=1", "includeLeft", "true or false")]
    [InlineData("/ledger/leaves?limit=many", "limit", "number")]
    [InlineData("/ledger/leaves?after=-2", "after", "from 0")]
    public async Task A_value_that_cannot_be_is_refused_with_those_that_can(string path, string field, string right)
    {
        var acme = await service.Found();
        Assert.Contains(right, (await acme.Get(Acme.Administrator, path)).ExpectProblem(400, "request.invalid").At("errors").GetProperty(field)[0].GetString()!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/policies", """{"reference":"x-y","content":{}}""", new[] { "content.kind", "content.title", "content.owner", "content.body" })]
    [InlineData("/claims", "{}", new[] { "accountId", "class", "evidence" })]
    public async Task Every_member_that_is_missing_is_told_at_once_by_its_path(string path, string body, string[] missing)
    {
        var acme = await service.Found();
        var errors = (await acme.Send(await acme.KeyOf(Acme.Drafter), "POST", path, Raw.Json(body))).ExpectProblem(400, "body.invalid").At("errors");
        Assert.All(missing, member => Assert.True(errors.TryGetProperty(member, out _), $"{member}: {errors}"));
    }

    [Theory]
    [InlineData("\"kind\":\"policy\"", "\"kind\":\"polcy\"", "content.kind", "guideline")]
    [InlineData("\"reviewCycleMonths\":12", "\"reviewCycleMonths\":\"12\"", "content.reviewCycleMonths", "number")]
    public async Task A_member_of_another_kind_is_told_what_it_may_be(string right, string wrong, string path, string told)
    {
        var acme = await service.Found();
        var body = System.Text.Json.JsonSerializer.Serialize(new { reference = "valid-policy", content = PolicyJourney.Content() }, Shared.Json.Options).Replace(right, wrong, StringComparison.Ordinal);
        Assert.Contains(told, (await acme.Send(await acme.KeyOf(Acme.Drafter), "POST", "/policies", Raw.Json(body))).ExpectProblem(400, "body.invalid").At("errors").GetProperty(path)[0].GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_that_came_into_force_in_the_course_of_a_day_is_in_force_on_that_day()
    {
        var acme = await service.Found();
        await acme.Publish(await acme.Draft());
        var policy = (await acme.Get(Acme.Drafter, "/policies/social-media-policy")).Expect(200);
        var from = policy.At("versions")[0].GetProperty("effectiveFrom").GetDateTimeOffset().UtcDateTime;
        Assert.Equal("1.0", (await acme.Get(Acme.Drafter, $"/policies?inForceOn={from:yyyy-MM-dd}")).Expect(200).At("items")[0].GetProperty("inForceThen").GetString());
        (await acme.Get(Acme.Drafter, $"/policies/social-media-policy/text?on={from:yyyy-MM-dd}")).Expect(200);
        Assert.Equal("""{"items":[]}""", (await acme.Get(Acme.Drafter, $"/policies?inForceOn={from.AddDays(-1):yyyy-MM-dd}")).Expect(200).Body);
        Assert.Equal("""{"items":[]}""", (await acme.Get(Acme.Drafter, $"/policies?inForceOn={from.AddSeconds(-1):yyyy-MM-ddTHH:mm:ssZ}")).Expect(200).Body);
    }

    [Fact]
    public async Task The_last_day_that_there_is_can_be_asked_for()
    {
        var acme = await service.Found();
        (await acme.Get(Acme.Drafter, "/policies?inForceOn=9999-12-31")).Expect(200);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/nowhere")]
    public async Task Whoever_comes_without_an_address_is_shown_where_to_read(string path)
    {
        var acme = await service.Found();
        Assert.Contains("/docs", (await acme.Send(null, "GET", path)).ExpectProblem(404, "route.unknown").Text("detail"), StringComparison.Ordinal);
    }
}
