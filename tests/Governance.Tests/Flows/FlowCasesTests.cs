using Governance.Flows;

namespace Governance.Tests.Flows;

public class FlowCasesTests
{
    public static TheoryData<string> Flows => [.. ShippedFlows.Names];

    [Theory]
    [MemberData(nameof(Flows))]
    public void Every_worked_case_of_a_shipped_flow_holds(string flow)
    {
        var run = FlowCases.Run(ShippedFlows.Text($"{flow}.yaml"), ShippedFlows.Text($"{flow}.cases.yaml"), $"{flow}.yaml", $"{flow}.cases.yaml");
        Assert.Empty(run.Errors);
        Assert.True(run.Results.Count >= 6, $"{flow} has {run.Results.Count} cases.");
        Assert.True(run.Holds, string.Join("\n", run.Results.SelectMany(r => r.Failures.Select(f => $"{r.Name}\n  {f}"))));
    }
}
