using System.Text;
using Governance.Fetching;
using Governance.Platforms;

namespace Governance.Proofs;

/// <summary>What pages say of an account.</summary>
public static class PageReading
{
    /// <summary>The media types of pages.</summary>
    public static readonly string[] Types = ["text/html", "application/xhtml+xml"];

    /// <summary>A page's links.</summary>
    public static IReadOnlyList<PageLink> Links(Fetched page) => HtmlReading.Links(Encoding.UTF8.GetString(page.Body.Span), new(page.Url));

    /// <summary>Whether an address is the account's: read as the platform reads it, or the very same address.</summary>
    public static bool Leads(string url, AccountAddress account, Func<string, AccountAddress?> read) =>
        read(url)?.Key == account.Key || Canonical(url) is { } there && there == Canonical(account.Url);

    private static string? Canonical(string url) => Link.Read(url).Link?.Address.AbsoluteUri.TrimEnd('/');
}
