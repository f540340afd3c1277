using Governance.Fetching;
using Microsoft.AspNetCore.Http;

namespace Governance.Host.Tests.Fetching;

/// <summary>Tests that count what a fetch costs: nothing else may run beside them.</summary>
[CollectionDefinition(nameof(Costs), DisableParallelization = true)]
public sealed class Costs;

[Collection(nameof(Costs))]
public sealed class CostTests : Outside
{
    private const int Mebibyte = 1024 * 1024;

    // What the loopback's own buffers swallow before a sender feels that nobody reads.
    private const long SocketBuffers = 16 * Mebibyte;

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_bomb_of_half_a_gibibyte_costs_its_bound(string coding)
    {
        var zeros = new byte[Mebibyte];
        var bomb = Hostile.Compressed(coding, stream =>
        {
            for (var times = 0; times < 512; times++) stream.Write(zeros);
        });
        Assert.InRange(bomb.Length, 1, Mebibyte);
        World.Serve(Host, "/", Hostile.Coded(coding, bomb));
        await Costs(48 * Mebibyte, () => Refused($"https://{Host}/", FetchReasons.Size));
    }

    [Fact]
    public async Task An_endless_body_is_read_no_further_than_its_bound()
    {
        var sent = new Counter();
        World.Serve(Host, "/", Hostile.Endless(sent));
        await Costs(48 * Mebibyte, () => Refused($"https://{Host}/", FetchReasons.Size));
        Assert.InRange(sent.Bytes, 1, Mebibyte + SocketBuffers);
    }

    [Fact]
    public async Task A_body_that_says_that_it_is_too_long_is_not_read()
    {
        var sent = new Counter();
        World.Serve(Host, "/", http =>
        {
            http.Response.ContentLength = 10L * 1024 * Mebibyte;
            return Hostile.Endless(sent)(http);
        });
        await Costs(48 * Mebibyte, () => Refused($"https://{Host}/", FetchReasons.Size));
        Assert.InRange(sent.Bytes, 0, SocketBuffers);
    }

    [Fact]
    public async Task A_body_of_exactly_the_bound_is_read_and_one_byte_more_is_not()
    {
        World.Serve(Host, "/full", "text/plain", new string('x', Mebibyte));
        World.Serve(Host, "/more", Hostile.Coded("gzip", Hostile.Compressed("gzip", new byte[Mebibyte + 1])));
        Assert.Equal(Mebibyte, (await Fetched($"https://{Host}/full")).Body.Length);
        await Refused($"https://{Host}/more", FetchReasons.Size);
    }

    [Theory]
    [InlineData(1, 1024 * 1024)]
    [InlineData(20_000, 10)]
    public async Task Huge_heads_are_refused(int headers, int bytes)
    {
        World.Serve(Host, "/", http =>
        {
            for (var header = 0; header < headers; header++) http.Response.Headers[$"X-{header}"] = new string('x', bytes);
            return http.Response.WriteAsync("ok");
        });
        await Costs(96 * Mebibyte, () => Refused($"https://{Host}/", FetchReasons.Size));
    }

    // The server's own work is within the bound as well: it runs in this process.
    private static async Task Costs(long most, Func<Task> act)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await act();
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, most);
    }
}
