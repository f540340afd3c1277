using Governance.Host.Tests.Database;
using Governance.Policies;
using Governance.Shared;

namespace Governance.Host.Tests.Audit.Ledger;

/// <summary>A transaction that fails leaves nothing behind: no event in the place of those that were not stored, which nobody did and nothing sealed.</summary>
public sealed class FailedTransactionTests(Service service)
{
    [Fact]
    public async Task Whatever_the_store_writes_in_the_place_of_events_that_were_not_stored_is_no_event_and_no_violation()
    {
        var acme = await service.Found();
        await acme.Drafted("kept");
        await using (var session = acme.Session())
        {
            session.Events.Append(StreamKeys.Policy("kept"), new PolicyAbandoned("Never stored."));
            session.QueueSqlCommand("select 1 / (select count(*) from governance.mt_events where tenant_id = 'nobody')");
            await Assert.ThrowsAnyAsync<Exception>(() => session.SaveChangesAsync(TestContext.Current.CancellationToken));
        }

        // The store comes to it by itself: with the place that it keeps for such events it has written what it wanted to.
        await Eventually.IsTrue(async () => await service.Ask<long>("select count(*) from governance.mt_streams where tenant_id = $1 and id = 'mt_tombstone'", acme.Tenant) == 1, "the store has come to it");
        Assert.Equal(0, await service.Ask<long>("select count(*) from governance.mt_events where tenant_id = $1 and type = 'tombstone'", acme.Tenant));
        Assert.DoesNotContain(await acme.Log(), entry => entry.Kind is Governance.Ledger.EntryKind.Violation or Governance.Ledger.EntryKind.Mutation);
        Assert.Equal("0", (await acme.Get(Acme.Auditor, "/ledger")).Expect(200).Text("violations"));
    }
}
