using Governance.Accounts;
using Governance.Approvals;
using static Governance.Tests.Accounts.AccountStory;

namespace Governance.Tests.Accounts;

public sealed class RegistrationTests
{
    private static readonly AccountRequested Asked = new("x", "acme", "https://x.com/acme", Profile, Owner, Backup, "No account of ours speaks there.", "r-1");

    [Fact]
    public void An_address_is_in_the_register_once() =>
        AccountDecider.Decide((AccountListed)Listed()[0], AccountRules.AddressTaken("a-2")).Refused(AccountRules.AddressTaken("a-2"));

    [Fact]
    public void Owner_and_backup_owner_are_two_people_who_are_there()
    {
        AccountDecider.Decide(Asked, null, Everybody).Then(Asked);
        AccountDecider.Decide(Asked with { BackupOwner = Owner }, null, Everybody).Refused(AccountRules.OwnerIsBackup);
        AccountDecider.Decide(Asked with { Owner = "p-gone" }, null, Everybody).Refused(AccountRules.PersonUnknown);
        AccountDecider.Decide(Asked with { BackupOwner = Scheduler }, null, Everybody).Refused(AccountRules.NotAPerson);
    }

    [Fact]
    public void Nothing_is_opened_before_it_is_approved()
    {
        AccountDecider.Open("9", Given(Asked), [], "r-1", null, Noon).Refused(AccountRules.NotApproved);
        var approved = AccountDecider.Settle("r-1", Settlement.Approved, null, Given(Asked));
        approved.Then(new AccountRequestApproved("r-1"));
        var opened = AccountDecider.Open("9", Given(Asked).After(approved.Facts), [], "r-1", null, Noon);
        Assert.Equal(["AccountOpened", "AccountRegistered", "AttestationScheduled"], opened.Facts.Names());
        var account = Given(Asked).After(approved.Facts).After(opened.Facts);
        Assert.Equal((AccountState.Registered, Owner, Backup, null), (account.State, account.Owner, account.BackupAsked, account.BackupOwner));
    }

    [Fact]
    public void What_was_approved_for_somebody_who_left_meanwhile_is_not_opened_until_somebody_else_takes_it_over()
    {
        var approved = Given(Asked).After(new AccountRequestApproved("r-1"));
        var left = approved.After(AccountDecider.Leave(Owner, approved, ["h-1", "h-2", "h-3", "h-4", "h-5"], Noon.AddDays(14)));
        AccountDecider.Open("9", left, [], "r-1", null, Noon).Refused(AccountRules.NotApproved);
        var withBackup = approved.After(new BackupOwnerAccepted(Backup));
        var waiting = withBackup.After(AccountDecider.Leave(Owner, withBackup, ["h-1", "h-2", "h-3", "h-4", "h-5"], Noon.AddDays(14)));
        AccountDecider.Open("9", waiting, [], "r-1", null, Noon).Refused(AccountRules.NotApproved);
        Assert.Equal("AccountOpened", AccountDecider.Open("9", waiting.After(new HandOverAccepted("h-1", Backup)), [], "r-1", null, Noon).Facts.Names()[0]);
    }

    [Theory]
    [InlineData(Settlement.Rejected)]
    [InlineData(Settlement.Withdrawn)]
    [InlineData(Settlement.Expired)]
    public void What_was_declined_gives_the_address_back(Settlement settlement) =>
        Assert.False(Given(Asked).After(AccountDecider.Settle("r-1", settlement, null, Given(Asked)).Facts).BearsHandle);

    [Fact]
    public void A_request_that_was_not_its_own_changes_nothing() => AccountDecider.Settle("r-2", Settlement.Approved, null, Given(Asked)).Refused(AccountRules.NotApproved);

    [Fact]
    public void A_rename_keeps_the_platform_id_and_a_replacement_does_not()
    {
        var renaming = new AccountRenamed("acme2", "https://x.com/acme2");
        AccountDecider.Rename(renaming, "x", "77", Given(Listed()), null).Then(renaming);
        AccountDecider.Rename(renaming, "x", "78", Given(Listed()), null).Refused(AccountRules.OtherIdentity);
        AccountDecider.Rename(renaming, "facebook", "77", Given(Listed()), null).Refused(AccountRules.OtherPlatform);
        Assert.False(Given(Listed()).After(new AccountReplaced("a-2")).BearsHandle);
    }

    [Fact]
    public void A_rename_can_teach_the_platform_id()
    {
        var unknown = Given(new AccountListed("x", "acme", "https://x.com/acme", null, Profile, null));
        var renaming = new AccountRenamed("acme2", "https://x.com/acme2");
        AccountDecider.Rename(renaming, "x", "77", unknown, null).Then(new PlatformIdLearned("77"), renaming);
    }

    [Fact]
    public void A_history_begins_once() => Assert.Throws<InvalidOperationException>(() => Given([.. Listed(), .. Listed()]));

    [Fact]
    public void A_history_begins_with_a_finding_or_a_request() => Assert.Throws<InvalidOperationException>(() => Given(new AccountParked()));

    [Fact]
    public void What_is_in_doubt_is_not_governed()
    {
        var verified = Given(Registered()).After(new OwnershipVerified("c-1", 3, "rel-me", Noon.AddYears(1)));
        Assert.True(Line(verified).Governed);
        Assert.All(
            (AccountEvent[])[new AccountDisputed("d-1"), new AccountCompromised("Odd."), new AttestationOverdue(Noon), new AccountOrphaned(Owner), new VerificationEnded("c-1", "Lapsed")],
            doubt => Assert.False(Line(verified.After(doubt)).Governed));
        Assert.False(Line(Given(Listed())).Governed);
    }

    [Fact]
    public void A_line_remembers_every_address_and_every_owner_there_was()
    {
        var first = Line(Given(Registered()));
        var renamed = first.Became(Given(Registered()).After(new AccountRenamed("acme2", "https://x.com/acme2")), 2);
        Assert.Equal([first.AddressKey, "x:acme2"], renamed.Addresses);
        Assert.Equal([Owner], renamed.Owners);
        Assert.Equal("x:acme2", renamed.AddressKey);
    }

    private static RegisterLine Line(Account account) => new(account.Id, account, 1);
}
