namespace Governance.Policies.Text;

/// <summary>The longest increasing subsequence, by patience sorting in n log n.</summary>
internal static class LongestRun
{
    /// <summary>The indexes, ascending, of one longest strictly increasing subsequence of the values.</summary>
    internal static List<int> Of(IReadOnlyList<int> values)
    {
        var tails = new List<int>();
        var before = new int[values.Count];
        for (var i = 0; i < values.Count; i++)
        {
            int low = 0, high = tails.Count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (values[tails[middle]] < values[i]) low = middle + 1;
                else high = middle;
            }

            before[i] = low == 0 ? -1 : tails[low - 1];
            if (low == tails.Count) tails.Add(i);
            else tails[low] = i;
        }

        var run = new List<int>(tails.Count);
        for (var i = tails.Count == 0 ? -1 : tails[^1]; i >= 0; i = before[i]) run.Add(i);
        run.Reverse();
        return run;
    }
}
