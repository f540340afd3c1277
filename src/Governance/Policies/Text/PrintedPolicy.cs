using System.Globalization;
using System.Net;
using System.Text;

namespace Governance.Policies.Text;

/// <summary>Which version a printed page shows, and how a reader checks that it is that one.</summary>
/// <param name="Label">The version label, <c>major.minor</c>.</param>
/// <param name="Digest">The content's digest, as <see cref="PolicyContent.Digest"/> gives it.</param>
/// <param name="EffectiveFrom">When it takes effect, shown in its own offset; null when that is open.</param>
/// <param name="ApprovalId">The approval it rests on; null when there is none yet.</param>
/// <param name="State">Its state in the field's words: <c>draft</c>, <c>effective</c>, <c>superseded</c>.</param>
/// <param name="Checkpoint">The signed checkpoint that proves it; null when there is none.</param>
public sealed record VersionStamp(string Label, string Digest, DateTimeOffset? EffectiveFrom, string? ApprovalId, string State, string? Checkpoint);

/// <summary>A policy as one standalone HTML page for printing on A4 or Letter: no script, nothing fetched.</summary>
public static class PrintedPolicy
{
    /// <summary>
    /// The policy to serve the page with: nothing but its own style sheet, allowed by its SHA-256 (CSP Level 3, section 2.3.1), never
    /// <c>unsafe-inline</c>. A page on disk needs no policy.
    /// </summary>
    public static string ContentSecurityPolicy => $"default-src 'none'; style-src '{PrintedPolicyStyle.Hash}'; base-uri 'none'; form-action 'none'";

    /// <summary>The whole page: title, metadata, clauses, and the version stamp, which stands at the end and at the foot of every printed page.</summary>
    public static string Html(PolicyContent content, VersionStamp stamp)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(stamp);
        var title = Encoded(content.Title);
        return $"""
            <!DOCTYPE html>
            <html lang="{Encoded(content.Language)}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <title>{title}, {Encoded(stamp.Label)}</title>
            <style>{PrintedPolicyStyle.Css}</style>
            </head>
            <body>
            <table class="sheet" role="presentation">
            <tbody><tr><td>
            <main>
            <header><p class="kind" lang="en">{content.Kind}</p>
            <h1>{title}</h1></header>
            {Metadata(content, stamp)}
            {Glossary(content)}<article>
            {PolicyHtml.Render(PolicyText.Parse(content.Body))}</article>
            </main>
            </td></tr></tbody>
            <tfoot><tr><td><footer lang="en">{Stamp(stamp)}</footer></td></tr></tfoot>
            </table>
            </body>
            </html>

            """;
    }

    private static string Metadata(PolicyContent content, VersionStamp stamp)
    {
        var rows = new StringBuilder("<table class=\"facts\">\n<caption lang=\"en\">About this document</caption>\n<tbody>\n");
        Row("Version", $"{stamp.Label} ({stamp.State})");
        RowHtml("Effective from", Moment(stamp.EffectiveFrom));
        Row("Area", content.Area);
        Row("Owner", $"{content.Owner.Role}, {content.Owner.Area}");
        Row("Audience", string.Join("; ", content.Audience));
        Row("Scope", content.Scope);
        Row("Jurisdiction", string.Join("; ", content.Jurisdiction));
        Row("Language", content.Language);
        Row("Review cycle", string.Create(CultureInfo.InvariantCulture, $"{content.ReviewCycleMonths} {(content.ReviewCycleMonths == 1 ? "month" : "months")}"));
        Row("Platforms", string.Join("; ", content.Platforms));
        Row("Account classes", string.Join("; ", content.AccountClasses));
        Row("Contact", content.Contact);
        return rows.Append("</tbody>\n</table>").ToString();

        void Row(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value)) RowHtml(name, Encoded(value));
        }

        void RowHtml(string name, string html) =>
            rows.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\" lang=\"en\">{name}</th><td>{html}</td></tr>\n");
    }

    private static string Glossary(PolicyContent content)
    {
        if (content.Glossary.IsEmpty) return "";
        var terms = content.Glossary.Select(entry => $"<dt>{Encoded(entry.Key)}</dt><dd>{Encoded(entry.Value)}</dd>\n");
        return $"<section class=\"glossary\">\n<h2 lang=\"en\">Terms</h2>\n<dl>\n{string.Concat(terms)}</dl>\n</section>\n";
    }

    private static string Stamp(VersionStamp stamp)
    {
        List<string> parts = [$"Version {Encoded(stamp.Label)}", Encoded(stamp.State), $"effective from {Moment(stamp.EffectiveFrom)}"];
        if (stamp.ApprovalId is not null) parts.Add($"approval {Encoded(stamp.ApprovalId)}");
        var lines = new List<string> { string.Join(" · ", parts), $"SHA-256 <code>{Encoded(stamp.Digest)}</code>" };
        if (stamp.Checkpoint is not null) lines.Add($"checkpoint <code>{Encoded(stamp.Checkpoint)}</code>");
        return string.Join("<br>", lines);
    }

    private static string Moment(DateTimeOffset? moment)
    {
        if (moment is not { } at) return "not yet set";
        var zone = at.Offset == TimeSpan.Zero ? "UTC" : at.ToString("'UTC'zzz", CultureInfo.InvariantCulture);
        return $"<time datetime=\"{Rfc3339.Write(at)}\">{at.ToString("d MMMM yyyy, HH:mm:ss", CultureInfo.InvariantCulture)} {zone}</time>";
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
