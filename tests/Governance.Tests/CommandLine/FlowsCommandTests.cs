using System.Text.Json;
using Governance.Tests.Flows;

namespace Governance.Tests.CommandLine;

public sealed class FlowsCommandTests : IDisposable
{
    private const string Cases = "flow: publish-policy\npeople: {p-1: {groups: [legal]}}\nrequest: {author: p-1}\ncases:\n  - name: Nobody has decided yet\n    expect: {state: approved}\n";

    private readonly CommandRun _run = new();

    [Fact]
    public async Task Shipped_flows_have_no_errors_and_all_their_cases_hold()
    {
        foreach (var name in ShippedFlows.Names)
        {
            _run.File($"{name}.yaml", ShippedFlows.Text($"{name}.yaml"));
            _run.File($"{name}.cases.yaml", ShippedFlows.Text($"{name}.cases.yaml"));
        }

        Assert.Equal(0, await _run.Of("flows", "check", _run.Folder));
        Assert.Contains("publish-policy version 2", _run.Output, StringComparison.Ordinal);
        Assert.Equal(0, await _run.Of("flows", "test", _run.Folder));
        Assert.Contains(" cases, 0 failed.", _run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_error_of_every_file_is_reported_with_its_place()
    {
        var first = _run.File("a.yaml", "flow: a\nversoin: 1\nsubjcet: x\n");
        var second = _run.File("b.yaml", "flow: [\n");

        Assert.Equal(1, await _run.Of("flows", "check", first, second, Path.Combine(_run.Folder, "gone.yaml")));

        Assert.Contains($"{first}:2:1: ", _run.Output, StringComparison.Ordinal);
        Assert.Contains($"{first}:3:1: ", _run.Output, StringComparison.Ordinal);
        Assert.Contains($"{second}:", _run.Output, StringComparison.Ordinal);
        Assert.Contains("gone.yaml:1:1: There is no such file.", _run.Output, StringComparison.Ordinal);
        Assert.EndsWith("3 of 3 flows with errors.\n", _run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flow_without_cases_is_an_error()
    {
        var flow = _run.File("publish-policy.yaml", ShippedFlows.Text("publish-policy.yaml"));

        Assert.Equal(1, await _run.Of("flows", "test", flow));
        Assert.Contains($"{flow}:1:1: This flow has no worked cases. Write some in {Path.Combine(_run.Folder, "publish-policy.cases.yaml")}.", _run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_that_does_not_hold_fails_and_names_its_place()
    {
        var flow = _run.File("publish-policy.yaml", ShippedFlows.Text("publish-policy.yaml"));
        var cases = _run.File("publish-policy.cases.yaml", Cases);

        Assert.Equal(1, await _run.Of("flows", "test", flow));
        Assert.Contains("x Nobody has decided yet", _run.Output, StringComparison.Ordinal);
        Assert.Contains($"{cases}:6:", _run.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 case, 1 failed.\n", _run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_history_is_evaluated_as_JSON_and_for_people()
    {
        var flow = _run.File("publish-policy.yaml", ShippedFlows.Text("publish-policy.yaml"));
        var history = _run.File("history.json", HistoryFile.Opened);

        Assert.Equal(0, await _run.Of("flows", "evaluate", "--flow", flow, "--history", history));
        Assert.Equal("publish-policy", JsonDocument.Parse(_run.Output).RootElement.GetProperty("flow").GetString());
        Assert.Equal(0, await _run.Of("flows", "evaluate", "--flow", flow, "--history", history, "--text"));
        Assert.StartsWith("publish-policy version 2, revision 1: ", _run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0xff, 0xfe, 0x00 }, "It is not UTF-8 text.")]
    [InlineData(new byte[] { 0x00, 0x1b, 0x5b, 0x32, 0x4a }, ":1:")]
    [InlineData(new byte[0], ":1:")]
    public async Task A_hostile_file_is_an_error_and_never_steers_the_terminal(byte[] bytes, string words)
    {
        var flow = _run.File("hostile.yaml", bytes);

        Assert.Equal(1, await _run.Of("flows", "check", flow));
        Assert.Equal(1, await _run.Of("flows", "evaluate", "--flow", flow, "--history", flow));
        Assert.Contains(words, _run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\e", _run.Output + _run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", _run.Output + _run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();
}
