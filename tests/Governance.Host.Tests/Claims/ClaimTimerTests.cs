using Governance.Host.Tests.Approvals;
using Governance.Proofs;
using static Governance.Host.Tests.Claims.ClaimSteps;

namespace Governance.Host.Tests.Claims;

/// <summary>Accepted claims are looked at again: what is lost twice lapses, and what nobody can tell counts against nobody.</summary>
public sealed class ClaimTimerTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task A_proof_that_is_missed_twice_and_not_restored_lapses_and_the_account_is_verified_no_more()
    {
        await using var service = await Service.OfItsOwn();
        var acme = await service.Found(shippedFlows: true);
        var (account, handle, claim, _) = await acme.Accepted();
        var accepted = (await acme.Facts(claim)).Length;
        await acme.Ring(claim);
        Assert.Equal(accepted, (await acme.Facts(claim)).Length);

        Sightings.Show(handle, ProofOutcome.NotFound);
        service.Clock.Advance(30 * Day);
        await acme.Ring(claim);
        await acme.Ring(claim);
        Assert.Equal(["ProofObserved"], (await acme.Facts(claim)).Skip(accepted));
        service.Clock.Advance(Day);
        await acme.Ring(claim);
        Assert.Equal(["ProofObserved", "ProofLost"], (await acme.Facts(claim)).TakeLast(2));
        Assert.NotEqual("", await acme.Read(account, "verified"));
        for (var day = 0; day < 7; day++)
        {
            service.Clock.Advance(Day);
            await acme.Ring(claim);
        }

        Assert.Equal("lapsed", await acme.StateOf(claim));
        Assert.Equal("VerificationEnded", (await acme.Facts(account))[^1]);
        Assert.Equal(("", Claimant), (await acme.Read(account, "verified"), await acme.Read(account, "owner")));
    }

    [Fact]
    public async Task A_proof_that_is_found_again_in_time_is_restored_and_counts_for_longer()
    {
        await using var service = await Service.OfItsOwn();
        var acme = await service.Found(shippedFlows: true);
        var (account, handle, claim, _) = await acme.Accepted();
        Sightings.Show(handle, ProofOutcome.NotFound);
        foreach (var days in (int[])[30, 1])
        {
            service.Clock.Advance(days * Day);
            await acme.Ring(claim);
        }

        Sightings.Show(handle, ProofOutcome.Found);
        (await acme.Post(Claimant, $"{claim}/check")).Expect(200);
        Assert.Equal(["ProofLost", "ProofObserved", "ProofRestored"], (await acme.Facts(claim)).TakeLast(3));
        Assert.Equal("OwnershipVerified", (await acme.Facts(account))[^1]);
        service.Clock.Advance(20 * Day);
        await acme.Ring(claim);
        Assert.Equal("accepted", await acme.StateOf(claim));
    }

    [Fact]
    public async Task What_nobody_can_tell_never_lapses_but_runs_out()
    {
        await using var service = await Service.OfItsOwn();
        var acme = await service.Found(shippedFlows: true);
        var (account, handle, claim, _) = await acme.Accepted();
        Sightings.Show(handle, ProofOutcome.Inconclusive);
        for (var month = 0; month < 7; month++)
        {
            service.Clock.Advance(30 * Day);
            await acme.Ring(claim);
        }

        Assert.Equal("accepted", await acme.StateOf(claim));
        Assert.DoesNotContain("ProofLost", await acme.Facts(claim));
        Assert.Single(await acme.Facts(claim), fact => fact == "ProofRanOut");
        Assert.Equal("VerificationEnded", (await acme.Facts(account))[^1]);
    }

    [Fact]
    public async Task A_method_that_is_gone_gives_thirty_days_for_another()
    {
        await using var service = await Service.OfItsOwn();
        var acme = await service.Found(shippedFlows: true);
        var (_, handle, claim, _) = await acme.Accepted();
        Sightings.Show(handle, ProofOutcome.MethodGone);
        service.Clock.Advance(30 * Day);
        await acme.Ring(claim);
        Assert.Equal("ProofMethodGone", (await acme.Facts(claim))[^1]);
        service.Clock.Advance(29 * Day);
        await acme.Ring(claim);
        Assert.Equal("accepted", await acme.StateOf(claim));
        service.Clock.Advance(Day);
        await acme.Ring(claim);
        Assert.Equal("lapsed", await acme.StateOf(claim));
    }
}
