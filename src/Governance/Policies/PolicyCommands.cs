using Governance.Approvals;

namespace Governance.Policies;

/// <summary>Start a draft: a policy's first, or the next.</summary>
public sealed record StartDraft(PolicyContent Content, ChangeKind Change, string? Summary);

/// <summary>Replace the draft's content.</summary>
public sealed record ReviseDraft(PolicyContent Content, ChangeKind Change, string Summary);

/// <summary>Put the draft before its approvers; <paramref name="RequestId"/> is used when no request is open.</summary>
public sealed record SubmitDraft(string RequestId, string? Note);

/// <summary>What became of the approval request; <paramref name="Content"/> is the digest that it is about.</summary>
public sealed record SettleSubmission(string RequestId, Settlement Settlement, string? Reason = null, string? Content = null);

/// <summary>A published version's moment may have come.</summary>
public sealed record TakeEffect(string Label);

/// <summary>A review's date may have passed.</summary>
public sealed record RaiseReview(DateTimeOffset DueOn);
