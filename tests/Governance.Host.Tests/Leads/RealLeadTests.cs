using Governance.CommandLine;

namespace Governance.Host.Tests.Leads;

/// <summary>Accounts that people really found, accepted and rejected: tests/data/register/README.md says where they come from.</summary>
public sealed class RealLeadTests(Service service)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "register");

    private static readonly Terminal Quiet = new(TextWriter.Null, TextWriter.Null, Stream.Null, _ => null);

    [Fact]
    public async Task What_was_found_official_is_a_lead_each_and_once()
    {
        var acme = await service.Found();
        var file = LeadFile.Read(Path.Combine(Folder, "leads-confirmed.csv"), Quiet);
        object[] sightings = [.. file.Lines.Select(line => line.Sighting!)];
        Assert.Equal(17, sightings.Length);
        Assert.All(await acme.Outcomes(sightings), outcome => Assert.Equal("new", outcome));
        Assert.All(await acme.Outcomes(sightings), outcome => Assert.Equal("seenBefore", outcome));
        var leads = (await acme.Get(Acme.Comms, "/leads?limit=200")).Expect(200).At("items").EnumerateArray().ToList();
        Assert.Equal(17, leads.Count);
        Assert.All(leads, lead => Assert.Equal("1", lead.GetProperty("seen").ToString()));
        Assert.Contains(leads, lead => lead.GetProperty("sightings")[0].GetProperty("note").GetString() == "linked, but obfuscated by javascript");
    }

    [Fact]
    public async Task What_was_rejected_for_a_reason_stays_rejected_for_it_when_the_list_is_imported_again()
    {
        var acme = await service.Found();
        var rejected = Rejected().ToList();
        object[] sightings = [.. rejected.Select(one => new { one.platform, one.handle, seenAt = "leads-rejected.csv" })];
        var first = (await acme.Post(Acme.Comms, "/leads/import", new { sightings })).Expect(200).At("items").EnumerateArray().ToList();
        var reasons = new Dictionary<string, (string Reason, string Note)>();
        foreach (var (answer, one) in first.Zip(rejected).Where(pair => pair.First.GetProperty("outcome").GetString() == "new"))
        {
            var leadId = answer.GetProperty("leadId").GetString()!;
            reasons[leadId] = (ReasonOf(one.comment), one.comment);
            await acme.Reject($"/leads/{leadId}", reasons[leadId].Reason, one.comment);
        }

        // Buttons, searches and scripts are no accounts; people and caucuses are.
        Assert.InRange(reasons.Count, 40, rejected.Count - 10);
        var again = await acme.Outcomes([.. sightings.Select(sighting => sighting)]);
        Assert.All(first.Zip(again), pair => Assert.Equal(pair.First.GetProperty("outcome").GetString() == "refused" ? "refused" : "rejectedBefore", pair.Second));
        foreach (var lead in (await acme.Get(Acme.Comms, "/leads?state=rejected&limit=200")).Expect(200).At("items").EnumerateArray())
            Assert.Equal(reasons[lead.GetProperty("leadId").GetString()!], (lead.GetProperty("reason").GetString()!, lead.GetProperty("note").GetString()!));
        Assert.Empty((await acme.Get(Acme.Comms, "/leads?state=open")).At("items").EnumerateArray());
    }

    // The list holds patterns: most of them are a handle between ^ and $.
    private static IEnumerable<(string platform, string handle, string comment)> Rejected() =>
        CsvText.Read(File.ReadAllText(Path.Combine(Folder, "leads-rejected.csv"))).Skip(1)
            .Select(record => (record.Fields[0], record.Fields[1].Trim('^', '$').Replace("\\", "", StringComparison.Ordinal), record.Fields[2])).DistinctBy(one => (one.Item1, one.Item2.ToLowerInvariant()));

    private static string ReasonOf(string comment) => comment switch
    {
        "abandoned" or "404s" => "gone",
        _ when comment.Contains("we have it already", StringComparison.Ordinal) => "duplicate",
        _ when comment.Contains("plugin", StringComparison.Ordinal) || comment.Contains("junk", StringComparison.Ordinal) || comment.Contains("embed", StringComparison.Ordinal) => "notAnAccount",
        _ => "notOurs",
    };
}
