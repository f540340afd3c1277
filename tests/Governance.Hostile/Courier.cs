using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Governance.Hostile;

/// <summary>Carries requests to a service on this machine as they are: nothing is tidied up on the way.</summary>
internal sealed partial class Courier : IDisposable
{
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Silent = TimeSpan.FromSeconds(2);

    private readonly Uri address;
    private readonly IReadOnlyDictionary<string, string> keys;
    private readonly HttpClient http;

    public Courier(Uri address, IReadOnlyDictionary<string, string> keys)
    {
        if (!address.IsLoopback) throw new ArgumentException("Hostile requests are for a service on this machine only.", nameof(address));
        (this.address, this.keys) = (address, keys);
        http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
            ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        })
        { Timeout = TimeSpan.FromMinutes(2) };
    }

    /// <summary>Sends one whose ids are filled in.</summary>
    public Task<Answer> Send(HostileRequest request) => request.Wire is null ? Ask(request) : Speak(request);

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<Answer> Ask(HostileRequest request)
    {
        using var message = Message(request);
        var began = Stopwatch.GetTimestamp();
        try
        {
            using var response = await http.SendAsync(message);
            var body = await response.Content.ReadAsStringAsync();
            return new((int)response.StatusCode, $"{response.Headers}{response.Content.Headers}", response.Content.Headers.ContentType?.ToString() ?? "", body, Since(began));
        }
        catch (Exception error) when (error is HttpRequestException or IOException or TaskCanceledException)
        {
            return new(0, "", "", $"{error.Message} {error.InnerException?.Message}", Since(began));
        }
    }

    private HttpRequestMessage Message(HostileRequest request)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(address.GetLeftPart(UriPartial.Authority) + request.Target, AsWritten));
        if (request.Body is not null) message.Content = new ByteArrayContent(request.Body);
        // So that what is refused for its length is refused before it is sent.
        if (request.Body?.Length > 1_000_000) message.Headers.ExpectContinue = true;
        if (request.Person is not null) message.Headers.TryAddWithoutValidation("Authorization", $"Bearer {keys[request.Person]}");
        foreach (var (name, value) in request.Headers)
            if (!message.Headers.TryAddWithoutValidation(name, value)) message.Content?.Headers.TryAddWithoutValidation(name, value);
        return message;
    }

    private async Task<Answer> Speak(HostileRequest request)
    {
        var began = Stopwatch.GetTimestamp();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var said = new MemoryStream();
        try
        {
            using var connection = new TcpClient { NoDelay = true };
            await connection.ConnectAsync(address.Host, address.Port, patience.Token);
            var listening = Listen(connection.GetStream(), said, patience.Token);
            await connection.GetStream().WriteAsync(request.Wire, patience.Token);
            // An end of what is sent ends what is answered as well: it waits for the answer, but not for one to half a request.
            for (long heard = -1; !listening.IsCompleted && heard != said.Length;)
            {
                heard = said.Length;
                await Task.WhenAny(listening, Task.Delay(heard > 0 ? Quiet : Silent, patience.Token));
            }

            connection.Client.Shutdown(SocketShutdown.Send);
            await listening;
        }
        catch (Exception error) when (error is SocketException or IOException or OperationCanceledException)
        {
            // A server may hang up on bytes that are no request, as early as it likes; only silence is noticed, by the time it took.
        }

        return Heard(Encoding.UTF8.GetString(said.ToArray()), Since(began));
    }

    private static async Task Listen(NetworkStream stream, MemoryStream said, CancellationToken cancellation)
    {
        var buffer = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, cancellation)) > 0;) said.Write(buffer, 0, read);
    }

    private static Answer Heard(string text, double milliseconds)
    {
        var (head, body) = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) is >= 0 and var end ? (text[..end], text[(end + 4)..]) : (text, "");
        // Of several answers the worst one counts; to be told to go ahead is none.
        var status = Statuses().Matches(text).Select(each => int.Parse(each.Groups["status"].ValueSpan, CultureInfo.InvariantCulture)).Where(each => each >= 200).DefaultIfEmpty(0).Max();
        return new(status, head, Types().Match(head).Groups["type"].Value, body, milliseconds);
    }

    private static double Since(long began) => Stopwatch.GetElapsedTime(began).TotalMilliseconds;

    [GeneratedRegex(@"^HTTP/1\.1 (?<status>\d{3}) ", RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Statuses();

    [GeneratedRegex(@"^Content-Type: (?<type>[^\r\n]*)", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Types();
}
