using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Governance.Host.Tests.Database;
using Governance.Shared;

namespace Governance.Host.Tests.Durability;

/// <summary>People of local mode as clients of a service that runs as a process of its own.</summary>
public sealed partial class Client : IDisposable
{
    private readonly HttpClient http;
    private readonly Dictionary<string, string> keys;

    private Client(string address, Dictionary<string, string> keys) => (http, this.keys) = (new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(30) }, keys);

    /// <summary>Waits until the service has greeted, and takes its address and the keys from where it put them.</summary>
    public static async Task<Client> Of(ServiceProcess service, string dataFolder)
    {
        await service.SaysAsync("Paste one of these");
        var keys = JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(Path.Combine(dataFolder, "local-keys.json")))!;
        return new Client(Greeting().Match(service.Output).Groups["address"].Value, keys);
    }

    public Task<Answer> Get(string person, string path) => Send(person, new HttpRequestMessage(HttpMethod.Get, path));

    public Task<Answer> Post(string person, string path, object body, string? once = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, options: Json.Options) };
        if (once is not null) request.Headers.Add("Idempotency-Key", once);
        return Send(person, request);
    }

    /// <summary>Posts until the service acknowledges, with one key, through whatever interrupts it. Anything but success and 503 fails.</summary>
    public async Task PostOnce(string person, string path, object body, string once)
    {
        Answer? answer = null;
        await Eventually.IsTrue(async () => (answer = await Try(() => Post(person, path, body, once))) is { Status: not (int)HttpStatusCode.ServiceUnavailable }, $"{path} is acknowledged");
        Assert.True(answer!.Status is 200 or 201, answer.Body);
    }

    /// <summary>The answer, or null when the connection broke.</summary>
    public static async Task<Answer?> Try(Func<Task<Answer>> ask)
    {
        try
        {
            return await ask();
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public void Dispose() => http.Dispose();

    /// <summary>Sends anything, as somebody or as nobody.</summary>
    public Task<Answer> Send(string? person, HttpMethod method, string path, object? body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body, options: Json.Options) };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return Send(person, request);
    }

    private async Task<Answer> Send(string? person, HttpRequestMessage request)
    {
        if (person is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", keys[person]);
        using var response = await http.SendAsync(request);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"is served at (?<address>http://\S+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Greeting();
}
