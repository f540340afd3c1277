using Governance.Fetching;

namespace Governance.Proofs;

/// <summary>
/// Names under which anybody can register, such as <c>co.uk</c>: nobody's own, so no proof is taken from them. The public suffix list is data that
/// changes weekly, so it is not carried along: the operating system's copy is read (Debian's package <c>publicsuffix</c>). Where there is none, a small
/// rule stands in: a single label; the usual kinds of second-level name under a country; and well-known hosts of other people's pages.
/// </summary>
public sealed class PublicSuffixes
{
    /// <summary>Where operating systems keep the list.</summary>
    public const string UsualFile = "/usr/share/publicsuffix/public_suffix_list.dat";

    private static readonly HashSet<string> Kinds = ["ac", "co", "com", "edu", "gob", "gouv", "gov", "govt", "mil", "ne", "net", "nom", "or", "org", "sch"];

    private static readonly HashSet<string> Hosts =
    [
        "appspot.com", "azurewebsites.net", "blogspot.com", "cloudfront.net", "firebaseapp.com", "fly.dev", "github.io", "gitlab.io", "herokuapp.com",
        "netlify.app", "pages.dev", "vercel.app", "web.app", "workers.dev",
    ];

    private readonly HashSet<string> rules = new(StringComparer.Ordinal);

    private PublicSuffixes()
    {
    }

    /// <summary>The small rule alone.</summary>
    public static PublicSuffixes Small { get; } = new();

    /// <summary>The list in a file, or the small rule when it cannot be read.</summary>
    public static PublicSuffixes Load(string file)
    {
        try
        {
            return Parse(File.ReadLines(file));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Small;
        }
    }

    /// <summary>The list as its lines say: one rule a line, up to the first space; comments begin with <c>//</c>.</summary>
    public static PublicSuffixes Parse(IEnumerable<string> lines)
    {
        var list = new PublicSuffixes();
        foreach (var line in lines.Select(line => line.Split(' ', '\t')[0]).Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal)))
        {
            var mark = line.StartsWith("*.", StringComparison.Ordinal) ? "*." : line.StartsWith('!') ? "!" : "";
            var name = line[mark.Length..];
            if ((name.Contains('.', StringComparison.Ordinal) ? HostName.ReadInternational(name) : name) is { } read) list.rules.Add(mark + read);
        }

        return list;
    }

    /// <summary>Whether anybody can register under this canonical name.</summary>
    public bool Has(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0) return true;
        var above = name[(dot + 1)..];
        return rules.Count > 0
            ? !rules.Contains($"!{name}") && (rules.Contains(name) || rules.Contains($"*.{above}"))
            : Hosts.Contains(name) || above.Length == 2 && Kinds.Contains(name[..dot]);
    }
}
