namespace Governance.Accounts;

/// <summary>Somebody is asked to stand beside the owner.</summary>
/// <param name="Person">Who.</param>
public sealed record BackupOwnerNamed(string Person) : AccountEvent;

/// <summary>Who was asked has agreed: there is a backup owner.</summary>
/// <param name="Person">Who.</param>
public sealed record BackupOwnerAccepted(string Person) : AccountEvent;

/// <summary>There is no backup owner any more, or who was asked has said no.</summary>
/// <param name="Person">Who it was.</param>
/// <param name="Reason">Why, or null; names nobody.</param>
public sealed record BackupOwnerRemoved(string Person, string? Reason) : AccountEvent;

/// <summary>Somebody may publish.</summary>
/// <param name="Person">Who.</param>
public sealed record PublisherGranted(string Person) : AccountEvent;

/// <summary>Somebody may publish no more.</summary>
/// <param name="Person">Who.</param>
/// <param name="Reason">Why, or null; names nobody.</param>
public sealed record PublisherRevoked(string Person, string? Reason) : AccountEvent;

/// <summary>An agency may use the account for a time.</summary>
/// <param name="GrantId">Which grant it is.</param>
/// <param name="Agency">The firm.</param>
/// <param name="Manager">Who in the organisation answers for the agency.</param>
/// <param name="Until">Up to when, UTC.</param>
public sealed record AgencyGranted(string GrantId, string Agency, string Manager, DateTimeOffset Until) : AccountEvent;

/// <summary>An agency's access ended.</summary>
/// <param name="GrantId">Which grant it was.</param>
/// <param name="Reason">Why, or null for its time being over; names nobody.</param>
public sealed record AgencyAccessEnded(string GrantId, string? Reason) : AccountEvent;

/// <summary>Somebody reads the account's recovery address.</summary>
/// <param name="Person">Who.</param>
public sealed record RecoveryAddressAssigned(string Person) : AccountEvent;

/// <summary>Where the account's secrets are kept: never the secrets.</summary>
/// <param name="VaultReference">The entry of the vault.</param>
public sealed record CustodyRecorded(string VaultReference) : AccountEvent;

/// <summary>Somebody looked, and the secrets are where the register says.</summary>
public sealed record CustodyConfirmed : AccountEvent;

/// <summary>Somebody looked, and a second means of sign-in is on.</summary>
public sealed record MfaConfirmed : AccountEvent;

/// <summary>Which tools are connected to the account, all of them.</summary>
/// <param name="Tools">Their names, sorted.</param>
public sealed record ToolsRecorded(IReadOnlyList<string> Tools) : AccountEvent;

/// <summary>Where the account's archive is.</summary>
/// <param name="Location">A reference that colleagues understand.</param>
public sealed record ArchiveRecorded(string Location) : AccountEvent;

/// <summary>Who is to own the account next, when it comes to that.</summary>
/// <param name="Person">Who.</param>
public sealed record SuccessorNamed(string Person) : AccountEvent;

/// <summary>What somebody held of the account is to pass to another, who must accept it.</summary>
/// <param name="HandOverId">Which hand-over it is.</param>
/// <param name="What">What passes.</param>
/// <param name="From">Who held it.</param>
/// <param name="To">Who is to accept, or null while nobody is named.</param>
/// <param name="Cause">Why.</param>
/// <param name="DueOn">By when it should be accepted, UTC.</param>
public sealed record HandOverOpened(string HandOverId, Holding What, string From, string? To, HandOverCause Cause, DateTimeOffset DueOn) : AccountEvent;

/// <summary>Somebody else is to accept.</summary>
/// <param name="HandOverId">Which hand-over.</param>
/// <param name="To">Who is to accept now.</param>
public sealed record HandOverRedirected(string HandOverId, string To) : AccountEvent;

/// <summary>The successor accepted by an act of their own: it is theirs.</summary>
/// <param name="HandOverId">Which hand-over.</param>
/// <param name="By">The successor.</param>
public sealed record HandOverAccepted(string HandOverId, string By) : AccountEvent;

/// <summary>The successor said no: it waits for another.</summary>
/// <param name="HandOverId">Which hand-over.</param>
/// <param name="Reason">Why; names nobody.</param>
public sealed record HandOverDeclined(string HandOverId, string Reason) : AccountEvent;

/// <summary>Nothing passes after all.</summary>
/// <param name="HandOverId">Which hand-over.</param>
/// <param name="Reason">Why, or null; names nobody.</param>
public sealed record HandOverCancelled(string HandOverId, string? Reason) : AccountEvent;

/// <summary>The owner has gone, and nobody stands beside them.</summary>
/// <param name="Owner">Who it was.</param>
public sealed record AccountOrphaned(string Owner) : AccountEvent;

/// <summary>By when the owner is to say again that the entry is true.</summary>
/// <param name="DueOn">By when, UTC.</param>
public sealed record AttestationScheduled(DateTimeOffset DueOn) : AccountEvent;

/// <summary>The owner was reminded.</summary>
/// <param name="DueOn">Of which date, UTC.</param>
/// <param name="DaysBefore">How many days before it: 14, 7 or 1.</param>
public sealed record AttestationReminded(DateTimeOffset DueOn, int DaysBefore) : AccountEvent;

/// <summary>The owner said that the entry is true, the access list right, MFA on and custody sound.</summary>
/// <param name="Note">What they add, or null; names nobody.</param>
public sealed record AccountAttested(string? Note) : AccountEvent;

/// <summary>The date passed without the owner's word.</summary>
/// <param name="DueOn">Which date, UTC.</param>
public sealed record AttestationOverdue(DateTimeOffset DueOn) : AccountEvent;

/// <summary>The entry was put aside: nobody kept it.</summary>
/// <param name="Reason">Why.</param>
public sealed record AccountArchived(string Reason) : AccountEvent;

/// <summary>The entry is kept again.</summary>
/// <param name="Reason">Why; names nobody.</param>
public sealed record AccountRestored(string Reason) : AccountEvent;

/// <summary>Live claims on the account contradict each other.</summary>
/// <param name="DisputeId">The dispute.</param>
public sealed record AccountDisputed(string DisputeId) : AccountEvent;

/// <summary>The dispute is over.</summary>
/// <param name="DisputeId">The dispute.</param>
/// <param name="Outcome">How it ended, as the dispute's own facts say.</param>
public sealed record AccountDisputeEnded(string DisputeId, string Outcome) : AccountEvent;

/// <summary>The account may be out of the organisation's control.</summary>
/// <param name="Observed">What was seen; names nobody.</param>
public sealed record AccountCompromised(string Observed) : AccountEvent;

/// <summary>The account is under control again.</summary>
/// <param name="Note">What was done; names nobody.</param>
public sealed record AccountRecovered(string Note) : AccountEvent;

/// <summary>The account could not be brought back.</summary>
/// <param name="Note">What was tried; names nobody.</param>
public sealed record AccountLost(string Note) : AccountEvent;

/// <summary>Somebody asks to retire the account; a second person must agree.</summary>
/// <param name="Reason">Why; names nobody.</param>
public sealed record RetirementProposed(string Reason) : AccountEvent;

/// <summary>The account will be retired.</summary>
/// <param name="On">When, UTC.</param>
/// <param name="Shortened">Why the notices are shorter than usual, or null.</param>
public sealed record RetirementAnnounced(DateTimeOffset On, string? Shortened) : AccountEvent;

/// <summary>Notice of the retirement was due.</summary>
/// <param name="On">When it will be retired, UTC.</param>
/// <param name="HoursBefore">How many hours before it: 720, 336 or 48.</param>
public sealed record RetirementNoticeDue(DateTimeOffset On, int HoursBefore) : AccountEvent;

/// <summary>The account will not be retired.</summary>
/// <param name="Reason">Why; names nobody.</param>
public sealed record RetirementCancelled(string Reason) : AccountEvent;

/// <summary>The account is locked and empty of publishers; its handle is kept and never freed.</summary>
public sealed record AccountParked : AccountEvent;

/// <summary>The account no longer exists on its platform; its handle is watched for ever.</summary>
/// <param name="Reason">Which law or rule demanded it.</param>
public sealed record AccountDeleted(string Reason) : AccountEvent;

/// <summary>What somebody can hold of an account.</summary>
public enum Holding
{
    /// <summary>Ownership.</summary>
    Ownership,

    /// <summary>Standing beside the owner.</summary>
    BackupOwnership,

    /// <summary>The right to publish.</summary>
    Publishing,

    /// <summary>Answering for an agency.</summary>
    AgencyAccess,

    /// <summary>Reading the recovery address.</summary>
    RecoveryAddress,
}

/// <summary>Why something passes from one to another.</summary>
public enum HandOverCause
{
    /// <summary>The owner, or a steward, wants it so.</summary>
    Planned,

    /// <summary>Somebody left the organisation.</summary>
    Left,
}
