using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Governance.Fetching;

/// <summary>
/// The only way out of the service: follows a link that somebody typed, and lets neither the link, nor the name system, nor the server, nor a redirect
/// lead anywhere but to a public https server, and lets none of them cost more than a bounded amount of time and memory.
/// </summary>
public sealed class GuardedFetcher : IDisposable
{
    private const string Name = "Governance/1 (proof check)";
    private readonly FetchSettings settings;
    private readonly TimeProvider clock;
    private readonly GuardedConnection connection;
    private readonly SemaphoreSlim turns;

    /// <summary>Goes out to the internet, or to <paramref name="world"/>.</summary>
    public GuardedFetcher(Resolver resolver, FetchSettings settings, TimeProvider clock, LoopbackWorld? world = null)
    {
        (this.settings, this.clock) = (settings, clock);
        connection = new(resolver, world, settings, clock);
        turns = new(settings.AtOnce);
    }

    /// <summary>Gets <paramref name="url"/>, whatever its status; a body of success must be of one of the media types <paramref name="accepted"/>, such as <c>text/html</c>.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up; nothing else is thrown.</exception>
    public async Task<FetchResult> Get(string url, IReadOnlyList<string> accepted, CancellationToken cancellation)
    {
        using var time = new CancellationTokenSource(settings.Total, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellation);
        var hops = new List<Hop>();
        try
        {
            await turns.WaitAsync(either.Token);
            try
            {
                return await Follow(url, accepted, hops, either.Token);
            }
            finally
            {
                turns.Release();
            }
        }
        catch (Exception fault)
        {
            cancellation.ThrowIfCancellationRequested();
            return NotFetched(fault, hops);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turns.Dispose();

    private async Task<FetchResult> Follow(string url, IReadOnlyList<string> accepted, List<Hop> hops, CancellationToken cancellation)
    {
        for (Uri? from = null; ;)
        {
            var (link, reason, sentence) = Link.Read(url, from);
            if (link is null) throw Refused(hops, Shown(url), reason, sentence);
            if (hops.Exists(hop => hop.Url == link.Address.AbsoluteUri)) throw Refused(hops, link.Address.AbsoluteUri, FetchReasons.Loop, "The redirects lead back to where they have been.");
            if (hops.Count > settings.Redirects) throw Refused(hops, link.Address.AbsoluteUri, FetchReasons.Hops, $"More than {settings.Redirects} redirects are not followed.");
            hops.Add(new(link.Address.AbsoluteUri, null));
            using var handler = Handler(link, cancellation);
            using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
            using var request = Request(link, accepted);
            using var response = await invoker.SendAsync(request, cancellation);
            hops[^1] = hops[^1] with { Status = (int)response.StatusCode };
            if (Location(response) is not { } next) return await Answer(link, response, accepted, hops, cancellation);
            (url, from) = (next, link.Address);
        }
    }

    private async Task<FetchResult> Answer(Link link, HttpResponseMessage response, IReadOnlyList<string> accepted, List<Hop> hops, CancellationToken cancellation)
    {
        var type = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var written) ? written.First() : null;
        if (response.IsSuccessStatusCode && !IsAccepted(type, accepted))
            throw new FetchFault(FetchReasons.Type, $"{link.Host} answered {(type is null ? "without a content type" : $"with the content type {Shown(type)}")}, where {string.Join(" or ", accepted)} is expected.");
        var body = await BoundedBody.Read(response.Content, settings.BodyBytes, cancellation);
        return new Fetched(link.Address.AbsoluteUri, hops, (int)response.StatusCode, type, body, Convert.ToHexStringLower(SHA256.HashData(body.Span)), clock.GetUtcNow());
    }

    // One handler a hop: nothing of one connection is there for the next.
    private SocketsHttpHandler Handler(Link link, CancellationToken cancellation) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        Credentials = null,
        ActivityHeadersPropagator = null,
        MaxConnectionsPerServer = 1,
        PooledConnectionLifetime = TimeSpan.Zero,
        MaxResponseHeadersLength = settings.HeadKib,
        MaxResponseDrainSize = 0,
        ResponseDrainTimeout = TimeSpan.Zero,
        ConnectTimeout = Timeout.InfiniteTimeSpan,
        ConnectCallback = async (_, _) => await connection.To(link.Host, cancellation),
    };

    private static HttpRequestMessage Request(Link link, IReadOnlyList<string> accepted)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, link.Address) { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.TryAddWithoutValidation("User-Agent", Name);
        request.Headers.TryAddWithoutValidation("Accept", string.Join(", ", accepted));
        request.Headers.TryAddWithoutValidation("Accept-Encoding", BoundedBody.Codings);
        request.Headers.ConnectionClose = true;
        return request;
    }

    // As it was written: read as an address and shown again it would be another text, with whatever notation of 127.0.0.1 ironed out.
    private static string? Location(HttpResponseMessage response) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.NonValidated.TryGetValues("Location", out var values) ? values.First() : null;

    private static FetchFault Refused(List<Hop> hops, string url, string reason, string sentence)
    {
        hops.Add(new(url, null));
        return new(reason, sentence);
    }

    private static bool IsAccepted(string? type, IReadOnlyList<string> accepted) =>
        MediaTypeHeaderValue.TryParse(type, out var read) && accepted.Contains(read.MediaType, StringComparer.OrdinalIgnoreCase);

    private NotFetched NotFetched(Exception fault, List<Hop> hops)
    {
        var (reason, sentence) = fault switch
        {
            _ when FetchFault.In(fault) is { } known => (known.Reason, known.Message),
            OperationCanceledException => (FetchReasons.Time, $"There was no whole answer within {settings.Total.TotalSeconds:0} seconds."),
            HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => (FetchReasons.Size, $"The head of the answer is longer than {settings.HeadKib} KiB."),
            _ => (FetchReasons.Protocol, "The server did not answer in HTTP, or its answer broke off."),
        };
        return new(reason, sentence, hops, clock.GetUtcNow());
    }

    private static string Shown(string text) => new([.. text.Take(200).Where(letter => !char.IsControl(letter))]);
}
