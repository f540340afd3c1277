namespace Governance.Policies.Text;

/// <summary>Which clause of the text before each clause corresponds to, when no id says so.</summary>
internal static class ClauseMatching
{
    /// <summary>Dice's coefficient of the sets of words from which on two clauses count as the same, revised.</summary>
    private const double Threshold = 0.5;

    /// <summary>How many of the clauses most like it each clause competes for.</summary>
    private const int MostCandidates = 8;

    /// <summary>
    /// For each clause the place of its correspondent in <paramref name="previous"/>, or null; one to one. First those that say the same, then
    /// those with the same heading, then the most similar, each in order.
    /// </summary>
    internal static int?[] Match(IReadOnlyList<Clause> clauses, IReadOnlyList<Clause> previous)
    {
        var matches = new int?[clauses.Count];
        var used = new bool[previous.Count];
        MatchBy(clause => $"{clause.Heading}\n\n{clause.Markdown}");
        MatchBy(clause => clause.Heading is { Length: > 0 } heading ? heading.ToUpperInvariant() : null);
        foreach (var (_, clause, before) in Similar(clauses, previous, matches, used))
            if (matches[clause] is null && !used[before]) Pair(clause, before);
        return matches;

        void MatchBy(Func<Clause, string?> key)
        {
            var waiting = Enumerable.Range(0, previous.Count).Where(i => !used[i] && key(previous[i]) is not null)
                .GroupBy(i => key(previous[i])!).ToDictionary(group => group.Key, group => new Queue<int>(group), StringComparer.Ordinal);
            for (var i = 0; i < clauses.Count; i++)
                if (matches[i] is null && key(clauses[i]) is { } own && waiting.TryGetValue(own, out var queue) && queue.TryDequeue(out var before))
                    Pair(i, before);
        }

        void Pair(int clause, int before) => (matches[clause], used[before]) = (before, true);
    }

    private static IEnumerable<(double Similarity, int Clause, int Before)> Similar(
        IReadOnlyList<Clause> clauses, IReadOnlyList<Clause> previous, int?[] matches, bool[] used)
    {
        var before = previous.Select((clause, i) => used[i] ? [] : WordsOf(clause)).ToList();
        var holding = Holding(before);
        var pairs = new List<(double Similarity, int Clause, int Before)>();
        for (var i = 0; i < clauses.Count; i++)
        {
            if (matches[i] is not null) continue;
            var words = WordsOf(clauses[i]);
            var shared = new int[previous.Count];
            foreach (var word in words)
                if (holding.TryGetValue(word, out var places)) foreach (var place in places) shared[place]++;
            pairs.AddRange(shared.Select((count, at) => (2.0 * count / (words.Count + before[at].Count + double.Epsilon), i, at))
                .Where(pair => pair.Item1 >= Threshold).OrderByDescending(pair => pair.Item1).Take(MostCandidates));
        }

        return pairs.OrderByDescending(pair => pair.Similarity).ThenBy(pair => Math.Abs(pair.Clause - pair.Before)).ThenBy(pair => pair.Clause);
    }

    private static Dictionary<string, List<int>> Holding(List<HashSet<string>> clauses)
    {
        var holding = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (var (place, words) in clauses.Index())
            foreach (var word in words)
                if (holding.TryGetValue(word, out var places)) places.Add(place);
                else holding[word] = [place];
        return holding;
    }

    private static HashSet<string> WordsOf(Clause clause) => [.. Words.Of(clause.Words).Select(word => word.ToUpperInvariant())];
}
