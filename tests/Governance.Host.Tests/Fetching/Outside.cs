using System.Text;
using Governance.CommandLine.Demo.Worlds;
using Governance.Fetching;
using Microsoft.Extensions.Time.Testing;

namespace Governance.Host.Tests.Fetching;

/// <summary>A pretend world, and the guarded fetcher in it, with a clock that only a test moves.</summary>
public class Outside : IAsyncLifetime
{
    public const string Host = "acme.example";
    public static readonly string[] Text = ["text/plain"];

    public PretendWorld World { get; private set; } = null!;

    public FakeTimeProvider Clock { get; } = new(new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero));

    /// <summary>The product's bounds, but patient with a busy machine: the name system's client waits by the real clock.</summary>
    public FetchSettings Settings { get; } = new() { Resolve = TimeSpan.FromMinutes(1) };

    public Resolver Resolver { get; private set; } = null!;

    public GuardedFetcher Fetcher { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        World = await PretendWorld.Start();
        Resolver = new(World.Loopback.NameServer, Settings, Clock);
        Fetcher = new(Resolver, Settings, Clock, World.Loopback);
    }

    public async ValueTask DisposeAsync()
    {
        Fetcher.Dispose();
        await World.DisposeAsync();
    }

    public Task<FetchResult> Get(string url) => Fetcher.Get(url, Text, TestContext.Current.CancellationToken);

    public async Task<Fetched> Fetched(string url) => await Get(url) switch
    {
        Fetched fetched => fetched,
        NotFetched not => throw new InvalidOperationException($"{not.Reason}: {not.Sentence}"),
        _ => throw new InvalidOperationException(),
    };

    public async Task<NotFetched> Refused(string url, string reason)
    {
        var refused = Assert.IsType<NotFetched>(await Get(url));
        Assert.True(refused.Reason == reason, $"expected {reason}, got {refused.Reason}: {refused.Sentence}");
        Assert.EndsWith(".", refused.Sentence, StringComparison.Ordinal);
        return refused;
    }

    public static string Body(Fetched fetched) => Encoding.UTF8.GetString(fetched.Body.Span);
}
