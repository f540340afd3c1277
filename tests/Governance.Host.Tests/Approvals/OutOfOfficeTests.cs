using Governance.Host.Tests.Database;

namespace Governance.Host.Tests.Approvals;

/// <summary>Standing delegations of the directory, as requests follow them.</summary>
public sealed class OutOfOfficeTests
{
    private const string StandIn = "p-1008";
    private static readonly string Both = OwnFlows.Flow("  - id: review\n    all: [{id: comms, approve: 2, of: communications}]", "delegation: {allowed: true, max: 30 days}");

    private static Task<Answer> Away(Acme acme, TimeSpan from, TimeSpan until, object? flows = null, object? areas = null) =>
        acme.Post(Acme.Comms, $"/people/{Acme.Comms}/delegate", new { @delegate = StandIn, from = acme.Service.Now + from, until = acme.Service.Now + until, flows, areas });

    [Fact]
    public async Task Whoever_stands_in_finds_what_waits_for_the_absent_and_decides_from_their_seat_until_they_are_back()
    {
        await using var service = await Service.OfItsOwn();
        var acme = await service.Found();
        var (_, request) = await acme.AskedUnder(Both);
        (await Away(acme, TimeSpan.Zero, TimeSpan.FromDays(3), flows: new[] { "publish-policy" }, areas: new[] { "communications" })).Expect(201);
        await Eventually.IsTrue(async () => (await acme.Inbox(StandIn)).Contains(request), "the stand-in finds the request");
        var digest = await acme.Digest(request);
        await Eventually.IsTrue(async () => (await acme.Approve(StandIn, request, digest, Acme.Comms)).Status == 200, "the stand-in decides");
        Assert.Equal([Acme.Comms], await acme.Counted(request, "comms"));

        await acme.Pass(request, TimeSpan.FromDays(3));
        Assert.Equal("SeatReturned", (await acme.Facts(request))[^1]);
        (await acme.Post(StandIn, $"{request}/take-back", new { onBehalfOf = Acme.Comms })).Expect(403, "request.not-your-seat");
        // What was decided meanwhile stays decided, and whoever is back may change their mind.
        Assert.Equal([Acme.Comms], await acme.Counted(request, "comms"));
        (await acme.Post(Acme.Comms, $"{request}/take-back", new { })).Expect(200);
    }

    [Fact]
    public async Task A_delegation_that_begins_later_is_for_other_flows_or_lasts_too_long_changes_nothing()
    {
        await using var service = await Service.OfItsOwn();
        var acme = await service.Found();
        var (_, request) = await acme.AskedUnder(Both);
        (await Away(acme, TimeSpan.FromDays(2), TimeSpan.FromDays(4))).Expect(201);
        (await Away(acme, TimeSpan.Zero, TimeSpan.FromDays(1), flows: new[] { "approve-post" })).Expect(201);
        (await Away(acme, TimeSpan.Zero, TimeSpan.FromDays(1), areas: new[] { "security" })).Expect(201);
        (await Away(acme, TimeSpan.FromDays(5), TimeSpan.FromDays(100))).Expect(201);
        await acme.Wake(request);
        Assert.DoesNotContain("SeatDelegated", await acme.Facts(request));
        await acme.Pass(request, TimeSpan.FromDays(2));
        Assert.Equal("SeatDelegated", (await acme.Facts(request))[^1]);
        await acme.Pass(request, TimeSpan.FromDays(2));
        Assert.Equal("SeatReturned", (await acme.Facts(request))[^1]);
        await acme.Pass(request, TimeSpan.FromDays(2));
        Assert.Equal("SeatReturned", (await acme.Facts(request))[^1]);
    }

    [Fact]
    public async Task The_seat_of_somebody_who_leaves_is_nobodys_and_a_leaver_stands_in_for_nobody()
    {
        await using var service = await Service.OfItsOwn();
        var acme = await service.Found();
        var (_, request) = await acme.AskedUnder(Both);
        (await Away(acme, TimeSpan.Zero, TimeSpan.FromDays(3))).Expect(201);
        await Eventually.IsTrue(async () => (await acme.Inbox(StandIn)).Contains(request), "the stand-in finds the request");
        var digest = await acme.Digest(request);
        (await acme.Post(Acme.Administrator, $"/people/{Acme.Comms}/leave", new { reason = "Moved on." })).Expect(200);
        await Eventually.IsTrue(async () => !(await acme.Inbox(StandIn)).Contains(request), "the leaver's seat is gone");
        Assert.NotEqual(200, (await acme.Approve(StandIn, request, digest, Acme.Comms)).Status);
        Assert.Empty(await acme.Counted(request, "comms"));
    }
}
