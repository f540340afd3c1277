using System.Text;
using Governance.Fetching;

namespace Governance.Proofs;

/// <summary>The organisation's own site names the account: in <c>trust.txt</c> (<c>social=…</c>), on its front page, or on a page of it that was given. One way.</summary>
public static class PublishedList
{
    /// <summary>The method's name.</summary>
    public const string Method = "published-list";

    private const int OneWay = 1;
    private const string Social = "social=";
    private static readonly string[] TextTypes = ["text/plain"];

    /// <summary>Looks.</summary>
    public static async Task<Verdict> Check(Challenge challenge, string domain, ProofVisit visit, PlatformLook platforms)
    {
        Verdict? unread = null;
        foreach (var (url, types) in Places(challenge, domain))
        {
            var (page, failure) = await visit.Get(url, types, Place.Own);
            if (failure is null && !HostName.IsWithin(new Uri(page!.Url).Host, domain)) unread = Verdict.Inconclusive($"{url} led elsewhere, to {new Uri(page.Url).Host}.");
            if (failure is null && Judge(challenge, domain, page!, platforms) is { } found) return found;
            if (failure is { Outcome: ProofOutcome.Inconclusive }) unread = failure;
        }

        return unread ?? Verdict.NotFound($"Neither trust.txt nor the page on {domain} names the account.");
    }

    /// <summary>What a page or a <c>trust.txt</c> of the domain shows, or null.</summary>
    public static Verdict? Judge(Challenge challenge, string domain, Fetched page, PlatformLook platforms)
    {
        if (!HostName.IsWithin(new Uri(page.Url).Host, domain)) return null;
        var named = IsText(page) ? Named(page) : PageReading.Links(page).Select(link => link.Url.AbsoluteUri);
        return named.FirstOrDefault(url => PageReading.Leads(url, challenge.Account, platforms.Read)) is { } link
            ? Verdict.Found(OneWay, $"{page.Url} names the account.", Excerpt.Around($"{page.Url} {link}", ""))
            : null;
    }

    private static IEnumerable<(string Url, string[] Types)> Places(Challenge challenge, string domain)
    {
        if (Link.Read(challenge.PostUrl).Link is { } given && HostName.IsWithin(given.Host, domain)) yield return (given.Address.AbsoluteUri, PageReading.Types);
        yield return ($"https://{domain}/trust.txt", TextTypes);
        yield return ($"https://{domain}/", PageReading.Types);
    }

    private static bool IsText(Fetched page) => page.ContentType?.StartsWith(TextTypes[0], StringComparison.OrdinalIgnoreCase) is true;

    private static IEnumerable<string> Named(Fetched page) =>
        Encoding.UTF8.GetString(page.Body.Span).Split('\n').Select(line => line.Trim())
            .Where(line => line.StartsWith(Social, StringComparison.OrdinalIgnoreCase)).Select(line => line[Social.Length..].Trim());
}
