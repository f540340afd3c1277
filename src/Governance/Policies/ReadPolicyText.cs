using Governance.Policies.Text;
using Governance.Shared;
using Marten;

namespace Governance.Policies;

/// <summary>Which text of a policy is asked for, and in what form.</summary>
/// <param name="Label">A label such as 1.0, or draft.</param>
/// <param name="On">The text in force at this moment, as far as is known now.</param>
/// <param name="Format">json (the default), markdown or html.</param>
public sealed record TextQuery([FromQuery(Name = "label")] string? Label, [FromQuery(Name = "on")] Instant? On, [FromQuery(Name = "format")] Word<TextFormat>? Format);

/// <summary>The forms of a text.</summary>
public enum TextFormat
{
    /// <summary>The content, its clauses and what version it is.</summary>
    Json,

    /// <summary>The file that an import takes: front matter and clauses.</summary>
    Markdown,

    /// <summary>A fragment, safe to show.</summary>
    Html,
}

/// <summary>A text with its clauses.</summary>
/// <param name="PolicyId">The policy.</param>
/// <param name="Version">The stream version of the event that holds the content.</param>
/// <param name="Label">Its label, or absent.</param>
/// <param name="Digest">SHA-256 of the content.</param>
/// <param name="BodyDigest">SHA-256 of the text alone, as sha256sum prints it.</param>
/// <param name="State">In words.</param>
/// <param name="RequestId">Its approval request, or absent.</param>
/// <param name="EffectiveFrom">When it takes, or took, effect, or absent.</param>
/// <param name="Content">The content.</param>
/// <param name="Clauses">The clauses in order.</param>
public sealed record PolicyTextView(
    string PolicyId, long Version, string? Label, string Digest, string BodyDigest, string State, string? RequestId, DateTimeOffset? EffectiveFrom, PolicyContent Content,
    IReadOnlyList<ClauseView> Clauses);

/// <summary>One clause.</summary>
public sealed record ClauseView(string Id, string Number, int Level, string? Heading, string Markdown);

/// <summary>GET /policies/{policyId}/text: the text in force, of a label, on a date, or as of any version or moment.</summary>
public static class ReadPolicyText
{
    private static readonly Refusal Ambiguous = new("request.invalid", "Give label or on, not both.", RefusalKind.Content, "label");
    private static readonly Refusal NoneOn = new("policy.none-in-force", "No version was, is or will be in force at that moment, as far as is known now.", RefusalKind.Unknown);

    /// <summary>The text.</summary>
    public static async Task<IResult> Get(string policyId, [AsParameters] TextQuery query, IQuerySession session, HttpContext http)
    {
        if (query is { Label: not null, On: not null }) return Problem.Reply(http, Ambiguous);
        var view = await session.State<PolicyView>(StreamKeys.Policy(policyId), http.RequestAborted);
        if (view is null) return Problem.Reply(http, PolicyRules.Unknown);
        var version = query.On is { } on ? await PolicyVersions.InForceOn(session, view, on, http.RequestAborted)
            : await PolicyVersions.Find(session, view, query.Label ?? NewestAtVersion(view, http), http.RequestAborted);
        if (version is null) return Problem.Reply(http, query.On is null ? PolicyVersions.NoSuchVersion : NoneOn);
        return Write(version, query.Format?.Value ?? TextFormat.Json);
    }

    // A version of the stream names a content; a moment or a position asks for what was in force then, like the plain question asks for now.
    private static string? NewestAtVersion(PolicyView view, HttpContext http) =>
        AsOfPoint.Of(http) is { Asked.Version: not null } ? view.Version.ToString(System.Globalization.CultureInfo.InvariantCulture) : null;

    private static Reply Write(PolicyVersion version, TextFormat format)
    {
        var text = PolicyText.Parse(version.Content.Body);
        return format switch
        {
            TextFormat.Markdown => new Reply(200, "text/markdown; charset=utf-8", PolicyDocument.Write(new PolicyDocument(version.PolicyId, version.Content, ChangeKind.Major, null))),
            TextFormat.Html => new Reply(200, "text/html; charset=utf-8", PolicyHtml.Render(text)),
            _ => Reply.Ok(new PolicyTextView(
                version.PolicyId, version.Version, version.Label, version.Digest, text.Digest, version.State, version.RequestId, version.EffectiveFrom, version.Content,
                [.. text.Clauses.Select(clause => new ClauseView(clause.Id!, clause.Number, clause.Level, clause.Heading, clause.Markdown))]), version.Version),
        };
    }
}
