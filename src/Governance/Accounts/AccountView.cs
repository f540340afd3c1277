using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Governance.Shared;

namespace Governance.Accounts;

/// <summary>One account with all that the register holds of it, and who owned it when, on what proof and under which policies.</summary>
/// <param name="Id">The stream key.</param>
public sealed record AccountView([property: JsonIgnore] string Id)
{
    /// <summary>The account's id in routes.</summary>
    public string AccountId => StreamKeys.IdOf(Id);

    /// <summary>The stream's version; also the ETag.</summary>
    public long Version { get; init; }

    /// <summary>The account as the rules see it.</summary>
    [JsonIgnore]
    public Account Account { get; init; } = null!;

    /// <summary>The platform.</summary>
    public string Platform => Account.Platform;

    /// <summary>The handle that it bears, or bore last.</summary>
    public string Handle => Account.Handle;

    /// <summary>Where people find it.</summary>
    public string Url => Account.Url;

    /// <summary>The platform's immutable id; absent while it is not known.</summary>
    public string? PlatformId => Account.PlatformId;

    /// <summary>Its description.</summary>
    public AccountProfile Profile => Account.Profile;

    /// <summary>Where it stands.</summary>
    public AccountState State => Account.State;

    /// <summary>Who answers for it.</summary>
    public string? Owner => Account.Owner;

    /// <summary>Who else does.</summary>
    public IReadOnlyList<string> CoOwners => Account.CoOwners;

    /// <summary>Who stands beside the owner.</summary>
    public string? BackupOwner => Account.BackupOwner;

    /// <summary>Who was asked to, and has not answered.</summary>
    public string? BackupAsked => Account.BackupAsked;

    /// <summary>Who is to own it next.</summary>
    public string? Successor => Account.Successor;

    /// <summary>Who may publish.</summary>
    public IReadOnlyList<string> Publishers => [.. Account.Publishers];

    /// <summary>Agencies with access, and up to when.</summary>
    public IReadOnlyList<AgencyGrant> Agencies => Account.Agencies;

    /// <summary>Who reads the recovery address.</summary>
    public string? RecoveryReader => Account.RecoveryReader;

    /// <summary>The vault's entry where its secrets are.</summary>
    public string? Vault => Account.Vault;

    /// <summary>When somebody last looked that they are there.</summary>
    public DateTimeOffset? CustodyConfirmedAt { get; init; }

    /// <summary>When somebody last looked that a second means of sign-in is on.</summary>
    public DateTimeOffset? MfaConfirmedAt { get; init; }

    /// <summary>Connected tools.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>Where its archive is.</summary>
    public string? Archive { get; init; }

    /// <summary>What shows control now.</summary>
    public Verification? Verified => Account.Verified;

    /// <summary>By when the owner is to attest.</summary>
    public DateTimeOffset? AttestationDueOn => Account.AttestationDueOn;

    /// <summary>When the owner last did.</summary>
    public DateTimeOffset? AttestedAt { get; init; }

    /// <summary>Whether the date has passed.</summary>
    public bool AttestationIsOverdue => Account.AttestationIsOverdue;

    /// <summary>Whether it may be out of control.</summary>
    public bool Compromised => Account.Compromised;

    /// <summary>Whether the owner left and nobody stood beside them.</summary>
    public bool Orphaned => Account.Orphaned;

    /// <summary>The open dispute.</summary>
    public string? DisputeId => Account.DisputeId;

    /// <summary>What the platform states of its identity that contradicts the register; a steward finds out.</summary>
    public IdentityConflict? IdentityConflict => Account.IdentityConflict;

    /// <summary>Claims that wait.</summary>
    public IReadOnlyList<LiveClaim> Claims => Account.Claims;

    /// <summary>Hand-overs that wait.</summary>
    public IReadOnlyList<HandOver> HandOvers => Account.HandOvers;

    /// <summary>When it will be retired.</summary>
    public DateTimeOffset? RetiresOn => Account.RetiresOn;

    /// <summary>Who proposed that.</summary>
    public string? RetirementProposedBy => Account.RetirementProposedBy;

    /// <summary>What is known of its creation, in the order in which it was found out.</summary>
    public ImmutableList<CreationRecorded> Creation { get; init; } = [];

    /// <summary>The handles that it bore, oldest first.</summary>
    public ImmutableList<HandlePeriod> Handles { get; init; } = [];

    /// <summary>Who answered for it when, oldest first.</summary>
    public ImmutableList<OwnershipPeriod> Ownerships { get; init; } = [];

    /// <summary>What showed control when, oldest first.</summary>
    public ImmutableList<ProofPeriod> Proofs { get; init; } = [];

    /// <summary>The approval requests that were about it, oldest first.</summary>
    public ImmutableList<string> Requests { get; init; } = [];

    /// <summary>The view after a fact.</summary>
    public static AccountView Fold(AccountView? view, Fact<AccountEvent> fact, string streamKey)
    {
        var before = view ?? new AccountView(streamKey);
        var account = AccountDecider.Evolve(view?.Account, fact, streamKey);
        return WithPeriods(WithFacts(before, fact), before.Account, account, fact) with { Account = account, Version = fact.Version };
    }

    private static AccountView WithFacts(AccountView view, Fact<AccountEvent> fact) => fact.Event switch
    {
        CustodyConfirmed => view with { CustodyConfirmedAt = fact.At },
        MfaConfirmed => view with { MfaConfirmedAt = fact.At },
        ToolsRecorded tools => view with { Tools = tools.Tools },
        ArchiveRecorded archive => view with { Archive = archive.Location },
        AccountAttested => view with { AttestedAt = fact.At },
        CreationRecorded creation => view with { Creation = view.Creation.Add(creation) },
        OwnershipVerified verified => view with { Proofs = EndProof(view.Proofs, fact.At).Add(new ProofPeriod(verified.ClaimId, verified.Level, verified.Method, fact.At, verified.Until, null)) },
        VerificationEnded => view with { Proofs = EndProof(view.Proofs, fact.At) },
        AccountRequested requested => view with { Requests = view.Requests.Add(requested.RequestId) },
        AccountRegistered registered => view with { Requests = registered.RequestId is { } request && !view.Requests.Contains(request) ? view.Requests.Add(request) : view.Requests, Ownerships = EndOwnership(view.Ownerships, fact.At).Add(OwnershipPeriod.Of(registered, fact.At)) },
        _ => view,
    };

    private static AccountView WithPeriods(AccountView view, Account? before, Account after, Fact<AccountEvent> fact)
    {
        if (before is { BearsHandle: true } && !after.BearsHandle && view.Handles is [.., { Until: null } left]) view = view with { Handles = view.Handles.SetItem(view.Handles.Count - 1, left with { Until = fact.At }) };
        if (after.State is AccountState.Parked or AccountState.Deleted or AccountState.Lost or AccountState.Replaced) view = view with { Proofs = EndProof(view.Proofs, fact.At) };
        if (before?.Handle != after.Handle)
            view = view with { Handles = (view.Handles is [.., var last] ? view.Handles.SetItem(view.Handles.Count - 1, last with { Until = fact.At }) : []).Add(new HandlePeriod(after.Handle, after.Url, fact.At, null)) };
        if (fact.Event is not AccountRegistered && view.Ownerships is [.., { Until: null } current])
        {
            if (after.State is AccountState.Parked or AccountState.Deleted or AccountState.Lost or AccountState.Replaced || after.Owner is null) return view with { Ownerships = EndOwnership(view.Ownerships, fact.At) };
            // It passed from hand to hand: on the same ground as before.
            if (after.Owner != current.Owner || !after.CoOwners.SequenceEqual(current.CoOwners))
                return view with { Ownerships = EndOwnership(view.Ownerships, fact.At).Add(current with { Owner = after.Owner!, CoOwners = after.CoOwners, From = fact.At, Until = null, HandedOver = true }) };
        }

        return view;
    }

    private static ImmutableList<OwnershipPeriod> EndOwnership(ImmutableList<OwnershipPeriod> periods, DateTimeOffset at) =>
        periods is [.., { Until: null } last] ? periods.SetItem(periods.Count - 1, last with { Until = at }) : periods;

    private static ImmutableList<ProofPeriod> EndProof(ImmutableList<ProofPeriod> proofs, DateTimeOffset at) =>
        proofs is [.., { EndedAt: null } last] ? proofs.SetItem(proofs.Count - 1, last with { EndedAt = at }) : proofs;
}

/// <summary>A handle that an account bore.</summary>
/// <param name="Handle">The handle.</param>
/// <param name="Url">The address.</param>
/// <param name="From">From when.</param>
/// <param name="Until">Up to when; absent for the one that it bears.</param>
public sealed record HandlePeriod(string Handle, string Url, DateTimeOffset From, DateTimeOffset? Until);

/// <summary>Somebody answered for an account for a time.</summary>
/// <param name="Owner">Who.</param>
/// <param name="CoOwners">Who else.</param>
/// <param name="From">From when.</param>
/// <param name="Until">Up to when; absent while they do.</param>
/// <param name="Ground">On what ground it was registered.</param>
/// <param name="HandedOver">Whether it was handed over to them by the owner before.</param>
/// <param name="ClaimId">The claim that was accepted.</param>
/// <param name="RequestId">The approval request that decided.</param>
/// <param name="Flow">The flow's version that decided.</param>
/// <param name="Policies">The policies in force at the registration that apply to the account.</param>
public sealed record OwnershipPeriod(
    string Owner, IReadOnlyList<string> CoOwners, DateTimeOffset From, DateTimeOffset? Until, RegistrationGround Ground, bool HandedOver,
    string? ClaimId, string? RequestId, FlowPin? Flow, IReadOnlyList<PolicyPin> Policies)
{
    /// <summary>The period that a registration begins.</summary>
    public static OwnershipPeriod Of(AccountRegistered registered, DateTimeOffset at) =>
        new(registered.Owner, registered.CoOwners, at, null, registered.Ground, false, registered.ClaimId, registered.RequestId, registered.Flow, registered.Policies);
}

/// <summary>Something showed control of an account for a time.</summary>
/// <param name="ClaimId">For which claim.</param>
/// <param name="Level">How much, 0 to 3.</param>
/// <param name="Method">How.</param>
/// <param name="AsOf">When it was recorded.</param>
/// <param name="ValidUntil">Up to when it counts by itself.</param>
/// <param name="EndedAt">When it was renewed or ended before that; absent otherwise.</param>
public sealed record ProofPeriod(string ClaimId, int Level, string Method, DateTimeOffset AsOf, DateTimeOffset ValidUntil, DateTimeOffset? EndedAt);
