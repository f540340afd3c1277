namespace Governance.Accounts;

/// <summary>Nobody answers for the account any more: the claim on which its owner stood was revoked, or a dispute ended without any claim standing.</summary>
/// <param name="Owner">Who answered for it.</param>
/// <param name="Reason">Which of these; names nobody.</param>
public sealed record OwnershipEnded(string Owner, string Reason) : AccountEvent;
