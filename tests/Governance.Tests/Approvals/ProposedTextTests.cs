using Governance.Approvals;
using Governance.Tests.Flows;

namespace Governance.Tests.Approvals;

/// <summary>What is told of a text that is no flow, or does not do what its cases say.</summary>
public sealed class ProposedTextTests
{
    private static readonly string Flow = ShippedFlows.Text("adopt-flow.yaml");
    private static readonly string Cases = ShippedFlows.Text("adopt-flow.cases.yaml");

    [Fact]
    public void A_flow_that_does_what_its_cases_say_is_sound()
    {
        Assert.Equal("adopt-flow", ProposedText.Read(Flow, Cases).Flow?.Name);
        Assert.Equal("adopt-flow", ProposedText.Read(Flow, null).Flow?.Name);
    }

    [Fact]
    public void Every_error_is_told_with_its_place()
    {
        var read = ProposedText.Read(Flow.Replace("of: legal}", "of: legals}", StringComparison.Ordinal).Replace("title:", "titel:", StringComparison.Ordinal), null);
        Assert.Equal(FlowRules.Invalid, read.Fault);
        var errors = read.Errors["text"];
        Assert.True(errors.Length >= 3, string.Join('\n', errors));
        Assert.All(errors, error => Assert.Matches(@"^\d+:\d+: \S", error));
        Assert.Contains(errors, error => error.StartsWith("6:1: ", StringComparison.Ordinal) && error.Contains("Did you mean `title`?", StringComparison.Ordinal));
    }

    [Fact]
    public void A_case_that_does_not_hold_is_told_by_its_name_and_place()
    {
        var read = ProposedText.Read(Flow.Replace("{id: legal, approve: 1,", "{id: legal, approve: 2,", StringComparison.Ordinal), Cases);
        Assert.Equal(FlowRules.CasesFail, read.Fault);
        Assert.Contains(read.Errors["cases"], error => error.EndsWith("(in “Nobody adopts their own proposal”)", StringComparison.Ordinal));
    }

    [Fact]
    public void Cases_that_cannot_be_read_or_are_of_another_flow_are_told_by_place()
    {
        Assert.Contains(ProposedText.Read(Flow, "flow: adopt-flow\ncolour: red\n").Errors["cases"], error => error.StartsWith("2:1: ", StringComparison.Ordinal));
        Assert.Contains("These are cases of `publish-policy`", string.Concat(ProposedText.Read(Flow, ShippedFlows.Text("publish-policy.cases.yaml")).Errors["cases"]), StringComparison.Ordinal);
        Assert.Equal(FlowRules.CasesFail, ProposedText.Read(Flow, "").Fault);
    }
}
