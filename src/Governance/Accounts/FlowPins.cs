using Governance.Approvals;
using Governance.Flows;

namespace Governance.Accounts;

/// <summary>Which version of its flow a request follows.</summary>
public static class FlowPins
{
    /// <summary>The version that it follows now.</summary>
    public static FlowPin Of(Request request)
    {
        var version = request.History.Select(entry => entry.Fact).Aggregate(0, (version, fact) => fact switch
        {
            ApprovalRequested opened => opened.FlowVersion,
            FlowReplaced replaced => replaced.FlowVersion,
            _ => version,
        });
        return new FlowPin(request.Flow, version, request.FlowDigest);
    }
}
