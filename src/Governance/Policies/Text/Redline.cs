using System.Text.Json.Serialization;

namespace Governance.Policies.Text;

/// <summary>What became of a piece of text.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SegmentKind>))]
public enum SegmentKind
{
    /// <summary>In both texts.</summary>
    [JsonStringEnumMemberName("equal")] Equal,

    /// <summary>Only in the old text.</summary>
    [JsonStringEnumMemberName("deleted")] Deleted,

    /// <summary>Only in the new text.</summary>
    [JsonStringEnumMemberName("inserted")] Inserted,
}

/// <summary>A piece of text, never empty. Equal and inserted pieces together are the new text, equal and deleted ones the old text.</summary>
public sealed record Segment(SegmentKind Kind, string Text);

/// <summary>What became of a clause. A clause is changed when its words or its form (heading or paragraph) did; its number may have changed with any.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClauseChangeKind>))]
public enum ClauseChangeKind
{
    /// <summary>The same, under the same number.</summary>
    [JsonStringEnumMemberName("unchanged")] Unchanged,

    /// <summary>The same, under another number, because of what happened around it.</summary>
    [JsonStringEnumMemberName("renumbered")] Renumbered,

    /// <summary>In its place, with other words.</summary>
    [JsonStringEnumMemberName("changed")] Changed,

    /// <summary>The same words in another place.</summary>
    [JsonStringEnumMemberName("moved")] Moved,

    /// <summary>Other words in another place.</summary>
    [JsonStringEnumMemberName("movedAndChanged")] MovedAndChanged,

    /// <summary>Only in the new text.</summary>
    [JsonStringEnumMemberName("added")] Added,

    /// <summary>Only in the old text.</summary>
    [JsonStringEnumMemberName("removed")] Removed,
}

/// <summary>What became of one clause.</summary>
/// <param name="Id">The clause's id, the same in both texts.</param>
/// <param name="Kind">What became of it.</param>
/// <param name="OldNumber">Its number in the old text; null when added.</param>
/// <param name="NewNumber">Its number in the new text; null when removed.</param>
/// <param name="OldPlace">Its place among the old text's clauses, from 1; null when added.</param>
/// <param name="NewPlace">Its place among the new text's clauses, from 1; null when removed.</param>
/// <param name="Heading">Its heading, in segments; empty when it has none.</param>
/// <param name="Text">Its Markdown, in segments.</param>
public sealed record ClauseChange(
    string Id, ClauseChangeKind Kind, string? OldNumber, string? NewNumber, int? OldPlace, int? NewPlace,
    IReadOnlyList<Segment> Heading, IReadOnlyList<Segment> Text);

/// <summary>How many clauses of each kind, and how many words were inserted and deleted, the preamble's included.</summary>
public sealed record RedlineSummary(
    int Unchanged, int Renumbered, int Changed, int Moved, int MovedAndChanged, int Added, int Removed,
    bool PreambleChanged, int WordsInserted, int WordsDeleted)
{
    internal static RedlineSummary Of(IReadOnlyList<Segment> preamble, IReadOnlyList<ClauseChange> clauses)
    {
        var kinds = clauses.CountBy(clause => clause.Kind).ToDictionary();
        var segments = clauses.SelectMany(clause => clause.Heading.Concat(clause.Text)).Concat(preamble).ToList();
        return new(
            Count(ClauseChangeKind.Unchanged), Count(ClauseChangeKind.Renumbered), Count(ClauseChangeKind.Changed), Count(ClauseChangeKind.Moved),
            Count(ClauseChangeKind.MovedAndChanged), Count(ClauseChangeKind.Added), Count(ClauseChangeKind.Removed),
            preamble.Any(segment => segment.Kind != SegmentKind.Equal), CountWords(SegmentKind.Inserted), CountWords(SegmentKind.Deleted));

        int Count(ClauseChangeKind kind) => kinds.GetValueOrDefault(kind);
        int CountWords(SegmentKind kind) => segments.Where(segment => segment.Kind == kind).Sum(segment => Words.Of(segment.Text).Count());
    }
}

/// <summary>What changed from one text of a policy to another: what an approver consents to.</summary>
/// <param name="Summary">The counts.</param>
/// <param name="Preamble">What stands before the first clause, in segments; empty when neither text has one.</param>
/// <param name="Clauses">Every clause of either text: in the order of the new one, a removed clause after the one it followed.</param>
public sealed record Redline(RedlineSummary Summary, IReadOnlyList<Segment> Preamble, IReadOnlyList<ClauseChange> Clauses)
{
    /// <summary>Whether nothing changed; of two normalised texts, whether they are the same to the byte.</summary>
    [JsonIgnore]
    public bool IsEmpty => !Summary.PreambleChanged && Summary.Unchanged == Clauses.Count;

    /// <summary>
    /// The redline of any two texts, clauses matched by id (in a text without ids by likeness). Takes time in proportion to the texts: where
    /// a passage has changed beyond following word for word, it is shown as replaced. Never throws.
    /// </summary>
    public static Redline Between(string oldText, string newText) => Between(PolicyText.Parse(oldText), PolicyText.Parse(newText));

    /// <summary>The redline of two texts already taken apart.</summary>
    public static Redline Between(PolicyText oldText, PolicyText newText)
    {
        ArgumentNullException.ThrowIfNull(oldText);
        ArgumentNullException.ThrowIfNull(newText);
        var before = ClauseIds.Assign(oldText.Clauses, []);
        var preamble = WordDiff.Between(oldText.Preamble, newText.Preamble);
        var clauses = new ClauseComparison(before, ClauseIds.Assign(newText.Clauses, before)).Changes();
        return new(RedlineSummary.Of(preamble, clauses), preamble, clauses);
    }
}
