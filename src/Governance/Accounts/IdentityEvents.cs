namespace Governance.Accounts;

/// <summary>
/// The platform states an id for what is at the account's address, and the register has another for it, or has it for another account:
/// whether this still is the same account somebody has to find out. Until then it is told as official to nobody.
/// </summary>
/// <param name="PlatformId">The id that the platform states.</param>
/// <param name="HeldBy">The account of the register that has this id, or null.</param>
/// <param name="ClaimId">The claim for which was looked.</param>
public sealed record IdentityContradicted(string PlatformId, string? HeldBy, string ClaimId) : AccountEvent;

/// <summary>A steward found out which id is the account's.</summary>
/// <param name="PlatformId">The id.</param>
/// <param name="Note">How; names nobody.</param>
public sealed record IdentitySettled(string PlatformId, string Note) : AccountEvent;

/// <summary>Nobody is to own the account next any more.</summary>
/// <param name="Person">Who was.</param>
/// <param name="Reason">Why; names nobody.</param>
public sealed record SuccessorCleared(string Person, string Reason) : AccountEvent;
