using Governance.Flows;
using Governance.Shared;
using Marten;

namespace Governance.Approvals;

/// <summary>What is, or was, before the approvers.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Revision">Which revision, from 1.</param>
/// <param name="Content">The digest of all fields: an approval names it.</param>
/// <param name="By">Who recorded the revision.</param>
/// <param name="At">When.</param>
/// <param name="Summary">What changed, in their words, or absent.</param>
/// <param name="Subject">What the subject said.</param>
/// <param name="Fields">The fields by name.</param>
/// <param name="Source">Where the subject itself shows what changed in it, when texts are kept there.</param>
public sealed record ContentView(
    string RequestId, int Revision, string Content, string By, DateTimeOffset At, string? Summary, IReadOnlyDictionary<string, FactValue> Subject, IReadOnlyList<FieldView> Fields, string? Source);

/// <summary>One field of a content.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Digest">SHA-256 of its text.</param>
/// <param name="Text">The text, when it is kept here.</param>
public sealed record FieldView(string Name, string Digest, string? Text);

/// <summary>Which content is asked for.</summary>
/// <param name="Revision">The revision, from 1; absent: the current one.</param>
public sealed record ContentQuery([FromQuery(Name = "revision")] int? Revision);

/// <summary>GET /requests/{requestId}/content: every field's digest and, where it is kept, its text.</summary>
public static class ReadContent
{
    /// <summary>One revision, the current one unless another is asked for.</summary>
    public static async Task<IResult> Get(string requestId, [AsParameters] ContentQuery query, IQuerySession session, IEnumerable<SubjectType> subjects, HttpContext http)
    {
        var request = await session.State<Request>(StreamKeys.Request(requestId), http.RequestAborted);
        if (request is null) return Problem.Reply(http, RequestDesk.Unknown);
        var revisions = Revision.Of(request.History);
        if (revisions.ElementAtOrDefault((query.Revision ?? revisions.Count) - 1) is not { } revision) return Problem.Reply(http, RequestRules.RevisionUnknown);
        var texts = await Texts(session, revision.Fields.Values, http.RequestAborted);
        var fields = revision.Fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => new FieldView(field.Key, field.Value, texts.GetValueOrDefault(field.Value)));
        return Reply.Ok(new ContentView(
            requestId, revision.Number, ContentDigest.Of(revision.Fields), revision.By, revision.At, revision.Summary, revision.Subject, [.. fields], Source(request, subjects)), request.Version);
    }

    /// <summary>The texts that are kept here, by digest.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> Texts(IQuerySession session, IEnumerable<string> digests, CancellationToken cancellation) =>
        (await session.LoadManyAsync<ContentText>(cancellation, [.. digests.Distinct()])).ToDictionary(text => text.Id, text => text.Text);

    /// <summary>Where the subject itself shows what changed in it, or null.</summary>
    public static string? Source(Request request, IEnumerable<SubjectType> subjects) =>
        subjects.FirstOrDefault(subject => subject.Name == request.SubjectType)?.Redline?.Invoke(request.SubjectId);
}
