using Governance.Tests.Flows;

namespace Governance.Tests.CommandLine;

public class StandardInputTests
{
    [Fact]
    public async Task A_flow_can_come_from_a_pipe()
    {
        using var run = new CommandRun { Input = ShippedFlows.Text("publish-policy.yaml") };

        Assert.Equal(0, await run.Of("flows", "check", "-"));
    }

    [Fact]
    public async Task An_error_in_a_pipe_is_called_stdin()
    {
        using var run = new CommandRun { Input = "flow: 1\n" };

        Assert.Equal(1, await run.Of("flows", "check", "-"));
        Assert.StartsWith("stdin:1:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_sixteen_megabytes_are_not_read()
    {
        using var run = new CommandRun { Input = new string('x', 17 * 1024 * 1024) };

        Assert.Equal(1, await run.Of("flows", "check", "-"));
        Assert.Contains("stdin:1:1: It is larger than 16 MB.", run.Output, StringComparison.Ordinal);
    }
}
