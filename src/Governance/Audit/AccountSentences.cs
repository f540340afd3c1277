using System.Globalization;
using Governance.Accounts;

namespace Governance.Audit;

/// <summary>Sentences of accounts.</summary>
public static class AccountSentences
{
    /// <summary>People whom an account's fact names.</summary>
    public static IEnumerable<string> People(AccountEvent fact) => new[]
    {
        fact switch
        {
            AccountRequested requested => requested.Owner,
            AccountClaimed claimed => claimed.Claimant,
            AccountRegistered registered => registered.Owner,
            CreationRecorded creation => creation.By,
            BackupOwnerNamed named => named.Person,
            BackupOwnerAccepted accepted => accepted.Person,
            BackupOwnerRemoved removed => removed.Person,
            PublisherGranted granted => granted.Person,
            PublisherRevoked revoked => revoked.Person,
            AgencyGranted granted => granted.Manager,
            RecoveryAddressAssigned assigned => assigned.Person,
            SuccessorNamed named => named.Person,
            SuccessorCleared cleared => cleared.Person,
            HandOverOpened opened => opened.From,
            HandOverRedirected redirected => redirected.To,
            HandOverAccepted accepted => accepted.By,
            AccountOrphaned orphaned => orphaned.Owner,
            OwnershipEnded ended => ended.Owner,
            _ => null,
        },
        (fact as HandOverOpened)?.To,
        (fact as AccountRequested)?.BackupOwner,
    }.Concat((fact as AccountRegistered)?.CoOwners ?? []).OfType<string>();

    /// <summary>What an account's fact says.</summary>
    public static Saying Of(AccountEvent fact, Names names) => Life(fact, names) ?? Keeping(fact, names) ?? HandOvers(fact, names) ?? Ends(fact);

    private static Saying? Life(AccountEvent fact, Names names) => fact switch
    {
        AccountListed listed => new($"listed {listed.Handle} on {listed.Platform}, which nobody had claimed"),
        AccountRequested requested => new($"asked to open {requested.Handle} on {requested.Platform}, with {names.Of(requested.Owner)} for its owner", requested.Justification),
        AccountRequestApproved => new("completed the approval to open the account"),
        AccountRequestDeclined declined => new("completed the refusal to open the account", declined.Reason),
        AccountOpened opened => new($"opened the account{(opened.PlatformId is { } id ? $", which the platform knows as {id}" : "")}"),
        AccountClaimed claimed => new($"put a claim of {names.Of(claimed.Claimant)} on the account"),
        AccountClaimEnded => new("ended a claim on the account without accepting it"),
        AccountRegistered registered => new($"made {names.Of(registered.Owner)}{string.Concat(registered.CoOwners.Select(other => $" and {names.Of(other)}"))} answer for the account, {Ground(registered.Ground)}"),
        OwnershipVerified verified => new($"found its control shown by {verified.Method}, at level {verified.Level} until {Day(verified.Until)}"),
        VerificationEnded ended => new("ended what showed its control", ended.Reason),
        OwnershipEnded ended => new($"ended that {names.Of(ended.Owner)} answers for the account", ended.Reason),
        AccountDescribed => new("brought the description up to date"),
        CreationRecorded creation => new($"recorded that the account was opened{(creation.On is { } on ? $" on {on:yyyy-MM-dd}" : "")}{(creation.By is { } by ? $" by {names.Of(by)}" : "")} with {Address(creation.Address)}", creation.Note),
        AccountRenamed renamed => new($"recorded that the account bears the handle {renamed.Handle} now"),
        PlatformIdLearned learned => new($"learned that the platform knows the account as {learned.PlatformId}"),
        IdentityContradicted contradicted => new($"found that the platform knows what is there as {contradicted.PlatformId}, {(contradicted.HeldBy is null ? "which is not the id on record" : "an id that another account of the register has")}"),
        IdentitySettled settled => new($"settled that the platform knows the account as {settled.PlatformId}", settled.Note),
        AccountReplaced => new("recorded that another account bears the handle now"),
        AccountDisputed => new("put the account's ownership in dispute"),
        AccountDisputeEnded ended => new($"ended the dispute: {ended.Outcome}"),
        _ => null,
    };

    private static Saying? Keeping(AccountEvent fact, Names names) => fact switch
    {
        BackupOwnerNamed named => new($"asked {names.Of(named.Person)} to be backup owner"),
        BackupOwnerAccepted accepted => new($"recorded that {names.Of(accepted.Person)} accepted to be backup owner"),
        BackupOwnerRemoved removed => new($"released {names.Of(removed.Person)} as backup owner", removed.Reason),
        PublisherGranted granted => new($"let {names.Of(granted.Person)} publish"),
        PublisherRevoked revoked => new($"ended the right of {names.Of(revoked.Person)} to publish", revoked.Reason),
        AgencyGranted granted => new($"gave {granted.Agency} access until {Day(granted.Until)}, for which {names.Of(granted.Manager)} answers"),
        AgencyAccessEnded ended => new("ended an agency's access", ended.Reason),
        RecoveryAddressAssigned assigned => new($"recorded that {names.Of(assigned.Person)} reads the recovery address"),
        CustodyRecorded custody => new($"recorded that its secrets are kept at {custody.VaultReference}"),
        CustodyConfirmed => new("confirmed its custody"),
        MfaConfirmed => new("confirmed that a second means of sign-in is on"),
        ToolsRecorded tools => new(tools.Tools.Count == 0 ? "recorded that no tool is connected" : $"recorded the connected tools: {string.Join(", ", tools.Tools)}"),
        ArchiveRecorded archive => new($"recorded that its archive is at {archive.Location}"),
        SuccessorNamed named => new($"named {names.Of(named.Person)} as the next owner"),
        SuccessorCleared cleared => new($"ended that {names.Of(cleared.Person)} is to be the next owner", cleared.Reason),
        AttestationScheduled scheduled => new($"set the next attestation to {Day(scheduled.DueOn)}"),
        AttestationReminded reminded => new($"reminded the owner of the attestation of {Day(reminded.DueOn)}, {reminded.DaysBefore} {(reminded.DaysBefore == 1 ? "day" : "days")} before"),
        AccountAttested attested => new("attested the entry", attested.Note),
        AttestationOverdue overdue => new($"let the attestation of {Day(overdue.DueOn)} pass"),
        _ => null,
    };

    private static Saying? HandOvers(AccountEvent fact, Names names) => fact switch
    {
        HandOverOpened opened => new($"opened the hand-over of {What(opened.What)} from {names.Of(opened.From)} {(opened.To is { } to ? $"to {names.Of(to)}" : "to somebody who is to be named")}, by {Day(opened.DueOn)}"),
        HandOverRedirected redirected => new($"asked {names.Of(redirected.To)} to accept the hand-over"),
        HandOverAccepted => new("accepted the hand-over"),
        HandOverDeclined declined => new("declined the hand-over", declined.Reason),
        HandOverCancelled cancelled => new("called the hand-over off", cancelled.Reason),
        AccountOrphaned orphaned => new($"left the account without anybody: {names.Of(orphaned.Owner)} is gone"),
        _ => null,
    };

    private static Saying Ends(AccountEvent fact) => fact switch
    {
        AccountArchived archived => new("archived the entry", archived.Reason),
        AccountRestored restored => new("restored the entry", restored.Reason),
        AccountCompromised compromised => new("reported that the account may be out of control", compromised.Observed),
        AccountRecovered recovered => new("recorded that the account is under control again", recovered.Note),
        AccountLost lost => new("recorded that the account is lost", lost.Note),
        RetirementProposed proposed => new("proposed to retire the account", proposed.Reason),
        RetirementAnnounced announced => new($"announced the retirement for {Day(announced.On)}", announced.Shortened),
        RetirementNoticeDue notice => new($"made a notice of the retirement due, {(notice.HoursBefore == 48 ? "48 hours" : $"{notice.HoursBefore / 24} days")} before"),
        RetirementCancelled cancelled => new("called the retirement off", cancelled.Reason),
        AccountParked => new("parked the account and keeps its handle"),
        AccountDeleted deleted => new("recorded that the account was deleted on its platform", deleted.Reason),
        _ => new($"recorded {fact.GetType().Name}"),
    };

    private static string What(Holding what) => what switch
    {
        Holding.Ownership => "ownership",
        Holding.BackupOwnership => "backup ownership",
        Holding.Publishing => "the right to publish",
        Holding.AgencyAccess => "the agencies' access",
        _ => "the recovery address",
    };

    private static string Ground(RegistrationGround ground) => ground switch
    {
        RegistrationGround.Claim => "because the claim was accepted",
        RegistrationGround.Opening => "because it was opened as asked for",
        RegistrationGround.Import => "as an earlier register says",
        _ => "because the dispute was decided so",
    };

    private static string Address(AddressKind address) => address switch
    {
        AddressKind.Organisation => "an address of the organisation",
        AddressKind.Personal => "somebody's own address",
        AddressKind.Agency => "an agency's address",
        _ => "an address that nobody knows",
    };

    private static string Day(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
