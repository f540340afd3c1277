namespace Governance.Accounts;

/// <summary>The rhythm of attestations, as the standard on registration and ownership sets it in its section 9.</summary>
public static class AttestationCycle
{
    /// <summary>The owner is reminded so many days before the date.</summary>
    public static IReadOnlyList<int> ReminderDays { get; } = [14, 7, 1];

    /// <summary>So long after a missed date the entry is archived.</summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromDays(30);

    /// <summary>The next date: six months on, for a parked account twelve.</summary>
    public static DateTimeOffset Next(AccountClass @class, DateTimeOffset now) => now.AddMonths(@class == AccountClass.Parked ? 12 : 6);
}
