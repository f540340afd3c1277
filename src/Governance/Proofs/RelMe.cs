using Governance.Fetching;

namespace Governance.Proofs;

/// <summary>The profile links to a page on the organisation's domain, and that page links back with rel token <c>me</c>: both directions, both read by us.</summary>
public static class RelMe
{
    /// <summary>The method's name.</summary>
    public const string Method = "rel-me";

    private const int MostPages = 3;
    private const int BothDirections = 3;

    /// <summary>Looks.</summary>
    public static async Task<Verdict> Check(Challenge challenge, string domain, ProofVisit visit, PlatformLook platforms)
    {
        var (profile, failure) = await visit.Get(challenge.Account.Url, PageReading.Types, Place.Own);
        if (failure is not null) return failure;
        if (!IsProfile(profile!, challenge, platforms)) return Verdict.Inconclusive($"The profile led elsewhere, to {new Uri(profile!.Url).Host}.");
        var pages = PagesOn(domain, PageReading.Links(profile!));
        if (pages.Count == 0) return Verdict.NotFound($"The profile does not link to a page on {domain}.");
        Verdict? unread = null;
        foreach (var url in pages)
        {
            var (page, fault) = await visit.Get(url, PageReading.Types, Place.Own);
            if (fault is null && Judge(challenge, domain, page!, platforms) is { } found) return found;
            if (fault is { Outcome: ProofOutcome.Inconclusive }) unread = fault;
        }

        return unread ?? Verdict.NotFound($"The profile links to {domain}, and the page there does not link back with rel=\"me\".");
    }

    /// <summary>The addresses on the domain that a profile links to, the first three. What others wrote there (rel token <c>ugc</c>) is not the profile's.</summary>
    public static IReadOnlyList<string> PagesOn(string domain, IReadOnlyList<PageLink> links) =>
    [
        .. links.Where(link => !link.Rel.Contains("ugc") || link.Rel.Contains("me"))
            .Select(link => Link.Read(link.Url.IsAbsoluteUri ? link.Url.AbsoluteUri : null).Link)
            .Where(link => link is not null && HostName.IsWithin(link.Host, domain))
            .Select(link => link!.Address.AbsoluteUri).Distinct().Take(MostPages),
    ];

    /// <summary>What a page on the domain shows, or null.</summary>
    public static Verdict? Judge(Challenge challenge, string domain, Fetched page, PlatformLook platforms)
    {
        if (!HostName.IsWithin(new Uri(page.Url).Host, domain)) return null;
        var back = PageReading.Links(page).FirstOrDefault(link => link.Rel.Contains("me") && PageReading.Leads(link.Url.AbsoluteUri, challenge.Account, platforms.Read));
        return back is null ? null : Verdict.Found(BothDirections, $"The profile and {page.Url} link to each other.", Excerpt.Around($"{page.Url} rel=\"me\" {back.Url.AbsoluteUri}", ""));
    }

    private static bool IsProfile(Fetched profile, Challenge challenge, PlatformLook platforms) =>
        // A page to sign in on the same host is no profile, and what it does not link to was not looked for.
        PageReading.Leads(profile.Url, challenge.Account, platforms.Read) || Same(new Uri(profile.Url), new Uri(challenge.Account.Url));

    private static bool Same(Uri one, Uri other) => one.Host == other.Host && one.AbsolutePath.TrimEnd('/').Equals(other.AbsolutePath.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);
}
