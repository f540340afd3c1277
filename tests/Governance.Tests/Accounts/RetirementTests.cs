using Governance.Accounts;
using static Governance.Tests.Accounts.AccountStory;

namespace Governance.Tests.Accounts;

public sealed class RetirementTests
{
    private static readonly DateTimeOffset Day = Noon.AddDays(31);
    private static readonly Account Proposed = Given(Registered()).After(new RetirementProposed("Over."));
    private static readonly Account Announced = Proposed.After(new RetirementAnnounced(Day, null));

    [Fact]
    public void Who_proposed_does_not_confirm() =>
        AccountDecider.Decide(new RetirementAnnounced(Day, null), Proposed, Owner, steward: true, urgent: true, Noon).Refused(AccountRules.SecondPerson);

    [Fact]
    public void A_steward_confirms_what_the_owner_proposed() =>
        AccountDecider.Decide(new RetirementAnnounced(Day, null), Proposed, Other, steward: true, urgent: false, Noon).Then(new RetirementAnnounced(Day, null));

    [Fact]
    public void Somebody_else_does_not() =>
        AccountDecider.Decide(new RetirementAnnounced(Day, null), Proposed, Other, steward: false, urgent: false, Noon).Refused(AccountRules.SecondPerson);

    [Fact]
    public void Notices_run_for_thirty_days_unless_legal_or_security_say_why()
    {
        var soon = new RetirementAnnounced(Noon.AddDays(3), "It endangers people.");
        AccountDecider.Decide(soon, Proposed, Other, steward: true, urgent: false, Noon).Refused(AccountRules.RetirementTooSoon);
        AccountDecider.Decide(soon with { Shortened = null }, Proposed, Other, steward: true, urgent: true, Noon).Refused(AccountRules.RetirementTooSoon);
        AccountDecider.Decide(soon, Proposed, Other, steward: false, urgent: true, Noon).Then(soon);
    }

    [Fact]
    public void Three_notices_fall_due_each_once()
    {
        var (account, seen) = (Announced, new List<int>());
        for (var now = Noon; now < Day.AddDays(2); now = now.AddHours(6))
        {
            var facts = AccountDecider.TimeForRetirement(Day, account, now);
            seen.AddRange(facts.OfType<RetirementNoticeDue>().Select(notice => notice.HoursBefore));
            account = account.After(facts);
        }

        Assert.Equal([720, 336, 48], seen);
    }

    [Fact]
    public void It_is_parked_on_its_day_and_keeps_its_handle()
    {
        AccountDecider.Decide(new AccountParked(), Announced, Day.AddSeconds(-1)).Refused(AccountRules.NoticesRunning);
        AccountDecider.Decide(new AccountParked(), Announced, Day).Then(new AccountParked());
        var parked = Announced.After(new AccountParked());
        Assert.True(parked.BearsHandle);
        AccountDecider.Decide(new PublisherGranted(Other), parked, Everybody).Refused(AccountRules.Ended);
    }

    [Fact]
    public void Notices_go_on_when_an_archived_entry_is_kept_again_before_its_day()
    {
        var archived = Announced.After(new AccountArchived("Nobody."));
        Assert.Empty(AccountDecider.TimeForRetirement(Day, archived, Day.AddHours(-336)));
        Assert.Equal(Day.AddHours(-48), AccountDecider.NextOfRetirement(archived, Day.AddHours(-336)));
        Assert.Equal([new RetirementNoticeDue(Day, 48)], AccountDecider.TimeForRetirement(Day, archived.After(new AccountRestored("Kept.")), Day.AddHours(-48)));
    }

    [Fact]
    public void It_can_be_called_off() => Assert.Equal(AccountState.Registered, Announced.After(new RetirementCancelled("Goes on.")).State);
}
