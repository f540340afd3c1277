using CsCheck;
using Governance.Shared;

namespace Governance.Tests.Access;

public sealed class PageTests
{
    [Fact]
    public void A_cursor_is_read_back_as_it_was_written() =>
        Gen.String[Gen.Char.AlphaNumeric, 0, 60].Array[1, 4].Sample(place => PageCursor.Decode(PageCursor.Encode(place))!.SequenceEqual(place));

    [Fact]
    public void Whatever_is_given_for_a_cursor_is_read_or_refused_and_never_throws() => Gen.String.Sample(word =>
    {
        var query = new PageQuery(null, word);
        return query.Fault(parts: 1) is { Field: "cursor", Kind: RefusalKind.Content } || query.After is [not null];
    });

    [Theory]
    [InlineData("1", true)]
    [InlineData("200", true)]
    [InlineData("0", false)]
    [InlineData("201", false)]
    [InlineData("-1", false)]
    [InlineData("+1", false)]
    [InlineData("1.0", false)]
    [InlineData(" 1", false)]
    [InlineData("", false)]
    [InlineData("99999999999999999999", false)]
    public void A_page_has_1_to_200_items(string limit, bool good) => Assert.Equal(good, new PageQuery(limit, null).Fault(parts: 1) is null);

    [Fact]
    public void A_page_has_a_next_one_when_one_row_more_was_found() => Gen.Select(Gen.Int[0, 30], Gen.Int[1, 20]).Sample((rows, size) =>
    {
        int[] found = [.. Enumerable.Range(0, Math.Min(rows, size + 1))];
        var page = Page<int>.Of(found, size, row => [$"{row}"]);
        return page.Items.Count == Math.Min(rows, size) && (page.Next is null) == (rows <= size) && (page.Next is null || PageCursor.Decode(page.Next)![0] == $"{size - 1}");
    });
}
