using Governance.Accounts;
using static Governance.Tests.Accounts.AccountStory;

namespace Governance.Tests.Accounts;

public sealed class AttestationTests
{
    private static readonly DateTimeOffset Due = Noon.AddMonths(6);

    [Theory]
    [InlineData(15, "")]
    [InlineData(14, "AttestationReminded")]
    [InlineData(7, "AttestationReminded")]
    [InlineData(1, "AttestationReminded")]
    [InlineData(0, "AttestationOverdue")]
    [InlineData(-29, "AttestationOverdue")]
    [InlineData(-30, "AttestationOverdue AccountArchived")]
    public void Time_reminds_then_marks_then_archives(int daysBefore, string facts) =>
        Assert.Equal(facts, string.Join(' ', AccountDecider.TimeForAttestation(Due, Given(Registered(Due)), Due.AddDays(-daysBefore)).Names()));

    [Fact]
    public void Each_moment_has_its_effect_once()
    {
        var account = Given(Registered(Due));
        var seen = new List<string>();
        for (var now = Due.AddDays(-20); now < Due.AddDays(40); now = now.AddHours(12))
        {
            var facts = AccountDecider.TimeForAttestation(Due, account, now);
            seen.AddRange(facts.Names());
            account = account.After(facts);
        }

        Assert.Equal(["AttestationReminded", "AttestationReminded", "AttestationReminded", "AttestationOverdue", "AccountArchived"], seen);
    }

    [Fact]
    public void A_date_that_counts_no_more_does_nothing() =>
        Assert.Empty(AccountDecider.TimeForAttestation(Due, Given(Registered(Due)).After(new AccountAttested(null), new AttestationScheduled(Due.AddMonths(6))), Due.AddYears(1)));

    [Fact]
    public void The_owners_word_starts_the_next_cycle() =>
        AccountDecider.Decide(new AccountAttested(null), Given(Registered(Due)), Noon).Then(new AccountAttested(null), new AttestationScheduled(Noon.AddMonths(6)));

    [Fact]
    public void A_candidate_is_not_attested() => AccountDecider.Decide(new AccountAttested(null), Given(Listed()), Noon).Refused(AccountRules.NothingToAttest);

    [Fact]
    public void An_archived_entry_takes_nothing_until_it_is_restored()
    {
        var archived = Given(Registered()).After(new AccountArchived("Nobody."));
        AccountDecider.Decide(new AccountAttested(null), archived, Noon).Refused(AccountRules.Archived);
        var restored = AccountDecider.Decide(new AccountRestored("Somebody."), archived, Noon);
        restored.Then(new AccountRestored("Somebody."), new AttestationScheduled(Noon.AddDays(14)));
        Assert.Equal(AccountState.Registered, archived.After(restored.Facts).State);
    }
}
