using System.Globalization;
using NodaTime;

namespace Governance.Flows;

/// <summary>The working period of a day, in minutes from midnight to 1440. The opening belongs to it, the closing does not.</summary>
internal readonly record struct WorkPeriod(int Opens, int Closes)
{
    public override string ToString() => $"{Clock(Opens)}-{Clock(Closes)}";

    private static string Clock(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:00}:{minutes % 60:00}");
}

/// <summary>The working period of each weekday; a weekday without one is free.</summary>
/// <param name="week">Seven, from Monday.</param>
internal sealed class WorkHours(IReadOnlyList<WorkPeriod?> week)
{
    /// <summary>As flows write them, from Monday.</summary>
    public static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    public WorkPeriod? On(IsoDayOfWeek day) => week[(int)day - 1];

    /// <summary>The canonical form: <c>Mon-Fri 09:00-17:30, Sat 10:00-12:00</c>, days with the same hours together, from Monday to Sunday.</summary>
    public override string ToString()
    {
        var runs = new List<string>();
        for (int first = 0, next; first < week.Count; first = next)
        {
            next = first + 1;
            if (week[first] is not { } period) continue;
            while (next < week.Count && week[next] == period) next++;
            runs.Add($"{Days[first]}{(next - first > 1 ? $"-{Days[next - 1]}" : "")} {period}");
        }
        return string.Join(", ", runs);
    }
}
