using System.Text;
using FluentValidation;

namespace Governance.Policies;

/// <summary>A policy's id for ever: lower-case letters, digits and hyphens, from a letter, 3 to 64 characters.</summary>
public static class PolicyReference
{
    /// <summary>The reference that a title suggests: <c>Social media policy</c> is <c>social-media-policy</c>.</summary>
    public static string From(string title)
    {
        var slug = new StringBuilder();
        foreach (var c in title.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c)) slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }

        var text = slug.ToString().Trim('-');
        if (text.Length < 3 || !char.IsAsciiLetter(text[0])) text = $"policy-{text}".TrimEnd('-');
        return text.Length > 64 ? text[..64].TrimEnd('-') : text;
    }

    /// <summary>The shape of a written reference, which may be absent; the same as in a file, so that what is exported can be imported.</summary>
    public static IRuleBuilderOptions<T, string?> Reference<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Matches("^[a-z][a-z0-9-]{2,63}\\z").WithMessage("Use 3 to 64 lower-case letters, digits and hyphens, beginning with a letter.");
}
