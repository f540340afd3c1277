using Governance.Directory;

namespace Governance.Accounts;

/// <summary>An account in a list: what it is, and who runs it.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Platform">The platform.</param>
/// <param name="Handle">The handle.</param>
/// <param name="Url">Where people find it.</param>
/// <param name="PlatformId">The platform's id; absent while it is not known.</param>
/// <param name="Profile">Its description.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Owner">Who answers for it; absent when nobody does.</param>
/// <param name="OwnerName">What colleagues call the owner; absent when nobody is, or they were erased, which ownerErased then says.</param>
/// <param name="CoOwners">Who else answers for it.</param>
/// <param name="BackupOwner">Who stands beside the owner.</param>
/// <param name="Level">How much was shown of its control, 0 to 3; 0 is nothing.</param>
/// <param name="Method">How it was shown.</param>
/// <param name="VerifiedUntil">Up to when that counts.</param>
/// <param name="AttestationDueOn">By when the owner is to attest.</param>
/// <param name="Overdue">Whether that date has passed.</param>
/// <param name="Disputed">Whether its ownership is in dispute.</param>
/// <param name="Compromised">Whether it may be out of control.</param>
/// <param name="Orphaned">Whether the owner left and nobody stood beside them.</param>
/// <param name="Governed">Whether somebody answers for it, its control was shown, its owner has attested in time, and nothing is in doubt.</param>
/// <param name="Version">The version of the account's stream that this row shows.</param>
/// <param name="OwnerErased">true: the owner was erased, and nobody can tell any more what they were called.</param>
public sealed record AccountRow(
    string AccountId, string Platform, string Handle, string Url, string? PlatformId, AccountProfile Profile, AccountState State, string? Owner, string? OwnerName, IReadOnlyList<string> CoOwners,
    string? BackupOwner, int Level, string? Method, DateTimeOffset? VerifiedUntil, DateTimeOffset? AttestationDueOn, bool Overdue, bool Disputed, bool Compromised, bool Orphaned, bool Governed, long Version,
    bool? OwnerErased = null)
{
    /// <summary>The row of a line; <paramref name="cards"/> are those of owners.</summary>
    public static AccountRow Of(RegisterLine line, IReadOnlyDictionary<string, PersonCard> cards)
    {
        var (account, card) = (line.Account, line.Account.Owner is { } owner ? cards.GetValueOrDefault(owner) : null);
        return new(
            line.AccountId, account.Platform, account.Handle, account.Url, account.PlatformId, account.Profile, account.State, account.Owner,
            card?.ReadableName(), account.CoOwners, account.BackupOwner, line.Level, account.Verified?.Method, account.Verified?.Until,
            account.AttestationDueOn, line.Overdue, line.Disputed, account.Compromised, account.Orphaned, line.Governed, line.Version, card?.Erased is null ? null : true);
    }
}
