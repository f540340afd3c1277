using System.Text.RegularExpressions;

namespace Governance.Platforms;

/// <summary>Whose host it is.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Host">The host without <c>www.</c>.</param>
/// <param name="Listed">True for the platform's own hosts, false for hosts that are an account's, such as <c>acme.tumblr.com</c>.</param>
internal sealed record PlatformHome(Platform Platform, string Host, bool Listed);

/// <summary>Finds a host's platform: by the exact host, or by exactly one label before a known suffix. Nothing is found by likeness.</summary>
internal sealed partial class PlatformHosts
{
    private readonly Dictionary<string, Platform> _exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(Regex Label, Platform Platform, bool Listed)>> _labelled = new(StringComparer.Ordinal);

    public PlatformHosts(IEnumerable<Platform> platforms)
    {
        foreach (var platform in platforms)
        {
            foreach (var host in platform.Hosts)
            {
                if (host.StartsWith("{locale}.", StringComparison.Ordinal)) Label(host[9..], Locale(), platform, listed: true);
                else if (host.StartsWith("{site}.", StringComparison.Ordinal)) Label(host[7..], Site(), platform, listed: true);
                else _exact.TryAdd(host, platform);
            }
            var templates = platform.Forms.Accounts.SelectMany(form => form.From).Concat(platform.Forms.Others.SelectMany(other => other.From));
            foreach (var host in templates.Select(template => template.Host).OfType<string>().Distinct())
                if (host.StartsWith('{')) Label(host[(host.IndexOf('}') + 2)..], Site(), platform, listed: false);
        }
    }

    /// <summary>Whose host it is, or null when it is nobody's.</summary>
    public PlatformHome? Find(string host) =>
        Exactly(host) ?? (host.StartsWith("www.", StringComparison.Ordinal) ? Exactly(host[4..]) : null);

    private PlatformHome? Exactly(string host)
    {
        if (_exact.TryGetValue(host, out var platform)) return new(platform, host, Listed: true);
        if (host.Split('.', 2) is not [var label, var suffix] || label == "www" || !_labelled.TryGetValue(suffix, out var known)) return null;
        return known.Where(entry => entry.Label.IsMatch(label)).Select(entry => new PlatformHome(entry.Platform, host, entry.Listed)).FirstOrDefault();
    }

    private void Label(string suffix, Regex label, Platform platform, bool listed)
    {
        if (!_labelled.TryGetValue(suffix, out var known)) _labelled[suffix] = known = [];
        known.Add((label, platform, listed));
    }

    [GeneratedRegex(@"\A[a-z]{2}(?:-[a-z]{2,4})?\z")]
    private static partial Regex Locale();

    [GeneratedRegex(@"\A[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\z")]
    private static partial Regex Site();
}
