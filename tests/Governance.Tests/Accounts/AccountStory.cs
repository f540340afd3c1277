using System.Collections.Immutable;
using Governance.Accounts;
using Governance.Shared;

namespace Governance.Tests.Accounts;

/// <summary>Given facts of an account, when a rule is asked, then facts or a refusal.</summary>
internal static class AccountStory
{
    public const string Owner = "p-owner";
    public const string Backup = "p-backup";
    public const string Other = "p-other";
    public const string Third = "p-third";
    public const string Scheduler = "p-program";

    public static readonly DateTimeOffset Noon = new(2027, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly AccountProfile Profile = new(AccountType.Page, "Acme", null, null, "Marketing", null, null, "en", AccountClass.Official);
    public static readonly Holders Everybody = new([Owner, Backup, Other, Third], [Scheduler]);

    public static Account Given(params IEnumerable<AccountEvent> facts) =>
        facts.Select((fact, at) => new Fact<AccountEvent>(fact, Owner, Noon, at + 1)).Aggregate((Account?)null, (account, fact) => AccountDecider.Evolve(account, fact, "account/a-1"))!;

    public static Account After(this Account account, params IEnumerable<AccountEvent> facts) =>
        facts.Aggregate(account, (state, fact) => AccountDecider.Evolve(state, new Fact<AccountEvent>(fact, Owner, Noon, 1), account.Id));

    public static AccountEvent[] Listed() => [new AccountListed("x", "acme", "https://x.com/acme", "77", Profile, null)];

    public static AccountEvent[] Registered(DateTimeOffset? dueOn = null) =>
        [.. Listed(), new AccountRegistered(Owner, [], AccountClass.Official, RegistrationGround.Claim, "c-1", "r-1", null, []), new AttestationScheduled(dueOn ?? Noon.AddMonths(6))];

    public static AccountEvent[] WithBackup() => [.. Registered(), new BackupOwnerNamed(Backup), new BackupOwnerAccepted(Backup)];

    public static void Then(this Decision<AccountEvent> decision, params IReadOnlyList<AccountEvent> facts)
    {
        Assert.Null(decision.Refusal);
        Assert.Equal(facts, decision.Facts);
    }

    public static void Refused(this Decision<AccountEvent> decision, Refusal refusal)
    {
        Assert.Equal(refusal.Code, decision.Refusal?.Code);
        Assert.Empty(decision.Facts);
    }

    public static ImmutableList<string> Names(this IEnumerable<AccountEvent> facts) => [.. facts.Select(fact => fact.GetType().Name)];
}
