namespace Governance.Flows;

/// <summary>The deadlines of a stage since it last opened.</summary>
internal sealed class StageTimes
{
    private readonly List<DeadlineSet> _reminders = [];
    private readonly HashSet<DateTimeOffset> _reminded = [];

    /// <summary>When it should be decided; null while that has not been computed, or when it may take its time.</summary>
    public DeadlineSet? Due { get; private set; }

    /// <summary>Whether that has passed.</summary>
    public bool Overdue { get; private set; }

    /// <summary>How many reminders have been computed.</summary>
    public int Reminders => _reminders.Count;

    /// <summary>The next reminder, or null.</summary>
    public DeadlineSet? NextReminder => _reminders.Where(r => !_reminded.Contains(r.At)).MinBy(r => r.At);

    public void Clear()
    {
        (Due, Overdue) = (null, false);
        _reminders.Clear();
        _reminded.Clear();
    }

    public void Set(DeadlineSet deadline)
    {
        if (deadline.Purpose == DeadlinePurpose.Due) Due = deadline;
        else if (deadline.Purpose == DeadlinePurpose.Reminder) _reminders.Add(deadline);
    }

    public void Pass(DeadlinePassed passed) => Overdue |= passed.Purpose == DeadlinePurpose.Due;

    public void Remind(PeopleReminded reminded) => _reminded.Add(reminded.At);
}
