using Governance.CommandLine.Demo.Worlds;
using Governance.Host.Tests.Database;

namespace Governance.Host.Tests.Leads;

/// <summary>Looking for accounts on the organisation's own pages, and by the names of its brands, in a pretend world.</summary>
public sealed class SearchTests : IAsyncLifetime
{
    private const string Steward = LeadSteps.Steward;

    private readonly string root = Path.GetTempFileName();
    private PretendWorld world = null!;
    private Service service = null!;
    private Acme acme = null!;

    public async ValueTask InitializeAsync()
    {
        world = await PretendWorld.Start();
        service = await Service.OfItsOwn(settings: world.Settings(root));
        acme = await service.Found();
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        await world.DisposeAsync();
        File.Delete(root);
    }

    [Fact]
    public async Task Each_page_is_swept_for_accounts_and_says_how_many_are_new_or_why_it_could_not_be_read()
    {
        world.Serve("acme.example", "/", "text/html", """
            <a href="https://www.facebook.com/AcmeRunning?ref=footer">Facebook</a> <link rel="me" href="https://github.com/acme">
            <a href="https://www.facebook.com/sharer/sharer.php?u=x">Share</a> <a href="/shoes">Shoes</a> <!-- <a href="https://github.com/hidden">no</a> -->
            """);
        world.Serve("acme.example", "/shoes", "text/html", """<a href="http://m.facebook.com/acmerunning">Facebook</a>""");
        world.Serve("acme.example", "/trust.txt", "text/plain", "# ours\nsocial=https://www.instagram.com/acme/\nmember=https://other.example\n");
        world.Serve("acme.example", "/logo", "image/png", "png");
        string[] pages = ["https://acme.example/", "https://acme.example/shoes", "https://acme.example/trust.txt", "https://acme.example/gone", "https://acme.example/logo", "https://127.0.0.1/"];
        var sweep = await Ended("/sweeps", new { pages });
        Assert.Equal(("6", "4", "3"), (sweep.Text("done"), sweep.Text("found"), sweep.Text("new")));
        Assert.Equal(["read 2 2", "read 1 0", "read 1 1", "refused fetch.status", "refused fetch.type", "refused fetch.host"], sweep.At("pages").EnumerateArray().Select(page =>
            page.TryGetProperty("reason", out var reason) ? $"{page.GetProperty("state")} {reason}" : $"{page.GetProperty("state")} {page.GetProperty("accounts")} {page.GetProperty("new")}"));
        var lead = (await acme.Report("facebook.com/acmerunning", "https://acme.example/shoes")).Expect(200);
        Assert.Equal("seenBefore", lead.Text("outcome"));
        var view = (await acme.Get(Acme.Comms, $"/leads/{lead.Text("leadId")}")).Expect(200);
        Assert.Equal(["swept https://acme.example/ p-1004", "swept https://acme.example/shoes p-1004"],
            view.At("sightings").EnumerateArray().Select(sighting => $"{sighting.GetProperty("how")} {sighting.GetProperty("seenAt")} {sighting.GetProperty("by")}"));
        Assert.Equal(("4", "0"), ((await Ended("/sweeps", new { pages })).Text("found"), (await Ended("/sweeps", new { pages })).Text("new")));
    }

    [Fact]
    public async Task A_handle_exists_or_does_not_or_nobody_can_tell()
    {
        world.Serve("api.github.com", "/users/acmerunning", "application/json", """{"login":"acmerunning","id":7}""");
        world.Serve("api.github.com", "/users/acme-running", "application/json", """{"message":"Not Found"}""", 404);
        world.Serve("api.github.com", "/users/acmerunninghq", "application/json", """{"message":"Slow down"}""", 429);
        var probe = await Ended("/probes", new { brands = (string[])["Acmé Running"], platforms = (string[])["github"] });
        var found = probe.At("handles").EnumerateArray().ToDictionary(handle => handle.GetProperty("handle").GetString()!, handle => handle.GetProperty("finding").GetString());
        Assert.Equal(("exists", "absent", "cannotTell"), (found["acmerunning"], found["acme-running"], found["acmerunninghq"]));
        Assert.Equal(("1", "1"), (probe.Text("found"), probe.Text("new")));
        var leads = (await acme.Get(Acme.Comms, "/leads")).Expect(200).At("items").EnumerateArray().ToList();
        Assert.Equal("acmerunning", Assert.Single(leads).GetProperty("handle").GetString());
        Assert.Equal("probed", leads[0].GetProperty("sightings")[0].GetProperty("how").GetString());
        Assert.DoesNotContain(world.Requests, request => request.Contains("acme_running", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_cannot_be_searched_is_refused_before_anything_is_fetched()
    {
        foreach (var pages in (string[]?[])[null, [], ["http://acme.example/"], ["nonsense"], ["https://acme.example/", "https://acme.example/"], [.. Enumerable.Range(0, 51).Select(page => $"https://acme.example/{page}")]])
            (await acme.Post(Steward, "/sweeps", new { pages })).Expect(400, "body.invalid");
        foreach (var brands in (string[]?[])[null, [], ["A"], [new string('a', 61)], [.. Enumerable.Range(0, 21).Select(brand => $"brand{brand}")]])
            (await acme.Post(Steward, "/probes", new { brands })).Expect(400, "body.invalid");
        (await acme.Post(Steward, "/probes", new { brands = (string[])["Acme"], platforms = (string[])["facebook"] })).Expect(400, "probe.platform");
        (await acme.Post(Steward, "/probes", new { brands = (string[])["Acme"], platforms = (string[])["friendface"] })).Expect(400, "probe.platform");
        (await acme.Post(Steward, "/probes", new { brands = (string[])["日本"] })).Expect(400, "probe.nothing");
        (await acme.Post(Steward, "/probes", new { brands = Enumerable.Range(0, 20).Select(brand => $"Acme Brand {brand}") })).Expect(400, "probe.too-much");
        (await acme.Post(Acme.Comms, "/sweeps", new { pages = (string[])["https://acme.example/"] })).Expect(403, "access.not-yours");
        (await acme.Post(Acme.Comms, "/probes", new { brands = (string[])["Acme"] })).Expect(403, "access.not-yours");
        (await acme.Get(Acme.Comms, "/sweeps/none")).Expect(404, "sweep.unknown");
        (await acme.Get(Acme.Comms, "/probes/none")).Expect(404, "probe.unknown");
        Assert.Empty(world.Requests);
    }

    [Fact]
    public async Task A_sweep_is_no_probe()
    {
        world.Serve("acme.example", "/", "text/html", "");
        var sweep = await Ended("/sweeps", new { pages = (string[])["https://acme.example/"] });
        (await acme.Get(Acme.Comms, $"/probes/{sweep.Text("sweepId")}")).Expect(404, "probe.unknown");
    }

    private async Task<Answer> Ended(string path, object body)
    {
        var started = (await acme.Post(Steward, path, body)).Expect(201).Headers["Location"];
        await Eventually.IsTrue(async () => (await acme.Get(Acme.Comms, started)).Expect(200).At("ended").GetBoolean(), $"{started} has ended");
        return await acme.Get(Acme.Comms, started);
    }
}
