using Governance.Flows;

namespace Governance.Tests.Flows;

/// <summary>What somebody might write into the keys of time, seats and ends: each refused at once, at its place.</summary>
public class HostileKeysTests
{
    // One stage more or less, and what somebody might write into it.
    private static FlowParse With(string stage = "", string top = "") => FlowParser.Parse($"""
        flow: hostile
        version: 1
        subject: thing
        title: Hostile
        content: {"{bind: [body]}"}
        people: {"{legal: {group: legal}}"}
        stages:
          - id: review
            all: [{"{id: law, approve: 1, of: legal}"}]
            {stage}
        {top}
        """, "h");

    private static string Many(int count, Func<int, string> item) => string.Join(", ", Enumerable.Range(1, count).Select(item));

    public static TheoryData<string, string, string> Places => new()
    {
        { $"remind: [{Many(11, i => $"{i} days")}]", "", "10:13: `remind` has at most 10 durations." },
        { $"remind: [{Many(50_000, _ => "1 day")}]", "", "1:1: The file is larger than 256 KB." },
        { "remind: [[1 day]]", "", "10:14: `remind` must be a duration such as `3 workdays`: a whole number of minutes, hours, days or workdays." },
        { "remind: 0 days", "", "10:13: `remind` must be a duration such as `3 workdays`: a whole number of minutes, hours, days or workdays. The number is from 1 to 10000." },
        { "due: 99999999999999999999 days", "", "10:10: `due` must be a duration such as `3 workdays`: a whole number of minutes, hours, days or workdays." },
        { "due: 10001 hours", "", "10:10: `due` must be a duration such as `3 workdays`: a whole number of minutes, hours, days or workdays. The number is from 1 to 10000." },
        { "due: -1 days", "", "10:10: `due` must be a duration such as `3 workdays`: a whole number of minutes, hours, days or workdays." },
        { "due: 1 day\n    overdue: {ask: [legal, legal]}", "", "11:20: `ask` must be a name: lower-case letters, digits and hyphens, starting with a letter, at most 64 characters." },
        { $"checks: [{Many(33, i => $"{{id: c{i}, that: \"subject.x == '1'\", says: x}}")}]", "", "10:13: `checks` must be a list of 1 to 32 conditions, each with `id`, `that` and `says`." },
        { $"checks: [{{id: c, that: \"{new string('(', 900)}\", says: x}}]", "", "10:61: In the condition" },
        { $"checks: [{{id: c, that: \"{string.Join(" and ", Enumerable.Repeat("not not subject.x", 80))}\", says: x}}]", "", "10:28: `that` must be one line of at most 1000 characters." },
        { "checks: [{id: c, that: \"subject.x == '1'\", says: x}, {id: c, that: \"subject.x == '1'\", says: x}]", "", "10:63: Another check of this stage is called `c` already." },
        { $"reject: {{may-lift: [{Many(200, i => $"p{i}")}]}}", "", "10:24: `may-lift` has at most 128 names." },
        { "reject: {may-lift: {ask: legal}}", "", "10:24: `may-lift` must be a name" },
        { "", "calendar: {zone: Europe/Atlantis}", "11:18: There is no time zone `Europe/Atlantis`" },
        { "", "calendar: {zone: ../../etc/passwd}", "11:18: There is no time zone `../../etc/passwd`" },
        { "", $"calendar: {{zone: Etc/UTC, work: \"Mon-Fri 09:00-17:00\", holidays: [{Many(129, i => $"\"2026-01-{i:00}\"")}]}}", "11:66: `holidays` has at most 128 names." },
        { "", "calendar: {zone: Etc/UTC, work: \"Mon-Fri 09:00-17:00\", holidays: [\"2026-02-30\"]}", "11:67: `2026-02-30` is not a day of the calendar" },
        { "", "calendar: {zone: Etc/UTC, work: \"Mon-Fri 17:00-09:00\"}", "11:" },
        { "", "break-glass: {by: legal, reason: required, review: {approve: 0, of: legal, within: 1 day, otherwise: undo}}", "11:62: `approve` must be a whole number from 1" },
        { "", "break-glass: {by: legal, reason: required, review: {approve: 99999999999, of: legal, within: 1 day, otherwise: undo}}", "11:62: `approve` must be a whole number from 1" },
        { "", "break-glass: {by: legal, reason: required, review: {approve: 1, of: nobody, within: 1 day, otherwise: undo}}", "11:69: Nobody is called `nobody`" },
        { "", "break-glass: {by: legal, reason: required, review: [legal]}", "11:52: `review` must be a mapping of keys to values" },
        { "", "break-glass: {by: [], reason: required}", "11:19: `by` must name people of the flow." },
        { "", "break-glass: {by: requester, reason: required}", "11:19: Nobody is called `requester` under `people`." },
        { "", "too-few: {ask: legal, do: lower}", "11:27: `do` must be ask." },
        { "", "too-few: {do: {ask: nobody}}", "11:21: Nobody is called `nobody` under `people`." },
        { "", "too-few: {tell: legal}", "11:10: `too-few` needs `do`." },
        { "", "delegation: {allowed: true, max: forever}", "11:34: `max` must be a duration" },
        { "", "delegation: {max: 3 days}", "11:13: `delegation` needs `allowed`." },
        { "", "expire: {after: 5 workdays}", "11:17: Workdays need a `calendar`" },
        { "", "reopen: {by: [], within: 1 day}", "11:14: `by` must name somebody" },
        { "", "after-approval: {confirm-again: 1 year}", "11:33: `confirm-again` must be a duration" },
        { "", "after-approval: {confirm-again: 1 day, by: author}", "11:44: Nobody is called `author` under `people`." },
        { "", "withdraw: {by: requester, until: [review]}", "11:34: `until` must be a name" },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void What_is_wrong_with_time_seats_and_ends_is_said_at_its_place(string stage, string top, string error)
    {
        var parse = With(stage, top);
        Assert.Null(parse.Flow);
        Assert.StartsWith($"h:{error}", Assert.Single(parse.Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_longest_durations_and_the_latest_moments_end_where_time_does()
    {
        var flow = With("due: 10000 days", "calendar: {zone: Etc/UTC, work: \"Mon 09:00-09:01\"}\nexpire: {after: 10000 workdays}").Flow!;
        foreach (var start in (DateTimeOffset[])[DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Scenario.Start])
            Assert.InRange(flow.Calendar.After(start, flow.Expire!.After).At, start, DateTimeOffset.MaxValue);
    }

    [Fact]
    public void A_circle_of_people_is_refused_wherever_it_begins()
    {
        var circle = "flow: c\nversion: 1\nsubject: x\ntitle: C\ncontent: {bind: [b]}\npeople:\n  a: {group: a, otherwise: b}\n  b: {group: b, otherwise: c}\n  c: {group: c, otherwise: b}\nstages: [{id: s, all: [{id: n, approve: 1, of: a}], due: 1 day, overdue: {ask: c}}]\n";
        Assert.Equal([(8, 28), (9, 28)], FlowParser.Parse(circle, "h").Errors.Select(e => (e.Line, e.Column)));
    }
}
