namespace Governance.Flows;

/// <summary>Finds the word somebody probably meant: the nearest by Levenshtein distance, if it is near at all.</summary>
internal static class Suggestion
{
    private const int LongestWord = 64;

    /// <summary>A sentence to append to an error, starting with a space: the nearest word, or all of a short list, or nothing.</summary>
    public static string For(string word, IEnumerable<string> known)
    {
        var words = known.Order(StringComparer.Ordinal).ToList();
        var nearest = Nearest(word, words);
        return nearest.Length > 0 || words.Count is 0 or > 16 ? nearest : $" Known here: {string.Join(", ", words)}.";
    }

    /// <summary>The same where the error already lists what is known: the nearest word or nothing.</summary>
    public static string Nearest(string word, IEnumerable<string> known)
    {
        var (best, distance) = ("", int.MaxValue);
        foreach (var candidate in known)
        {
            var d = Distance(word, candidate);
            if (d < distance) (best, distance) = (candidate, d);
        }
        return distance <= Math.Max(2, word.Length / 3) && distance < best.Length ? $" Did you mean `{best}`?" : "";
    }

    private static int Distance(string a, string b)
    {
        if (a.Length > LongestWord || b.Length > LongestWord) return int.MaxValue;
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(cost, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }
}
