namespace Governance.Flows;

/// <summary>Reads the durations of a flow, and holds those in workdays against its calendar once that is read.</summary>
internal sealed class FlowDurations(Findings findings)
{
    private readonly List<YamlNode> _workdays = [];

    public Duration? Read(Mapping map, string key) => Kept(map.Find(key), map.Duration(key));

    /// <summary>One or a list of them.</summary>
    public IReadOnlyList<Duration> ReadAll(Mapping map, string key, int most)
    {
        if (map.Find(key) is not { } node) return [];
        if (node is not YamlList list) return Read(map, key) is { } one ? [one] : [];
        if (list.Items.Count > most) findings.Add(node, $"`{key}` has at most {most} durations.");
        return [.. list.Items.Take(most).Select(item => Kept(item, map.DurationOf(item, $"`{key}`"))).OfType<Duration>()];
    }

    public void Check(WorkCalendar calendar)
    {
        if (calendar.HasWorkdays) return;
        foreach (var at in _workdays) findings.Add(at, "Workdays need a `calendar` that says when people work, such as {zone: Europe/Dublin, work: \"Mon-Fri 09:00-17:30\"}.");
    }

    private Duration? Kept(YamlNode? at, Duration? duration)
    {
        if (at is not null && duration is { Unit: DurationUnit.Workdays }) _workdays.Add(at);
        return duration;
    }
}
