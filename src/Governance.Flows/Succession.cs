namespace Governance.Flows;

/// <summary>What a newer version of a flow means to a request in flight, by the word of the version that it follows.</summary>
// TEMPORARY: to be replaced by the flow library's own. The parser knows no word but keep, so nothing else can come.
public static class Succession
{
    /// <summary>The fact of the change, or null when the request keeps its version to the end.</summary>
    public static FlowReplaced? Of(Flow before, Flow after) => before.NewFlowVersion == NewFlowVersion.Keep
        ? null
        : throw new NotSupportedException($"A request cannot move from version {before.Version} of {before.Name} to version {after.Version} yet.");
}
