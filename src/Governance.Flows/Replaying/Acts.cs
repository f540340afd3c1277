using System.Text.Json;

namespace Governance.Flows;

/// <summary>Which facts of a history are people's own acts. Everything else is what a flow made of them, and another flow may make something else.</summary>
internal static class Acts
{
    /// <summary>Whether a fact is something a person did.</summary>
    /// <param name="entry">The fact.</param>
    /// <param name="before">What came before it.</param>
    public static bool Is(RequestEntry entry, IReadOnlyList<RequestEntry> before) => entry.Fact switch
    {
        ApprovalRequested => !before.Any(e => e.Fact is ApprovalRequested),
        RequestRevised or DecisionMade or DecisionTakenBack or RejectionLifted or RequestWithdrawn or GlassBroken or RequestReopened => true,
        // A standing delegation of the directory is followed by itself; what somebody gave for this request alone they gave.
        SeatDelegated seat => seat.Delegation is null,
        _ => false,
    };

    /// <summary>What it is called.</summary>
    public static string Word(RequestEvent fact) => fact switch
    {
        DecisionMade made => JsonNamingPolicy.KebabCaseLower.ConvertName(made.Decision.ToString()),
        DecisionTakenBack => "take-back",
        RequestRevised => "revise",
        RequestWithdrawn => "withdraw",
        GlassBroken => "break-glass",
        RejectionLifted => "lift",
        RequestReopened => "reopen",
        SeatDelegated => "reassign",
        _ => "request",
    };
}
