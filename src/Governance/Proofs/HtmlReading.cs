using System.Text;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace Governance.Proofs;

/// <summary>One link of a page.</summary>
/// <param name="Url">Where it leads, absolute.</param>
/// <param name="Rel">Its rel tokens, in small letters.</param>
public sealed record PageLink(Uri Url, IReadOnlySet<string> Rel);

/// <summary>
/// Reads the tokens of a page and builds no tree of it: a tree of a hostile page takes time and memory that grow with the square of its length, tokens do not.
/// What is inside comments, scripts, raw text and templates is not seen, as a reader does not see it.
/// </summary>
public static class HtmlReading
{
    private const int MostLinks = 2000;
    private const int LongestHref = 2048;

    /// <summary>The links (<c>a</c> and <c>link</c>) of the page at <paramref name="address"/>, in order, the first two thousand.</summary>
    public static IReadOnlyList<PageLink> Links(string html, Uri address)
    {
        var links = new List<PageLink>();
        Uri? told = null;
        foreach (var tag in Tokens(html).OfType<HtmlTagToken>().Where(tag => tag.Type == HtmlTokenType.StartTag))
        {
            if (tag.Name is not ("a" or "link" or "base") || tag.GetAttribute("href") is not { Length: > 0 and <= LongestHref } href) continue;
            if (!Uri.TryCreate(href.Trim(), UriKind.RelativeOrAbsolute, out var relative) || !Uri.TryCreate(told ?? address, relative, out var url)) continue;
            if (tag.Name == "base") told ??= url;
            else if (links.Count < MostLinks) links.Add(new(url, tag.GetAttribute("rel").ToLowerInvariant().Split(' ', '\t', '\n', '\f', '\r').ToHashSet()));
        }

        return links;
    }

    /// <summary>The text that a piece of HTML shows; tags part words.</summary>
    public static string Text(string html)
    {
        var text = new StringBuilder();
        foreach (var token in Tokens(html))
        {
            if (token.Type == HtmlTokenType.Character) text.Append(token.Data);
            else if (token.Name is "br" or "p" or "div" or "li" or "blockquote") text.Append(' ');
        }

        return text.ToString();
    }

    private static IEnumerable<HtmlToken> Tokens(string html)
    {
        using var source = new TextSource(html);
        using var tokenizer = new HtmlTokenizer(source, HtmlEntityProvider.Resolver) { SkipComments = true };
        var templates = 0;
        string? raw = null;
        for (HtmlToken token; (token = tokenizer.Get()).Type != HtmlTokenType.EndOfFile;)
        {
            if (token.Type == HtmlTokenType.StartTag)
            {
                // What the tree builder would say to the tokenizer (WHATWG HTML, section 13.2.6.4).
                (tokenizer.State, raw) = token.Name switch
                {
                    "script" => (HtmlParseMode.Script, token.Name),
                    "style" or "xmp" or "iframe" or "noembed" or "noframes" => (HtmlParseMode.Rawtext, token.Name),
                    "title" or "textarea" => (HtmlParseMode.RCData, token.Name),
                    "plaintext" => (HtmlParseMode.Plaintext, token.Name),
                    _ => (HtmlParseMode.PCData, null),
                };
                if (token.Name == "template") templates++;
            }
            else if (token.Type == HtmlTokenType.EndTag)
            {
                raw = null;
                if (token.Name == "template" && templates > 0) templates--;
            }

            if (templates == 0 && (raw is null || token.Type != HtmlTokenType.Character)) yield return token;
        }
    }
}
