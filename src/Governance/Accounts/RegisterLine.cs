using System.Text.Json;
using Governance.Shared;

namespace Governance.Accounts;

/// <summary>
/// One account as the register shows it, from one version of its stream up to another. The line of now has no end. Which lines held at a
/// moment is told by the times of the events, which the database's clock gave.
/// </summary>
/// <param name="Id">The stream key for the line of now; with <c>@</c> and the first version for one of the past.</param>
/// <param name="Account">The account as it was at the end of the line.</param>
/// <param name="FromVersion">The version of the account's stream from which on it was so.</param>
/// <param name="Version">The version of the last fact that this line knows.</param>
/// <param name="UntilVersion">The version from which on it was otherwise, or null.</param>
public sealed record RegisterLine(string Id, Account Account, long FromVersion, long Version, long? UntilVersion)
{
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

    /// <summary>Whether an account shows the same in the register as this line; compared as it is stored.</summary>
    public bool Shows(Account other) => Shown(Account) == Shown(other);

    // Which reminders and notices were given no reader of the register sees.
    private static string Shown(Account account) => JsonSerializer.Serialize(account with { Before = default, Reminded = [], Noticed = [], RequestId = null }, Json.Options);
}
