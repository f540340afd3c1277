using System.Net.Http.Headers;
using System.Net.Mime;
using Governance.Shared;

namespace Governance.CommandLine;

/// <summary>A running service, asked over HTTP as whoever holds a key. What stands between the caller and any answer at all is a <see cref="CommandFault"/>.</summary>
public sealed class ServiceClient : IDisposable
{
    /// <summary>Where a service listens when nothing else was asked for.</summary>
    public const string UsualAddress = "http://127.0.0.1:5080";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(1);

    private readonly Uri address;
    private readonly HttpClient http;

    /// <summary>The service at an address such as <c>http://127.0.0.1:5080</c>.</summary>
    /// <exception cref="CommandFault">It is no such address.</exception>
    public ServiceClient(string url)
    {
        if (!Uri.TryCreate(url.TrimEnd('/') + '/', UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https"))
            throw new CommandFault($"{url} is not an address. Give one such as {UsualAddress}.", CommandFault.WrongUsage);
        address = parsed;
        // A key goes to the service that was named and nowhere else; a proxy cannot reach this machine's loopback.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = !parsed.IsLoopback, ConnectTimeout = TimeSpan.FromSeconds(10) };
        http = new HttpClient(handler) { BaseAddress = parsed, Timeout = TimeSpan.FromSeconds(60), MaxResponseContentBufferSize = 32 * 1024 * 1024 };
    }

    /// <summary>Reads.</summary>
    public Task<ServiceAnswer> Get(string path, string key, CancellationToken cancellation) => Ask(() => new HttpRequestMessage(HttpMethod.Get, path.TrimStart('/')), key, cancellation);

    /// <summary>Copies what the service answers as it comes, however long it is.</summary>
    /// <exception cref="CommandFault">The service says no.</exception>
    public async Task Copy(string path, string key, TextWriter output, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path.TrimStart('/')) { Headers = { Authorization = Bearer(key) } };
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (!response.IsSuccessStatusCode)
            {
                var answer = ServiceAnswer.Of((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellation));
                throw new CommandFault(answer.Sentence ?? $"The service at {Name} answered {answer.Status}.");
            }

            using var body = new StreamReader(await response.Content.ReadAsStreamAsync(cancellation));
            var buffer = new char[64 * 1024];
            for (int read; (read = await body.ReadAsync(buffer, cancellation)) > 0;) await output.WriteAsync(buffer.AsMemory(0, read), cancellation);
            await output.FlushAsync(cancellation);
        }
        catch (HttpRequestException)
        {
            throw new CommandFault($"No service answers at {Name}, or it broke off in the middle. Start it with ops/run, or name another with --url.");
        }
    }

    /// <summary>Reads what is no JSON, whole; a service that is not ready is waited for.</summary>
    /// <exception cref="CommandFault">The service says no.</exception>
    public async Task<byte[]> Fetch(string path, string key, CancellationToken cancellation)
    {
        for (var left = Patience; ;)
        {
            var (body, answer, wait) = await FetchOnce(path, key, cancellation);
            if (body is not null) return body;
            if (wait is null) throw new CommandFault(answer!.Sentence);
            if ((left -= wait.Value + ShortWait) <= TimeSpan.Zero) throw new CommandFault($"The service at {Name} is not ready: {answer!.Sentence} Try again later.");
            await Task.Delay(wait.Value + ShortWait, cancellation);
        }
    }

    private async Task<(byte[]? Body, ServiceAnswer? Answer, TimeSpan? Wait)> FetchOnce(string path, string key, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path.TrimStart('/')) { Headers = { Authorization = Bearer(key) } };
        try
        {
            using var response = await http.SendAsync(request, cancellation);
            var body = await response.Content.ReadAsByteArrayAsync(cancellation);
            return response.IsSuccessStatusCode ? (body, null, null) : (null, ServiceAnswer.Of((int)response.StatusCode, System.Text.Encoding.UTF8.GetString(body)), WaitFor(response));
        }
        catch (HttpRequestException)
        {
            throw new CommandFault($"No service answers at {Name}, or it broke off in the middle. Start it with ops/run, or name another with --url.");
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new CommandFault($"The service at {Name} did not answer within {http.Timeout.TotalSeconds:0} seconds. Try again later.");
        }
    }

    /// <summary>Commands, under one idempotency key however often it has to be sent.</summary>
    public Task<ServiceAnswer> Post(string path, string key, object body, CancellationToken cancellation)
    {
        var idempotency = Guid.NewGuid().ToString();
        return Ask(() => new HttpRequestMessage(HttpMethod.Post, path.TrimStart('/')) { Content = JsonContent.Create(body, options: Json.Options), Headers = { { IdempotencyKey.Header, idempotency } } }, key, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<ServiceAnswer> Ask(Func<HttpRequestMessage> request, string key, CancellationToken cancellation)
    {
        for (var left = Patience; ; await Task.Delay(ShortWait, cancellation))
        {
            var (answer, wait) = await Once(request(), key, cancellation);
            if (wait is null) return answer!;
            if ((left -= wait.Value + ShortWait) <= TimeSpan.Zero)
                throw new CommandFault($"The service at {Name} is not ready: {answer?.Sentence ?? "it broke off without an answer."} Try again later; what it acknowledged is done.");
            await Task.Delay(wait.Value, cancellation);
        }
    }

    // An answer; or how long to wait before the same is asked again.
    private async Task<(ServiceAnswer? Answer, TimeSpan? Wait)> Once(HttpRequestMessage request, string key, CancellationToken cancellation)
    {
        using var asked = request;
        request.Headers.Authorization = Bearer(key);
        request.Headers.Accept.ParseAdd(MediaTypeNames.Application.Json);
        try
        {
            using var response = await http.SendAsync(request, cancellation);
            var answer = ServiceAnswer.Of((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellation));
            return (answer, WaitFor(response) ?? Judged(answer));
        }
        catch (HttpRequestException error) when (error.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            throw new CommandFault($"No service answers at {Name}. Start it with ops/run, or name another with --url.");
        }
        catch (HttpRequestException)
        {
            return (null, TimeSpan.Zero);
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new CommandFault($"The service at {Name} did not answer within {http.Timeout.TotalSeconds:0} seconds. Try again later.");
        }
    }

    private static AuthenticationHeaderValue Bearer(string key) => key.Any(letter => letter is <= ' ' or > '~')
        ? throw new CommandFault("The key holds something that no key holds. Paste it whole, without spaces.", CommandFault.WrongUsage) : new("Bearer", key);

    private string Name => address.GetLeftPart(UriPartial.Authority);

    private static TimeSpan? WaitFor(HttpResponseMessage response)
    {
        if ((int)response.StatusCode is not (StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests)) return null;
        var wait = response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - DateTimeOffset.UtcNow : TimeSpan.Zero;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private TimeSpan? Judged(ServiceAnswer answer)
    {
        if (answer.Json is null || answer is { Succeeded: false, Code: null }) throw Strange(answer);
        if (answer.Status == StatusCodes.Status401Unauthorized) throw new CommandFault($"The service at {Name} does not accept the key. {answer.Sentence}");
        return null;
    }

    /// <summary>What answered does not speak as this service does.</summary>
    public CommandFault Strange(ServiceAnswer answer) =>
        new($"What answers at {Name} is not this service, or not of this version: its answer {answer.Status} has another form.");
}
