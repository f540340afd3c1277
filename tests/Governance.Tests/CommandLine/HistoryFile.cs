using Governance.Flows;
using Governance.Tests.Flows;

namespace Governance.Tests.CommandLine;

/// <summary>A history as a file: a policy's request that was just opened.</summary>
internal static class HistoryFile
{
    public static string Opened
    {
        get
        {
            var flow = ShippedFlows.Flow("publish-policy");
            var fields = flow.Content.Bind.Concat(flow.Content.Editorial).ToDictionary(name => name, ContentDigest.OfText);
            var opening = new ApprovalRequested(
                flow.Name, flow.Version, flow.Digest, flow.Subject, "social-media-policy", "Social media policy",
                new Dictionary<string, FactValue> { ["area"] = "communications" }, fields, "p-1001", [], "p-1001");
            return new FlowHistory([], [new RequestEntry(opening, "p-1001", null, new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), 1)]).Write();
        }
    }
}
