using Governance.Host.Tests.Database;
using Governance.Policies;
using Microsoft.Extensions.DependencyInjection;
using Wolverine;

namespace Governance.Host.Tests.Policies;

public sealed class TimerTests
{
    private const string Stream = "policy/social-media-policy";

    private static async Task Deliver(Acme acme, object timer)
    {
        await using var scope = acme.Service.Host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeForTenantAsync(acme.Tenant, timer, TestContext.Current.CancellationToken);
    }

    private static async Task<List<string>> Facts(Acme acme)
    {
        await using var session = acme.Session();
        return [.. (await session.Events.FetchStreamAsync(Stream, token: TestContext.Current.CancellationToken)).Select(fact => $"{fact.EventTypeName} {fact.UserName}")];
    }

    [Fact]
    public async Task A_version_supersedes_the_last_when_its_moment_comes_and_once_and_so_does_its_review()
    {
        await using var service = await Service.OfItsOwn();
        var acme = await service.Found();
        var policy = await acme.Draft();
        await acme.Publish(policy);
        await acme.Next(policy, "Two.");
        var moment = service.Clock.GetUtcNow().AddDays(30);
        await acme.Publish(policy, moment);
        var timer = new PolicyEffectiveTimer(acme.Tenant, Stream, "2.0");

        await Deliver(acme, timer);
        var before = (await acme.Get(Acme.Executive, policy)).Expect(200);
        Assert.Equal(("inForce", "1.0"), (before.Text("state"), before.Text("inForce")));

        service.Clock.Advance(TimeSpan.FromDays(31));
        await Deliver(acme, timer);
        await Deliver(acme, timer);
        var after = (await acme.Get(Acme.Executive, policy)).Expect(200);
        Assert.Equal(("inForce", "2.0"), (after.Text("state"), after.Text("inForce")));
        Assert.Equal(("2.0", moment), (after.At("versions")[0].GetProperty("endedBy").GetString(), after.At("versions")[0].GetProperty("endedAt").GetDateTimeOffset()));
        Assert.Equal(["PolicySuperseded system:clock", "PolicyBecameEffective system:clock", "ReviewScheduled system:clock"], (await Facts(acme)).TakeLast(3));

        var due = after.At("reviewDueOn").GetDateTimeOffset();
        Assert.Equal(moment.AddMonths(12), due);
        service.Clock.Advance(TimeSpan.FromDays(366));
        await Deliver(acme, new PolicyReviewTimer(acme.Tenant, Stream, due));
        await Deliver(acme, new PolicyReviewTimer(acme.Tenant, Stream, due));
        Assert.True((await acme.Get(Acme.Executive, policy)).At("reviewIsDue").GetBoolean());
        Assert.Equal("ReviewDue system:clock", Assert.Single(await Facts(acme), fact => fact.StartsWith("ReviewDue ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nobody_has_to_wake_the_timers()
    {
        await using var service = await Service.OfItsOwn(TimeProvider.System);
        var acme = await service.Found();
        var policy = await acme.Draft();
        await acme.Approve(await acme.Submit(policy));
        (await acme.Post(Acme.Drafter, $"{policy}/publish", new { effectiveFrom = service.Now.AddSeconds(5) })).Expect(200);
        await Eventually.IsTrue(async () => (await acme.Get(Acme.Executive, policy)).Text("state") == "inForce", "the version takes effect");
        Assert.Contains("PolicyBecameEffective system:clock", await Facts(acme));
        (await acme.Post(Acme.Drafter, $"{policy}/schedule-review", new { dueOn = service.Now.AddSeconds(5) })).Expect(200);
        await Eventually.IsTrue(async () => (await acme.Get(Acme.Executive, policy)).At("reviewIsDue").GetBoolean(), "the review is due");
    }
}
