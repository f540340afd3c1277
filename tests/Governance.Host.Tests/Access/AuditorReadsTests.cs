using Governance.Access;
using Governance.Shared;

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
}
