using Governance.Claims;
using Governance.Host.Tests.Approvals;
using Governance.Host.Tests.Approvals.Replays;
using Governance.Host.Tests.Claims;
using Governance.Host.Tests.Database;
using Governance.Hosting;
using Governance.Proofs;
using Microsoft.Extensions.DependencyInjection;
using Wolverine;

namespace Governance.Host.Tests.Durability;

/// <summary>A timer whose handler failed for good is found again, and acts once it can.</summary>
public sealed class FailedMessageTests
{
    [Fact]
    public async Task A_timer_that_was_given_up_is_taken_up_again_within_the_hour()
    {
        await using var own = await Service.OfItsOwn();
        var acme = await own.Found(shippedFlows: true);
        var (_, handle, claim, _) = await acme.Accepted();
        Sightings.Break(handle);
        own.Clock.Advance(TimeSpan.FromDays(30));
        var before = (await acme.Facts(claim)).Length;
        await using (var scope = own.Host.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<IMessageBus>().PublishAsync(new ClaimTimer(acme.Tenant, $"claim/{ClaimSteps.IdOf(claim)}", own.Now), new DeliveryOptions { TenantId = acme.Tenant });
        await Eventually.IsTrue(async () => await GivenUp(own) > 0, "it is given up");
        // As long as the cause is there it fails again, and is not lost.
        await own.Host.Services.GetRequiredService<FailedMessages>().TakeUp(TestContext.Current.CancellationToken);
        await Eventually.IsTrue(async () => await GivenUp(own) > 0, "it is given up again");
        Assert.Equal(before, (await acme.Facts(claim)).Length);

        Sightings.Break(handle, broken: false);
        Sightings.Show(handle, ProofOutcome.Found);
        own.Clock.Advance(FailedMessages.Every);
        await Eventually.IsTrue(async () => (await acme.Facts(claim)).Length > before, "the timer has acted");
        await Eventually.IsTrue(async () => await GivenUp(own) == 0, "nothing is given up any more");
        Assert.Equal("ProofObserved", (await acme.Facts(claim))[^1]);
    }

    private static async Task<int> GivenUp(Service own) => int.Parse((await own.Ask("select count(*)::text from messages.wolverine_dead_letters"))[0], System.Globalization.CultureInfo.InvariantCulture);
}
