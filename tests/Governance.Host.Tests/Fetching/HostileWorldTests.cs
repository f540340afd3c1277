using System.Net;
using System.Text;
using Governance.CommandLine.Demo.Worlds;
using Governance.Fetching;
using Microsoft.AspNetCore.Http;

namespace Governance.Host.Tests.Fetching;

public sealed class HostileWorldTests : Outside
{
    [Theory]
    [InlineData("http://acme.example/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f.1/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("//127.0.0.1/")]
    [InlineData("https://localhost/")]
    [InlineData("https://acme.example:8443/")]
    [InlineData("https://user@acme.example/")]
    [InlineData("file:///etc/passwd")]
    public async Task A_redirect_to_where_nobody_may_go_is_refused_and_recorded(string to)
    {
        World.Redirect(Host, "/", to);
        var refused = Assert.IsType<NotFetched>(await Get($"https://{Host}/"));
        Assert.Contains(refused.Reason, new[] { FetchReasons.Link, FetchReasons.Host });
        Assert.Equal([new($"https://{Host}/", 302), new(to, null)], refused.Hops);
        Assert.Single(World.Requests);
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.8.8")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("198.18.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("255.255.255.255")]
    [InlineData("224.0.0.1")]
    [InlineData("192.0.2.1")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("fd00::1")]
    [InlineData("fe80::1")]
    [InlineData("2001:db8::1")]
    public async Task A_name_that_leads_into_a_private_range_is_refused_at_connect(string address)
    {
        World.Names.Host("inside.example", address);
        World.Redirect(Host, "/", "https://inside.example/admin");
        await Refused("https://inside.example/", FetchReasons.NotPublic);
        var redirected = await Refused($"https://{Host}/", FetchReasons.NotPublic);
        Assert.Equal(new Hop("https://inside.example/admin", null), redirected.Hops[^1]);
        Assert.DoesNotContain(World.Requests, request => request.Contains("inside", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_private_address_among_good_ones_condemns_the_name()
    {
        World.Serve("mixed.example", "/", "text/plain", "ok");
        World.Names.Host("mixed.example", WorldZone.UsualAddress, "10.0.0.1");
        await Refused("https://mixed.example/", FetchReasons.NotPublic);
        World.Names.Host("mixed.example", WorldZone.UsualAddress, "::1");
        await Refused("https://mixed.example/", FetchReasons.NotPublic);
    }

    [Fact]
    public async Task An_alias_of_a_private_name_is_refused()
    {
        World.Names.Host("inside.example", "10.0.0.1");
        World.Names.Alias("alias.example", "inside.example");
        await Refused("https://alias.example/", FetchReasons.NotPublic);
    }

    [Fact]
    public async Task In_the_loopback_world_there_is_no_internet()
    {
        World.Names.Host("real.example", "93.184.216.34");
        await Refused("https://real.example/", FetchReasons.OutsideWorld);
    }

    [Fact]
    public async Task A_name_that_resolves_differently_the_second_time_gains_nothing()
    {
        World.Serve("rebind.example", "/", "text/plain", "ok");
        World.Names.HostEachTime("rebind.example", time => [time == 1 ? WorldZone.UsualAddress : "127.0.0.1"]);
        await Fetched("https://rebind.example/");
        Assert.Equal(1, World.Names.Asked("rebind.example", DnsType.A));
        await Refused("https://rebind.example/", FetchReasons.NotPublic);
    }

    [Fact]
    public async Task Each_hop_resolves_anew_and_is_judged_anew()
    {
        World.Redirect("rebind.example", "/", "/inside");
        World.Names.HostEachTime("rebind.example", time => [time == 1 ? WorldZone.UsualAddress : "127.0.0.1"]);
        await Refused("https://rebind.example/", FetchReasons.NotPublic);
        Assert.Equal(["https://rebind.example/"], World.Requests);
    }

    [Fact]
    public async Task An_address_that_nobody_asked_for_is_not_believed()
    {
        World.Names.Plant("victim.example", "127.0.0.1");
        World.Serve(Host, "/", "text/plain", "ok");
        await Fetched($"https://{Host}/");
        await Refused("https://victim.example/", FetchReasons.NoSuchName);
    }

    [Fact]
    public async Task A_fourth_redirect_is_not_followed()
    {
        for (var hop = 1; hop <= 4; hop++) World.Redirect(Host, $"/{hop}", $"/{hop + 1}");
        World.Serve(Host, "/5", "text/plain", "ok");
        var refused = await Refused($"https://{Host}/1", FetchReasons.Hops);
        Assert.Equal(new Hop($"https://{Host}/5", null), refused.Hops[^1]);
        Assert.Equal(4, World.Requests.Count);
    }

    [Theory]
    [InlineData("/1")]
    [InlineData("/2")]
    [InlineData("")]
    public async Task A_redirect_loop_ends(string to)
    {
        World.Redirect(Host, "/1", "/2");
        World.Redirect(Host, "/2", $"{to}#again");
        await Refused($"https://{Host}/1", FetchReasons.Loop);
        Assert.Equal(2, World.Requests.Count);
    }

    [Theory]
    [InlineData(CertificateFlaw.SelfSigned)]
    [InlineData(CertificateFlaw.WrongName)]
    [InlineData(CertificateFlaw.Expired)]
    public async Task A_bad_certificate_is_refused(CertificateFlaw flaw)
    {
        World.Serve(Host, "/", "text/plain", "ok");
        World.Certificate(Host, flaw);
        await Refused($"https://{Host}/", FetchReasons.Certificate);
        Assert.Empty(World.Requests);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("text/plainer")]
    [InlineData("application/octet-stream")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public async Task Another_content_type_than_those_asked_for_is_refused(string? type)
    {
        World.Serve(Host, "/", type!, "ok");
        await Refused($"https://{Host}/", FetchReasons.Type);
    }

    [Theory]
    [InlineData("zstd")]
    [InlineData("compress")]
    [InlineData("gzip, gzip")]
    [InlineData("br, gzip")]
    public async Task A_coding_that_was_not_asked_for_is_refused(string coding)
    {
        // A zstd frame of magic number, a window of 2 GiB and a run of zeros (RFC 8878).
        World.Serve(Host, "/", Hostile.Coded(coding, [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0xA8, 0x03, 0xFF, 0xFF, 0x00]));
        await Refused($"https://{Host}/", FetchReasons.Coding);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_body_that_is_not_what_its_coding_says_is_refused(string coding)
    {
        World.Serve(Host, "/", Hostile.Coded(coding, Encoding.UTF8.GetBytes(new string('x', 100))));
        await Refused($"https://{Host}/", FetchReasons.Coding);
    }

    [Fact]
    public async Task A_body_that_drips_ends_with_the_time()
    {
        var dripping = new TaskCompletionSource();
        World.Serve(Host, "/", async http =>
        {
            http.Response.ContentType = "text/plain";
            await http.Response.WriteAsync("a");
            await http.Response.Body.FlushAsync();
            dripping.SetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });
        var fetch = Get($"https://{Host}/");
        await dripping.Task;
        Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(fetch.IsCompleted);
        Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(FetchReasons.Time, Assert.IsType<NotFetched>(await fetch).Reason);
    }

    [Fact]
    public async Task The_time_in_all_is_for_every_hop_together()
    {
        var came = new TaskCompletionSource();
        World.Serve(Host, "/", http =>
        {
            Clock.Advance(TimeSpan.FromSeconds(20));
            http.Response.Redirect("/slow");
            return Task.CompletedTask;
        });
        World.Serve(Host, "/slow", async http =>
        {
            came.SetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });
        var fetch = Get($"https://{Host}/");
        await came.Task;
        Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(FetchReasons.Time, Assert.IsType<NotFetched>(await fetch).Reason);
    }

    [Fact]
    public async Task A_host_that_connects_and_says_nothing_ends_with_the_time_to_connect()
    {
        var came = World.Stall("silent.example");
        var fetch = Get("https://silent.example/");
        await came;
        Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(FetchReasons.Time, Assert.IsType<NotFetched>(await fetch).Reason);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task A_name_server_that_fails_tells_nothing(byte code)
    {
        World.Names.Fails("failing.example", code);
        await Refused("https://failing.example/", FetchReasons.Resolve);
    }

    [Fact]
    public async Task A_host_that_nobody_listens_on_is_not_connected_to()
    {
        var nobody = World.Loopback with { Server = new(IPAddress.Loopback, 1) };
        using var fetcher = new GuardedFetcher(Resolver, Settings, Clock, nobody);
        World.Serve(Host, "/", "text/plain", "ok");
        Assert.Equal(FetchReasons.Connect, Assert.IsType<NotFetched>(await fetcher.Get($"https://{Host}/", Text, TestContext.Current.CancellationToken)).Reason);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_none()
    {
        World.Serve(Host, "/", async http =>
        {
            http.Response.ContentType = "text/plain";
            http.Response.ContentLength = 100;
            await http.Response.WriteAsync("only this");
            await http.Response.Body.FlushAsync();
            http.Abort();
        });
        await Refused($"https://{Host}/", FetchReasons.Protocol);
    }
}
