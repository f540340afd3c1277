using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Ganss.Xss;

namespace Governance.Policies.Text;

/// <summary>
/// What HTML made from a policy may hold: text structure, tables, links to <c>http</c>, <c>https</c>, <c>mailto</c> and to clauses, ids of clauses.
/// No images, scripts, styles, classes, forms, frames, SVG or MathML.
/// </summary>
public static partial class SafeHtml
{
    private static readonly string[] Tags =
    [
        "a", "blockquote", "br", "code", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "span", "strong",
        "table", "tbody", "td", "th", "thead", "tr", "ul",
    ];

    private static readonly HtmlSanitizer Sanitizer = Build();

    /// <summary>The fragment with everything removed that is not allowed; every link to elsewhere is <c>noopener noreferrer nofollow</c>.</summary>
    public static string Sanitise(string html) => Sanitizer.Sanitize(html);

    private static HtmlSanitizer Build()
    {
        var sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = Set(Tags),
            AllowedAttributes = Set("href", "id", "start", "title", "type"),
            UriAttributes = Set("href"),
            AllowedSchemes = Set("http", "https", "mailto"),
        });
        sanitizer.FilterUrl += (_, url) => url.SanitizedUrl = url.SanitizedUrl is { } safe && AllowedUrl().IsMatch(safe) ? safe : null;
        sanitizer.PostProcessNode += (_, processed) => Finish(processed.Node);
        return sanitizer;
    }

    private static void Finish(INode node)
    {
        if (node is not IElement element) return;
        if (element.GetAttribute("id") is { } id && !ClauseAnchor().IsMatch(id)) element.RemoveAttribute("id");
        if (element.LocalName != "a") return;
        if (element.GetAttribute("href") is not { } href) element.RemoveAttribute("title");
        else if (href[0] != '#') element.SetAttribute("rel", "noopener noreferrer nofollow");
    }

    private static HashSet<string> Set(params string[] values) => new(values, StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"^(?:https?://|mailto:|#clause-[a-z][a-z0-9-]{1,63}\z)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AllowedUrl();

    [GeneratedRegex(@"^clause-[a-z][a-z0-9-]{1,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ClauseAnchor();
}
