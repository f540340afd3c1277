using Governance.Flows;

namespace Governance.Tests.Flows;

public class FlowCasesTests
{
    public static TheoryData<string> Flows => [.. ShippedFlows.Names];

    // As the specification of the language lists them.
    private const string Language = """
        flow version subject title calendar zone work holidays content bind editorial people person role group relation where of otherwise
        separation excluded distinct stages id when after checks that says all any reject by count effect may-lift due remind overdue ask approve tie-break
        too-few do tell delegation allowed max chain withdraw until expire as reopen within break-glass reason review after-approval confirm-again new-flow-version
        """;

    [Fact]
    public void Every_key_of_the_language_is_in_a_flow_that_ships_with_worked_cases()
    {
        var keys = ShippedFlows.Names.SelectMany(flow => Keys(YamlReader.Read(ShippedFlows.Text($"{flow}.yaml"), new Findings(flow))!)).ToHashSet();
        Assert.Empty(Language.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Except(keys));
        var quorums = ShippedFlows.Names.SelectMany(flow => ShippedFlows.Flow(flow).Stages).SelectMany(s => s.Needs).Select(n => n.Approve.Kind).Distinct().Order();
        Assert.Equal(Enum.GetValues<QuorumKind>(), quorums);
        Assert.Equal(Enum.GetValues<TooFewAction>(), ShippedFlows.Names.Select(flow => ShippedFlows.Flow(flow).TooFew.Do).Distinct().Order());
        Assert.Equal(Enum.GetValues<NewFlowVersion>(), ShippedFlows.Names.Select(flow => ShippedFlows.Flow(flow).NewFlowVersion).Distinct().Order());
    }

    private static IEnumerable<string> Keys(YamlNode node) => node switch
    {
        YamlMap map => map.Entries.SelectMany(e => Keys(e.Value).Prepend(e.Key.Text)),
        YamlList list => list.Items.SelectMany(Keys),
        _ => [],
    };

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
