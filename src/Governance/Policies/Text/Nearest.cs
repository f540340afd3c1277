namespace Governance.Policies.Text;

/// <summary>The known word a person probably meant.</summary>
internal static class Nearest
{
    /// <summary><c> Did you mean x?</c> with a space before it, or nothing when no known word is near (two letters, or a third of it).</summary>
    internal static string Hint(string word, IEnumerable<string> known)
    {
        if (word.Length > 64) return "";
        var (nearest, distance) = known.Select(candidate => (candidate, Distance(word, candidate))).MinBy(pair => pair.Item2);
        return distance <= Math.Max(2, nearest.Length / 3) && distance < nearest.Length - 1 ? $" Did you mean {nearest}?" : "";
    }

    /// <summary>Levenshtein's distance, row by row.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }
}
