using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Governance.Host.Tests.Watching;

/// <summary>A collector on loopback that takes traces, metrics and logs as http/protobuf (OTLP 1.x) and keeps what it was sent.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication web;
    private readonly ConcurrentQueue<(string Path, byte[] Body, string ContentType)> posts = new();

    private Collector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        web = builder.Build();
        web.MapPost("/v1/{signal}", async (HttpContext http) =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            posts.Enqueue((http.Request.Path.Value!, body.ToArray(), http.Request.ContentType ?? ""));
            // An empty answer of any of the three is a message without fields.
            http.Response.ContentType = "application/x-protobuf";
        });
    }

    public string Url => web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Every body that was sent, whatever it is of.</summary>
    public IEnumerable<byte[]> Bodies => posts.Select(post => post.Body);

    public IEnumerable<string> ContentTypes => posts.Select(post => post.ContentType).Distinct();

    public IReadOnlyList<SentSpan> Spans => [.. Of("/v1/traces").SelectMany(SentSpan.In)];

    public IReadOnlyList<SentMetric> Metrics => [.. Of("/v1/metrics").SelectMany(SentMetric.In)];

    public IReadOnlyList<string> Logs => [.. Of("/v1/logs").SelectMany(body => body.Inside(1, 2, 2, 5, 1)).Select(text => text.Text)];

    /// <summary>What whoever sends says of itself.</summary>
    public IReadOnlyDictionary<string, string> Sender => Of("/v1/metrics").First().Inside(1, 1).First().Attributes(1);

    public static async Task<Collector> Start()
    {
        var collector = new Collector();
        await collector.web.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => web.DisposeAsync();

    private IEnumerable<Wire> Of(string path) => posts.Where(post => post.Path == path).Select(post => new Wire(post.Body));
}

/// <summary>A span as it was sent (opentelemetry.proto.trace.v1).</summary>
internal sealed record SentSpan(string Trace, string Name, IReadOnlyDictionary<string, string> Attributes)
{
    public static IEnumerable<SentSpan> In(Wire post) =>
        post.Inside(1, 2, 2).Select(span => new SentSpan(Convert.ToHexStringLower(span.Inside(1).First().Bytes.Span), span.Inside(5).First().Text, span.Attributes(9)));
}

/// <summary>A metric as it was sent, with the points of one moment (opentelemetry.proto.metrics.v1).</summary>
internal sealed record SentMetric(string Name, string Unit, bool Grows, bool IsHistogram, IReadOnlyList<SentPoint> Points)
{
    private const int Gauge = 5, Sum = 7, Histogram = 9;

    public static IEnumerable<SentMetric> In(Wire post) => post.Inside(1, 2, 2).Select(metric =>
    {
        var kind = new[] { Gauge, Sum, Histogram }.First(number => metric.Inside(number).Any());
        var data = metric.Inside(kind).First();
        return new SentMetric(
            metric.Inside(1).First().Text, metric.Inside(3).Select(unit => unit.Text).FirstOrDefault(""), kind == Sum && data.Number(3) == 1, kind == Histogram,
            [.. data.Inside(1).Select(point => kind == Histogram ? new SentPoint(point.Attributes(9), point.Number(4)) : new SentPoint(point.Attributes(7), point.Has(4) ? BitConverter.UInt64BitsToDouble(point.Number(4)) : point.Number(6)))]);
    });
}

/// <summary>One value, or how many a histogram has.</summary>
internal sealed record SentPoint(IReadOnlyDictionary<string, string> Attributes, double Value);
