using CsCheck;
using Governance.Proofs;

namespace Governance.Tests.Proofs;

public sealed class ExcerptTests
{
    [Fact]
    public void An_excerpt_is_short_plain_and_on_one_line_whatever_the_text_is() => Gen.Select(Gen.String, Gen.Int[0, 2000]).Sample((text, length) =>
    {
        var excerpt = Excerpt.Around($"{new string('x', length)}\u202e\u0000\ud800{text}", text);
        return excerpt.Length <= Excerpt.Longest && !excerpt.Any(char.IsControl) && !excerpt.Contains('\u202e', StringComparison.Ordinal);
    });

    [Fact]
    public void It_holds_what_is_shown_with_what_stands_around_it()
    {
        var token = Token.New();
        var excerpt = Excerpt.Around($"{new string('a', 5000)} {token} {new string('b', 5000)}", token);
        Assert.Contains($"aa {token} bb", excerpt, StringComparison.Ordinal);
        Assert.InRange(excerpt.Length, 490, Excerpt.Longest);
    }
}
