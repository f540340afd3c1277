namespace Governance.Policies.Text;

/// <summary>Gives every clause an id that no other clause of this text, nor another clause of the text before it, has.</summary>
internal static class ClauseIds
{
    /// <summary>
    /// The clauses with an id each: the one written, that of the corresponding clause of <paramref name="previous"/> (all of which have one),
    /// or a new one. A malformed id and the second use of one count as not written.
    /// </summary>
    internal static IReadOnlyList<Clause> Assign(IReadOnlyList<Clause> clauses, IReadOnlyList<Clause> previous)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var kept = clauses.Select(clause => clause with { Id = clause.Id is { } id && ClauseLines.IsId(id) && taken.Add(id) ? id : null }).ToList();
        var open = Enumerable.Range(0, kept.Count).Where(i => kept[i].Id is null).ToList();
        if (open.Count == 0) return kept;
        var free = previous.Where(clause => !taken.Contains(clause.Id!)).ToList();
        var matches = ClauseMatching.Match([.. open.Select(i => kept[i])], free);
        foreach (var (place, match) in open.Zip(matches))
            if (match is { } before) kept[place] = kept[place] with { Id = free[before].Id };
        taken.UnionWith(previous.Select(clause => clause.Id!));
        foreach (var place in open.Where(i => kept[i].Id is null)) kept[place] = kept[place] with { Id = Unique(Slug(kept[place]), taken) };
        return kept;
    }

    private static string Unique(string slug, HashSet<string> taken)
    {
        var id = slug;
        for (var n = 2; !taken.Add(id); n++) id = $"{slug}-{n}";
        return id;
    }

    /// <summary>The heading, or the first five words, in ASCII; <c>clause-1-2</c> when nothing of it is.</summary>
    private static string Slug(Clause clause)
    {
        var words = Words.Of(clause.Heading is { Length: > 0 } heading ? heading : clause.Markdown).Take(clause.Heading is null ? 5 : 8);
        var slug = string.Join('-', words.Select(AsciiOnly).Where(word => word.Length > 0));
        if (slug.Length > 48) slug = slug[..48].TrimEnd('-');
        return slug.Length < 2 || !char.IsAsciiLetter(slug[0]) ? $"clause-{clause.Number.Replace('.', '-')}" : slug;
    }

    // A word with a letter that ASCII lacks is left out: half of it would be another word.
    private static string AsciiOnly(string word) =>
        word.Any(c => char.IsLetter(c) && !char.IsAscii(c)) ? "" : string.Concat(word.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
