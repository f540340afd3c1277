extern alias verify;

using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Governance.Host.Tests.CommandLine;
using Governance.Host.Tests.Demo;
using Governance.Ledger;
using verify::Governance.Verify;

namespace Governance.Host.Tests.Audit.Ledger;

/// <summary>What an auditor takes away from the real service after the demo proves itself to somebody who has nothing but the bundle and the log's key.</summary>
public sealed class BundleTests(LocalService service) : IClassFixture<LocalService>, IDisposable
{
    private const string Auditor = "p-1012";
    private const string Administrator = "p-1013";

    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("governance-bundles-").FullName;

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_bundle_of_one_policy_proves_its_whole_life_and_a_changed_word_is_named()
    {
        await Demo();
        (await Export("policy", "--policy", "social-media-policy")).Ended(0).Says("leaves");

        var (code, said) = Verify("policy");

        Assert.True(code == 0, said);
        var lines = File.ReadLines(Path.Combine(folder, "policy", "events.jsonl")).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var types = lines.Select(line => line.GetProperty("entry").TryGetProperty("type", out var type) ? type.GetString() : null).ToList();
        foreach (var type in (string[])["PolicyDrafted", "PolicySubmitted", "ApprovalRequested", "DecisionMade", "PolicyApproved", "PolicyPublished", "PolicyBecameEffective", "FlowAdopted"]) Assert.Contains(type, types);

        var events = Path.Combine(folder, "policy", "events.jsonl");
        // What introduces the keys comes along; without it nobody could check a seal.
        var written = File.ReadAllLines(events);
        await File.WriteAllLinesAsync(events, written.Where(line => !line.Contains("\"role\":\"node\"", StringComparison.Ordinal)), TestContext.Current.CancellationToken);
        var (unread, why) = Verify("policy");
        Assert.Equal(1, unread);
        Assert.Contains("[seal.unchecked]", why, StringComparison.Ordinal);
        await File.WriteAllLinesAsync(events, written, TestContext.Current.CancellationToken);
        Assert.Equal(0, Verify("policy").Code);

        var changedLines = File.ReadAllLines(events);
        var decision = Array.FindIndex(changedLines, line => line.Contains("\"type\":\"DecisionMade\"", StringComparison.Ordinal));
        changedLines[decision] = changedLines[decision].Replace("\"data\":{", "\"data\":{\"aside\":1,", StringComparison.Ordinal);
        Assert.Contains("aside", changedLines[decision], StringComparison.Ordinal);
        await File.WriteAllLinesAsync(events, changedLines, TestContext.Current.CancellationToken);
        var (changed, told) = Verify("policy");
        Assert.Equal(1, changed);
        Assert.Contains("DecisionMade", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_whole_log_verifies_grows_consistently_and_a_person_who_is_erased_is_told_as_erased()
    {
        await Demo();
        (await Export("before")).Ended(0);
        Assert.Equal((0, ""), Fails("before"));
        var size = LedgerSteps.CheckpointOf(await File.ReadAllTextAsync(Path.Combine(folder, "before", "checkpoint"), TestContext.Current.CancellationToken)).Size;

        using var administrator = As(Administrator);
        using var added = await administrator.PostAsJsonAsync("people", new { personId = "p-2001", name = "Zoe Quill", email = "zoe.quill@acme.example" }, TestContext.Current.CancellationToken);
        Assert.True(added.IsSuccessStatusCode, await added.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        (await Export("named")).Ended(0);
        Assert.Contains("Zoe Quill", string.Concat(Disclosed("named")), StringComparison.Ordinal);
        using var left = await administrator.PostAsJsonAsync("people/p-2001/leave", new { reason = "Moved on." }, TestContext.Current.CancellationToken);
        Assert.True(left.IsSuccessStatusCode, await left.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var erased = await administrator.PostAsJsonAsync("people/p-2001/erase", new { legalBasis = "objection", reference = "DSR-7" }, TestContext.Current.CancellationToken);
        Assert.True(erased.IsSuccessStatusCode, await erased.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        (await Export("after", "--from", size.ToString(System.Globalization.CultureInfo.InvariantCulture))).Ended(0);

        var (code, said) = Verify("after", "--since", Path.Combine(folder, "before"));
        Assert.True(code == 0, said);
        Assert.Contains("erased", said, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Zoe Quill", string.Concat(Disclosed("after")), StringComparison.Ordinal);
        (await Export("withheld", "--withhold")).Ended(0).Says("withheld");
        Assert.Empty(Disclosed("withheld").SelectMany(line => line));
        Assert.Equal((0, ""), Fails("withheld"));

        // A member that is taken away without an erasure is missing, and that is a failure.
        var disclosures = Path.Combine(folder, "after", "disclosures.jsonl");
        await File.WriteAllLinesAsync(disclosures, File.ReadAllLines(disclosures).Skip(1), TestContext.Current.CancellationToken);
        var (missing, told) = Verify("after");
        Assert.Equal(1, missing);
        Assert.Contains("missing", told, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_status_is_told_in_words_and_an_auditors_export_is_recorded()
    {
        (await CommandProcess.Of("ledger", "status", "--url", service.Url, "--key", service.KeyOf(Auditor))).Ended(0).Says("The ledger is well.").Says("/governance/acme");
        (await Export("recorded")).Ended(0);
        using var auditor = As(Auditor);
        using var events = JsonDocument.Parse(await auditor.GetStringAsync("events?type=ResourceRead&limit=200", TestContext.Current.CancellationToken));
        Assert.Contains(events.RootElement.GetProperty("items").EnumerateArray(), line => line.GetProperty("sentence").GetString()!.Contains("/ledger/leaves", StringComparison.Ordinal));
    }

    private async Task Demo() => (await CommandProcess.Of("demo", "--url", service.Url, "--keys", service.Keys)).Ended(0);

    private Task<CommandProcess> Export(string name, params string[] more) =>
        CommandProcess.Of(["ledger", "export", "--to", Path.Combine(folder, name), "--url", service.Url, "--key", service.KeyOf(Auditor), .. more]);

    private IEnumerable<string> Disclosed(string name) => File.ReadLines(Path.Combine(folder, name, "disclosures.jsonl"))
        .Select(line => Disclosure.Parse(JsonDocument.Parse(line).RootElement.GetProperty("disclosure").GetString()!).Value.ToString());

    private (int Code, string Said) Fails(string name) => Verify(name) is var (code, said) && code == 0 ? (0, "") : (code, said);

    private (int Code, string Said) Verify(string name, params string[] more)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        var code = VerifyCommand.Run([Path.Combine(folder, name), "--key", service.LogKey, .. more], output, error, watched: false);
        return (code, System.Text.Encoding.UTF8.GetString(output.ToArray()) + error);
    }

    private HttpClient As(string person)
    {
        var http = new HttpClient { BaseAddress = new Uri(service.Url + "/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", service.KeyOf(person));
        return http;
    }
}
