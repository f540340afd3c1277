using System.Globalization;
using Governance.Flows;
using Governance.Shared;

namespace Governance.Approvals;

/// <summary>A request as lists read it: no history, whom it waits for and why, and until when.</summary>
/// <param name="Id">The stream key, <c>request/…</c>.</param>
[Kept]
public sealed record RequestLine(string Id)
{
    /// <summary>What a list shows of it.</summary>
    public required RequestRow Row { get; init; }

    /// <summary>The stream's version.</summary>
    public long Version { get; init; }

    /// <summary>The flow's name.</summary>
    public string Flow => Row.Flow;

    /// <summary>The kind of subject.</summary>
    public string SubjectType => Row.SubjectType;

    /// <summary>The subject.</summary>
    public string SubjectId => Row.SubjectId;

    /// <summary>Where it stands.</summary>
    public RequestState State => Row.State;

    /// <summary>When it was opened.</summary>
    public DateTimeOffset OpenedAt => Row.OpenedAt;

    /// <summary>Whether something of it is overdue.</summary>
    public bool Overdue => Row.Overdue;

    /// <summary>Whether it has not ended.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether something went ahead without its approvals and nobody has reviewed that yet.</summary>
    public bool IsException => Row.Exception;

    /// <summary>Whether it has not ended, or something is owed even so.</summary>
    public bool IsLive => IsOpen || IsException || Needs.Count > 0;

    /// <summary>The inboxes that it lies in, each with its organisation: ids of people are unique in one organisation only, and an index is one for all.</summary>
    public IReadOnlyList<string> Inboxes { get; init; } = [];

    /// <summary>What sorts inboxes: the overdue first, then the nearest moment, then the oldest.</summary>
    public string Urgency { get; init; } = "";

    /// <summary>The needs that wait.</summary>
    public IReadOnlyList<WaitingNeed> Needs { get; init; } = [];

    /// <summary>For each field that the content has, or once had, the version of the stream that last changed it.</summary>
    public IReadOnlyDictionary<string, long> FieldVersions { get; init; } = new Dictionary<string, long>();

    /// <summary>Whose inbox is meant, in the words of <see cref="Inboxes"/>.</summary>
    public static string Inbox(string tenant, string person) => $"{tenant} {person}";

    /// <summary>The line of a request that stands as the evaluation says.</summary>
    public static RequestLine Of(string tenant, Request request, Flow flow, Evaluation evaluation)
    {
        var (needs, deadlines) = (RequestWaits.Of(flow, evaluation, request.History), RequestDeadlines.Of(evaluation, request.History));
        string[] waiting = [.. needs.SelectMany(need => need.People).Select(person => person.Person).Distinct().Order(StringComparer.Ordinal)];
        return new RequestLine(request.Id)
        {
            Row = new RequestRow(
                StreamKeys.IdOf(request.Id), request.Flow, request.SubjectType, request.SubjectId, request.Title, request.Requester, request.State, request.Sentence, request.Content,
                waiting, request.OpenedAt, request.UpdatedAt, deadlines.Until, deadlines.Overdue, IsExceptionIn(evaluation)),
            Version = request.Version,
            IsOpen = request.IsOpen,
            Inboxes = [.. waiting.Select(person => Inbox(tenant, person))],
            Urgency = UrgencyOf(deadlines, request.Id),
            Needs = needs,
            FieldVersions = VersionsOf(Revision.Of(request.History)),
        };
    }

    private static bool IsExceptionIn(Evaluation evaluation) => evaluation.State == RequestState.ApprovedByBreakGlass && evaluation.Owed is not { State: OwedState.Met };

    private static string UrgencyOf(RequestDeadlines deadlines, string id) =>
        $"{(deadlines.Overdue ? 0 : 1)}{(deadlines.Until ?? DateTimeOffset.MaxValue).ToUniversalTime().ToString("yyyyMMddHHmmssfffffff", CultureInfo.InvariantCulture)} {id}";

    private static SortedDictionary<string, long> VersionsOf(IReadOnlyList<Revision> revisions)
    {
        var versions = new SortedDictionary<string, long>(revisions[0].Fields.ToDictionary(field => field.Key, _ => revisions[0].Version), StringComparer.Ordinal);
        foreach (var (before, after) in revisions.Zip(revisions.Skip(1)))
            foreach (var field in before.Differing(after)) versions[field] = after.Version;
        return versions;
    }
}
