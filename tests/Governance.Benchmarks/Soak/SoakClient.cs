using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Governance.Benchmarks.Soak;

/// <summary>What the service answered to a command or a read.</summary>
internal sealed record SoakAnswer(int Status, string Body)
{
    /// <summary>Whether it did what was asked.</summary>
    public bool Succeeded => Status is >= 200 and < 300;

    /// <summary>The body.</summary>
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>The public code of a refusal.</summary>
    public string Code => Body.StartsWith('{') && Json.TryGetProperty("code", out var code) ? code.ToString() : $"{Status}";
}

/// <summary>
/// Everybody who works with the service while it is disturbed. A command has a key and a correlation of its own and is sent, with these, until
/// the service says yes or no: whatever was acknowledged is then known exactly, and what was refused must have left nothing.
/// </summary>
internal sealed class SoakClient(SoakRecord record, string run) : IDisposable
{
    private const string LostRace = "conflict.lost-race";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // Nobody waits longer for one that was stopped, and each is a new connection after the other side has gone.
    private readonly HttpClient http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(1) }) { Timeout = TimeSpan.FromSeconds(20) };
    private IReadOnlyList<Uri> addresses = [];
    private int commands;

    /// <summary>Everybody's keys.</summary>
    public IReadOnlyDictionary<string, string> Keys { get; set; } = new Dictionary<string, string>();

    /// <summary>Where the service is now; with two of them both are asked in turn.</summary>
    public void IsAt(params IReadOnlyList<Uri> services) => addresses = services;

    /// <summary>Sends a command until it is answered for good.</summary>
    public async Task<SoakAnswer> Command(string kind, string person, string path, object body)
    {
        var correlation = $"{run}-{Interlocked.Increment(ref commands)}";
        for (var began = Stopwatch.GetTimestamp(); ; await Rest(began, path))
        {
            var sent = Stopwatch.GetTimestamp();
            if (await Try(kind, HttpMethod.Post, person, path, body, correlation) is not { } answer) continue;
            if (answer.Code == LostRace)
            {
                record.Count(kind, "lost a race");
                continue;
            }

            record.Count(kind, answer.Succeeded ? "acknowledged" : "refused");
            if (answer.Succeeded) record.Acknowledge(Told(correlation, person, answer), sent);
            else record.Count(answer.Code, "code");
            return answer;
        }
    }

    /// <summary>Reads until there is an answer.</summary>
    public async Task<SoakAnswer> Read(string kind, string person, string path)
    {
        for (var began = Stopwatch.GetTimestamp(); ; await Rest(began, path))
        {
            if (await Try(kind, HttpMethod.Get, person, path, null, null) is not { } answer) continue;
            record.Count(kind, answer.Succeeded ? "acknowledged" : "refused");
            return answer;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private static async Task Rest(long began, string path)
    {
        if (Stopwatch.GetElapsedTime(began) > Patience) throw new TimeoutException($"{path} was not answered for {Patience.TotalMinutes:0} minutes, however often it was sent.");
        await Task.Delay(100);
    }

    // Null: nobody answered, or the service asked to come again.
    private async Task<SoakAnswer?> Try(string kind, HttpMethod method, string person, string path, object? body, string? correlation)
    {
        record.Asks();
        var all = addresses;
        using var request = new HttpRequestMessage(method, new Uri(all[record.Asked % all.Count], path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Keys[person]);
        if (body is not null) request.Content = JsonContent.Create(body, options: Shared.Json.Options);
        if (correlation is not null)
        {
            request.Headers.Add("Idempotency-Key", correlation);
            request.Headers.Add("X-Correlation-Id", correlation);
        }

        try
        {
            using var response = await http.SendAsync(request);
            var answer = new SoakAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync());
            if (answer.Status == 503) record.Count(kind, "turned away");
            else if (answer.Status is 401 or 429 or >= 500) record.Find($"{method} {path} was answered {answer.Status}: {answer.Body}");
            return answer.Status is 401 or 429 or >= 500 ? null : answer;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException or IOException)
        {
            record.Count(kind, "broken off");
            return null;
        }
    }

    // A receipt names its facts. What an import did, each line of its answer says.
    private static ToldCommand Told(string correlation, string person, SoakAnswer answer)
    {
        var json = answer.Json;
        var facts = json.TryGetProperty("facts", out var told)
            ? told.EnumerateArray().Select(fact => new ToldFact(fact.GetProperty("id").GetGuid(), json.GetProperty("stream").GetString()!, fact.GetProperty("version").GetInt64(), fact.GetProperty("type").GetString()!)).ToList()
            : [];
        var counts = new Dictionary<string, int>();
        if (json.TryGetProperty("items", out var lines)) counts["AccountListed"] = lines.EnumerateArray().Count(line => line.GetProperty("outcome").GetString() == "added");
        if (json.TryGetProperty("challengeId", out _)) counts["ChallengeIssued"] = 1;
        return new ToldCommand(correlation, person, facts, counts);
    }
}
