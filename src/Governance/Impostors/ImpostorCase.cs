using System.Collections.Immutable;

namespace Governance.Impostors;

/// <summary>A case as its rules need it.</summary>
/// <param name="Id">The stream key, <c>impostor/x</c>.</param>
public sealed record ImpostorCase(string Id)
{
    /// <summary>Platform and handle in one word. No two open cases have the same.</summary>
    public string AddressKey { get; init; } = "";

    /// <summary>Platform and platform id in one word, or null.</summary>
    public string? IdentityKey { get; init; }

    /// <summary>Where it stands.</summary>
    public CaseState State { get; init; }

    /// <summary>Whether it is still looked into or watched.</summary>
    public bool IsOpen => State is not CaseState.Cleared;

    /// <summary>Whether somebody is in danger.</summary>
    public bool Danger { get; init; }

    /// <summary>How much was captured.</summary>
    public int Evidence { get; init; }

    /// <summary>Who proposed the class impostor; none of them confirms it.</summary>
    public ImmutableHashSet<string> Proposers { get; init; } = [];

    /// <summary>When a report is unanswered for too long, UTC, or null when none waits.</summary>
    public DateTimeOffset? AnswerDueOn { get; init; }

    /// <summary>Whether that was recorded.</summary>
    public bool Unanswered { get; init; }

    /// <summary>How often the holder disagreed.</summary>
    public int Objections { get; init; }

    /// <summary>By when an objection is to be decided, UTC, or null when none waits.</summary>
    public DateTimeOffset? ObjectionDueOn { get; init; }

    /// <summary>Whether the holder was found right, and the report is still to be withdrawn.</summary>
    public bool Wrong { get; init; }
}

/// <summary>Where a case stands.</summary>
public enum CaseState
{
    /// <summary>Waits for a steward to say what it is.</summary>
    Suspected,

    /// <summary>Said to be an impostor; waits for Legal.</summary>
    Proposed,

    /// <summary>An impostor; waits for the report.</summary>
    Confirmed,

    /// <summary>Before the platform.</summary>
    Reported,

    /// <summary>The platform will not act.</summary>
    Refused,

    /// <summary>Legal went further.</summary>
    Escalated,

    /// <summary>The platform acted; watched for 90 days.</summary>
    TakenDown,

    /// <summary>No impostor, or a mistake: closed.</summary>
    Cleared,
}
