using System.Text;
using System.Text.RegularExpressions;

namespace Governance.Platforms;

/// <summary>
/// An http or https address taken apart strictly (RFC 3986). Whatever browsers and people could read differently is refused, never repaired.
/// </summary>
/// <param name="Host">In lower case, ASCII, no port, no trailing dot; <c>www.</c> is still there.</param>
/// <param name="Path">Decoded, beginning with <c>/</c>, without a trailing slash; <c>/</c> for the root.</param>
/// <param name="Fragment">Behind <c>#</c>, without it, not decoded; empty when there is none.</param>
internal sealed partial record WebAddress(string Host, string Path, string Fragment)
{
    /// <summary>Longer text is no address.</summary>
    public const int Longest = 2048;

    private IReadOnlyList<KeyValuePair<string, string>> Pairs { get; init; } = [];

    /// <summary>The value of a query parameter, decoded; null when it is not there exactly once.</summary>
    public string? Query(string key) => Pairs.Where(pair => pair.Key == key).Take(2).ToList() is [var only] ? only.Value : null;

    /// <summary>The address, or null and why not.</summary>
    public static WebAddress? Read(string text, out string reason)
    {
        if ((reason = Fault(text)).Length > 0) return null;
        var rest = text;
        if (text.IndexOf("://", StringComparison.Ordinal) is var colon and >= 0 && text.AsSpan(0, colon).IndexOfAny("/?#") < 0)
        {
            if (text[..colon].ToLowerInvariant() is not ("http" or "https")) return Refuse(out reason, "Only addresses that begin with http:// or https:// are read.");
            rest = text[(colon + 3)..];
        }
        var end = rest.IndexOfAny(['/', '?', '#']) is var at and >= 0 ? at : rest.Length;
        if (HostOf(rest[..end], out reason) is not { } host) return null;
        var (beforeFragment, fragment) = Cut(rest[end..], '#');
        return WithPath(host, beforeFragment, fragment, out reason);
    }

    /// <summary>The same host with another path and query, as a <c>#!</c> fragment has them; null and why not.</summary>
    public WebAddress? Redirected(string pathAndQuery, out string reason) =>
        WithPath(Host, pathAndQuery.StartsWith('/') ? pathAndQuery : "/" + pathAndQuery, "", out reason);

    /// <summary>Whether text can be a host with a public name: at least two labels, ASCII, no address of numbers.</summary>
    public static bool IsHost(string host) => host.Length <= 253 && HostForm().IsMatch(host);

    private static string Fault(string text)
    {
        if (text.Length == 0) return "There is no address: give one such as https://www.facebook.com/acme.";
        if (text.Length > Longest) return $"An address has at most {Longest:N0} characters.";
        if (text.Contains('\\')) return "A backslash is in the address; browsers take it for a slash, others do not. Write the address with slashes.";
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune)) return "White space is in the address: take it out, or give one address only.";
            if (Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.PrivateUse
                or System.Globalization.UnicodeCategory.OtherNotAssigned or System.Globalization.UnicodeCategory.Surrogate || rune == Rune.ReplacementChar)
                return "An invisible or control character is in the address: type it anew.";
        }
        return "";
    }

    private static string? HostOf(string authority, out string reason)
    {
        reason = "";
        if (authority.Contains('@')) return Refuse<string>(out reason, "A name stands before the host (`name@host`): whoever reads it takes the name for the site. Give the address without it.");
        if (authority.StartsWith('[')) return Refuse<string>(out reason, "The host is a number (an IP address), and no platform is known by one.");
        var (host, port) = Cut(authority.ToLowerInvariant(), ':');
        if (authority.Contains(':') && port is not ("80" or "443")) return Refuse<string>(out reason, "The address names a port, or another scheme than http and https; platforms have neither.");
        if (host.Length == 0) return Refuse<string>(out reason, "The address has no host: give one such as https://www.facebook.com/acme.");
        if (authority.Any(letter => !char.IsAscii(letter))) return Refuse<string>(out reason, "The host has letters outside a to z, as look-alikes of real sites do. Give the host as the platform writes it.");
        if (host.EndsWith('.')) return Refuse<string>(out reason, "The host ends in a dot: take the dot away.");
        if (Numeric().IsMatch(host)) return Refuse<string>(out reason, "The host is a number (an IP address), and no platform is known by one.");
        return IsHost(host) ? host : Refuse<string>(out reason, $"This is no web address. For a bare handle, say which platform it is on.");
    }

    private static WebAddress? WithPath(string host, string pathAndQuery, string fragment, out string reason)
    {
        reason = "";
        var (raw, query) = Cut(pathAndQuery, '?');
        var trimmed = raw.EndsWith('/') ? raw[..^1] : raw;
        if (raw.Contains("//", StringComparison.Ordinal)) return Refuse(out reason, "Two slashes follow each other in the address: take one out.");
        var segments = trimmed.Split('/').Skip(1).Select(Decode).ToList();
        if (segments.Contains(null)) return Refuse(out reason, "The address hides a slash, a dot or a control character behind a percent sign, or has a percent sign that encodes nothing.");
        var pairs = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => Cut(pair, '='))
            .Select(pair => KeyValuePair.Create(pair.Before, Decode(pair.After))).Where(pair => pair.Value is not null);
        return new WebAddress(host, "/" + string.Join('/', segments), fragment) { Pairs = [.. pairs!] };
    }

    private static string? Decode(string segment)
    {
        if (segment is "." or "..") return null;
        if (!segment.Contains('%')) return segment;
        var decoded = Uri.UnescapeDataString(segment);
        return decoded is "." or ".." || decoded.AsSpan().IndexOfAny("/\\%?#") >= 0 || Fault(decoded).Length > 0 ? null : decoded;
    }

    private static (string Before, string After) Cut(string text, char at) => text.Split(at, 2) is [var before, var after] ? (before, after) : (text, "");

    private static WebAddress? Refuse(out string reason, string sentence) => Refuse<WebAddress>(out reason, sentence);

    private static T? Refuse<T>(out string reason, string sentence) where T : class
    {
        reason = sentence;
        return null;
    }

    [GeneratedRegex(@"\A(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?\z")]
    private static partial Regex HostForm();

    [GeneratedRegex(@"(?:\A|\.)(?:[0-9]+|0x[0-9a-f]*)\z")]
    private static partial Regex Numeric();
}
