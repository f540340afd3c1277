using System.Text;
using Governance.Fetching;
using Governance.Platforms;
using Governance.Proofs;

namespace Governance.Leads;

/// <summary>The accounts that a page of the organisation leads to.</summary>
/// <param name="Links">How many links it has.</param>
/// <param name="Sightings">One for each account, with the page as the place.</param>
public sealed record PageAccounts(int Links, IReadOnlyList<ReportSighting> Sightings)
{
    /// <summary>What is accepted from a page, and how it is read: links of HTML, and <c>social=</c> lines of <c>trust.txt</c>.</summary>
    public static readonly string[] Accepted = ["text/html", "application/xhtml+xml", "text/plain"];

    // More accounts on one page are a directory of the world, not ours.
    private const int Most = 300;
    private const string Social = "social=";

    /// <summary>Reads what a page answered; <paramref name="page"/> is its address as it was asked for.</summary>
    public static PageAccounts Of(PlatformShelf shelf, string page, Fetched answer)
    {
        var text = Encoding.UTF8.GetString(answer.Body.Span);
        var links = answer.ContentType?.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase) is true
            ? [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith(Social, StringComparison.OrdinalIgnoreCase)).Select(line => line[Social.Length..].Trim())]
            : HtmlReading.Links(text, new Uri(answer.Url)).Where(link => link.Url.Scheme is "http" or "https").Select(link => link.Url.AbsoluteUri).ToList();
        var accounts = links.Where(link => link.Length <= 2000).Select(link => (Link: link, Reading: shelf.Read(link) as AddressReading.Account)).Where(one => one.Reading is not null)
            .DistinctBy(one => one.Reading!.Address.Key).Take(Most);
        return new(links.Count, [.. accounts.Select(one => new ReportSighting(one.Link, null, null, page, null))]);
    }
}
