namespace Governance.Policies.Text;

/// <summary>A sentence: its words as one, and the tokens it reaches over.</summary>
internal sealed record Sentence(string Text, int Start, int End);

/// <summary>A passage as sentences, for holding two long passages together before they are compared word by word.</summary>
internal static class Sentences
{
    /// <summary>The passage cut after each line end and each full stop, question mark, exclamation mark and semicolon.</summary>
    internal static List<Sentence> Of(List<string> tokens)
    {
        var sentences = new List<Sentence>();
        for (int start = 0, i = 0; i < tokens.Count; i++)
        {
            if (tokens[i] is not ("\n" or "." or "?" or "!" or ";" or "。") && i + 1 < tokens.Count) continue;
            sentences.Add(new(string.Concat(tokens[start..(i + 1)]), start, i + 1));
            start = i + 1;
        }

        return sentences;
    }

    /// <summary>The pairs of equal sentences that each passage has once, as many as stand in the same order in both.</summary>
    internal static IEnumerable<(Sentence Old, Sentence New)> Anchors(List<Sentence> before, List<Sentence> after)
    {
        var (oldOnce, newOnce) = (Once(before), Once(after));
        var shared = after.Where(sentence => newOnce.ContainsKey(sentence.Text) && oldOnce.ContainsKey(sentence.Text)).ToList();
        return LongestRun.Of([.. shared.Select(sentence => oldOnce[sentence.Text].Start)]).Select(i => (oldOnce[shared[i].Text], shared[i]));
    }

    private static Dictionary<string, Sentence> Once(List<Sentence> sentences) =>
        sentences.GroupBy(sentence => sentence.Text, StringComparer.Ordinal)
            .Where(group => group.Take(2).Count() == 1)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
}
