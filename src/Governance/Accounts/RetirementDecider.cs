using Governance.Shared;

namespace Governance.Accounts;

/// <summary>An account ends by two people's will and after notice; its handle is never freed.</summary>
public static partial class AccountDecider
{
    /// <summary>Hours before the day at which a notice is due: 30 days, 14 days, 48 hours.</summary>
    public static IReadOnlyList<int> NoticeHours { get; } = [720, 336, 48];

    /// <summary>Somebody proposes it.</summary>
    public static Decision<AccountEvent> Decide(RetirementProposed proposal, Account account)
    {
        if (Closed(account) is { } closed) return closed;
        if (account.DisputeId is not null) return AccountRules.Disputed;
        if (account.State != AccountState.Registered) return account.State == AccountState.Retiring ? AccountRules.RetirementProposed : AccountRules.NotRegistered;
        return account.RetirementProposedBy is null ? proposal : AccountRules.RetirementProposed;
    }

    /// <summary>
    /// A second person agrees: a steward to an owner's proposal, the owner to a steward's, and where there is no owner another steward.
    /// <paramref name="urgent"/> says that the caller may shorten the notices.
    /// </summary>
    public static Decision<AccountEvent> Decide(RetirementAnnounced announcement, Account account, string by, bool steward, bool urgent, DateTimeOffset now)
    {
        if (Closed(account) is { } closed) return closed;
        if (account.DisputeId is not null) return AccountRules.Disputed;
        if (account.RetirementProposedBy is not { } proposer) return AccountRules.NoRetirement;
        var agrees = account.IsOwnedBy(proposer) || account.Orphaned ? steward : account.IsOwnedBy(by);
        if (by == proposer || !(agrees || urgent)) return AccountRules.SecondPerson;
        if (announcement.On <= now) return AccountRules.EndInThePast with { Field = "on" };
        if (announcement.On < now.AddDays(30) && !(urgent && announcement.Shortened is not null)) return AccountRules.RetirementTooSoon;
        return announcement;
    }

    /// <summary>It is called off before its day.</summary>
    public static Decision<AccountEvent> Decide(RetirementCancelled cancellation, Account account) =>
        account.RetirementProposedBy is null && account.State != AccountState.Retiring ? AccountRules.NoRetirement : cancellation;

    /// <summary>The account is parked when its day has come.</summary>
    public static Decision<AccountEvent> Decide(AccountParked parking, Account account, DateTimeOffset now) => Retire(parking, account, now);

    /// <summary>The account is deleted when its day has come and a law or rule demands it.</summary>
    public static Decision<AccountEvent> Decide(AccountDeleted deletion, Account account, DateTimeOffset now) => Retire(deletion, account, now);

    /// <summary>The notices that are due; after a standstill only the nearest.</summary>
    public static IReadOnlyList<AccountEvent> TimeForRetirement(DateTimeOffset on, Account account, DateTimeOffset now)
    {
        if (account.RetiresOn != on || account.State != AccountState.Retiring || now >= on) return [];
        return NoticeHours.Where(hours => now >= on.AddHours(-hours)).Order().Take(1).Except(account.Noticed).ToList() is [var nearest] ? [new RetirementNoticeDue(on, nearest)] : [];
    }

    /// <summary>When time next asks something about the retirement, or null.</summary>
    public static DateTimeOffset? NextOfRetirement(Account account, DateTimeOffset now) =>
        // An entry that was put aside may be kept again before the day.
        account.RetiresOn is { } on && account.State is AccountState.Retiring or AccountState.Archived
            ? NoticeHours.Select(hours => on.AddHours(-hours)).Where(moment => moment > now).Order().Select(moment => (DateTimeOffset?)moment).FirstOrDefault()
            : null;

    private static Decision<AccountEvent> Retire(AccountEvent end, Account account, DateTimeOffset now)
    {
        if (Closed(account) is { } closed) return closed;
        if (account.DisputeId is not null) return AccountRules.Disputed;
        if (account.State != AccountState.Retiring || account.RetiresOn is not { } on) return AccountRules.NoRetirement;
        return now < on ? AccountRules.NoticesRunning : Decision<AccountEvent>.Of(end);
    }
}
