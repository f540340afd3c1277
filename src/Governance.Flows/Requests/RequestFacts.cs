namespace Governance.Flows;

/// <summary>What conditions and people of a flow can know of a request at one moment.</summary>
/// <param name="Subject">What the subject says.</param>
/// <param name="SubjectType">What is to be approved.</param>
/// <param name="SubjectId">Which one.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Requester">Who asks.</param>
/// <param name="Editors">Everyone who made any revision, the author not counted.</param>
/// <param name="Revision">From 1.</param>
public sealed record RequestFacts(
    IReadOnlyDictionary<string, FactValue> Subject,
    string SubjectType,
    string SubjectId,
    string Title,
    string Author,
    string Requester,
    IReadOnlySet<string> Editors,
    int Revision)
{
    /// <summary>For each editor, the revision that named them, from 1; 0 for whoever made one themselves.</summary>
    internal IReadOnlyDictionary<string, int> EditorSince { get; init; } = new Dictionary<string, int>();

    /// <summary>What is known after a history, or null when nothing was requested in it.</summary>
    public static RequestFacts? After(IReadOnlyList<RequestEntry> history)
    {
        RequestFacts? facts = null;
        foreach (var entry in history) facts = Next(facts, entry);
        return facts;
    }

    internal static RequestFacts? Next(RequestFacts? before, RequestEntry entry)
    {
        var after = Following(before, entry);
        return after is null || ReferenceEquals(after.Editors, before?.Editors) ? after : after with
        {
            EditorSince = after.Editors.ToDictionary(editor => editor, editor => Since(before, entry, editor, after.Revision), StringComparer.Ordinal),
        };
    }

    // Whoever revises has moved on from whatever they had said before; whoever is named has not.
    private static int Since(RequestFacts? before, RequestEntry entry, string editor, int revision) =>
        editor == entry.Actor || editor == entry.OnBehalfOf ? 0 : before is not null && before.EditorSince.TryGetValue(editor, out var since) ? since : revision;

    private static RequestFacts? Following(RequestFacts? before, RequestEntry entry) => (before, entry.Fact) switch
    {
        (null, ApprovalRequested r) => new(r.Subject, r.SubjectType, r.SubjectId, r.Title, r.Author, r.Requester, Union([], r.Editors, r.Author), 1),
        (not null, RequestRevised r) => before with
        {
            Subject = r.Subject,
            Revision = before.Revision + 1,
            Editors = Union(before.Editors, [entry.Actor, .. r.Editors, .. entry.OnBehalfOf is { } other ? [other] : Array.Empty<string>()], before.Author),
        },
        // Where nothing is kept, everybody decides on a revision of its own.
        (not null, FlowReplaced { Kept.Count: 0 }) => before with { Revision = before.Revision + 1 },
        _ => before,
    };

    private static HashSet<string> Union(IEnumerable<string> before, IEnumerable<string> more, string author)
    {
        var union = new HashSet<string>(before, StringComparer.Ordinal);
        union.UnionWith(more);
        union.Remove(author);
        return union;
    }
}
