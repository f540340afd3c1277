using Governance.Shared;

namespace Governance.Policies;

/// <summary>Every no of a policy, with its code.</summary>
public static class PolicyRules
{
    /// <summary>No such policy.</summary>
    public static readonly Refusal Unknown = new("policy.unknown", "There is no policy with this reference. GET /policies lists them.", RefusalKind.Unknown);

    /// <summary>The reference is in use.</summary>
    public static readonly Refusal ReferenceTaken = new("policy.reference-taken", "A policy with this reference exists. Start its next draft with POST /policies/{policyId}/drafts, or choose another reference.");

    /// <summary>The area does not exist.</summary>
    public static readonly Refusal AreaUnknown = new("policy.area-unknown", "The organisation has no such area. GET /areas lists them; an administrator can open a new one.", RefusalKind.Content, "content.area");

    /// <summary>The owner's area does not exist.</summary>
    public static readonly Refusal OwnerAreaUnknown = new("policy.area-unknown", "The owner's area does not exist. GET /areas lists them.", RefusalKind.Content, "content.owner.area");

    /// <summary>Not a drafter in this area.</summary>
    public static readonly Refusal NotYourArea = new("policy.not-your-area", "You do not draft policies in this area. Ask one of its drafters, or an administrator for the role.", RefusalKind.NotYours);

    /// <summary>The policy has ended.</summary>
    public static readonly Refusal Retired = new("policy.retired", "This policy is retired. Draft a new one under another reference.");

    /// <summary>One draft at a time.</summary>
    public static readonly Refusal DraftExists = new("policy.draft-exists", "There is a draft already. Revise it, or abandon it first.");

    /// <summary>Nothing to work on.</summary>
    public static readonly Refusal NoDraft = new("policy.no-draft", "There is no draft. Start one with POST /policies/{policyId}/drafts.");

    /// <summary>The content is before its approvers.</summary>
    public static readonly Refusal Pending = new("policy.approval-pending", "It is before its approvers. Withdraw the submission first, then change it.");

    /// <summary>Submitted twice.</summary>
    public static readonly Refusal AlreadySubmitted = new("policy.already-submitted", "It is before its approvers already. GET the request to see whom it waits for.");

    /// <summary>Submitted without a change.</summary>
    public static readonly Refusal Unchanged = new("policy.unchanged", "Nothing has changed since the version in force, or since it was turned back. Revise it first.");

    /// <summary>The draft was approved and waits for its publication.</summary>
    public static readonly Refusal AlreadyApproved = new("policy.already-approved", "It is approved. Publish it, or revise it to start again.");

    /// <summary>Decided while the next revision is in the making.</summary>
    public static readonly Refusal BeingRevised = new("policy.being-revised", "Its drafters are revising it since changes were requested, so this would settle a text that is no longer theirs. Decide on the next submission.");

    /// <summary>The request was about another draft.</summary>
    public static readonly Refusal CannotReopen = new("policy.cannot-reopen", "The draft has changed since, or has gone another way. Submit it anew.");

    /// <summary>No submission to take back.</summary>
    public static readonly Refusal NotSubmitted = new("policy.not-submitted", "Nothing is before its approvers.");

    /// <summary>Published without an approval.</summary>
    public static readonly Refusal NotApproved = new("policy.not-approved", "Only an approved draft is published. Submit it and get it approved first.");

    /// <summary>An effective date in the approvers' past.</summary>
    public static readonly Refusal EffectiveBeforeApproval = new("policy.effective-before-approval", "It cannot take effect before it was approved. Choose a later moment, or leave it out for now.", Field: "effectiveFrom");

    /// <summary>An effective date in everybody's past.</summary>
    public static readonly Refusal EffectiveInThePast = new("policy.effective-in-the-past", "Nobody can keep a policy before it is published. Choose a moment to come, or leave it out for now.", Field: "effectiveFrom");

    /// <summary>Not the date that was approved.</summary>
    public static readonly Refusal NotTheApprovedDate = new("policy.effective-date-not-approved", "The approvers agreed to another effective date. Publish with that one, or revise the draft.", Field: "effectiveFrom");

    /// <summary>Another publication would take effect later or at the same moment.</summary>
    public static readonly Refusal EarlierThanWaiting = new("policy.earlier-than-waiting", "A published version waits for a moment that is not before this one. Withdraw that version first, or choose a later moment.", Field: "effectiveFrom");

    /// <summary>Earlier than the version in force.</summary>
    public static readonly Refusal EarlierThanInForce = new("policy.earlier-than-in-force", "The version in force took effect after that moment. Choose a later one.", Field: "effectiveFrom");

    /// <summary>No such published version.</summary>
    public static readonly Refusal NotPublished = new("policy.not-published", "No published version with this label is in force or waiting. GET the policy to see its versions.", Field: "label");

    /// <summary>Nothing was ever in force.</summary>
    public static readonly Refusal NeverInForce = new("policy.never-in-force", "It never was in force, so it cannot be retired. Abandon the draft instead.");

    /// <summary>Nothing is in force now.</summary>
    public static readonly Refusal NotInForce = new("policy.not-in-force", "No version is in force now.");

    /// <summary>A version still waits.</summary>
    public static readonly Refusal PublicationWaiting = new("policy.publication-waiting", "A published version waits for its moment. Withdraw it first.");

    /// <summary>No such clause in the draft.</summary>
    public static readonly Refusal ClauseUnknown = new("policy.clause-unknown", "The draft has no clause with this id. GET its text to see the ids.", RefusalKind.Content, "clauseId");

    /// <summary>No such open comment.</summary>
    public static readonly Refusal CommentUnknown = new("policy.comment-unknown", "There is no open comment with this id.", RefusalKind.Unknown);

    /// <summary>A review date in the past.</summary>
    public static readonly Refusal ReviewInThePast = new("policy.review-in-the-past", "Choose a date that is yet to come.", Field: "dueOn");
}
