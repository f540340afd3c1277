using Governance.CommandLine;

namespace Governance.Tests.CommandLine;

public sealed class ArgumentTests : IDisposable
{
    private readonly CommandRun _run = new();

    [Theory]
    [InlineData]
    [InlineData("--urls", "http://127.0.0.1:5081")]
    [InlineData("--urls=http://127.0.0.1:5081")]
    [InlineData("/urls", "http://127.0.0.1:5081")]
    [InlineData("Database:DataFolder=/srv/data")]
    [InlineData("--environment", "Production")]
    public void What_only_configures_the_service_starts_the_service(params string[] arguments) => Assert.False(Commands.AreAskedBy(arguments));

    [Theory]
    [InlineData("policies")]
    [InlineData("no-such-command")]
    [InlineData("--help")]
    [InlineData("--version")]
    [InlineData("--urls", "http://127.0.0.1:5081", "--help")]
    public void Words_and_questions_for_help_are_commands(params string[] arguments) => Assert.True(Commands.AreAskedBy(arguments));

    [Theory]
    [InlineData("polices is not known here. Did you mean policies?", "polices")]
    [InlineData("improt is not known here. Did you mean import?", "policies", "improt", "x.md")]
    [InlineData("--dryrun is not an option of this command. Did you mean --dry-run?", "policies", "import", "--dryrun", "x.md")]
    [InlineData("Read on: governance flows --help", "flows")]
    [InlineData("flosw is not known here. Did you mean flows?", "help", "flosw")]
    [InlineData("Standard input can be the flow or the history, not both.", "flows", "evaluate", "--flow", "-", "--history", "-")]
    [InlineData("standard input has no place", "flows", "test", "-")]
    [InlineData("x.cases.yaml: a flow is a *.yaml file", "flows", "check", "x.cases.yaml")]
    [InlineData("the-moon is not an address.", "policies", "import", "x.md", "--key", "gov_k", "--url", "the-moon")]
    [InlineData("Give a drafter's key with --key or GOVERNANCE_KEY.", "policies", "import", "x.md")]
    [InlineData("Start the service with ops/run, or name its file with --keys.", "demo", "--keys", "no-such-file.json")]
    public async Task Wrong_usage_says_what_would_be_right(string words, params string[] arguments)
    {
        Assert.Equal(2, await _run.Of(arguments));
        Assert.Contains(words, _run.Error, StringComparison.Ordinal);
        Assert.Equal("", _run.Output);
    }

    [Theory]
    [InlineData("Bring policies into a running service", "--help")]
    [InlineData("Exit codes: 0 all went well", "help", "policies", "import")]
    [InlineData("--dry-run", "policies", "import", "--help")]
    [InlineData("whatever stands of the social media policy stays", "help", "demo")]
    public async Task Help_explains_each_command(string words, params string[] arguments)
    {
        Assert.Equal(0, await _run.Of(arguments));
        Assert.Contains(words, _run.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();
}
