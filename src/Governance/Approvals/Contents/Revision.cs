using Governance.Flows;

namespace Governance.Approvals;

/// <summary>One content that a request has had.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Version">The version of the stream that brought it.</param>
/// <param name="By">Who recorded it.</param>
/// <param name="At">When.</param>
/// <param name="Fields">The digest of each field.</param>
/// <param name="Subject">What the subject said.</param>
/// <param name="Summary">What changed, in a person's words, or null.</param>
public sealed record Revision(
    int Number, long Version, string By, DateTimeOffset At, IReadOnlyDictionary<string, string> Fields, IReadOnlyDictionary<string, FactValue> Subject, string? Summary)
{
    /// <summary>Every revision in a history, the first first; empty when nothing was requested in it.</summary>
    public static IReadOnlyList<Revision> Of(IReadOnlyList<RequestEntry> history)
    {
        var revisions = new List<Revision>();
        foreach (var entry in history)
        {
            var (fields, subject, summary) = entry.Fact switch
            {
                ApprovalRequested opened => (opened.Fields, opened.Subject, null),
                RequestRevised revised => (revised.Fields, revised.Subject, revised.Summary),
                // A flow that keeps nothing of what was decided has everybody decide on the same content as a revision of its own.
                FlowReplaced { Kept.Count: 0 } when revisions is [.., var same] => (same.Fields, same.Subject, null),
                _ => (null!, null!, null),
            };
            if (fields is not null) revisions.Add(new Revision(revisions.Count + 1, entry.Version, entry.Actor, entry.At, fields, subject, summary));
        }

        return revisions;
    }

    /// <summary>Names of the fields whose digests differ between this and another revision, in order.</summary>
    public IEnumerable<string> Differing(Revision other) => Fields.Keys.Union(other.Fields.Keys)
        .Where(name => Fields.GetValueOrDefault(name) != other.Fields.GetValueOrDefault(name)).Order(StringComparer.Ordinal);
}
