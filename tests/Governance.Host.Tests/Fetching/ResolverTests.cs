using Governance.CommandLine.Demo.Worlds;
using Governance.Fetching;

namespace Governance.Host.Tests.Fetching;

public sealed class ResolverTests : Outside
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_texts_strings_are_one_text()
    {
        var longText = string.Concat(Enumerable.Repeat("0123456789", 60));
        World.Names.Text("acme.example", "short", longText);
        var found = await Resolver.Texts("acme.example", Now);
        Assert.Equal(LookupOutcome.Found, found.Outcome);
        Assert.Equal(["short", longText], found.Values);
    }

    [Fact]
    public async Task A_name_that_does_not_exist_and_one_without_such_records_are_not_found()
    {
        World.Names.Host("acme.example", WorldZone.UsualAddress);
        Assert.Equal(LookupOutcome.NotFound, (await Resolver.Texts("nobody.example", Now)).Outcome);
        Assert.Equal(LookupOutcome.NotFound, (await Resolver.Texts("acme.example", Now)).Outcome);
        Assert.Equal(LookupOutcome.NotFound, (await Resolver.Addresses("nobody.example", Now)).Outcome);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_failure_is_inconclusive_for_it_says_nothing_of_the_name(byte code)
    {
        World.Names.Fails("acme.example", code);
        Assert.Equal(LookupOutcome.Inconclusive, (await Resolver.Texts("acme.example", Now)).Outcome);
        Assert.Equal(LookupOutcome.Inconclusive, (await Resolver.Addresses("acme.example", Now)).Outcome);
    }

    [Fact]
    public async Task Silence_is_inconclusive_when_the_time_has_run_out()
    {
        World.Names.Fails("acme.example", null);
        var lookup = Resolver.Texts("acme.example", Now);
        while (World.Names.Asked("acme.example", DnsType.Txt) == 0) await Task.Yield();
        Clock.Advance(Settings.Resolve + TimeSpan.FromSeconds(1));
        Assert.Equal(LookupOutcome.Inconclusive, (await lookup).Outcome);
    }

    [Fact]
    public async Task An_alias_is_followed_within_the_answer()
    {
        World.Names.Alias("_governance-challenge.acme.example", "proofs.vendor.example");
        World.Names.Text("proofs.vendor.example", "token=x");
        Assert.Equal(["token=x"], (await Resolver.Texts("_governance-challenge.acme.example", Now)).Values);
    }

    [Fact]
    public async Task Records_that_nobody_asked_for_are_not_believed()
    {
        World.Names.Host("acme.example", WorldZone.UsualAddress);
        World.Names.Plant("acme.example", "10.0.0.1");
        Assert.Equal([WorldZone.UsualAddress], (await Resolver.Addresses("acme.example", Now)).Values.Select(address => address.ToString()));
    }

    [Fact]
    public async Task Both_kinds_of_address_are_told_and_IPv4_first()
    {
        World.Names.Host("acme.example", "2001:db8:6776::1", "203.0.113.1");
        Assert.Equal(["203.0.113.1", "2001:db8:6776::1"], (await Resolver.Addresses("acme.example", Now)).Values.Select(address => address.ToString()));
    }

    [Fact]
    public async Task Too_many_records_and_too_long_ones_are_not_read()
    {
        World.Names.Text("many.example", [.. Enumerable.Repeat("x", Resolver.MostRecords + 1)]);
        World.Names.Text("long.example", new string('x', 20_000));
        Assert.Equal(LookupOutcome.Inconclusive, (await Resolver.Texts("many.example", Now)).Outcome);
        Assert.Equal(LookupOutcome.Inconclusive, (await Resolver.Texts("long.example", Now)).Outcome);
    }
}
