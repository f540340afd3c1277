using Governance.Shared;

namespace Governance.Approvals;

/// <summary>Every no of a flow, with its code.</summary>
public static class FlowRules
{
    /// <summary>No such flow.</summary>
    public static readonly Refusal Unknown = new("flow.unknown", "The organisation has no flow of this name, adopted or proposed. GET /flows lists those it follows.", RefusalKind.Unknown);

    /// <summary>The text is not a flow.</summary>
    public static readonly Refusal Invalid = new("flow.invalid", "This is not a flow as it stands: errors has every place, as line:column and what to do there.", RefusalKind.Content, "text");

    /// <summary>A worked case does not hold.</summary>
    public static readonly Refusal CasesFail = new("flow.cases-failed", "The flow does not do what these cases say: errors names each that fails. Correct the flow, or the case.", RefusalKind.Content, "cases");

    /// <summary>Nothing says who adopts flows.</summary>
    public static readonly Refusal NotGoverned = new(
        "flow.not-adopted", "No flow adopt-flow says who adopts flows here. Whoever operates the service puts adopt-flow.yaml into its folder of flows and starts it again.");

    /// <summary>One proposal at a time.</summary>
    public static readonly Refusal Pending = new("flow.proposal-pending", "A version of this flow is before its approvers. Wait for their decision, or withdraw that request first.");

    /// <summary>The subject of a flow is for ever.</summary>
    public static readonly Refusal SubjectChanged = new("flow.subject-changed", "A flow decides on one kind of subject for ever. Keep its subject, or give the flow another name.", Field: "text");

    /// <summary>Proposed without a change.</summary>
    public static readonly Refusal Unchanged = new("flow.unchanged", "It says nothing else than the version in force, or than the text that was turned back. Change it first.", Field: "text");

    /// <summary>Nothing of this request is before its approvers.</summary>
    public static readonly Refusal NotProposed = new("flow.not-proposed", "This request has no open proposal of the flow: it was decided or taken back.");

    /// <summary>No proposal to read.</summary>
    public static readonly Refusal NoProposal = new("flow.no-proposal", "No version of this flow is proposed. POST /flows proposes one.", RefusalKind.Unknown);

    /// <summary>An end that a proposal cannot have.</summary>
    public static readonly Refusal CannotEndSo = new("flow.cannot-end-so", "A version of a flow is adopted by its approvers or not at all: it cannot end this way. Decide on the request, or withdraw it.");

    /// <summary>Not the version that comes next.</summary>
    public static Refusal NotNext(int next) => new("flow.version-not-next", $"The next version of this flow is {next}: write version: {next}.", Field: "text");
}
