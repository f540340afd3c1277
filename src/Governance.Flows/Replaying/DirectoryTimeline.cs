using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Governance.Flows;

/// <summary>What is known of a person from a moment on.</summary>
/// <param name="At">From when on, UTC.</param>
/// <param name="Person">Whom it is about.</param>
/// <param name="Facts">All that flows may know of them then; null when they have left.</param>
public sealed record DirectoryChange(DateTimeOffset At, string Person, PersonFacts? Facts);

/// <summary>
/// The directory of an organisation at any moment: built once, then cheap to ask, and by several threads at once. Time is cut into
/// epochs in which it says the same; delegations begin and end by themselves, so they cut it, too.
/// </summary>
public sealed class DirectoryTimeline
{
    private const int ListsKept = 64;
    private readonly DateTimeOffset[] _moments;
    private readonly ImmutableSortedDictionary<string, PersonFacts>[] _people;
    private readonly ConcurrentDictionary<int, IReadOnlyList<PersonFacts>> _lists = new();
    private readonly ConcurrentDictionary<string, PeopleThen> _resolved = new(StringComparer.Ordinal);

    /// <summary>Puts the changes in the order of time; those of one moment stay in the order they are given in.</summary>
    public DirectoryTimeline(IEnumerable<DirectoryChange> changes)
    {
        var inOrder = changes.OrderBy(c => c.At).ToList();
        var delegations = inOrder.SelectMany(c => c.Facts?.StandIns ?? []).SelectMany(s => new[] { s.From, s.Until });
        _moments = [.. inOrder.Select(c => c.At).Concat(delegations).Distinct().Order()];
        _people = new ImmutableSortedDictionary<string, PersonFacts>[_moments.Length + 1];
        _people[0] = ImmutableSortedDictionary.Create<string, PersonFacts>(StringComparer.Ordinal);
        for (var (epoch, next) = (1, 0); epoch < _people.Length; epoch++)
        {
            var people = _people[epoch - 1].ToBuilder();
            for (; next < inOrder.Count && inOrder[next].At <= _moments[epoch - 1]; next++)
            {
                if (inOrder[next].Facts is { } facts) people[inOrder[next].Person] = facts;
                else people.Remove(inOrder[next].Person);
            }
            _people[epoch] = people.ToImmutable();
        }
    }

    /// <summary>A directory that never changes.</summary>
    public static DirectoryTimeline Of(IEnumerable<PersonFacts> people) => new(people.Select(p => new DirectoryChange(DateTimeOffset.MinValue, p.Id, p)));

    /// <summary>Everyone who belonged to the organisation at a moment, by id; a change of that very moment has happened.</summary>
    public IReadOnlyList<PersonFacts> At(DateTimeOffset moment) => InEpoch(EpochOf(moment));

    /// <summary>The moments, in order, at which something changed after one moment and up to another.</summary>
    public IEnumerable<DateTimeOffset> ChangesBetween(DateTimeOffset after, DateTimeOffset until)
    {
        for (var i = EpochOf(after); i < _moments.Length && _moments[i] <= until; i++) yield return _moments[i];
    }

    /// <summary>How many changes had happened at a moment: within an epoch the directory says the same.</summary>
    internal int EpochOf(DateTimeOffset moment)
    {
        var found = Array.BinarySearch(_moments, moment);
        return found >= 0 ? found + 1 : ~found;
    }

    /// <summary>When an epoch ends; null for the last one.</summary>
    internal DateTimeOffset? EndOf(int epoch) => epoch < _moments.Length ? _moments[epoch] : null;

    internal IReadOnlyList<PersonFacts> InEpoch(int epoch)
    {
        if (_lists.TryGetValue(epoch, out var known)) return known;
        if (_lists.Count >= ListsKept) _lists.Clear();
        return _lists[epoch] = [.. _people[epoch].Values];
    }

    /// <summary>Whom the people names of a flow meant, remembered with the timeline.</summary>
    internal PeopleThen PeopleOf(Flow flow) => _resolved.GetOrAdd(flow.Digest, _ => new PeopleThen(flow, this));
}
