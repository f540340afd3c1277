namespace Governance.Verify;

/// <summary>Every stream's versions follow one another from 1, and no event is there twice.</summary>
internal sealed class StreamVersions(Findings findings)
{
    private readonly Dictionary<string, long> _last = new(StringComparer.Ordinal);
    private readonly HashSet<Guid> _ids = [];

    /// <summary>How many streams there are.</summary>
    public int Count => _last.Count;

    /// <summary>Takes in an event; false when it is not the next of its stream.</summary>
    public bool Add(EventLine line)
    {
        var entry = line.Entry!;
        if (entry is not { Stream: { } stream, Version: { } version, Id: { } id, Type: not null })
        {
            findings.Add(line.Finding("entry.incomplete", "The entry does not say which event of which stream it is about."));
            return false;
        }
        if (!_ids.Add(id)) findings.Add(line.Finding("event.twice", "The same event is in the log twice: it was copied."));
        var last = _last.GetValueOrDefault(stream);
        if (version == last + 1)
        {
            _last[stream] = version;
            return true;
        }
        _last[stream] = Math.Max(last, version);
        findings.Add(line.Finding(version <= last ? "stream.order" : "stream.gap", version <= last
            ? $"Version {version} of {stream} comes after version {last}: the order of events was changed, or one was put in."
            : version == last + 2 ? $"Version {last + 1} of {stream} is missing: version {version} follows version {last}."
            : $"Versions {last + 1} to {version - 1} of {stream} are missing: version {version} follows version {last}."));
        return false;
    }
}
