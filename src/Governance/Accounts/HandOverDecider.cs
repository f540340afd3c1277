using Governance.Shared;

namespace Governance.Accounts;

/// <summary>What somebody holds passes to another only by the other's own act.</summary>
public static partial class AccountDecider
{
    /// <summary>A hand-over opens for something that is held, towards somebody who does not hold it.</summary>
    public static Decision<AccountEvent> Decide(HandOverOpened opening, string by, Account account, Holders holders)
    {
        if (Closed(account) is { } closed) return closed;
        if (account.State is AccountState.Requested or AccountState.Approved) return AccountRules.AskedFor;
        if (opening.What == Holding.Ownership && opening.From != by) return AccountRules.HolderOnly;
        if (account.DisputeId is not null) return AccountRules.Disputed;
        if (!Holds(account, opening.What, opening.From)) return AccountRules.NotHeld;
        if (account.HandOvers.Exists(open => open.What == opening.What && open.From == opening.From)) return AccountRules.HandOverOpen;
        return opening.To is { } to && Receiver(account, opening.What, opening.From, to, holders) is { } refusal ? refusal : opening;
    }

    /// <summary>Somebody else is to accept.</summary>
    public static Decision<AccountEvent> Decide(HandOverRedirected redirection, string by, Account account, Holders holders)
    {
        if (Find(account, redirection.HandOverId) is not { } open) return AccountRules.HandOverUnknown;
        if (open.What == Holding.Ownership && (redirection.To == by || (open.Cause == HandOverCause.Planned && open.From != by))) return AccountRules.HolderOnly;
        if (open.To == redirection.To) return Decision<AccountEvent>.Nothing;
        return Receiver(account, open.What, open.From, redirection.To, holders) is { } refusal ? refusal : redirection;
    }

    /// <summary>The successor accepts. Ownership that passes starts a new attestation, since the new owner has said nothing yet.</summary>
    public static Decision<AccountEvent> Decide(HandOverAccepted acceptance, Account account, DateTimeOffset now)
    {
        if (Find(account, acceptance.HandOverId) is not { } open) return AccountRules.HandOverUnknown;
        if (open.To != acceptance.By) return AccountRules.NotAsked;
        if (account.DisputeId is not null && open.What == Holding.Ownership) return AccountRules.Disputed;
        return open.What == Holding.Ownership && account.IsKept
            ? Decision<AccountEvent>.Of(acceptance, new AttestationScheduled(AttestationCycle.Next(account.Profile.Class, now)))
            : acceptance;
    }

    /// <summary>The successor says no: it waits for another.</summary>
    public static Decision<AccountEvent> Decide(HandOverDeclined refusal, string by, Account account) =>
        Find(account, refusal.HandOverId) is not { } open ? AccountRules.HandOverUnknown : open.To != by ? AccountRules.NotAsked : refusal;

    /// <summary>A planned hand-over may be called off; a leaver's must find somebody.</summary>
    public static Decision<AccountEvent> Decide(HandOverCancelled cancellation, Account account) => Find(account, cancellation.HandOverId) switch
    {
        null => AccountRules.HandOverUnknown,
        { Cause: HandOverCause.Left, What: Holding.Ownership } => AccountRules.HandOverOpen with { Sentence = "Its owner has left, so somebody must take it: redirect the hand-over to another person." },
        _ => cancellation,
    };

    /// <summary>
    /// Somebody left: all that they held of the account ends or waits for a successor, in one go. Who is proposed: for ownership the named
    /// successor, else the backup owner; for the rest the owner, else the backup owner. Nothing when they held nothing.
    /// </summary>
    /// <param name="person">Who left.</param>
    /// <param name="account">The account.</param>
    /// <param name="ids">As many new ids as there are kinds of holding, at least five.</param>
    /// <param name="dueOn">By when successors should have accepted.</param>
    public static IReadOnlyList<AccountEvent> Leave(string person, Account account, IReadOnlyList<string> ids, DateTimeOffset dueOn)
    {
        if (account.State != AccountState.Parked && Closed(account) is { } closed and not { Code: "account.archived" }) return [];
        var facts = new List<AccountEvent>();
        foreach (var (what, id) in Enum.GetValues<Holding>().Zip(ids))
        {
            if (!Holds(account, what, person) || account.HandOvers.Exists(open => open.What == what && open.From == person && open.Cause == HandOverCause.Left)) continue;
            // A hand-over that was planned goes on under its own name.
            if (account.HandOvers.Find(open => open.What == what && open.From == person) is { To: not null }) continue;
            facts.AddRange(account.HandOvers.Where(open => open.What == what && open.From == person).Select(open => new HandOverCancelled(open.HandOverId, null)));
            facts.Add(new HandOverOpened(id, what, person, Heir(account, what, person), HandOverCause.Left, dueOn));
            if (what == Holding.BackupOwnership) facts.Add(new BackupOwnerRemoved(person, null));
            if (what == Holding.Publishing) facts.Add(new PublisherRevoked(person, null));
        }

        if (account.BackupAsked == person) facts.Add(new BackupOwnerRemoved(person, null));
        if (account.Successor == person) facts.Add(new SuccessorCleared(person, "The successor has left."));
        // What waits for somebody who is gone waits for nobody.
        facts.AddRange(account.HandOvers.Where(open => open.To == person).Select(open => new HandOverDeclined(open.HandOverId, "The successor has left.")));
        if ((account.Owner == person || OwnerIsGone(account)) && account.CoOwners.IsEmpty && (account.BackupOwner is null || account.BackupOwner == person) && !account.Orphaned) facts.Add(new AccountOrphaned(account.Owner!));
        return facts;
    }

    /// <summary>Whether the owner has left, and nobody has taken over yet.</summary>
    public static bool OwnerIsGone(Account account) => account.HandOvers.Exists(open => open.Cause == HandOverCause.Left && open.What == Holding.Ownership && open.From == account.Owner);

    /// <summary>Whether a person holds something of an account.</summary>
    public static bool Holds(Account account, Holding what, string person) => what switch
    {
        Holding.Ownership => account.IsOwnedBy(person),
        Holding.BackupOwnership => account.BackupOwner == person,
        Holding.Publishing => account.Publishers.Contains(person),
        Holding.AgencyAccess => account.Agencies.Exists(grant => grant.Manager == person),
        _ => account.RecoveryReader == person,
    };

    private static string? Heir(Account account, Holding what, string leaver)
    {
        IEnumerable<string?> candidates = what == Holding.Ownership
            ? [account.Successor, account.BackupOwner]
            : [account.Owner, .. what == Holding.BackupOwnership ? [] : new[] { account.BackupOwner }];
        var heir = candidates.FirstOrDefault(candidate => candidate is not null && candidate != leaver);
        // The owner does not stand beside themselves.
        return what == Holding.BackupOwnership ? null : heir;
    }

    private static Refusal? Receiver(Account account, Holding what, string from, string to, Holders holders)
    {
        if (to == from || Holds(account, what, to)) return AccountRules.HandOverToHolder;
        if (what == Holding.BackupOwnership && account.IsOwnedBy(to)) return AccountRules.OwnerIsBackup with { Field = "to" };
        return holders.Judge(to) is { } refusal ? refusal with { Field = "to" } : null;
    }

    private static HandOver? Find(Account account, string handOverId) => account.HandOvers.Find(open => open.HandOverId == handOverId);
}
