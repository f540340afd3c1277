using System.Security.Cryptography;
using System.Text;

namespace Governance.Policies.Text;

/// <summary>A policy's text: Markdown, taken apart into its preamble and numbered clauses.</summary>
/// <param name="Text">The whole text with LF line ends; what is stored, once it is normalised.</param>
/// <param name="Preamble">What stands before the first clause, without blank lines around it; may be empty.</param>
/// <param name="Clauses">The clauses in the order written.</param>
/// <param name="Problems">Why it cannot be a policy's text, in the order of lines; empty when it can.</param>
public sealed record PolicyText(string Text, string Preamble, IReadOnlyList<Clause> Clauses, IReadOnlyList<TextProblem> Problems)
{
    /// <summary>The longest text, in bytes of UTF-8.</summary>
    public const int MaxBytes = 512 * 1024;

    /// <summary>The most clauses one text may have.</summary>
    public const int MaxClauses = 2000;

    /// <summary>The most characters without a blank line between: what renders Markdown takes time with the square of a paragraph.</summary>
    public const int MaxParagraph = 8000;

    /// <summary>The SHA-256 of the text's UTF-8 bytes in lowercase hexadecimal, as <c>sha256sum</c> prints it for the exported file.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>
    /// Takes any text apart. Never throws: what is wrong is in <see cref="Problems"/>, and the clauses are those understood all the same
    /// (none of an over-long text).
    /// </summary>
    public static PolicyText Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Encoding.UTF8.GetByteCount(text) > MaxBytes) return TooLong(text);
        return new TextReading(WithLineFeeds(text)).Read();
    }

    /// <summary>
    /// The text in the one form that is stored: LF line ends, no trailing white space, one blank line around clauses, numbers without a
    /// needless dot, and an id on every clause. An id not written is that of the clause of <paramref name="previous"/> it best corresponds to
    /// (same text, same heading, most like it), else made from its heading or first words, and never one that either text already uses.
    /// Normalising again changes nothing. A text with problems comes back as <see cref="Parse"/> gives it.
    /// </summary>
    public static PolicyText Normalise(string text, string? previous = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parsed = Parse(text);
        if (parsed.Problems.Count > 0) return parsed;
        var before = previous is null ? [] : ClauseIds.Assign(Parse(previous).Clauses, []);
        return Parse(Compose(parsed.Preamble, ClauseIds.Assign(parsed.Clauses, before)));
    }

    /// <summary>The text with LF for every other line end (CRLF, CR and those of Unicode), and without a byte order mark.</summary>
    internal static string WithLineFeeds(string text) => text.TrimStart('\uFEFF').ReplaceLineEndings("\n");

    private static string Compose(string preamble, IEnumerable<Clause> clauses)
    {
        var blocks = clauses.Select(clause => clause.Written(withMark: true));
        return string.Join("\n\n", preamble.Length == 0 ? blocks : blocks.Prepend(preamble)) + "\n";
    }

    private static PolicyText TooLong(string text) =>
        new(text, "", [], [new(1, "text.too-long", $"The text is longer than {MaxBytes / 1024} KB: split it into several policies.")]);
}
