namespace Governance.Fetching;

/// <summary>A link that may be followed: https, port 443, a public host's name, no user info, nothing that two readers could read differently.</summary>
/// <param name="Address">The address without its fragment.</param>
/// <param name="Host">Its canonical host.</param>
public sealed record Link(Uri Address, string Host)
{
    private const int Longest = 2048;
    private const string Scheme = "https://";

    /// <summary>Reads what was typed, or what a server's <c>Location</c> says relative to <paramref name="from"/>.</summary>
    /// <returns>The link; or null with one of <see cref="FetchReasons"/> and a sentence.</returns>
    public static (Link? Link, string Reason, string Sentence) Read(string? text, Uri? from = null)
    {
        if (string.IsNullOrEmpty(text) || text.Length > Longest) return Refused(FetchReasons.Link, $"A link has 1 to {Longest} characters.");
        // Characters that some readers drop, fold or take for a slash: a link must read the same to everybody (RFC 3986 section 2).
        if (!text.All(letter => letter is > ' ' and <= '~' and not '\\'))
            return Refused(FetchReasons.Link, "The link holds a space, a backslash or a character that is not ASCII: write it as the browser's address bar copies it.");
        var whole = from is null || HasScheme(text) ? text : Joined(from, text);
        return whole is null ? Refused(FetchReasons.Link, "The link cannot be read.") : ReadWhole(whole);
    }

    private static (Link?, string, string) ReadWhole(string text)
    {
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return Refused(FetchReasons.Link, "Only https links are followed.");
        var end = text.AsSpan(Scheme.Length).IndexOfAny('/', '?', '#');
        var authority = end < 0 ? text[Scheme.Length..] : text.Substring(Scheme.Length, end);
        if (authority.Contains('@', StringComparison.Ordinal)) return Refused(FetchReasons.Link, "A link with a user name in it is not followed.");
        var bare = authority.EndsWith(":443", StringComparison.Ordinal) ? authority[..^4] : authority;
        if (HostName.Read(bare) is not { } host)
        {
            return bare.Contains(':', StringComparison.Ordinal) && !bare.StartsWith('[')
                ? Refused(FetchReasons.Link, "Only port 443 is connected to.")
                : Refused(FetchReasons.Host, "The link's host is not a public host's name: an IP address in any notation, a name of this network, or a name that is not stable under IDN is not followed.");
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { HostNameType: UriHostNameType.Dns, Port: 443, UserInfo: "" } && address.Host == host && address.IdnHost == host
            ? (new(WithoutFragment(address), host), "", "")
            : Refused(FetchReasons.Link, "The link reads differently to different readers.");
    }

    private static Uri WithoutFragment(Uri address) => address.Fragment.Length == 0 ? address : new(address.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped));

    // RFC 3986 section 3.1: a colon before any slash, question mark or hash.
    private static bool HasScheme(string text) => text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && text.AsSpan(0, colon).IndexOfAny('/', '?', '#') < 0;

    private static string? Joined(Uri from, string text) =>
        text.StartsWith("//", StringComparison.Ordinal) ? $"https:{text}"
        : Uri.TryCreate(text, UriKind.Relative, out var relative) && Uri.TryCreate(from, relative, out var joined) ? joined.AbsoluteUri
        : null;

    private static (Link?, string, string) Refused(string reason, string sentence) => (null, reason, sentence);
}
