using System.IO.Compression;
using System.Security.Cryptography;
using Governance.Fetching;
using Microsoft.AspNetCore.Http;

namespace Governance.Host.Tests.Fetching;

public sealed class GuardedFetcherTests : Outside
{
    [Fact]
    public async Task A_page_comes_with_its_address_status_type_body_digest_and_time()
    {
        World.Serve(Host, "/hello", "text/plain; charset=utf-8", "hello");
        var fetched = await Fetched($"https://{Host}/hello");
        Assert.Equal(($"https://{Host}/hello", 200, "text/plain; charset=utf-8", "hello"), (fetched.Url, fetched.Status, fetched.ContentType, Body(fetched)));
        Assert.Equal((Convert.ToHexStringLower(SHA256.HashData("hello"u8)), Clock.GetUtcNow()), (fetched.Digest, fetched.At));
        Assert.Equal(new Hop(fetched.Url, 200), Assert.Single(fetched.Hops));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    [InlineData(500)]
    public async Task A_status_that_is_no_success_is_an_answer_whatever_its_type(int status)
    {
        World.Serve(Host, "/", "text/html", "sorry", status);
        Assert.Equal(status, (await Fetched($"https://{Host}/")).Status);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("identity")]
    public async Task A_body_in_a_coding_that_was_asked_for_is_decoded(string coding)
    {
        World.Serve(Host, "/", Hostile.Coded(coding, Hostile.Compressed(coding, "hello"u8.ToArray())));
        Assert.Equal("hello", Body(await Fetched($"https://{Host}/")));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Three_redirects_are_followed_and_recorded(int status)
    {
        World.Redirect(Host, "/1", "/2", status);
        World.Redirect(Host, "/2", "https://www.acme.example/3", status);
        World.Redirect("www.acme.example", "/3", "4#part", status);
        World.Serve("www.acme.example", "/4", "text/plain", "here");
        var fetched = await Fetched($"https://{Host}/1");
        Assert.Equal("here", Body(fetched));
        Assert.Equal(
            [new($"https://{Host}/1", status), new($"https://{Host}/2", status), new("https://www.acme.example/3", status), new("https://www.acme.example/4", 200)],
            fetched.Hops);
    }

    [Fact]
    public async Task Nothing_is_told_but_what_is_wanted_and_nothing_is_kept_for_the_next_hop()
    {
        var told = new List<string>();
        World.Serve(Host, "/1", http =>
        {
            http.Response.Headers.SetCookie = "track=1";
            http.Response.Redirect("/2");
            return Task.CompletedTask;
        });
        World.Serve(Host, "/2", http =>
        {
            told.AddRange(http.Request.Headers.Select(header => $"{header.Key}: {header.Value}"));
            http.Response.ContentType = "text/plain";
            return http.Response.WriteAsync("ok");
        });
        await Fetched($"https://{Host}/1");
        Assert.Equal(
            ["Accept-Encoding: gzip, br, deflate", "Accept: text/plain", "Connection: close", $"Host: {Host}", "User-Agent: Governance/1 (proof check)"],
            told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_host_with_IPv6_alone_is_reached_too()
    {
        World.Names.Host("six.example", "2001:db8:6776::1");
        World.Serve("six.example", "/", "text/plain", "six");
        Assert.Equal("six", Body(await Fetched("https://six.example/")));
    }

    [Fact]
    public async Task Whoever_asked_may_give_up()
    {
        using var patience = new CancellationTokenSource();
        var came = World.Stall("slow.example");
        var fetch = Fetcher.Get("https://slow.example/", Text, patience.Token);
        await came;
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
    }

    [Fact]
    public async Task As_many_as_are_allowed_go_out_at_once_and_the_others_wait_their_turn()
    {
        using var one = new GuardedFetcher(Resolver, Settings with { AtOnce = 1 }, Clock, World.Loopback);
        var gate = new TaskCompletionSource();
        var came = new TaskCompletionSource();
        World.Serve(Host, "/first", async http =>
        {
            came.SetResult();
            await gate.Task;
            http.Response.ContentType = "text/plain";
        });
        World.Serve(Host, "/second", "text/plain", "");
        var first = one.Get($"https://{Host}/first", Text, TestContext.Current.CancellationToken);
        await came.Task;
        var second = one.Get($"https://{Host}/second", Text, TestContext.Current.CancellationToken);
        Assert.False(second.IsCompleted);
        Assert.DoesNotContain($"https://{Host}/second", World.Requests);
        gate.SetResult();
        Assert.IsType<Fetched>(await first);
        Assert.IsType<Fetched>(await second);
    }
}

/// <summary>What a hostile server can say.</summary>
public static class Hostile
{
    /// <summary>Answers bytes that are said to be in a coding.</summary>
    public static RequestDelegate Coded(string coding, byte[] bytes) => async http =>
    {
        http.Response.ContentType = "text/plain";
        http.Response.Headers.ContentEncoding = coding;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    };

    public static byte[] Compressed(string coding, byte[] plain) => Compressed(coding, stream => stream.Write(plain));

    public static byte[] Compressed(string coding, Action<Stream> write)
    {
        using var target = new MemoryStream();
        using (Stream stream = coding switch
        {
            "gzip" => new GZipStream(target, CompressionLevel.Optimal),
            "br" => new BrotliStream(target, CompressionLevel.Fastest),
            "deflate" => new ZLibStream(target, CompressionLevel.Optimal),
            _ => new BufferedStream(target),
        }) write(stream);
        return target.ToArray();
    }

    /// <summary>Zeros without end, as long as somebody reads; counts what was handed over.</summary>
    public static RequestDelegate Endless(Counter sent, string? coding = null) => async http =>
    {
        http.Response.ContentType = "text/plain";
        if (coding is not null) http.Response.Headers.ContentEncoding = coding;
        var chunk = new byte[16 * 1024];
        while (!http.RequestAborted.IsCancellationRequested)
        {
            await http.Response.Body.WriteAsync(chunk, http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            sent.Bytes += chunk.Length;
        }
    };
}

public sealed class Counter
{
    public long Bytes { get; set; }
}
