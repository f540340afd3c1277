namespace Governance.Tests.CommandLine;

public sealed class LeadsDryRunTests : IDisposable
{
    private readonly CommandRun _run = new();

    [Fact]
    public async Task Lines_without_errors_are_good()
    {
        var file = _run.File("leads.csv", "url,seenAt,note\nfacebook.com/acme,https://acme.example,\"In the footer, left\"\nx.com/acme\n");
        Assert.Equal(0, await _run.Of("leads", "import", "--dry-run", file));
        Assert.Contains($"{file}:3: x.com/acme", _run.Output, StringComparison.Ordinal);
        Assert.EndsWith("2 lines: 2 good.\n", _run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_cannot_be_read_is_named_and_the_others_go_on()
    {
        var file = _run.File("leads.csv", "service,account,comment\ntwitter,acme,ours\ntwitter,,\ntwitter,\"open\n");
        Assert.Equal(1, await _run.Of("leads", "import", "--dry-run", file));
        Assert.Contains($"{file}:3: : There is no account in this line.", _run.Output, StringComparison.Ordinal);
        Assert.Contains($"{file}:4: ", _run.Output, StringComparison.Ordinal);
        Assert.EndsWith("3 lines: 1 good, 2 with an error.\n", _run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_get_one_object_a_line()
    {
        var file = _run.File("leads.csv", "url\nfacebook.com/acme\n");
        Assert.Equal(0, await _run.Of("leads", "import", "--dry-run", "--json", file));
        Assert.Equal("""{"line":2,"text":"facebook.com/acme","outcome":"good"}""" + "\n" + """{"lines":1,"outcomes":{"good":1}}""" + "\n", _run.Output);
    }

    [Theory]
    [InlineData("name,colour\nacme,red\n", ":1: A heading is expected here")]
    [InlineData("", ":1: A heading is expected here")]
    public async Task What_is_no_such_list_is_wrong_usage(string text, string words)
    {
        var file = _run.File("leads.csv", text);
        Assert.Equal(2, await _run.Of("leads", "import", "--dry-run", file));
        Assert.Contains($"{file}{words}", _run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Name one list at a time.", "leads", "import", "one.csv", "two.csv")]
    [InlineData("There is no such file.", "leads", "import", "none.csv")]
    [InlineData("--dryrun is not an option of this command. Did you mean --dry-run?", "leads", "import", "--dryrun", "x.csv")]
    public async Task Wrong_usage_says_what_would_be_right(string words, params string[] arguments)
    {
        Assert.Equal(2, await _run.Of(arguments));
        Assert.Contains(words, _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_is_somebodys()
    {
        Assert.Equal(2, await _run.Of("leads", "import", _run.File("leads.csv", "url\nfacebook.com/acme\n")));
        Assert.Contains("Give your key with --key or GOVERNANCE_KEY.", _run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();
}
