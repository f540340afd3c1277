namespace Governance.Flows;

/// <summary>Who may withdraw: <c>author</c>, <c>editors</c>, <c>requester</c> or people names; and until when.</summary>
/// <param name="By">Sorted.</param>
/// <param name="Until"><c>approved</c>, or the id of a stage: until that stage is closed.</param>
public sealed record Withdrawal(IReadOnlyList<string> By, string Until);

/// <summary>When a request ends undecided.</summary>
/// <param name="After">So long after it was opened, or opened again.</param>
public sealed record Expiry(Duration After);

/// <summary>Who may let a request go on that was rejected, withdrawn or expired.</summary>
/// <param name="By"><c>author</c>, <c>editors</c>, <c>requester</c> or people names. Sorted.</param>
/// <param name="Within">So long after its end.</param>
public sealed record Reopening(IReadOnlyList<string> By, Duration Within);

/// <summary>Who may break the glass. A reason is always required.</summary>
/// <param name="By">People names, sorted.</param>
/// <param name="Review">Who looks at it afterwards; null when nobody has to.</param>
public sealed record BreakGlass(IReadOnlyList<string> By, GlassReview? Review = null);

/// <summary>What happens when breaking the glass is not approved of afterwards.</summary>
public enum Otherwise
{
    /// <summary>It is undone.</summary>
    Undo,

    /// <summary>It stays, and stays an exception that is owed a review.</summary>
    Keep,
}

/// <summary>The review that breaking the glass opens.</summary>
/// <param name="Approve">How many must approve of it.</param>
/// <param name="Of">A people name.</param>
/// <param name="Within">So long after the glass was broken.</param>
/// <param name="Otherwise">What happens when they refuse, or time runs out.</param>
public sealed record GlassReview(Quorum Approve, string Of, Duration Within, Otherwise Otherwise);

/// <summary>What is still owed once a request is approved.</summary>
/// <param name="ConfirmAgain">So long after the approval, and after each confirmation, it has to be confirmed again.</param>
/// <param name="By">People names, any of whom confirms. Sorted.</param>
public sealed record AfterApproval(Duration ConfirmAgain, IReadOnlyList<string> By);
