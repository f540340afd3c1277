using CsCheck;
using Governance.Approvals;

namespace Governance.Tests.Approvals;

public sealed class LineDiffTests
{
    private static readonly Gen<string> Text = Gen.Int[0, 4].Select(i => "abcd\n"[i]).Array[0, 40].Select(letters => new string(letters));

    private static string Shown(string before, string after) => string.Join(' ', LineDiff.Between(before, after).Select(line => line.Change switch
    {
        LineChange.Same => $"{line.Before}={line.After}",
        LineChange.Removed => $"-{line.Before}",
        _ => $"+{line.After}",
    } + line.Text));

    [Theory]
    [InlineData("a\nb\nc\n", "a\nx\nc\n", "1=1a -2b +2x 3=3c")]
    [InlineData("a\nb\n", "a\nb\n", "1=1a 2=2b")]
    [InlineData("", "a\nb\n", "+1a +2b")]
    [InlineData("a\nb\n", "", "-1a -2b")]
    [InlineData("a\r\nb", "a\nb\n", "1=1a 2=2b")]
    [InlineData("a\nb\nc\nd\ne\n", "a\nc\nx\ne\nf\n", "1=1a -2b 3=2c -4d +3x 5=4e +5f")]
    public void Lines_are_kept_removed_and_added(string before, string after, string shown) => Assert.Equal(shown, Shown(before, after));

    [Fact]
    public void Every_line_of_both_texts_is_there_once_and_in_order() => Gen.Select(Text, Text).Sample((before, after) =>
    {
        var lines = LineDiff.Between(before, after);
        return Of(before).SequenceEqual(lines.Where(line => line.Before is not null).Select(line => line.Text))
            && Of(after).SequenceEqual(lines.Where(line => line.After is not null).Select(line => line.Text))
            && lines.Where(line => line.Before is not null).Select(line => line.Before!.Value).SequenceEqual(Enumerable.Range(1, Of(before).Length))
            && lines.Where(line => line.After is not null).Select(line => line.After!.Value).SequenceEqual(Enumerable.Range(1, Of(after).Length))
            && lines.All(line => line.Change == (line.Before is null ? LineChange.Added : line.After is null ? LineChange.Removed : LineChange.Same));
    });

    [Theory]
    [InlineData(1_900, 1)]
    [InlineData(2_100, 0)]
    [InlineData(60_000, 0)]
    public void A_line_in_common_is_found_until_the_texts_are_too_large_to_compare(int lines, int same)
    {
        var diff = LineDiff.Between(Many(lines / 2, 'a') + "common\n" + Many(lines / 2, 'b'), Many(lines / 2, 'c') + "common\n" + Many(lines / 2, 'd'));
        Assert.Equal(same, diff.Count(line => line.Change == LineChange.Same));
        Assert.Equal((lines + 1 - same, lines + 1 - same), (diff.Count(line => line.Change == LineChange.Removed), diff.Count(line => line.Change == LineChange.Added)));
    }

    private static string Many(int lines, char letter) => string.Concat(Enumerable.Range(0, lines).Select(i => $"{letter}{i}\n"));

    private static string[] Of(string text) => text.Length == 0 ? [] : (text.EndsWith('\n') ? text[..^1] : text).Split('\n');
}
