namespace Governance.Accounts;

/// <summary>
/// Every fact of an account's life, from its finding or its request until its handle is watched after it has gone. Stored for ever under
/// the class name; who and when are metadata of the event. People are pseudonymous ids, organisations are named.
/// </summary>
public abstract record AccountEvent;

/// <summary>An account was found that speaks, or seems to speak, in the organisation's name; nobody has claimed it yet.</summary>
/// <param name="Platform">The platform's name in <c>policies/platforms.yaml</c>.</param>
/// <param name="Handle">The canonical handle.</param>
/// <param name="Url">The canonical address.</param>
/// <param name="PlatformId">The platform's immutable id, or null while it is not known.</param>
/// <param name="Profile">What is known of it.</param>
/// <param name="LeadId">The lead that it comes from, or null.</param>
public sealed record AccountListed(string Platform, string Handle, string Url, string? PlatformId, AccountProfile Profile, string? LeadId) : AccountEvent;

/// <summary>Somebody asked to open an account that does not exist yet.</summary>
/// <param name="Platform">The platform's name.</param>
/// <param name="Handle">The canonical handle that is wanted.</param>
/// <param name="Url">The canonical address that it will have.</param>
/// <param name="Profile">What it is for.</param>
/// <param name="Owner">Who is to own it.</param>
/// <param name="BackupOwner">Who is to stand beside the owner, or null.</param>
/// <param name="Justification">Why no existing account would serve.</param>
/// <param name="RequestId">The approval request.</param>
public sealed record AccountRequested(
    string Platform, string Handle, string Url, AccountProfile Profile, string Owner, string? BackupOwner, string Justification, string RequestId) : AccountEvent;

/// <summary>The account may be opened.</summary>
/// <param name="RequestId">The approval request.</param>
public sealed record AccountRequestApproved(string RequestId) : AccountEvent;

/// <summary>The account may not be opened, or nobody wants it any more.</summary>
/// <param name="RequestId">The approval request.</param>
/// <param name="Reason">Why, or null.</param>
public sealed record AccountRequestDeclined(string RequestId, string? Reason) : AccountEvent;

/// <summary>The account that was asked for now exists on its platform.</summary>
/// <param name="PlatformId">The platform's immutable id, or null.</param>
public sealed record AccountOpened(string? PlatformId) : AccountEvent;

/// <summary>A claim on the account was submitted.</summary>
/// <param name="ClaimId">The claim.</param>
/// <param name="Claimant">Who claims.</param>
public sealed record AccountClaimed(string ClaimId, string Claimant) : AccountEvent;

/// <summary>A claim that had not been accepted ended: rejected, withdrawn, or void.</summary>
/// <param name="ClaimId">The claim.</param>
public sealed record AccountClaimEnded(string ClaimId) : AccountEvent;

/// <summary>The account is registered: somebody answers for it.</summary>
/// <param name="Owner">Who.</param>
/// <param name="CoOwners">Who else, when a dispute ended in sharing; usually empty.</param>
/// <param name="Class">Which class it belongs to.</param>
/// <param name="Ground">On what ground.</param>
/// <param name="ClaimId">The claim that was accepted, or null.</param>
/// <param name="RequestId">The approval request that decided, or null for what an import brought.</param>
/// <param name="Flow">The flow's version that decided, or null.</param>
/// <param name="Policies">The policies in force that apply to the account at this moment.</param>
public sealed record AccountRegistered(
    string Owner, IReadOnlyList<string> CoOwners, AccountClass Class, RegistrationGround Ground, string? ClaimId, string? RequestId, FlowPin? Flow, IReadOnlyList<PolicyPin> Policies) : AccountEvent;

/// <summary>Control of the account was shown.</summary>
/// <param name="ClaimId">The claim that it was shown for.</param>
/// <param name="Level">0 asserted, 1 one way or two people, 2 token on the account's side, 3 both directions.</param>
/// <param name="Method">How, such as rel-me.</param>
/// <param name="Until">Up to when it counts, UTC.</param>
public sealed record OwnershipVerified(string ClaimId, int Level, string Method, DateTimeOffset Until) : AccountEvent;

/// <summary>What showed control counts no more: it lapsed, ran out, or was revoked.</summary>
/// <param name="ClaimId">The claim that it was shown for.</param>
/// <param name="Reason">Which of these.</param>
public sealed record VerificationEnded(string ClaimId, string Reason) : AccountEvent;

/// <summary>The account's description was brought up to date.</summary>
/// <param name="Profile">The whole description as it is now.</param>
public sealed record AccountDescribed(AccountProfile Profile) : AccountEvent;

/// <summary>Facts at the account's creation, as far as they are known; a later finding stands beside them and overwrites nothing.</summary>
/// <param name="On">The day, or null when unknown.</param>
/// <param name="By">Who opened it, a pseudonymous id, or null when unknown or not of this organisation.</param>
/// <param name="Address">With which kind of address.</param>
/// <param name="Contract">The clause of the contract under which it was opened, or null.</param>
/// <param name="Note">What was tried to learn what is unknown, or null; names nobody.</param>
public sealed record CreationRecorded(DateOnly? On, string? By, AddressKind Address, string? Contract, string? Note) : AccountEvent;

/// <summary>The account bears another handle now; it is the same account, with the same platform id.</summary>
/// <param name="Handle">The new canonical handle.</param>
/// <param name="Url">The new canonical address.</param>
public sealed record AccountRenamed(string Handle, string Url) : AccountEvent;

/// <summary>The platform's immutable id became known.</summary>
/// <param name="PlatformId">The id.</param>
public sealed record PlatformIdLearned(string PlatformId) : AccountEvent;

/// <summary>Another account bears the handle now: this one is not at that address any more.</summary>
/// <param name="By">The account that bears it, in this register, or null.</param>
public sealed record AccountReplaced(string? By) : AccountEvent;

/// <summary>What an account is and is for.</summary>
/// <param name="Type">What kind of presence it is.</param>
/// <param name="DisplayName">The name that it shows, or null.</param>
/// <param name="Purpose">What it is for, or null.</param>
/// <param name="Audience">Whom it addresses, or null.</param>
/// <param name="Unit">The business unit, or null.</param>
/// <param name="Brand">The brand, or null.</param>
/// <param name="Market">The market, or null.</param>
/// <param name="Language">BCP 47 tag of the language, or null.</param>
/// <param name="Class">Which rules apply to it.</param>
public sealed record AccountProfile(
    AccountType Type, string? DisplayName, string? Purpose, string? Audience, string? Unit, string? Brand, string? Market, string? Language, AccountClass Class);

/// <summary>A policy's version that was in force at a moment.</summary>
/// <param name="PolicyId">The policy.</param>
/// <param name="Label">Its label.</param>
/// <param name="Digest">SHA-256 of its content.</param>
public sealed record PolicyPin(string PolicyId, string Label, string Digest);

/// <summary>A flow's version that decided.</summary>
/// <param name="Name">The flow.</param>
/// <param name="Version">Its version.</param>
/// <param name="Digest">The digest of its canonical form.</param>
public sealed record FlowPin(string Name, int Version, string Digest);

/// <summary>What kind of presence an account is.</summary>
public enum AccountType
{
    /// <summary>A page of an organisation.</summary>
    Page,

    /// <summary>A profile, as people have them.</summary>
    Profile,

    /// <summary>A group or community.</summary>
    Group,

    /// <summary>A channel.</summary>
    Channel,

    /// <summary>An account that buys advertisements.</summary>
    AdAccount,
}

/// <summary>Which rules apply to an account.</summary>
public enum AccountClass
{
    /// <summary>The organisation's lasting voice.</summary>
    Official,

    /// <summary>For a purpose with an end.</summary>
    Campaign,

    /// <summary>Held by a person who uses it on the organisation's behalf.</summary>
    Employee,

    /// <summary>Run for the organisation by another firm.</summary>
    Agency,

    /// <summary>Kept so that nobody else can take the handle.</summary>
    Parked,

    /// <summary>A person's own.</summary>
    Personal,
}

/// <summary>On what ground somebody answers for an account.</summary>
public enum RegistrationGround
{
    /// <summary>A claim was accepted.</summary>
    Claim,

    /// <summary>The account was opened as it had been asked for.</summary>
    Opening,

    /// <summary>A register that the organisation kept before said so.</summary>
    Import,

    /// <summary>A dispute was decided.</summary>
    Dispute,
}

/// <summary>With which kind of address an account was opened.</summary>
public enum AddressKind
{
    /// <summary>Nobody knows.</summary>
    Unknown,

    /// <summary>An address of the organisation.</summary>
    Organisation,

    /// <summary>Somebody's own.</summary>
    Personal,

    /// <summary>An agency's.</summary>
    Agency,
}
