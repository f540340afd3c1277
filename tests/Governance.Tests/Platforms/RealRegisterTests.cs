using Governance.Platforms;

namespace Governance.Tests.Platforms;

/// <summary>1,262 accounts of federal agencies, as they were entered by hand in 2011.</summary>
public sealed class RealRegisterTests
{
    private static readonly IReadOnlyList<(string Organisation, string Url, AddressReading Reading)> Lines =
        [.. Register.Lines("us-registry-2011.csv").Select(line => (line[1], line[3], Shelf.Ours.Read(line[3])))];

    // Each of them was looked at: none is a post, a search or a share link, so none is to be refused.
    [Fact]
    public void Every_line_is_an_account()
    {
        Assert.Equal(1262, Lines.Count);
        Assert.All(Lines, line => Assert.IsType<AddressReading.Account>(line.Reading));
    }

    [Fact]
    public void The_accounts_are_on_eleven_platforms() => Assert.Equal(
        "facebook 504, x 403, youtube 256, flickr 67, myspace 8, tumblr 6, linkedin 5, foursquare 4, ustream 4, vimeo 3, googleplus 2",
        string.Join(", ", Accounts().CountBy(line => line.Account.Platform).OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Key} {count.Value}")));

    [Fact]
    public void Accounts_written_down_twice_come_out_as_one()
    {
        var repeated = Accounts().GroupBy(line => line.Key).Where(group => group.Count() > 1).ToList();
        Assert.Equal(52, repeated.Count);
        Assert.Equal(28, repeated.Count(group => group.Select(line => line.Organisation).Distinct().Count() > 1));
    }

    // By host and last word there are 53 and 29: NASA's and the White House's pages on Google+ both end in `/posts`.
    [Fact]
    public void Two_agencies_pages_that_end_in_one_word_are_two_accounts() =>
        Assert.Equal(2, Accounts().Where(line => line.Url.EndsWith("/posts", StringComparison.Ordinal)).Select(line => line.Key).Distinct().Count());

    [Fact]
    public void Every_account_is_its_own_canonical_address_and_handle() => Assert.All(Accounts(), line =>
    {
        Assert.Equal(line.Account, (Shelf.Ours.Read(line.Account.Url) as AddressReading.Account)?.Address);
        Assert.Equal(line.Account, (Shelf.Ours.Read(line.Account.Platform, line.Account.Handle) as AddressReading.Account)?.Address);
    });

    private static IEnumerable<(string Organisation, string Url, string Key, AccountAddress Account)> Accounts() =>
        from line in Lines where line.Reading is AddressReading.Account select (line.Organisation, line.Url, ((AddressReading.Account)line.Reading).Address.Key, ((AddressReading.Account)line.Reading).Address);
}
