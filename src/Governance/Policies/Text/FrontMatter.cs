namespace Governance.Policies.Text;

/// <summary>A document cut into its front matter, between two lines <c>---</c>, and its body.</summary>
/// <param name="Yaml">The lines between.</param>
/// <param name="Body">What follows, without blank lines before it.</param>
/// <param name="LinesBeforeBody">How many lines of the file stand before the body.</param>
internal sealed record FrontMatter(string Yaml, string Body, int LinesBeforeBody)
{
    /// <summary>The longest front matter, in characters.</summary>
    internal const int Longest = 64 * 1024;

    /// <summary>The two parts, or null when the file does not begin with front matter.</summary>
    internal static FrontMatter? Split(string text)
    {
        const string fence = "---\n";
        text = PolicyText.WithLineFeeds(text) + "\n";
        if (!text.StartsWith(fence, StringComparison.Ordinal)) return null;
        var close = text.IndexOf("\n" + fence, fence.Length - 1, StringComparison.Ordinal);
        if (close < 0) return null;
        var start = close + 1 + fence.Length;
        while (start < text.Length && text[start] == '\n') start++;
        var yaml = close < fence.Length ? "" : text[fence.Length..(close + 1)];
        var body = start >= text.Length ? "" : text[start..^1];
        return new(yaml, body, text.AsSpan(0, Math.Min(start, text.Length)).Count('\n'));
    }
}
