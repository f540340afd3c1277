using Governance.Policies.Text;
using Governance.Shared;
using Marten;

namespace Governance.Approvals;

/// <summary>What changed from one revision of a request to another.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="From">The older revision.</param>
/// <param name="To">The newer revision.</param>
/// <param name="Fields">The fields that differ, by name.</param>
/// <param name="Subject">Names of what the subject says otherwise.</param>
/// <param name="Source">Where the subject itself shows what changed in it, when texts are kept there.</param>
public sealed record ChangesView(string RequestId, int From, int To, IReadOnlyList<ChangedField> Fields, IReadOnlyList<string> Subject, string? Source);

/// <summary>A field that differs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Before">Its digest before; absent when it was not there.</param>
/// <param name="After">Its digest after; absent when it is not there any more.</param>
/// <param name="Steps">In which revisions it changed, and by whom.</param>
/// <param name="Diff">Word by word, when the texts are kept here.</param>
public sealed record ChangedField(string Name, string? Before, string? After, IReadOnlyList<ChangeStep> Steps, IReadOnlyList<Segment>? Diff);

/// <summary>One change of a field.</summary>
/// <param name="Revision">The revision that brought it.</param>
/// <param name="By">Who recorded that.</param>
/// <param name="At">When.</param>
public sealed record ChangeStep(int Revision, string By, DateTimeOffset At);

/// <summary>Which revisions are compared.</summary>
/// <param name="From">The older, from 1; absent: the one before the newer.</param>
/// <param name="To">The newer; absent: the current one.</param>
public sealed record ChangesQuery([FromQuery(Name = "from")] int? From, [FromQuery(Name = "to")] int? To);

/// <summary>GET /requests/{requestId}/changes: which fields changed, by whom, in which revision.</summary>
public static class ReadChanges
{
    private static readonly Refusal Backwards = new("request.invalid", "from is the older revision, and to the newer one.", RefusalKind.Content, "from");

    /// <summary>The changes between two revisions.</summary>
    public static async Task<IResult> Get(string requestId, [AsParameters] ChangesQuery query, IQuerySession session, IEnumerable<SubjectType> subjects, HttpContext http)
    {
        var request = await session.State<Request>(StreamKeys.Request(requestId), http.RequestAborted);
        if (request is null) return Problem.Reply(http, RequestDesk.Unknown);
        var revisions = Revision.Of(request.History);
        var to = query.To ?? revisions.Count;
        var from = query.From ?? Math.Max(1, to - 1);
        if (from < 1 || to < 1 || from > revisions.Count || to > revisions.Count) return Problem.Reply(http, RequestRules.RevisionUnknown with { Field = from < 1 || from > revisions.Count ? "from" : "to" });
        if (from > to) return Problem.Reply(http, Backwards);
        var fields = Changed([.. revisions.Skip(from - 1).Take(to - from + 1)]);
        var texts = await ReadContent.Texts(session, fields.SelectMany(field => new[] { field.Before, field.After }).OfType<string>(), http.RequestAborted);
        return Reply.Ok(new ChangesView(
            requestId, from, to, [.. fields.Select(field => field with { Diff = Diff(field, texts) })], Subject(revisions[from - 1], revisions[to - 1]), ReadContent.Source(request, subjects)), request.Version);
    }

    /// <summary>The fields that differ between the first and the last of some revisions, without their texts.</summary>
    public static IReadOnlyList<ChangedField> Changed(IReadOnlyList<Revision> revisions) =>
        [.. revisions[0].Differing(revisions[^1]).Select(name => new ChangedField(name, revisions[0].Fields.GetValueOrDefault(name), revisions[^1].Fields.GetValueOrDefault(name), Steps(revisions, name), null))];

    private static IReadOnlyList<ChangeStep> Steps(IReadOnlyList<Revision> revisions, string name) =>
        [.. revisions.Zip(revisions.Skip(1)).Where(pair => pair.First.Fields.GetValueOrDefault(name) != pair.Second.Fields.GetValueOrDefault(name))
            .Select(pair => new ChangeStep(pair.Second.Number, pair.Second.By, pair.Second.At))];

    // A text that is kept elsewhere on one side has no difference to show.
    private static IReadOnlyList<Segment>? Diff(ChangedField field, IReadOnlyDictionary<string, string> texts) =>
        Text(field.Before, texts) is { } before && Text(field.After, texts) is { } after ? WordDiff.Between(before, after) : null;

    private static string? Text(string? digest, IReadOnlyDictionary<string, string> texts) => digest is null ? "" : texts.GetValueOrDefault(digest);

    private static IReadOnlyList<string> Subject(Revision from, Revision to) =>
        [.. from.Subject.Keys.Union(to.Subject.Keys).Where(name => !Equals(from.Subject.GetValueOrDefault(name), to.Subject.GetValueOrDefault(name))).Order(StringComparer.Ordinal)];
}
