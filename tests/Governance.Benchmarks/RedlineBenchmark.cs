using Governance.Policies.Text;

namespace Governance.Benchmarks;

/// <summary>The redline of two texts of fifty pages: 500 words a page, 500 clauses, a third of them changed, moved, added or removed.</summary>
internal static class RedlineBenchmark
{
    private static readonly string[] Words =
        "the account owner must approve every post before it is published and record who agreed when on which platform for what campaign under this policy".Split(' ');

    /// <summary>Measures the comparison, and the comparison with its page.</summary>
    public static void Run()
    {
        var (before, after) = (Text(edited: false), Text(edited: true));
        Report.Say($"Two texts of {before.Split(' ').Length} and {after.Split(' ').Length} words");
        Machine.Measure("Redline of two 50-page texts", 50, () => Task.FromResult(Redline.Between(before, after))).GetAwaiter().GetResult();
        Machine.Measure("The same as HTML", 50, () => Task.FromResult(RedlineHtml.Write(Redline.Between(before, after)))).GetAwaiter().GetResult();
    }

    private static string Text(bool edited)
    {
        var random = new Random(7);
        var clauses = Enumerable.Range(0, 500).Select(i => (Id: $"clause-{i}", Words: Enumerable.Range(0, 50).Select(_ => Words[random.Next(Words.Length)]).ToArray())).ToList();
        if (edited)
        {
            foreach (var (_, words) in clauses.Where((_, i) => i % 5 == 0)) words[random.Next(words.Length)] = "never";
            for (var i = 0; i < 20; i++) (clauses[i * 20], clauses[i * 20 + 11]) = (clauses[i * 20 + 11], clauses[i * 20]);
            clauses.RemoveAll(clause => clause.Id.EndsWith("77", StringComparison.Ordinal));
            clauses.AddRange(Enumerable.Range(0, 20).Select(i => ($"new-{i}", Words)));
        }

        var text = clauses.Select((clause, i) => $"1.{i + 1} {string.Join(' ', clause.Words)} {{#{clause.Id}}}\n");
        return PolicyText.Normalise("## 1. Rules {#rules}\n\n" + string.Join('\n', text)).Text;
    }
}
