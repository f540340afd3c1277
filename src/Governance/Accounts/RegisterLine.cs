using Governance.Shared;

namespace Governance.Accounts;

/// <summary>One account as the register shows it.</summary>
/// <param name="Id">The stream key.</param>
/// <param name="Account">The account.</param>
/// <param name="Version">The version of its stream.</param>
[Kept]
public sealed record RegisterLine(string Id, Account Account, long Version)
{
    /// <summary>Platform and handle of every address that it bears or bore.</summary>
    public string[] Addresses { get; init; } = [Account.AddressKey];

    /// <summary>Everybody who owns it or owned it.</summary>
    public string[] Owners { get; init; } = [.. OwnersOf(Account)];

    /// <summary>The account's id.</summary>
    public string AccountId => StreamKeys.IdOf(Account.Id);

    /// <summary>The order of the register: platform, handle, account.</summary>
    public string SortKey => $"{Account.AddressKey}:{AccountId}";

    /// <summary>Platform and handle in one word.</summary>
    public string AddressKey => Account.AddressKey;

    /// <summary>Platform and platform id in one word, or null.</summary>
    public string? IdentityKey => Account.IdentityKey;

    /// <summary>Whether the account bears its handle.</summary>
    public bool BearsHandle => Account.BearsHandle;

    /// <summary>The platform.</summary>
    public string Platform => Account.Platform;

    /// <summary>The business unit, or null.</summary>
    public string? Unit => Account.Profile.Unit;

    /// <summary>Its class.</summary>
    public AccountClass Class => Account.Profile.Class;

    /// <summary>Where it stands.</summary>
    public AccountState State => Account.State;

    /// <summary>Who answers for it, or null.</summary>
    public string? Owner => Account.Owner;

    /// <summary>How much was shown of its control, 0 to 3; 0 is nothing.</summary>
    public int Level => Account.Verified?.Level ?? 0;

    /// <summary>Whether the date of its attestation has passed.</summary>
    public bool Overdue => Account.AttestationIsOverdue;

    /// <summary>Whether its ownership is in dispute.</summary>
    public bool Disputed => Account.DisputeId is not null;

    /// <summary>Whether it is, or may be, visible to the public in the organisation's name.</summary>
    public bool OutThere => State is not (AccountState.Requested or AccountState.Approved or AccountState.Declined or AccountState.Deleted or AccountState.Replaced);

    /// <summary>Whether nobody answers for it.</summary>
    public bool Unclaimed => State is AccountState.Candidate or AccountState.Claimed;

    /// <summary>Whether somebody answers for it, its control was shown, its owner has attested in time, and nothing is in doubt.</summary>
    public bool Governed => State is AccountState.Registered or AccountState.Retiring or AccountState.Parked && Level > 0 && !Overdue && !Disputed && !Account.Compromised && !Account.Orphaned && Account.IdentityConflict is null;

    /// <summary>Everybody who holds something of it, or is asked to.</summary>
    public string[] People =>
    [
        .. new[] { Account.Owner, Account.BackupOwner, Account.BackupAsked, Account.RecoveryReader, Account.Successor }.Concat(Account.CoOwners).Concat(Account.Publishers)
            .Concat(Account.Agencies.Select(grant => grant.Manager)).Concat(Account.HandOvers.Select(handOver => handOver.To)).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    /// <summary>The line of an account that became another by a fact.</summary>
    public RegisterLine Became(Account account, long version) => new(Id, account, version) { Addresses = With(Addresses, account.AddressKey), Owners = With(Owners, OwnersOf(account)) };

    private static IEnumerable<string> OwnersOf(Account account) => account.CoOwners.Append(account.Owner).OfType<string>();

    private static string[] With(string[] known, params IEnumerable<string> more) => [.. known.Union(more, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
