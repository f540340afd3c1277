using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Governance.Hostile;

/// <summary>Makes one of everything in the sample organisation, with the document's own examples, so that hostile requests meet things that are there.</summary>
internal sealed class Furnishing(Uri address, IReadOnlyDictionary<string, string> keys, JsonElement document) : IDisposable
{
    private const string Drafter = "p-1001";
    private const string Steward = "p-1004";
    private const string Administrator = "p-1013";
    private static readonly string[] Owners = ["p-1005", "p-1007"];

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };

    /// <summary>Who there is, and who may do what.</summary>
    public async Task<Circumstances> Circumstances()
    {
        var people = (await Get("/people?limit=200"))["items"]!.AsArray().ToDictionary(each => (string)each!["id"]!, each => each!["roles"]!.AsArray().Select(role => (string)role!["role"]!).ToHashSet());
        string[] known = [.. keys.Keys.Order(StringComparer.Ordinal)];
        var who = (await Get("/access"))["items"]!.AsArray().ToDictionary(
            rule => $"{rule!["method"]} {rule["pattern"]}",
            rule => (IReadOnlyList<string>)[.. known.Where(person => people[person] is var roles && !roles.Contains("auditor") && (rule!["roles"]!.AsArray() is { Count: 0 } || rule["roles"]!.AsArray().Any(role => roles.Contains((string)role!))))]);
        return new(known, who);
    }

    /// <summary>The ids of new things, by the names that paths have for them; what could not be made has the document's example.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Furnish(int seed, int chapter)
    {
        var mark = $"{(uint)seed % 10_000}x{chapter}";
        var ids = Examples();
        ids["policyId"] = $"hostile-{mark}";
        ids["personId"] = $"p-hostile{mark}";
        ids["path"] = "0/000.p/1";
        await Make(Administrator, "/people", ("personId", ids["personId"]));
        await Make(Drafter, "/policies", ("reference", ids["policyId"]));
        await Make(Drafter, $"/policies/{ids["policyId"]}/comments");
        ids["commentId"] = await First($"/policies/{ids["policyId"]}/comments", "commentId") ?? ids["commentId"];
        await Make(Drafter, $"/policies/{ids["policyId"]}/submit");
        ids["requestId"] = await Make("p-1005", "/requests", ("subjectId", $"post-{mark}")) ?? ids["requestId"];
        ids["digest"] = (string?)(await Get($"/requests/{ids["requestId"]}"))["content"] ?? new string('0', 64);
        ids["leadId"] = (await Make(Steward, "/leads", ("url", $"facebook.com/lead{mark}"))) ?? ids["leadId"];
        ids["caseId"] = await Make(Steward, "/impostors", ("url", $"https://www.facebook.com/case{mark}")) ?? ids["caseId"];
        ids["sweepId"] = await Make(Steward, "/sweeps", ("pages", new JsonArray("https://nobody.invalid/"))) ?? ids["sweepId"];
        ids["probeId"] = await Make(Steward, "/probes") ?? ids["probeId"];
        ids["keyId"] = await Make(Administrator, "/keys") ?? ids["keyId"];
        await Claims(ids, mark);
        await Rest(ids);
        return ids;
    }

    private async Task Claims(Dictionary<string, string> ids, string mark)
    {
        ids["accountId"] = await Make(Steward, "/accounts", ("url", $"https://www.instagram.com/account{mark}/")) ?? ids["accountId"];
        foreach (var owner in Owners)
        {
            ids["claimId"] = await Make(owner, "/claims", ("accountId", ids["accountId"]), ("backupOwner", null), ("class", "parked")) ?? ids["claimId"];
            await Make(owner, $"/claims/{ids["claimId"]}/submit");
        }

        ids["disputeId"] = await First("/disputes", "disputeId") ?? ids["disputeId"];
    }

    private async Task Rest(Dictionary<string, string> ids)
    {
        ids["eventId"] = await First("/events", "id") ?? ids["eventId"];
        foreach (var person in keys.Keys) ids["noticeId"] = await First("/notices", "noticeId", person) ?? ids["noticeId"];
        var version = (int?)(await Get("/flows/publish-policy"))["version"] ?? 1;
        ids["replayId"] = await Make(Administrator, "/flows/publish-policy/replays", ("version", version)) ?? ids["replayId"];
    }

    /// <summary>A valid command, asked when all is over.</summary>
    public async Task<bool> StillWorks(string mark) => await Make(Drafter, "/policies", ("reference", $"after-{mark}")) == $"after-{mark}";

    /// <summary>What is wrong with the log once it has caught up, or null.</summary>
    public async Task<string?> Ledger()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        JsonNode log;
        while ((int)(log = await Get("/ledger", "p-1012"))["waiting"]! > 0 && !patience.IsCancellationRequested) await Task.Delay(250);
        return (int)log["waiting"]! == 0 && (int)log["violations"]! == 0 && (int)log["mutations"]! == 0 && log["alarms"]!.AsArray().Count == 0 ? null : log.ToJsonString();
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private Dictionary<string, string> Examples() => Operation.In(document).SelectMany(operation => operation.Parameters).Where(each => each.Place == "path").DistinctBy(each => each.Name).ToDictionary(each => each.Name, each => each.Example);

    /// <summary>Posts the example of a path with some members changed, and returns the new thing's id.</summary>
    private async Task<string?> Make(string person, string path, params (string Name, JsonNode? Value)[] members)
    {
        using var answer = await Send(person, HttpMethod.Post, path, Example(path, members));
        if (!answer.IsSuccessStatusCode) return null;
        var receipt = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        return (string?)(receipt["id"] ?? receipt["leadId"] ?? receipt["replayId"]);
    }

    private string Example(string path, (string Name, JsonNode? Value)[] members)
    {
        var parts = path.Split('/');
        var operation = document.GetProperty("paths").EnumerateObject().First(each => each.Value.TryGetProperty("post", out _) && each.Name.Split('/') is var told && told.Length == parts.Length && told.Zip(parts).All(pair => pair.First == pair.Second || pair.First.StartsWith('{')));
        var json = operation.Value.GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json");
        var body = json.TryGetProperty("example", out var example) && example.ValueKind == JsonValueKind.Object ? JsonNode.Parse(example.GetRawText())!.AsObject() : [];
        foreach (var (name, value) in members)
        {
            body.Remove(name);
            if (value is not null) body[name] = value;
        }

        return body.ToJsonString();
    }

    private async Task<string?> First(string path, string name, string person = Administrator) => (string?)(await Get(path, person))["items"]?.AsArray().LastOrDefault()?[name];

    private async Task<JsonNode> Get(string path, string person = Administrator)
    {
        using var answer = await Send(person, HttpMethod.Get, path, null);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private Task<HttpResponseMessage> Send(string person, HttpMethod method, string path, string? body)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", keys[person]);
        return http.SendAsync(request);
    }
}
