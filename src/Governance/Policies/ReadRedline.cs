using Governance.Policies.Text;
using Governance.Shared;
using Marten;

namespace Governance.Policies;

/// <summary>Which two texts, and in what form.</summary>
/// <param name="From">The older: a label, draft, or a stream version; absent: the version in force.</param>
/// <param name="To">The newer; absent: the draft.</param>
/// <param name="Format">json (the default), markdown or html.</param>
public sealed record RedlineQuery([FromQuery(Name = "from")] string? From, [FromQuery(Name = "to")] string? To, [FromQuery(Name = "format")] Word<TextFormat>? Format);

/// <summary>A redline with what it compares.</summary>
/// <param name="PolicyId">The policy.</param>
/// <param name="From">The older version.</param>
/// <param name="To">The newer version.</param>
/// <param name="ChangedFields">Fields of the content that differ, the text among them as body.</param>
/// <param name="Redline">Clause by clause, word by word.</param>
public sealed record RedlineView(string PolicyId, ComparedVersion From, ComparedVersion To, IReadOnlyList<string> ChangedFields, Redline Redline);

/// <summary>One side of a comparison.</summary>
public sealed record ComparedVersion(long Version, string? Label, string Digest, string State);

/// <summary>GET /policies/{policyId}/redline: what changed between any two versions.</summary>
public static class ReadRedline
{
    /// <summary>The redline.</summary>
    public static async Task<IResult> Get(string policyId, [AsParameters] RedlineQuery query, IQuerySession session, HttpContext http)
    {
        var view = await session.State<PolicyView>(StreamKeys.Policy(policyId), http.RequestAborted);
        if (view is null) return Problem.Reply(http, PolicyRules.Unknown);
        var from = await PolicyVersions.Find(session, view, query.From, http.RequestAborted);
        var to = await PolicyVersions.Find(session, view, query.To ?? (view.Draft is null ? null : PolicyVersions.DraftWord), http.RequestAborted);
        if (from is null || to is null) return Problem.Reply(http, PolicyVersions.NoSuchVersion with { Field = from is null ? "from" : "to" });
        var redline = Redline.Between(from.Content.Body, to.Content.Body);
        return (query.Format?.Value ?? TextFormat.Json) switch
        {
            TextFormat.Markdown => new Reply(200, "text/markdown; charset=utf-8", RedlineMarkdown.Write(redline)),
            TextFormat.Html => new Reply(200, "text/html; charset=utf-8", RedlineHtml.Write(redline)),
            _ => Reply.Ok(new RedlineView(policyId, Side(from), Side(to), ChangedFields(from.Content, to.Content), redline)),
        };
    }

    /// <summary>Names of the fields whose digests differ, in order.</summary>
    public static IReadOnlyList<string> ChangedFields(PolicyContent from, PolicyContent to)
    {
        var (before, after) = (from.FieldDigests(), to.FieldDigests());
        return [.. before.Keys.Union(after.Keys).Where(name => before.GetValueOrDefault(name) != after.GetValueOrDefault(name)).Order(StringComparer.Ordinal)];
    }

    private static ComparedVersion Side(PolicyVersion version) => new(version.Version, version.Label, version.Digest, version.State);
}
