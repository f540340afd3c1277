using Governance.Access;
using Governance.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Logging.Abstractions;

namespace Governance.Host.Tests.Access;

public sealed class AuditorReadsTests(Service service)
{
    private static async Task<List<ResourceRead>> Reads(Acme acme, string person)
    {
        await using var session = acme.Session();
        return [.. (await session.Events.FetchStreamAsync(StreamKeys.Reads(person), token: TestContext.Current.CancellationToken)).Select(fact => (ResourceRead)fact.Data)];
    }

    [Fact]
    public async Task What_an_auditor_was_shown_is_recorded_before_they_see_it()
    {
        var acme = await service.Found();
        (await acme.Get(Acme.Auditor, "/people?group=legal")).Expect(200);
        (await acme.Get(Acme.Auditor, "/people/p-1001")).Expect(200);
        Assert.Equal([new ResourceRead("/people", "?group=legal"), new ResourceRead("/people/p-1001", null)], await Reads(acme, Acme.Auditor));
    }

    [Fact]
    public async Task What_was_refused_or_not_found_was_not_read()
    {
        var acme = await service.Found();
        (await acme.Get(Acme.Auditor, "/people/p-9999")).Expect(404);
        (await acme.Get(Acme.Auditor, "/people?limit=0")).Expect(400);
        (await acme.Get(Acme.Auditor, "/nowhere")).Expect(404);
        Assert.Empty(await Reads(acme, Acme.Auditor));
    }

    [Fact]
    public async Task Nobody_elses_reads_are_recorded()
    {
        var acme = await service.Found();
        (await acme.Get(Acme.Drafter, "/people")).Expect(200);
        Assert.Empty(await Reads(acme, Acme.Drafter));
    }

    [Fact]
    public async Task Reads_at_one_moment_are_all_recorded()
    {
        var acme = await service.Found();
        await acme.KeyOf(Acme.Auditor);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => acme.Get(Acme.Auditor, "/areas")));
        Assert.All(answers, answer => answer.Expect(200));
        Assert.Equal(8, (await Reads(acme, Acme.Auditor)).Count);
    }

    [Fact]
    public async Task What_cannot_be_recorded_is_not_shown()
    {
        await using var away = Marten.DocumentStore.For("Host=127.0.0.1;Port=9;Username=nobody;Database=none;Timeout=2");
        var http = new DefaultHttpContext { Request = { Method = "GET", Path = "/areas" } };
        http.SetEndpoint(new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse("/areas"), 0, null, null));
        new Caller("acme", Acme.Auditor, [new(Roles.Auditor, null)], ["*"], "test").SignIn(http, "test");
        using var body = new MemoryStream();
        http.Response.Body = body;
        await new AuditorReads(shown => shown.Response.WriteAsync("the areas"), NullLogger<AuditorReads>.Instance).InvokeAsync(http, away);
        var answer = System.Text.Encoding.UTF8.GetString(body.ToArray());
        Assert.Equal(503, http.Response.StatusCode);
        Assert.Contains("access.read-not-recorded", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("the areas", answer, StringComparison.Ordinal);
        Assert.NotEmpty(http.Response.Headers.RetryAfter.ToString());
    }
}
