using System.Text.RegularExpressions;

namespace Governance.Platforms;

/// <summary>Fills an https address of <c>platforms.yaml</c> with what an account's address says; every value is percent-encoded.</summary>
internal static partial class UrlTemplate
{
    /// <summary>The names that may stand in braces.</summary>
    public static readonly string[] Names = ["handle", "id", "host", "post"];

    /// <summary>The filled template, or null when it asks for something that is not there.</summary>
    public static string? Fill(string template, AccountAddress address, string? post)
    {
        var isId = address.Handle.StartsWith(PlatformForms.IdPrefix, StringComparison.Ordinal);
        var (name, host) = address.Handle.Split('@') is [{ Length: > 0 } first, var second] ? (first, second) : (address.Handle, null);
        var filled = true;
        var url = Place().Replace(template, place =>
        {
            var value = place.Groups[1].Value switch
            {
                "handle" => isId ? null : name,
                "id" => address.PlatformId?.Split('@')[0],
                "host" => host,
                _ => post,
            };
            filled &= value is not null;
            if (place.Groups[1].Value == "post") return Uri.EscapeDataString(value ?? "");
            return string.Join('/', (value ?? "").Split('/').Select(Uri.EscapeDataString));
        });
        return filled ? url : null;
    }

    /// <summary>The names in braces that a template uses.</summary>
    public static IEnumerable<string> Uses(string template) => Place().Matches(template).Select(place => place.Groups[1].Value);

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Place();
}
