using Governance.Accounts;
using static Governance.Tests.Accounts.AccountStory;

namespace Governance.Tests.Accounts;

/// <summary>What a platform states of an account's identity is learned once; what contradicts it is never taken silently.</summary>
public sealed class IdentityTests
{
    private static readonly Account Unknown = Given(new AccountListed("x", "acme", "https://x.com/acme", null, Profile, null));

    [Fact]
    public void An_id_that_nobody_knew_is_learned_when_control_was_shown_with_it()
    {
        Assert.Equal([new PlatformIdLearned("77")], AccountDecider.State("77", shown: true, null, "c-1", Unknown));
        Assert.Empty(AccountDecider.State("77", shown: false, null, "c-1", Unknown));
        Assert.Empty(AccountDecider.State("77", shown: true, null, "c-1", Given(Listed())));
    }

    [Fact]
    public void Another_id_than_the_one_on_record_is_a_contradiction_recorded_once()
    {
        var known = Given(Registered());
        foreach (var shown in (bool[])[true, false]) Assert.Equal([new IdentityContradicted("88", null, "c-1")], AccountDecider.State("88", shown, null, "c-1", known));
        var contradicted = known.After(new IdentityContradicted("88", null, "c-1"));
        Assert.Equal("77", contradicted.PlatformId);
        Assert.Empty(AccountDecider.State("88", true, null, "c-2", contradicted));
        Assert.Equal([new IdentityContradicted("99", null, "c-1")], AccountDecider.State("99", true, null, "c-1", contradicted));
    }

    [Fact]
    public void An_id_that_another_account_has_is_a_contradiction_and_not_learned() =>
        Assert.Equal([new IdentityContradicted("77", "a-2", "c-1")], AccountDecider.State("77", shown: true, "a-2", "c-1", Unknown));

    [Fact]
    public void Nothing_is_added_to_what_has_ended() =>
        Assert.All((AccountEvent[])[new AccountParked(), new AccountArchived("Over"), new AccountReplaced(null)], end => Assert.Empty(AccountDecider.State("88", true, null, "c-1", Given(Registered()).After(end))));

    [Fact]
    public void While_it_is_contradicted_an_account_is_not_governed()
    {
        var governed = Given(Registered()).After(new OwnershipVerified("c-1", 3, "rel-me", Noon.AddYears(1)));
        Assert.True(Line(governed).Governed);
        Assert.False(Line(governed.After(new IdentityContradicted("88", null, "c-1"))).Governed);
        Assert.True(Line(governed.After(new IdentityContradicted("88", null, "c-1"), new IdentitySettled("77", "Looked."))).Governed);
    }

    [Fact]
    public void A_steward_without_a_stake_says_which_id_is_right()
    {
        var contradicted = Given(Registered()).After(new OwnershipVerified("c-1", 3, "rel-me", Noon.AddYears(1)), new IdentityContradicted("88", null, "c-1"));
        AccountDecider.Settle(new IdentitySettled("77", "Looked."), contradicted, Other, null).Then(new IdentitySettled("77", "Looked."));
        AccountDecider.Settle(new IdentitySettled("88", "Looked."), contradicted, Other, null)
            .Then(new VerificationEnded("c-1", "identity"), new PlatformIdLearned("88"), new IdentitySettled("88", "Looked."));
        AccountDecider.Settle(new IdentitySettled("99", "Looked."), contradicted, Other, null).Refused(AccountRules.IdentityNotInQuestion);
        AccountDecider.Settle(new IdentitySettled("77", "Looked."), contradicted, Owner, null).Refused(AccountRules.IdentityIsYours);
        AccountDecider.Settle(new IdentitySettled("77", "Looked."), contradicted.After(new AccountClaimed("c-9", Other)), Other, null).Refused(AccountRules.IdentityIsYours);
        AccountDecider.Settle(new IdentitySettled("77", "Looked."), Given(Registered()), Other, null).Refused(AccountRules.NoIdentityConflict);
        AccountDecider.Settle(new IdentitySettled("88", "Looked."), contradicted, Other, AccountRules.TwoOwners("a-2")).Refused(AccountRules.TwoOwners("a-2"));
    }

    [Fact]
    public void An_entry_that_is_the_same_account_gives_its_address_up_only_when_nobody_else_answers_for_it()
    {
        var (into, other) = (Given(Registered()), Given(Listed()));
        AccountDecider.GiveUp(into, other).Then(new AccountReplaced("a-1"));
        AccountDecider.GiveUp(into, Given(Registered())).Then(new AccountReplaced("a-1"));
        AccountDecider.GiveUp(into, Given(Registered()) with { Owner = Third }).Refused(AccountRules.TwoOwners("a-1"));
        AccountDecider.GiveUp(into, other.After(new AccountDisputed("d-1"))).Refused(AccountRules.Disputed);
    }

    [Fact]
    public void An_entry_that_somebody_else_claims_does_not_give_its_address_up_before_that_is_decided()
    {
        var (into, other) = (Given(Registered()), Given(Listed()));
        AccountDecider.GiveUp(into, other.After(new AccountClaimed("c-2", Other))).Refused(AccountRules.OthersClaim("a-1"));
        AccountDecider.GiveUp(into, other.After(new AccountClaimed("c-1", Owner), new AccountClaimed("c-2", Other))).Refused(AccountRules.OthersClaim("a-1"));
        AccountDecider.GiveUp(into, other.After(new AccountClaimed("c-1", Owner))).Then(new AccountReplaced("a-1"));
        AccountDecider.GiveUp(Given(Listed()), other.After(new AccountClaimed("c-1", Owner))).Refused(AccountRules.OthersClaim("a-1"));
        AccountDecider.GiveUp(into, other.After(new AccountClaimed("c-2", Other), new AccountClaimEnded("c-2"))).Then(new AccountReplaced("a-1"));
    }

    [Fact]
    public void What_was_deleted_or_lost_leaves_its_handle_to_another_account_and_to_no_other_kind()
    {
        foreach (var end in (AccountEvent[])[new AccountDeleted("A court."), new AccountLost("Tried.")])
        {
            var gone = Given(Registered()).After(end);
            AccountDecider.Vacate("a-2", "88", gone).Then(new AccountReplaced("a-2"));
            AccountDecider.Vacate("a-2", null, gone).Then(new AccountReplaced("a-2"));
            AccountDecider.Vacate("a-2", "77", gone).Refused(AccountRules.GoneIsBack("a-1"));
        }

        AccountDecider.Vacate("a-2", "88", Given(Registered()).After(new AccountParked())).Refused(AccountRules.AddressTaken("a-1"));
    }

    private static RegisterLine Line(Account account) => new(account.Id, account, 1);
}
