using Governance.Shared;

namespace Governance.Accounts;

/// <summary>Owners say again and again that the entry is true; silence has consequences.</summary>
public static partial class AccountDecider
{
    /// <summary>The owner's word starts the next cycle; an entry that was overdue is kept again.</summary>
    public static Decision<AccountEvent> Decide(AccountAttested attestation, Account account, DateTimeOffset now)
    {
        if (Closed(account) is { } closed) return closed;
        if (!account.IsKept) return AccountRules.NothingToAttest;
        return Decision<AccountEvent>.Of(attestation, new AttestationScheduled(AttestationCycle.Next(account.Profile.Class, now)));
    }

    /// <summary>A steward keeps an archived entry again: the owner attests within a fortnight.</summary>
    public static Decision<AccountEvent> Decide(AccountRestored restoration, Account account, DateTimeOffset now) =>
        account.State != AccountState.Archived ? AccountRules.NotArchived
        : account.Before is AccountState.Registered or AccountState.Retiring ? Decision<AccountEvent>.Of(restoration, new AttestationScheduled(now.AddDays(14)))
        : restoration;

    /// <summary>A steward puts an entry aside.</summary>
    public static Decision<AccountEvent> Decide(AccountArchived archiving, Account account) => Closed(account) is { } closed ? closed : archiving;

    /// <summary>What the passing of time asks about the date <paramref name="dueOn"/>: reminders, then overdue, then the archive. Nothing when another date counts by now.</summary>
    public static IReadOnlyList<AccountEvent> TimeForAttestation(DateTimeOffset dueOn, Account account, DateTimeOffset now)
    {
        if (account.AttestationDueOn != dueOn || !account.IsKept) return [];
        var facts = new List<AccountEvent>();
        // After a long standstill one reminder is enough: the nearest that has come.
        if (now < dueOn && AttestationCycle.ReminderDays.Where(days => now >= dueOn.AddDays(-days)).Order().Take(1).Except(account.Reminded).ToList() is [var nearest])
            facts.Add(new AttestationReminded(dueOn, nearest));
        if (now >= dueOn && !account.AttestationIsOverdue) facts.Add(new AttestationOverdue(dueOn));
        if (now >= dueOn + AttestationCycle.Grace) facts.Add(new AccountArchived("Nobody attested it within 30 days of the date."));
        return facts;
    }

    /// <summary>When time next asks something about the attestation, or null.</summary>
    public static DateTimeOffset? NextOfAttestation(Account account, DateTimeOffset now)
    {
        if (account.AttestationDueOn is not { } due || !account.IsKept) return null;
        IEnumerable<DateTimeOffset> moments = [.. AttestationCycle.ReminderDays.Select(days => due.AddDays(-days)), due, due + AttestationCycle.Grace];
        return moments.Where(moment => moment > now).Order().Select(moment => (DateTimeOffset?)moment).FirstOrDefault();
    }
}
