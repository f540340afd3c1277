using CsCheck;
using Governance.Accounts;
using static Governance.Tests.Accounts.AccountStory;

namespace Governance.Tests.Accounts;

public sealed class HandOverTests
{
    private static readonly string[] Ids = ["h-1", "h-2", "h-3", "h-4", "h-5"];
    private static readonly DateTimeOffset Due = Noon.AddDays(14);

    private static HandOverOpened ToOther(Holding what = Holding.Ownership, string from = Owner, string? to = Other) => new("h-9", what, from, to, HandOverCause.Planned, Due);

    [Fact]
    public void Nothing_passes_until_the_successor_accepts()
    {
        var open = Given(Registered()).After(ToOther());
        Assert.Equal(Owner, open.Owner);
        AccountDecider.Decide(new HandOverAccepted("h-9", Third), open, Noon).Refused(AccountRules.NotAsked);
        var accepted = AccountDecider.Decide(new HandOverAccepted("h-9", Other), open, Noon);
        accepted.Then(new HandOverAccepted("h-9", Other), new AttestationScheduled(Noon.AddMonths(6)));
        Assert.Equal(Other, open.After(accepted.Facts).Owner);
    }

    [Fact]
    public void Only_what_is_held_is_handed_over() => AccountDecider.Decide(ToOther(Holding.Publishing), Owner, Given(Registered()), Everybody).Refused(AccountRules.NotHeld);

    [Fact]
    public void Nobody_receives_what_they_hold() => AccountDecider.Decide(ToOther(to: Owner), Owner, Given(Registered()), Everybody).Refused(AccountRules.HandOverToHolder);

    [Fact]
    public void A_program_receives_nothing() => AccountDecider.Decide(ToOther(to: Scheduler), Owner, Given(Registered()), Everybody).Refused(AccountRules.NotAPerson);

    [Fact]
    public void One_thing_is_handed_over_once_at_a_time() => AccountDecider.Decide(ToOther(to: Third), Owner, Given(Registered()).After(ToOther()), Everybody).Refused(AccountRules.HandOverOpen);

    [Fact]
    public void In_a_dispute_nothing_passes()
    {
        var disputed = Given(Registered()).After(new AccountDisputed("d-1"));
        AccountDecider.Decide(ToOther(), Owner, disputed, Everybody).Refused(AccountRules.Disputed);
        AccountDecider.Decide(new HandOverAccepted("h-9", Other), Given(Registered()).After(ToOther(), new AccountDisputed("d-1")), Noon).Refused(AccountRules.Disputed);
    }

    [Fact]
    public void Nobody_takes_ownership_by_naming_themselves()
    {
        AccountDecider.Decide(ToOther(), Other, Given(Registered()), Everybody).Refused(AccountRules.HolderOnly);
        AccountDecider.Decide(new HandOverRedirected("h-9", Third), Third, Given(Registered()).After(ToOther()), Everybody).Refused(AccountRules.HolderOnly);
        var left = Given(Registered()).After(AccountDecider.Leave(Owner, Given(Registered()), Ids, Due));
        AccountDecider.Decide(new HandOverRedirected("h-1", Third), Third, left, Everybody).Refused(AccountRules.HolderOnly);
    }

    [Fact]
    public void When_the_backup_owner_goes_after_the_owner_nobody_is_left()
    {
        var waiting = Given(WithBackup()).After(AccountDecider.Leave(Owner, Given(WithBackup()), Ids, Due));
        Assert.Contains(new AccountOrphaned(Owner), AccountDecider.Leave(Backup, waiting, Ids, Due));
        AccountDecider.Decide(new BackupOwnerRemoved(Backup, null), waiting).Then(new BackupOwnerRemoved(Backup, null), new AccountOrphaned(Owner));
    }

    [Fact]
    public void Whoever_declines_leaves_it_waiting_for_another()
    {
        var declined = Given(Registered()).After(ToOther(), new HandOverDeclined("h-9", "No time."));
        Assert.Null(Assert.Single(declined.HandOvers).To);
        AccountDecider.Decide(new HandOverRedirected("h-9", Third), Owner, declined, Everybody).Then(new HandOverRedirected("h-9", Third));
    }

    [Fact]
    public void A_backup_owner_who_takes_over_stands_beside_themselves_no_more() =>
        Assert.Equal((Backup, null), Given(WithBackup()).After(ToOther(to: Backup), new HandOverAccepted("h-9", Backup)) is var account ? (account.Owner, account.BackupOwner) : default);

    [Fact]
    public void A_leaver_hands_over_everything_and_the_backup_owner_is_asked_first()
    {
        var account = Given(WithBackup()).After(new PublisherGranted(Owner), new AgencyGranted("g-1", "Northside", Owner, Noon.AddYears(1)), new RecoveryAddressAssigned(Owner));
        var facts = AccountDecider.Leave(Owner, account, Ids, Due);
        Assert.Equal(
            [
                new HandOverOpened("h-1", Holding.Ownership, Owner, Backup, HandOverCause.Left, Due),
                new HandOverOpened("h-3", Holding.Publishing, Owner, Backup, HandOverCause.Left, Due), new PublisherRevoked(Owner, null),
                new HandOverOpened("h-4", Holding.AgencyAccess, Owner, Backup, HandOverCause.Left, Due),
                new HandOverOpened("h-5", Holding.RecoveryAddress, Owner, Backup, HandOverCause.Left, Due),
            ], facts);
        var after = account.After(facts);
        Assert.False(after.Orphaned);
        Assert.Empty(AccountDecider.Leave(Owner, after, Ids, Due));
    }

    [Fact]
    public void Without_a_backup_owner_the_account_is_orphaned_until_somebody_accepts()
    {
        var facts = AccountDecider.Leave(Owner, Given(Registered()), Ids, Due);
        Assert.Equal([new HandOverOpened("h-1", Holding.Ownership, Owner, null, HandOverCause.Left, Due), new AccountOrphaned(Owner)], facts);
        var after = Given(Registered()).After(facts);
        AccountDecider.Decide(new HandOverCancelled("h-1", null), after).Refused(AccountRules.HandOverOpen);
        Assert.False(after.After(new HandOverRedirected("h-1", Third), new HandOverAccepted("h-1", Third)).Orphaned);
    }

    [Fact]
    public void A_successor_who_leaves_is_to_own_nothing_any_more()
    {
        var account = Given(WithBackup()).After(new SuccessorNamed(Third));
        Assert.Equal([new SuccessorCleared(Third, "The successor has left.")], AccountDecider.Leave(Third, account, Ids, Due));
        var after = account.After(AccountDecider.Leave(Third, account, Ids, Due));
        Assert.Null(after.Successor);
        Assert.Empty(AccountDecider.Leave(Third, after, Ids, Due));
        // Whoever is asked when the owner goes as well is somebody who is there.
        Assert.Equal(Backup, Assert.IsType<HandOverOpened>(AccountDecider.Leave(Owner, after, Ids, Due)[0]).To);
        Assert.Contains(Third, new RegisterLine(account.Id, account, 1).People);
    }

    [Fact]
    public void A_parked_account_is_handed_over_by_a_leaver_and_one_that_is_gone_is_not()
    {
        var parked = Given(WithBackup()).After(new AccountParked());
        Assert.Equal([new HandOverOpened("h-1", Holding.Ownership, Owner, Backup, HandOverCause.Left, Due)], AccountDecider.Leave(Owner, parked, Ids, Due));
        AccountDecider.Decide(new HandOverAccepted("h-1", Backup), parked.After(AccountDecider.Leave(Owner, parked, Ids, Due)), Noon).Then(new HandOverAccepted("h-1", Backup));
        foreach (var end in (AccountEvent[])[new AccountDeleted("A court."), new AccountReplaced(null), new AccountLost("Tried.")]) Assert.Empty(AccountDecider.Leave(Owner, Given(WithBackup()).After(end), Ids, Due));
    }

    [Fact]
    public void What_waits_for_a_leaver_waits_for_nobody()
    {
        var account = Given(Registered()).After(ToOther());
        Assert.Equal([new HandOverDeclined("h-9", "The successor has left.")], AccountDecider.Leave(Other, account, Ids, Due));
    }

    [Fact]
    public void After_a_leaving_the_person_is_neither_asked_nor_able_to_publish_and_saying_it_twice_changes_nothing() =>
        Gen.Select(Gen.Bool.Array[5], Gen.Bool, Gen.Int[0, 2].Select(at => new[] { Owner, Backup, Other }[at])).Sample((holds, planned, leaver) =>
        {
            var account = Given(holds[0] ? WithBackup() : Registered()).After(
                [
                    .. holds[1] ? [new PublisherGranted(Owner), new PublisherGranted(Other)] : Array.Empty<AccountEvent>(),
                    .. holds[2] ? [new AgencyGranted("g-1", "Northside", Other, Noon.AddYears(1))] : Array.Empty<AccountEvent>(),
                    .. holds[3] ? [new RecoveryAddressAssigned(Backup)] : Array.Empty<AccountEvent>(),
                    .. holds[4] ? [new SuccessorNamed(Third)] : Array.Empty<AccountEvent>(),
                    .. planned ? [ToOther()] : Array.Empty<AccountEvent>(),
                ]);
            var after = account.After(AccountDecider.Leave(leaver, account, Ids, Due));
            Assert.DoesNotContain(leaver, after.Publishers);
            Assert.NotEqual(leaver, after.BackupOwner);
            Assert.DoesNotContain(after.HandOvers, open => open.To == leaver);
            Assert.All(Enum.GetValues<Holding>().Where(what => AccountDecider.Holds(account, what, leaver)), what => Assert.Contains(after.HandOvers, open => open.What == what && open.From == leaver));
            Assert.Empty(AccountDecider.Leave(leaver, after, Ids, Due));
        });
}
