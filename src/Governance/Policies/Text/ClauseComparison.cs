namespace Governance.Policies.Text;

/// <summary>Compares two lists of clauses, all with their ids.</summary>
internal sealed class ClauseComparison
{
    private readonly IReadOnlyList<Clause> _before;
    private readonly IReadOnlyList<Clause> _after;
    private readonly Dictionary<string, int> _oldPlaces;
    private readonly HashSet<string> _newIds;
    private readonly HashSet<string> _inPlace;

    internal ClauseComparison(IReadOnlyList<Clause> before, IReadOnlyList<Clause> after)
    {
        (_before, _after) = (before, after);
        _oldPlaces = before.Index().ToDictionary(pair => pair.Item.Id!, pair => pair.Index, StringComparer.Ordinal);
        _newIds = [.. after.Select(clause => clause.Id!)];
        _inPlace = InPlace([.. before.Select(clause => clause.Id!).Where(_newIds.Contains)], [.. after.Select(clause => clause.Id!).Where(_oldPlaces.ContainsKey)]);
    }

    /// <summary>Every clause's change, in the order <see cref="Redline.Clauses"/> promises.</summary>
    internal List<ClauseChange> Changes()
    {
        var changes = new List<ClauseChange>(_after.Count);
        changes.AddRange(RemovedFrom(0));
        for (var place = 0; place < _after.Count; place++)
        {
            changes.Add(Change(_after[place], place));
            if (_inPlace.Contains(_after[place].Id!)) changes.AddRange(RemovedFrom(_oldPlaces[_after[place].Id!] + 1));
        }

        return changes;
    }

    /// <summary>The removed clauses from this old place on, up to the next clause that kept its place.</summary>
    private IEnumerable<ClauseChange> RemovedFrom(int place) =>
        Enumerable.Range(place, _before.Count - place)
            .TakeWhile(i => !_inPlace.Contains(_before[i].Id!))
            .Where(i => !_newIds.Contains(_before[i].Id!))
            .Select(i => new ClauseChange(
                _before[i].Id!, ClauseChangeKind.Removed, _before[i].Number, null, i + 1, null,
                WordDiff.Between(_before[i].Heading ?? "", ""), WordDiff.Between(_before[i].Markdown, "")));

    private ClauseChange Change(Clause clause, int place)
    {
        var oldPlace = _oldPlaces.TryGetValue(clause.Id!, out var found) ? found : (int?)null;
        var before = oldPlace is { } at ? _before[at] : null;
        return new(
            clause.Id!, Kind(before, clause), before?.Number, clause.Number, oldPlace + 1, place + 1,
            WordDiff.Between(before?.Heading ?? "", clause.Heading ?? ""), WordDiff.Between(before?.Markdown ?? "", clause.Markdown));
    }

    private ClauseChangeKind Kind(Clause? before, Clause after)
    {
        if (before is null) return ClauseChangeKind.Added;
        var same = before.SaysTheSameAs(after);
        if (!_inPlace.Contains(after.Id!)) return same ? ClauseChangeKind.Moved : ClauseChangeKind.MovedAndChanged;
        if (!same) return ClauseChangeKind.Changed;
        return before.Number == after.Number ? ClauseChangeKind.Unchanged : ClauseChangeKind.Renumbered;
    }

    // Of several longest runs one is chosen in the same direction whichever text is the older, so that the way back counts the same.
    private static HashSet<string> InPlace(List<string> before, List<string> after)
    {
        if (string.CompareOrdinal(string.Join('\n', before), string.Join('\n', after)) > 0) (before, after) = (after, before);
        var places = before.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        return [.. LongestRun.Of([.. after.Select(id => places[id])]).Select(i => after[i])];
    }
}
