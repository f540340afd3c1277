using System.Text;
using System.Text.RegularExpressions;

namespace Governance.Platforms;

/// <summary>What an address template found in an address.</summary>
internal sealed record AddressParts(string? Handle, string? Id, string? Domain);

/// <summary>
/// A form of address: <c>/user/{handle}</c>, <c>/profile.php?id={id}</c>, <c>//{handle}.tumblr.com/{**}</c>. In braces: <c>handle</c>, <c>id</c>,
/// <c>domain</c> (another host), <c>*</c> (one segment or part of it), <c>/{**}</c> at the end (anything below, or nothing), <c>a|b</c> (one of these words). Words match in any case.
/// </summary>
internal sealed partial class AddressTemplate
{
    // Matching is linear and the text is bounded, so this only ends a fault of the engine: a busy machine must not change what an address is.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Regex _path;
    private readonly Regex? _host;
    private readonly string? _key;
    private readonly Regex? _value;

    private AddressTemplate(string text)
    {
        Text = text;
        var (place, query) = text.Split('?', 2) is [var before, var after] ? (before, after) : (text, null);
        if (place.StartsWith("//", StringComparison.Ordinal))
        {
            var slash = place.IndexOf('/', 2) is var at and > 0 ? at : place.Length;
            Host = place[2..slash];
            _host = Compile(Host);
            place = place[slash..];
        }
        _path = Compile(place);
        if (query?.Split('=', 2) is not [var key, var value]) return;
        (_key, _value) = (key, Compile(value));
    }

    /// <summary>As it stands in the file.</summary>
    public string Text { get; }

    /// <summary>The host form, or null when any host of the platform will do.</summary>
    public string? Host { get; }

    /// <summary>The names in braces, of those that find something.</summary>
    public IEnumerable<string> Finds => Place().Matches(Text).Select(place => place.Groups[1].Value).Where(name => name is "handle" or "id" or "domain");

    /// <summary>The template; throws <see cref="FormatException"/> with a sentence when it is none.</summary>
    public static AddressTemplate Read(string text)
    {
        if (!text.StartsWith('/')) throw new FormatException("An address form begins with `/` (a path) or `//` (a host).");
        if (text.Contains('?') && !Query().IsMatch(text)) throw new FormatException("Behind `?` stands one `key={…}`.");
        foreach (Match place in Place().Matches(text))
            if (!Known().IsMatch(place.Groups[1].Value) || (place.Groups[1].Value == "**" && !text.EndsWith("/{**}", StringComparison.Ordinal))) throw new FormatException($"`{place.Value}` is none of {{handle}}, {{id}}, {{domain}}, {{*}}, {{**}} and {{word|word}}.");
        return new AddressTemplate(text);
    }

    /// <summary>Compiles text with places in braces, for one whole match; words in any case.</summary>
    public static Regex Compile(string template)
    {
        // `/about/{**}` is that page and everything below it.
        var below = template.EndsWith("/{**}", StringComparison.Ordinal);
        if (below) template = template[..^5];
        var pattern = new StringBuilder(@"\A");
        var end = 0;
        foreach (Match place in Place().Matches(template))
        {
            pattern.Append(Regex.Escape(template[end..place.Index]));
            end = place.Index + place.Length;
            pattern.Append(place.Groups[1].Value switch
            {
                "*" => "[^/]+",
                "handle" or "id" or "domain" or "host" => $"(?<{place.Groups[1].Value}>[^/]+)",
                var words => $"(?:{string.Join('|', words.Split('|').Select(Regex.Escape))})",
            });
        }
        pattern.Append(Regex.Escape(template[end..])).Append(below ? @"(?:/.*)?\z" : @"\z");
        // Parts end at a slash, so going back costs at most the square of a part; an automaton for each form would hold the service's memory twice over.
        return new Regex(pattern.ToString(), RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline, Patience);
    }

    /// <summary>Compiles a pattern that somebody wrote into the file, for one whole match, case as written.</summary>
    public static Regex CompileWhole(string pattern) =>
        new($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Patience);

    /// <summary>What the template finds in an address, or null when the address has another form.</summary>
    public AddressParts? Match(WebAddress address)
    {
        var host = _host?.Match(address.Host);
        if (host is { Success: false } || _path.Match(address.Path) is not { Success: true } path) return null;
        var value = _key is null ? null : address.Query(_key) is { } text ? _value!.Match(text) : null;
        if (_key is not null && value is not { Success: true }) return null;
        return new(Part("handle"), Part("id"), Part("domain"));

        string? Part(string name) => new[] { path, host, value }.Select(match => match?.Groups[name]).FirstOrDefault(group => group is { Success: true })?.Value;
    }

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\A(?:handle|id|domain|\*\*?|[A-Za-z0-9._+@|-]+)\z")]
    private static partial Regex Known();

    [GeneratedRegex(@"\A[^?]*\?[A-Za-z_]+=[^&?]+\z")]
    private static partial Regex Query();
}
