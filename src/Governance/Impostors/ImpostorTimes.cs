using Governance.Shared;

namespace Governance.Impostors;

/// <summary>What each step may take (impersonation-and-take-down, clauses 4.1, 5.1, 7.1, 7.3, 10.2 and 10.3).</summary>
public static class ImpostorTimes
{
    /// <summary>A steward classifies within 2 workdays; in danger Security and Legal decide within 4 hours.</summary>
    public static DateTimeOffset Classify(DateTimeOffset from, bool danger) => danger ? from.AddHours(4) : Workdays.After(from, 2);

    /// <summary>Legal confirms within 2 more; in danger the 4 hours run on.</summary>
    public static DateTimeOffset Confirm(DateTimeOffset from, bool danger) => danger ? from.AddHours(4) : Workdays.After(from, 2);

    /// <summary>A platform answers within 5 workdays, or 24 hours in danger; then Legal follows up.</summary>
    public static DateTimeOffset Answer(DateTimeOffset from, bool danger) => danger ? from.AddHours(24) : Workdays.After(from, 5);

    /// <summary>A lawyer who took no part decides on an objection within 10 workdays (clause 10.2).</summary>
    public static DateTimeOffset Objection(DateTimeOffset from) => Workdays.After(from, 10);

    /// <summary>A report that was wrong is withdrawn within a workday (clause 10.3).</summary>
    public static DateTimeOffset Withdraw(DateTimeOffset from) => Workdays.After(from, 1);

    /// <summary>After a removal the same impostor is watched for 90 days.</summary>
    public static DateTimeOffset Watch(DateTimeOffset from) => from.AddDays(90);
}
