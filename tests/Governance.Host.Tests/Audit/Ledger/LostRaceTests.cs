using Governance.Policies;
using Governance.Shared;
using JasperFx;

namespace Governance.Host.Tests.Audit.Ledger;

/// <summary>What is rolled back was never there: the log does not mistake it for a forgery.</summary>
public sealed class LostRaceTests(Service service)
{
    [Fact]
    public async Task A_command_that_loses_a_race_leaves_nothing_for_the_log()
    {
        var acme = await service.Found();
        await acme.Drafted("raced");
        var answer = new RememberedAnswer("once", "asked", new Reply(200, "application/json", "{}"), service.Now);
        await using (var winner = acme.Session())
        {
            winner.Insert(answer);
            await winner.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await using (var loser = acme.Session())
        {
            loser.Events.Append(StreamKeys.Policy("raced"), new PolicyAbandoned("Too late."));
            loser.Insert(answer);
            await Assert.ThrowsAsync<DocumentAlreadyExistsException>(() => loser.SaveChangesAsync(TestContext.Current.CancellationToken));
        }

        await service.Logged();
        Assert.Empty((await acme.Get(Acme.Auditor, "/ledger")).Expect(200).At("alarms").EnumerateArray());
        Assert.Equal(0, await service.Ask<long>("select count(*) from governance.mt_events where tenant_id = $1 and type = 'tombstone'", acme.Tenant));
    }
}
