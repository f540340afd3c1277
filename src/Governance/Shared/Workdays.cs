using Governance.Flows;

namespace Governance.Shared;

/// <summary>
/// The workdays of the standards: Monday to Friday, 09:00 to 17:30 in Dublin, outside Irish public holidays. The documents in
/// <c>policies/documents</c> count in them.
/// </summary>
public static class Workdays
{
    private static readonly WorkCalendar Calendar = WorkCalendar.MondayToFriday("Europe/Dublin", 9 * 60, (17 * 60) + 30, "ie");

    /// <summary>The moment by which something is to be done that may take <paramref name="count"/> workdays, UTC.</summary>
    public static DateTimeOffset After(DateTimeOffset start, int count) => Calendar.After(start, new Duration(count, DurationUnit.Workdays)).At;
}
