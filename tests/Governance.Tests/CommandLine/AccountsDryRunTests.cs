namespace Governance.Tests.CommandLine;

public sealed class AccountsDryRunTests : IDisposable
{
    private readonly CommandRun _run = new();

    [Fact]
    public async Task Lines_without_errors_are_good_whatever_their_columns_are_called()
    {
        var file = _run.File("accounts.csv", "Address,department\nfacebook.com/acme,\"Sales, north\"\nx.com/acme,\n");
        Assert.Equal(0, await _run.Of("accounts", "import", "--dry-run", "--column", "url=address", "--column", "unit=department", file));
        Assert.EndsWith("2 lines: 2 good.\n", _run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_cannot_be_read_is_named_and_the_others_go_on()
    {
        var file = _run.File("accounts.csv", "url,class,type\nx.com/a,official,page\nx.com/b,odd,\nx.com/c,,7\n,,\n");
        Assert.Equal(1, await _run.Of("accounts", "import", "--dry-run", file));
        Assert.Contains($"{file}:3: x.com/b: error: A class is one of: official, campaign,", _run.Output, StringComparison.Ordinal);
        Assert.Contains($"{file}:4: x.com/c: error: A type is one of: page, profile,", _run.Output, StringComparison.Ordinal);
        Assert.Contains($"{file}:5: : error: There is no address in this line.", _run.Output, StringComparison.Ordinal);
        Assert.EndsWith("4 lines: 1 good, 3 with an error.\n", _run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_get_one_object_a_line_and_quiet_ones_the_sum()
    {
        var file = _run.File("accounts.csv", "url\nfacebook.com/acme\n");
        Assert.Equal(0, await _run.Of("accounts", "import", "--dry-run", "--json", file));
        Assert.Equal("""{"line":2,"url":"facebook.com/acme","outcome":"good"}""" + "\n" + """{"lines":1,"outcomes":{"good":1}}""" + "\n", _run.Output);
    }

    [Theory]
    [InlineData("name\nacme\n", ":1: No column is called url here. Say which it is, such as --column url=name.")]
    [InlineData("", ":1: A heading is expected here")]
    public async Task What_is_no_such_file_is_wrong_usage(string text, string words)
    {
        var file = _run.File("accounts.csv", text);
        Assert.Equal(2, await _run.Of("accounts", "import", "--dry-run", file));
        Assert.Contains($"{file}{words}", _run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Name one register at a time.", "accounts", "import", "one.csv", "two.csv")]
    [InlineData("There is no such file.", "accounts", "import", "none.csv")]
    [InlineData("colour=red is no pair of columns.", "accounts", "import", "--column", "colour=red", "x.csv")]
    [InlineData("--dryrun is not an option of this command. Did you mean --dry-run?", "accounts", "import", "--dryrun", "x.csv")]
    public async Task Wrong_usage_says_what_would_be_right(string words, params string[] arguments)
    {
        Assert.Equal(2, await _run.Of(arguments));
        Assert.Contains(words, _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_is_somebodys()
    {
        Assert.Equal(2, await _run.Of("accounts", "import", _run.File("accounts.csv", "url\nfacebook.com/acme\n")));
        Assert.Contains("Give a key with --key or GOVERNANCE_KEY.", _run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();
}
