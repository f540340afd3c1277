using Governance.CommandLine;
using Governance.Host.Tests.CommandLine;

namespace Governance.Host.Tests.Leads;

/// <summary>Importing a list twice is importing it once, and a rejection survives it.</summary>
public sealed class LeadImportTests(Service service)
{
    [Fact]
    public async Task Each_line_is_answered_by_itself_and_the_second_time_nothing_is_new()
    {
        var acme = await service.Found();
        (await acme.Post(LeadSteps.Steward, "/accounts", new { url = "facebook.com/acme", profile = LeadSteps.Profile })).Expect(201);
        await acme.Reject(await acme.Lead("facebook.com/acmeclub"));
        object[] list =
        [
            new { url = "facebook.com/acmerunning" }, new { url = "m.facebook.com/AcmeRunning" }, new { url = "facebook.com/Acme" }, new { url = "facebook.com/acmeclub" },
            new { url = "facebook.com/sharer" }, new { url = "facebook.com/x", handle = "x", platform = "x" }, new { platform = "facebook", handle = "acmerunning" },
        ];
        Assert.Equal(["new", "seenBefore", "inTheRegister", "rejectedBefore", "refused", "refused", "seenBefore"], await acme.Outcomes(list));
        Assert.Equal(["seenBefore", "seenBefore", "inTheRegister", "rejectedBefore", "refused", "refused", "seenBefore"], await acme.Outcomes(list));
        Assert.Equal("1", (await acme.Get(Acme.Comms, $"/leads/{(await acme.Report("facebook.com/acmerunning", "")).Text("leadId")}")).Text("seen"));
    }

    [Fact]
    public async Task A_list_has_a_sighting_in_every_place_and_not_too_many()
    {
        var acme = await service.Found();
        foreach (var body in (object[])[new { }, new { sightings = (object[])[] }, new { sightings = new object?[] { null } }, new { sightings = Enumerable.Repeat(new { url = "facebook.com/acme" }, 501) }])
            (await acme.Post(Acme.Comms, "/leads/import", body)).Expect(400);
    }

    [Fact]
    public async Task The_command_reports_each_line_and_an_import_that_broke_off_goes_on()
    {
        var first = """{"items":[{"outcome":"new","leadId":"l-1"},{"outcome":"refused","code":"lead.not-an-account","sentence":"A button."}]}""";
        await using var standIn = await StandIn.With(
            StandIn.Answer(409, """{"code":"conflict.lost-race","detail":"Somebody else changed this."}"""), StandIn.Answer(200, first));
        using var output = new StringWriter();
        using var error = new StringWriter();
        var path = Path.Combine(System.IO.Directory.CreateTempSubdirectory("governance-leads-").FullName, "leads.csv");
        await File.WriteAllTextAsync(path, "url\nfacebook.com/acme\nfacebook.com/sharer\n", TestContext.Current.CancellationToken);
        Assert.Equal(1, await Commands.Run(["leads", "import", path, "--url", standIn.Url], new Terminal(output, error, Stream.Null, name => name == "GOVERNANCE_KEY" ? "gov_key" : null)));
        Assert.Equal($"{path}:2: facebook.com/acme    new  l-1\n{path}:3: facebook.com/sharer: lead.not-an-account: A button.\n2 lines: 1 new, 1 refused.\n", output.ToString());
        Assert.Equal(2, standIn.Keys.Distinct().Count());
    }
}
