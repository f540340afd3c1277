namespace Governance.Impostors;

/// <summary>
/// Every fact of a case: an account that may pass itself off as the organisation, from the suspicion until it is cleared or gone. Stored
/// for ever under the class name; who and when are metadata of the event. Texts name nobody.
/// </summary>
public abstract record ImpostorEvent;

/// <summary>Somebody suspects an account.</summary>
/// <param name="Platform">The platform's name in <c>policies/platforms.yaml</c>.</param>
/// <param name="Handle">The canonical handle.</param>
/// <param name="Url">The canonical address.</param>
/// <param name="PlatformId">The platform's immutable id, or null while it is not known.</param>
/// <param name="LeadId">The lead that it comes from, or null.</param>
/// <param name="Observed">What was seen, and where.</param>
/// <param name="Danger">Whether it takes money, collects secrets, spreads malware or endangers somebody.</param>
/// <param name="Change">What has changed since a case about the same account was closed, or null when there was none.</param>
public sealed record ImpostorSuspected(string Platform, string Handle, string Url, string? PlatformId, string? LeadId, string Observed, bool Danger, string? Change) : ImpostorEvent;

/// <summary>Something public was captured that bears on the class.</summary>
/// <param name="What">What it is, such as the profile text.</param>
/// <param name="Digest">SHA-256 of what is kept, hexadecimal, or null when nothing is kept.</param>
/// <param name="Url">Where it was seen.</param>
public sealed record EvidenceCaptured(string What, string? Digest, string Url) : ImpostorEvent;

/// <summary>It turned out that it takes money, collects secrets, spreads malware or endangers somebody.</summary>
/// <param name="Observed">What was seen.</param>
public sealed record DangerNoticed(string Observed) : ImpostorEvent;

/// <summary>Somebody says what the account is; of an impostor, somebody else must confirm it.</summary>
/// <param name="Class">What it is.</param>
/// <param name="Reason">Why.</param>
public sealed record CaseClassified(SuspectClass Class, string Reason) : ImpostorEvent;

/// <summary>Legal says that it is an impostor.</summary>
/// <param name="Reason">Why.</param>
public sealed record ImpostorConfirmed(string Reason) : ImpostorEvent;

/// <summary>It is no impostor, or the report was a mistake: the case is closed.</summary>
/// <param name="Class">What it is.</param>
/// <param name="Reason">Why.</param>
public sealed record CaseCleared(SuspectClass Class, string Reason) : ImpostorEvent;

/// <summary>The platform was asked to act.</summary>
/// <param name="Reference">The number or address under which the platform keeps the report.</param>
/// <param name="Ground">The rule or law that is broken.</param>
/// <param name="Asked">The least that ends the deception.</param>
/// <param name="Further">Why there is a further report, or null for the first.</param>
public sealed record ImpostorReported(string Reference, string Ground, ReportedFor Asked, FurtherReport? Further) : ImpostorEvent;

/// <summary>The platform has not answered in time: Legal follows up.</summary>
/// <param name="DueOn">Since when, UTC.</param>
public sealed record ReportUnanswered(DateTimeOffset DueOn) : ImpostorEvent;

/// <summary>The platform did what was asked, or more.</summary>
/// <param name="Done">What it did.</param>
public sealed record ImpostorTakenDown(string Done) : ImpostorEvent;

/// <summary>The platform will not act.</summary>
/// <param name="Reasons">Its reasons.</param>
public sealed record ReportRefused(string Reasons) : ImpostorEvent;

/// <summary>Legal went a step further.</summary>
/// <param name="Step">Which.</param>
/// <param name="Reason">Why this one.</param>
/// <param name="AgreedBy">The executive who agreed, when it is a court; else null.</param>
public sealed record CaseEscalated(EscalationStep Step, string Reason, string? AgreedBy) : ImpostorEvent;

/// <summary>The report was a mistake, and the platform was asked to restore what it had removed.</summary>
/// <param name="Reason">What was wrong.</param>
public sealed record ReportWithdrawn(string Reason) : ImpostorEvent;

/// <summary>The holder of the account disagrees (clause 10.1).</summary>
/// <param name="Statement">What they say.</param>
/// <param name="NewFact">What is new since an objection was decided against them, or null for the first.</param>
public sealed record HolderObjected(string Statement, string? NewFact) : ImpostorEvent;

/// <summary>A lawyer who took no part decided on what the holder says (clause 10.2).</summary>
/// <param name="Upheld">Whether the holder is right.</param>
/// <param name="Class">What the account is, when they are right; else null.</param>
/// <param name="Reason">Why.</param>
public sealed record ObjectionDecided(bool Upheld, SuspectClass? Class, string Reason) : ImpostorEvent;

/// <summary>What a suspect can be (impersonation-and-take-down, clause 4.1).</summary>
public enum SuspectClass
{
    /// <summary>An ordinary visitor would take it for the organisation, and it has no right to that.</summary>
    Impostor,

    /// <summary>Comments, mocks or criticises, and an ordinary visitor sees that.</summary>
    Parody,

    /// <summary>About the organisation, without claiming to be it.</summary>
    Fan,

    /// <summary>Somebody of the same name.</summary>
    Namesake,

    /// <summary>A person who works for the organisation, in their own name.</summary>
    EmployeesOwn,
}

/// <summary>What a report asks for, from the least to the most (clause 6.3).</summary>
public enum ReportedFor
{
    /// <summary>A label that makes the difference clear.</summary>
    Label,

    /// <summary>Another name.</summary>
    Rename,

    /// <summary>The removal of a post.</summary>
    RemovePost,

    /// <summary>The suspension of the account.</summary>
    Suspension,

    /// <summary>Everything at once, for danger.</summary>
    Everything,
}

/// <summary>Why one case has a further report (clause 6.5).</summary>
public enum FurtherReport
{
    /// <summary>There are facts that the first did not have.</summary>
    NewFacts,

    /// <summary>The platform refuses to answer.</summary>
    NoAnswer,

    /// <summary>The platform refused, and there is a right of appeal.</summary>
    Appeal,
}

/// <summary>What Legal can do when a platform does not act (clause 7.1).</summary>
public enum EscalationStep
{
    /// <summary>The platform's contact for businesses, or for matters of law.</summary>
    PlatformContact,

    /// <summary>The platform's internal complaint system, or a certified body for settling disputes.</summary>
    Complaint,

    /// <summary>A complaint to an authority.</summary>
    Authority,

    /// <summary>A letter to the holder.</summary>
    Letter,

    /// <summary>A court, with an executive's agreement.</summary>
    Court,
}
