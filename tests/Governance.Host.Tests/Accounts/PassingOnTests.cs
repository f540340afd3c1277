using Governance.Accounts;
using Governance.Host.Tests.Database;
using Governance.Host.Tests.Policies;
using Governance.Shared;
using Microsoft.Extensions.DependencyInjection;
using Wolverine;
using static Governance.Host.Tests.Accounts.AccountSteps;

namespace Governance.Host.Tests.Accounts;

public sealed class PassingOnTests(Service service)
{
    private static async Task Deliver(Acme acme, object timer)
    {
        await using var scope = acme.Service.Host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeForTenantAsync(acme.Tenant, timer, TestContext.Current.CancellationToken);
    }

    private static string Stream(string account) => StreamKeys.Account(IdOf(account));

    [Fact]
    public async Task Ownership_passes_when_the_successor_accepts_and_not_before()
    {
        var acme = await service.Found();
        var account = await acme.Registered();
        var handOver = (await acme.Post(AccountOwner, $"{account}/hand-over", new { what = "ownership", from = AccountOwner, to = Backup })).Expect(200).Text("added");
        (await acme.Post(AccountOwner, $"{account}/hand-over", new { what = "ownership", from = AccountOwner, to = Publisher })).Expect(409, "account.hand-over-open");
        (await acme.Post(Publisher, $"{account}/accept-hand-over", new { handOverId = handOver })).Expect(403, "account.not-asked");
        (await acme.Post(Backup, $"{account}/decline-hand-over", new { handOverId = handOver, reason = "No time." })).Expect(200);
        (await acme.Post(Steward, $"{account}/redirect-hand-over", new { handOverId = handOver, to = Publisher })).Expect(403, "account.holder-only");
        (await acme.Post(AccountOwner, $"{account}/redirect-hand-over", new { handOverId = handOver, to = Publisher })).Expect(200);
        Assert.Equal(AccountOwner, (await acme.Get(Acme.Executive, account)).Text("owner"));
        (await acme.Post(Publisher, $"{account}/accept-hand-over", new { handOverId = handOver })).Expect(200);
        Assert.Equal(Publisher, (await acme.Get(Acme.Executive, account)).Text("owner"));
        (await acme.Post(Publisher, $"{account}/accept-hand-over", new { handOverId = handOver })).Expect(409, "account.hand-over-unknown");
        (await acme.Post(AccountOwner, $"{account}/attest")).Expect(403, "account.owner-only");
    }

    [Fact]
    public async Task A_planned_hand_over_is_called_off()
    {
        var acme = await service.Found();
        var account = await acme.Registered();
        (await acme.Post(AccountOwner, $"{account}/hand-over", new { what = "publishing", from = AccountOwner, to = Backup })).Expect(400, "account.not-held");
        (await acme.Post(Steward, $"{account}/hand-over", new { what = "ownership", from = AccountOwner, to = Steward })).Expect(403, "account.holder-only");
        (await acme.Post(AccountOwner, $"{account}/hand-over", new { what = "ownership", from = AccountOwner, to = AccountOwner })).Expect(400, "account.hand-over-to-holder");
        (await acme.Post(AccountOwner, $"{account}/hand-over", new { what = "ownership", from = AccountOwner, to = Backup, dueOn = "2020-01-01T00:00:00Z" })).Expect(400, "account.end-in-the-past");
        var handOver = (await acme.Post(AccountOwner, $"{account}/hand-over", new { what = "ownership", from = AccountOwner, to = Backup })).Expect(200).Text("added");
        (await acme.Post(AccountOwner, $"{account}/cancel-hand-over", new { handOverId = handOver, reason = "Stays." })).Expect(200);
        (await acme.Post(Backup, $"{account}/accept-hand-over", new { handOverId = handOver })).Expect(409, "account.hand-over-unknown");
    }

    [Fact]
    public async Task One_leaver_fans_out_to_everything_they_held_and_successors_accept()
    {
        var acme = await service.Found();
        var owned = await acme.Registered(backup: Backup);
        var lonely = await acme.Registered();
        var published = await acme.Registered(owner: Backup, more: [new PublisherGranted(AccountOwner), new AgencyGranted("g-1", "Northside", AccountOwner, service.Now.AddYears(1)), new RecoveryAddressAssigned(AccountOwner)]);
        var untouched = await acme.Registered(owner: Backup);
        (await acme.Post(Acme.Administrator, "/people/p-1007/leave", new { reason = "Another company." })).Expect(200);
        await Eventually.IsTrue(async () => (await acme.Facts(published)).Contains("PublisherRevoked") && (await acme.Facts(lonely)).Contains("AccountOrphaned") && (await acme.Facts(owned)).Contains("HandOverOpened"), "the accounts follow");

        Assert.DoesNotContain("HandOverOpened", await acme.Facts(untouched));
        var open = (await acme.Get(Backup, owned)).At("handOvers").EnumerateArray().Single();
        Assert.Equal("ownership left p-1005", $"{open.GetProperty("what").GetString()} {open.GetProperty("cause").GetString()} {open.GetProperty("to").GetString()}");
        (await acme.Post(Backup, $"{owned}/accept-hand-over", new { handOverId = open.GetProperty("handOverId").GetString() })).Expect(200);
        var after = await acme.Get(Acme.Executive, owned);
        Assert.Equal(Backup, after.Text("owner"));
        Assert.False(after.Json.TryGetProperty("backupOwner", out _));
        Assert.Equal(["publishing", "agencyAccess", "recoveryAddress"], (await acme.Get(Backup, published)).At("handOvers").EnumerateArray().Select(handOver => handOver.GetProperty("what").GetString()!));

        var orphan = (await acme.Get(Steward, lonely)).At("handOvers").EnumerateArray().Single().GetProperty("handOverId").GetString();
        (await acme.Post(Steward, $"{lonely}/cancel-hand-over", new { handOverId = orphan, reason = "Later." })).Expect(409, "account.hand-over-open");
        (await acme.Post(Steward, $"{lonely}/redirect-hand-over", new { handOverId = orphan, to = Steward })).Expect(403, "account.holder-only");
        (await acme.Post(Steward, $"{lonely}/redirect-hand-over", new { handOverId = orphan, to = Publisher })).Expect(200);
        (await acme.Post(Publisher, $"{lonely}/accept-hand-over", new { handOverId = orphan })).Expect(200);
        Assert.False((await acme.Get(Acme.Executive, lonely)).At("orphaned").GetBoolean());
        Assert.Contains("Mira Haddad opened the hand-over of ownership from Grace Adeyemi", (await acme.Get(Acme.Auditor, $"{owned}/history")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_leaver_leaves_what_they_were_named_for_and_what_is_parked()
    {
        var acme = await service.Found();
        var named = await acme.Registered(owner: Backup);
        (await acme.Post(Backup, $"{named}/name-successor", new { person = AccountOwner })).Expect(200);
        var parked = await acme.Registered(backup: Backup, more: [new AccountParked()]);
        (await acme.Post(Acme.Administrator, "/people/p-1007/leave", new { reason = "Another company." })).Expect(200);
        await Eventually.IsTrue(async () => (await acme.Facts(named)).Contains("SuccessorCleared") && (await acme.Facts(parked)).Contains("HandOverOpened"), "both follow");
        var after = (await acme.Get(Acme.Executive, named)).Expect(200);
        Assert.Equal((Backup, false), (after.Text("owner"), after.Json.TryGetProperty("successor", out _)));
        var open = (await acme.Get(Backup, parked)).At("handOvers").EnumerateArray().Single();
        (await acme.Post(Backup, $"{parked}/accept-hand-over", new { handOverId = open.GetProperty("handOverId").GetString() })).Expect(200);
        Assert.Equal((Backup, "parked"), ((await acme.Get(Acme.Executive, parked)).Text("owner"), (await acme.Get(Acme.Executive, parked)).Text("state")));
    }

    [Fact]
    public async Task A_list_of_words_for_one_is_refused()
    {
        var acme = await service.Found();
        (await acme.Post(Steward, "/accounts", new { url = NewUrl(), profile = new { type = "adAccount,group", @class = "campaign" } })).Expect(400, "body.invalid");
    }

    [Fact]
    public async Task An_account_that_nobody_asked_for_is_not_opened()
    {
        var acme = await service.Found();
        (await acme.Post(Steward, $"{await acme.Listed()}/open")).Expect(409, "account.not-approved");
    }

    [Fact]
    public async Task What_was_approved_for_somebody_who_left_is_not_opened_in_their_name()
    {
        var acme = await service.Found(shippedFlows: true);
        var url = NewUrl();
        var asked = (await acme.Post(AccountOwner, "/accounts/request", new { url, profile = new { type = "page", @class = "campaign" }, justification = "Nothing of ours speaks there." })).Expect(201);
        var account = $"/accounts/{asked.Text("id")}";
        (await acme.Decide(Steward, asked.Text("links", "request"))).Expect(200);
        (await acme.Post(Acme.Administrator, "/people/p-1007/leave", new { reason = "Another company." })).Expect(200);
        await Eventually.IsTrue(async () => (await acme.Facts(account)).Contains("HandOverOpened"), "the account follows");
        (await acme.Post(Steward, $"{account}/open", new { platformId = "99" })).Expect(409, "account.not-approved");
        Assert.Equal("approved", (await acme.Get(Acme.Executive, account)).Text("state"));
    }

    [Fact]
    public async Task Who_was_given_something_while_they_left_does_not_keep_it()
    {
        var acme = await service.Found();
        (await acme.Post(Acme.Administrator, "/people/p-1007/leave", new { reason = "Another company." })).Expect(200);
        // As when a command had looked at the directory before, and was committed after.
        var account = await acme.Registered(more: [new PublisherGranted(AccountOwner)]);
        await Deliver(acme, new HoldersChanged(acme.Tenant, Stream(account)));
        await Eventually.IsTrue(async () => (await acme.Facts(account)).Contains("AccountOrphaned"), "the account follows");
        Assert.Equal(["HandOverOpened", "HandOverOpened", "PublisherRevoked", "AccountOrphaned"], (await acme.Facts(account)).TakeLast(4));
    }

    [Fact]
    public async Task Whoever_receives_something_is_looked_up_once_it_is_theirs()
    {
        var acme = await service.Found();
        var account = await acme.Registered(owner: "p-9999");
        // That the owner is in no directory is nobody's leaving; what the command gives is looked at all the same.
        (await acme.Post(Steward, $"{account}/grant-publisher", new { person = AccountOwner })).Expect(200);
        (await acme.Post(Acme.Administrator, "/people/p-1007/leave", new { reason = "Another company." })).Expect(200);
        await Eventually.IsTrue(async () => (await acme.Facts(account)).Contains("PublisherRevoked"), "the right is gone");
    }

    [Fact]
    public async Task The_owner_is_reminded_then_overdue_then_the_entry_is_archived_each_once()
    {
        await using var own = await Service.OfItsOwn();
        var acme = await own.Found();
        var account = await acme.Registered();
        (await acme.Post(AccountOwner, $"{account}/attest")).Expect(200);
        var due = (await acme.Get(Acme.Executive, account)).At("attestationDueOn").GetDateTimeOffset();
        var before = (await acme.Facts(account)).Length;
        foreach (var days in (int[])[-15, -14, -7, -1, 0, 29, 30])
        {
            own.Clock.SetUtcNow(due.AddDays(days));
            await Deliver(acme, new AttestationTimer(acme.Tenant, Stream(account), due));
            await Deliver(acme, new AttestationTimer(acme.Tenant, Stream(account), due));
        }

        Assert.Equal(["AttestationReminded", "AttestationReminded", "AttestationReminded", "AttestationOverdue", "AccountArchived"], (await acme.Facts(account)).Skip(before));
        Assert.Equal("archived", (await acme.Get(Acme.Executive, account)).Text("state"));
    }

    [Fact]
    public async Task Nobody_has_to_wake_the_timers()
    {
        await using var own = await Service.OfItsOwn(TimeProvider.System);
        var acme = await own.Found();
        var account = await acme.Registered();
        (await acme.Post(AccountOwner, $"{account}/grant-agency", new { agency = "Northside", manager = AccountOwner, until = own.Now.AddSeconds(4) })).Expect(200);
        await Eventually.IsTrue(async () => (await acme.Facts(account)).Contains("AgencyAccessEnded"), "the agency's access ends");
    }

    [Fact]
    public async Task An_account_is_retired_by_two_people_after_its_notices()
    {
        await using var own = await Service.OfItsOwn();
        var acme = await own.Found();
        var account = await acme.Registered();
        var day = own.Now.AddDays(31);
        (await acme.Post(AccountOwner, $"{account}/confirm-retirement", new { on = day })).Expect(409, "account.no-retirement");
        (await acme.Post(AccountOwner, $"{account}/propose-retirement", new { reason = "Over." })).Expect(200);
        (await acme.Post(AccountOwner, $"{account}/propose-retirement", new { reason = "Over." })).Expect(409, "account.retirement-proposed");
        (await acme.Post(AccountOwner, $"{account}/confirm-retirement", new { on = day })).Expect(403, "account.second-person");
        (await acme.Post(Steward, $"{account}/confirm-retirement", new { on = own.Now.AddDays(3) })).Expect(400, "account.retirement-too-soon");
        (await acme.Post(Steward, $"{account}/confirm-retirement", new { on = day })).Expect(200);
        (await acme.Post(AccountOwner, $"{account}/park")).Expect(409, "account.notices-running");
        foreach (var hours in (int[])[720, 336, 48])
        {
            own.Clock.SetUtcNow(day.AddHours(-hours));
            await Deliver(acme, new RetirementTimer(acme.Tenant, Stream(account), day));
            await Deliver(acme, new RetirementTimer(acme.Tenant, Stream(account), day));
        }

        own.Clock.SetUtcNow(day);
        (await acme.Post(AccountOwner, $"{account}/park")).Expect(200);
        Assert.Equal(["RetirementProposed", "RetirementAnnounced", "RetirementNoticeDue", "RetirementNoticeDue", "RetirementNoticeDue", "AccountParked"], (await acme.Facts(account)).TakeLast(6));
        // Its handle is kept: nobody lists it as something new.
        var url = (await acme.Get(Acme.Executive, account)).Text("url");
        (await acme.Post(Steward, "/accounts", new { url, profile = Profile })).Expect(409, "account.address-taken");
    }

    [Fact]
    public async Task A_retirement_is_called_off_or_ends_in_a_deletion()
    {
        await using var own = await Service.OfItsOwn();
        var acme = await own.Found();
        var account = await acme.Registered();
        (await acme.Post(Steward, $"{account}/cancel-retirement", new { reason = "Goes on." })).Expect(409, "account.no-retirement");
        (await acme.Post(Steward, $"{account}/propose-retirement", new { reason = "Over." })).Expect(200);
        (await acme.Post(Steward, $"{account}/cancel-retirement", new { reason = "Goes on." })).Expect(200);
        (await acme.Post(Steward, $"{account}/propose-retirement", new { reason = "Over." })).Expect(200);
        (await acme.Post(AccountOwner, $"{account}/confirm-retirement", new { on = own.Now.AddDays(31) })).Expect(200);
        own.Clock.Advance(TimeSpan.FromDays(31));
        (await acme.Post(Steward, $"{account}/delete", new { reason = "A court ordered it." })).Expect(200);
        Assert.Equal("deleted", (await acme.Get(Acme.Executive, account)).Text("state"));
    }
}
