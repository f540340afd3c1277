using System.Globalization;
using System.Text.RegularExpressions;

namespace Governance.Flows;

/// <summary>Reads <c>work</c>: entries such as <c>Mon-Fri 09:00-17:30</c>, between commas. A range of days may go over the end of the week: <c>Sun-Thu</c>.</summary>
internal sealed partial class WorkHoursReader(Findings findings, YamlScalar node)
{
    private readonly WorkPeriod?[] _week = new WorkPeriod?[7];

    /// <summary>The hours: one working day at least, unless there are findings. Each stands at the word that is wrong.</summary>
    public WorkHours Read()
    {
        var offset = 0;
        foreach (var entry in node.Text.Split(','))
        {
            var text = entry.Trim(' ');
            Entry(text, offset + entry.IndexOf(text, StringComparison.Ordinal));
            offset += entry.Length + 1;
        }
        return new WorkHours(_week);
    }

    private void Entry(string text, int at)
    {
        if (Form().Match(text) is not { Success: true } form)
        {
            Fail(at, $"`{text}` is not a working time: days and hours were expected here, as in `Mon-Fri 09:00-17:30`.");
            return;
        }
        var (first, last) = (Day(form.Groups["first"], at), Last(form.Groups["last"], at));
        var (opens, closes) = (Minutes(form.Groups["opens"], at), Minutes(form.Groups["closes"], at));
        if (closes <= opens) Fail(at, $"`{text}` must end after it starts, at 24:00 at the latest.");
        else if (first is { } from && opens is { } start && closes is { } end) Fill(from, last ?? from, new WorkPeriod(start, end), at);
    }

    private void Fill(int first, int last, WorkPeriod period, int at)
    {
        for (var day = first; ; day = (day + 1) % 7)
        {
            if (_week[day] is not null) Fail(at, $"`{WorkHours.Days[day]}` has working hours already; a weekday has one period at most.");
            _week[day] = period;
            if (day == last) return;
        }
    }

    private int? Last(Group word, int at) => word.Success ? Day(word, at) : null;

    private int? Day(Group word, int at)
    {
        var day = Array.IndexOf(WorkHours.Days, word.Value);
        if (day >= 0) return day;
        Fail(at + word.Index, $"`{word.Value}` is not a day: {string.Join(", ", WorkHours.Days)} were expected here.{Suggestion.Nearest(word.Value, WorkHours.Days)}");
        return null;
    }

    private int? Minutes(Group clock, int at)
    {
        var (hour, minute) = (Number(clock.ValueSpan[..2]), Number(clock.ValueSpan[3..]));
        if (minute < 60 && hour * 60 + minute <= 24 * 60) return hour * 60 + minute;
        Fail(at + clock.Index, $"`{clock.Value}` is not a time of day: 00:00 to 24:00 was expected here.");
        return null;
    }

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    // A quote before the text moves it by one.
    private void Fail(int at, string message) => findings.Add(node.Line, node.Column + at + (node.Plain ? 0 : 1), message);

    [GeneratedRegex(@"\A(?<first>[A-Za-z]+)(?:-(?<last>[A-Za-z]+))? (?<opens>[0-9]{2}:[0-9]{2})-(?<closes>[0-9]{2}:[0-9]{2})\z")]
    private static partial Regex Form();
}
