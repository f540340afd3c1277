namespace Governance.Flows;

/// <summary>What the passing of time does to a request: which deadlines are still to be computed, and which have passed.</summary>
internal static class Timetable
{
    /// <summary>The next moment at which something happens by itself, as far as it was computed.</summary>
    public static NextDeadline? Soonest(RequestRecord record) => Ahead(record).OrderBy(d => d.At).FirstOrDefault();

    /// <summary>The fact that follows from deadlines up to now, the earliest first; or null.</summary>
    public static RequestEvent? Passed(RequestRecord record, Func<StageRecord, IReadOnlyList<string>> couldAct, DateTimeOffset now)
    {
        if (Ahead(record).Where(d => d.At <= now).OrderBy(d => d.At).ThenBy(d => d.Purpose).FirstOrDefault() is not { } passed) return null;
        return passed.Purpose switch
        {
            DeadlinePurpose.Expiry => new RequestExpired(),
            DeadlinePurpose.Reminder => new PeopleReminded(passed.Stage!, passed.At, couldAct(record.Stages.First(s => s.Stage.Id == passed.Stage))),
            _ => new DeadlinePassed(passed.Purpose, passed.At, passed.Stage),
        };
    }

    /// <summary>A deadline that is to be computed, or null. It is counted from the fact it belongs to, whenever that is looked at.</summary>
    public static DeadlineSet? ToSet(Flow flow, RequestRecord record)
    {
        if (record.End is not null) return OfOwed(flow, record.Owed);
        if (flow.Expire is { } expire && record.Expiry is null) return Set(flow, DeadlinePurpose.Expiry, expire.After, record.Began, null);
        foreach (var stage in record.Stages)
        {
            if (stage.Status != StageStatus.Open) continue;
            if (stage.Stage.Due is { } due && stage.Times.Due is null) return Set(flow, DeadlinePurpose.Due, due, stage.OpenedAt, stage.Stage.Id);
            if (stage.Times.Reminders < stage.Stage.Remind.Count) return Set(flow, DeadlinePurpose.Reminder, stage.Stage.Remind[stage.Times.Reminders], stage.OpenedAt, stage.Stage.Id);
        }
        return null;
    }

    private static DeadlineSet? OfOwed(Flow flow, OwedRecord? owed)
    {
        if (owed is null or { Settled: true } or { Deadline: not null }) return null;
        var duration = owed.Purpose == DeadlinePurpose.Review ? flow.BreakGlass!.Review!.Within : flow.AfterApproval!.ConfirmAgain;
        return Set(flow, owed.Purpose, duration, owed.Since, null);
    }

    private static DeadlineSet Set(Flow flow, DeadlinePurpose purpose, Duration duration, DateTimeOffset from, string? stage)
    {
        var deadline = flow.Calendar.After(from, duration);
        return new DeadlineSet(purpose, deadline.At, deadline.Zone, deadline.Calendar, deadline.TimeZoneData, stage);
    }

    private static IEnumerable<NextDeadline> Ahead(RequestRecord record)
    {
        if (record.End is not null)
        {
            if (record.Owed is { Settled: false, Passed: false, Deadline: { } owed }) yield return new NextDeadline(owed.Purpose, owed.At);
            yield break;
        }
        if (record.Expiry is { } expiry) yield return new NextDeadline(expiry.Purpose, expiry.At);
        foreach (var stage in record.Stages)
        {
            if (stage.Status != StageStatus.Open) continue;
            if (stage.Times is { Overdue: false, Due: { } due }) yield return new NextDeadline(due.Purpose, due.At, stage.Stage.Id);
            if (stage.Times.NextReminder is { } reminder) yield return new NextDeadline(reminder.Purpose, reminder.At, stage.Stage.Id);
        }
    }
}
