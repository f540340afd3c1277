using System.Text.RegularExpressions;
using Governance.Platforms;

namespace Governance.Tests.Platforms;

/// <summary>Accounts and addresses that people found, rejected or followed for years.</summary>
public sealed class RealLeadTests
{
    private const string NoAccounts = """
        twitter search\?q=
        facebook likebox\.php
        twitter ^share$
        twitter javascripts
        twitter user_timeline
        twitter statuses
        facebook media/set
        facebook photo.php
        facebook plugins/like.php
        facebook feeds/page.php
        facebook photos.php
        facebook album.php
        facebook ^2008$
        facebook ^plugins$
        facebook ^feeds$
        facebook ^media$
        youtube ^embed$
        youtube ^e$
        youtube ^v$
        youtube ^cp$
        youtube ^watch$
        youtube ^p$
        youtube ^rss$
        youtube ^player_api$
        facebook ^pages$
        youtube ^upload\)<$
        youtube ^channel$
        twitter ^share\?
        facebook ^sharer$
        youtube ^c$
        instagram ^en_US$
        instagram ^t51$
        twitter ^home$
        twitter ^intent$
        """;

    // What is left was rejected for whose it is (a campaign's, a caucus's), which no address tells; `rep` on Instagram is junk too, but a name somebody can have.
    [Fact]
    public void What_people_rejected_as_a_plugin_a_share_or_a_search_is_no_account_and_the_rest_is_one()
    {
        var readings = Register.Lines("leads-rejected.csv").Select(line => (Pattern: $"{line[0]} {line[1]}", Reading: Shelf.Ours.Read($"https://www.{line[0]}.com/{Regex.Replace(line[1].Trim('^', '$'), @"\\(.)", "$1")}"))).ToList();
        Assert.Equal(NoAccounts.Split('\n'), readings.Where(line => line.Reading is AddressReading.NotAnAccount).Select(line => line.Pattern));
        Assert.All(readings, line => Assert.True(line.Reading is AddressReading.NotAnAccount or AddressReading.Account, line.Pattern));
    }

    [Fact]
    public void Every_confirmed_lead_is_an_account() =>
        Assert.All(Register.Lines("leads-confirmed.csv"), line => Assert.IsType<AddressReading.Account>(Shelf.Ours.Read(line[0], line[1])));

    [Fact]
    public void Every_handle_of_six_years_is_an_account_but_for_those_that_never_could_be()
    {
        var handles = Register.Lines("handle-events-2012-2017.csv").SelectMany(line => new[] { line[4], line[5] }.Where(handle => handle.Length > 0).Select(handle => (Platform: line[2], Handle: handle))).Distinct().ToList();
        var refused = handles.Where(line => Shelf.Ours.Read(line.Platform, line.Handle) is not AddressReading.Account).Select(line => $"{line.Platform} {line.Handle}");
        Assert.Equal(2883, handles.Count);
        // Longer than 15; a query stuck to the name; a hyphen, which no name on Facebook has; a folder of Facebook's own.
        Assert.Equal(["twitter Repgreshambarrett", "youtube CongressmanTomReed?feature=mexp", "facebook Senator-Tim-Johnson", "facebook media"], refused);
    }
}
