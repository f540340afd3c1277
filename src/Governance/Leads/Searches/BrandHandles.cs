using System.Globalization;
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

    // Letters and digits of ASCII, without accents; everything else parts words.
    private static List<string> Words(string brand)
    {
        var plain = new StringBuilder();
        // Half a surrogate pair has no normal form, and no letter beyond the first plane is in a handle.
        var letters = string.Concat(brand.Select(letter => char.IsSurrogate(letter) ? ' ' : letter));
        foreach (var letter in letters.Normalize(NormalizationForm.FormD))
            if (char.IsAsciiLetterOrDigit(letter)) plain.Append(char.ToLowerInvariant(letter));
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && letter is not ('\'' or '’')) plain.Append(' ');
        return [.. plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }
}
