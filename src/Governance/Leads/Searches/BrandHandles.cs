using System.Text;
using Governance.Platforms;

namespace Governance.Leads;

/// <summary>
/// Handles that somebody would choose for a brand. Of “Acme Running”: acmerunning, acme_running, acme-running, acme.running, then with
/// official before and behind, and behind it hq. A brand of one word makes four. Each is tried only where the platform allows it.
/// </summary>
public static class BrandHandles
{
    /// <summary>The most handles in one probe.</summary>
    public const int Most = 200;

    // The service runs without the tables of cultures, which would take the accents off: Latin letters of Unicode up to U+017F, and what is written for them.
    private const string Accented = "àáâãäåāăąçćĉċčðďđèéêëēĕėęěĝğġģĥħìíîïĩīĭįıĵķĺļľŀłñńņňòóôõöøōŏőŕŗřśŝşšţťŧùúûüũūŭůűųŵýÿŷźżž";
    private const string Plain = "aaaaaaaaacccccdddeeeeeeeeegggghhiiiiiiiiijklllllnnnnooooooooorrrsssstttuuuuuuuuuuwyyyzzz";

    /// <summary>The spellings of a brand, most likely first: at most 7.</summary>
    public static IReadOnlyList<string> Of(string brand)
    {
        var words = Words(brand);
        if (words.Count == 0) return [];
        var joined = string.Concat(words);
        return [.. new[] { joined, string.Join('_', words), string.Join('-', words), string.Join('.', words), $"{joined}official", $"official{joined}", $"{joined}hq" }.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>What to try on platforms, each account once, in the order of brands, then platforms.</summary>
    public static IReadOnlyList<ProbedHandle> On(PlatformShelf shelf, IEnumerable<Platform> platforms, IEnumerable<string> brands) =>
    [
        .. brands.SelectMany(brand => platforms.SelectMany(platform => Of(brand).Select(handle => shelf.Read(platform.Name, handle))))
            .OfType<AddressReading.Account>().Where(account => account.Platform.Probe?.UrlFor(account.Address) is not null).DistinctBy(account => account.Address.Key)
            .Select(account => new ProbedHandle(account.Address.Platform, account.Address.Handle, account.Address.Url)),
    ];

    // Letters and digits of ASCII, without accents; apostrophes are passed over, everything else parts words.
    private static List<string> Words(string brand)
    {
        var plain = new StringBuilder();
        foreach (var letter in brand.ToLowerInvariant())
            if (char.IsAsciiLetterOrDigit(letter)) plain.Append(letter);
            else if (Accented.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at) plain.Append(Plain[at]);
            else if (letter is 'ß' or 'æ' or 'œ' or 'þ') plain.Append(letter switch { 'ß' => "ss", 'æ' => "ae", 'œ' => "oe", _ => "th" });
            else if (letter is not ('\'' or '’')) plain.Append(' ');
        return [.. plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }
}
