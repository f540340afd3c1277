namespace Governance.Policies.Text;

/// <summary>What a redline says about itself in words, the same in every rendering.</summary>
internal static class RedlineWords
{
    internal static string Summary(Redline redline)
    {
        if (redline.IsEmpty) return "Nothing changed.";
        var s = redline.Summary;
        (int Count, string Words)[] counts =
        [
            (s.Changed, "changed"), (s.Moved, "moved"), (s.MovedAndChanged, "moved and changed"), (s.Added, "added"), (s.Removed, "removed"),
            (s.Renumbered, "renumbered"), (s.Unchanged, "unchanged"),
        ];
        var clauses = string.Join(", ", counts.Where(count => count.Count > 0).Select(count => $"{count.Count} {count.Words}"));
        var preamble = s.PreambleChanged ? " The preamble changed." : "";
        return $"Clauses: {(clauses.Length == 0 ? "none" : clauses)}.{preamble} Words: {s.WordsInserted} inserted, {s.WordsDeleted} deleted.";
    }

    internal static string Kind(ClauseChangeKind kind) => kind == ClauseChangeKind.MovedAndChanged ? "moved and changed" : kind.ToString().ToLowerInvariant();

    /// <summary>The kind, and the number it had: <c>changed, was 1.2</c>.</summary>
    internal static string Change(ClauseChange clause) =>
        clause is { OldNumber: { } old, NewNumber: { } now } && old != now ? $"{Kind(clause.Kind)}, was {old}" : Kind(clause.Kind);

    internal static bool IsUnchanged(ClauseChange clause) => clause.Kind == ClauseChangeKind.Unchanged;
}
