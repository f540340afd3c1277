using Governance.Accounts;
using Governance.Shared;

namespace Governance.Hosting;

/// <summary>Accounts by example.</summary>
internal static class AccountExamples
{
    private const string Id = "0197c3a26d0b7c519a640d6e1b1f5b10";
    private const string GrantId = "0197c3a26d0b7c519a640d6e1b1f5b11";
    private const string HandOverId = "0197c3a26d0b7c519a640d6e1b1f5b12";
    private const string ClaimId = "0197c3a26d0b7c519a640d6e1b1f5b13";
    private const string Url = "https://www.instagram.com/acmesportswear/";

    private static readonly DateTimeOffset Spring = new(2027, 3, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Autumn = new(2027, 9, 1, 9, 0, 0, TimeSpan.Zero);

    internal static readonly AccountProfile Profile = new(
        AccountType.Page, "Acme Sportswear", "News of products and athletes", "Customers in Ireland", "Marketing", "Acme", "IE", "en", AccountClass.Official);

    private static readonly IReadOnlyList<PolicyPin> Policies = [new(Examples.Policy, "1.0", Examples.Digest)];
    private static readonly FlowPin Flow = new("claim-account", 2, Examples.Digest);

    private static readonly Verification Verified = new(ClaimId, 3, "rel-me", Autumn);

    private static readonly Account Account = new(StreamKeys.Account(Id))
    {
        Platform = "instagram",
        Handle = "acmesportswear",
        Url = Url,
        PlatformId = "17841400000000000",
        Profile = Profile,
        State = AccountState.Registered,
        Owner = "p-1007",
        BackupOwner = "p-1005",
        Publishers = ["p-1006"],
        Verified = Verified,
        AcceptedClaim = ClaimId,
        AttestationDueOn = Autumn,
        Vault = "vault:social/instagram-acmesportswear",
    };

    private static readonly OwnershipPeriod Ownership = new("p-1007", [], Spring, null, RegistrationGround.Claim, HandedOver: false, ClaimId, Examples.RequestId, Flow, Policies);
    private static readonly ProofPeriod Proof = new(ClaimId, 3, "rel-me", Spring, Autumn, null);

    private static readonly AccountView View = new(Account.Id)
    {
        Version = 9,
        Account = Account,
        MfaConfirmedAt = Spring,
        CustodyConfirmedAt = Spring,
        Tools = ["scheduler"],
        Archive = "archive:social/instagram",
        AttestedAt = Spring,
        Creation = [new(new DateOnly(2019, 5, 2), "p-1007", AddressKind.Organisation, null, null)],
        Handles = [new("acmesportswear", Url, Spring, null)],
        Ownerships = [Ownership],
        Proofs = [Proof],
        Requests = [Examples.RequestId],
    };

    private static readonly AccountRow Row = AccountRow.Of(
        new RegisterLine(Account.Id, Account, 9), new Dictionary<string, Directory.PersonCard> { ["p-1007"] = new("person/p-1007", Privacy.Personal.Of(new("acme", "p-1007"), "Grace Adeyemi"), null, null) });

    internal static IReadOnlyDictionary<string, Example> All { get; } = new Dictionary<string, Example>
    {
        ["isOfficial"] = Example.Read(new OfficialAnswer(Url, true, 3, Spring, Autumn)).OrBusy(OfficialAnswer.Busy),
        ["listAccounts"] = Example.Read(new Page<AccountRow>([Row], PageCursor.Encode([$"instagram:acmesportswear:{Id}"]))),
        ["exportAccounts"] = Example.Text("text/csv", string.Join(',', ExportAccounts.Columns) + "\r\n"),
        ["importAccounts"] = Example.Commands(
            new ImportAccounts("accounts.csv", [new ImportedAccount(2, "instagram.com/acmesportswear", Owner: "p-1007", Unit: "Marketing"), new ImportedAccount(3, "https://www.facebook.com/sharer.php")]),
            new ImportedLines([new(2, LineOutcome.Added, Id), new(3, LineOutcome.Refused, Code: "account.address-unreadable", Sentence: "This shares something; it is no account.")])),
        ["summariseAccounts"] = Example.Read(new RegisterSummary(12, 9, 3, 2, 1, 0, 0, 0, [new("instagram", 7, 6, 1), new("facebook", 5, 3, 1)], [new("Marketing", 12, 9, 2)])),
        ["getOwner"] = Example.Read(new OwnersAt("instagram", "acmesportswear", Url, Spring.AddDays(2), [new(Id, "17841400000000000", Ownership, Proof, "acmesportswear", $"/accounts/{Id}/history")])),
        ["getAccount"] = Example.Read(View, 9),
        ["getAccountHistory"] = PolicyReadExamples.All["getPolicyHistory"],
        ["listHoldings"] = Example.Read(new Page<HoldingRow>([new([Holding.Ownership], [], Row)], null)),
        ["listAccount"] = Example.Command(new ListAccount(Url, null, Profile), Done(1, "AccountListed"), AccountRules.AddressTaken(Id)),
        ["requestAccount"] = Example.Command(
            new RequestAccount("https://www.threads.com/@acmesportswear", Profile, "p-1007", "p-1005", "Our customers have moved there."),
            Examples.On(StreamKeys.Account(Id), 1, Self, $"/requests/{Examples.RequestId}", "AccountRequested"), AccountRules.AddressTaken(Id)),
        ["openAccount"] = Example.Command(new OpenAccount("63055343223"), Done(5, "AccountOpened", "AccountRegistered", "AttestationScheduled"), AccountRules.NotApproved),
        ["describeAccount"] = Example.Command(new DescribeAccount(Profile with { Audience = "Customers in Ireland and the UK" }), Done(5, "AccountDescribed"), AccountRules.Archived),
        ["recordCreation"] = Example.Command(new RecordCreation(new DateOnly(2019, 5, 2), "p-1007", AddressKind.Organisation, null, null), Done(5, "CreationRecorded"), AccountRules.Ended),
        ["renameAccount"] = Example.Command(new RenameAccount("https://www.instagram.com/acme/", "17841400000000000"), Done(6, "AccountRenamed"), AccountRules.Disputed),
        ["settleIdentity"] = Example.Command(
            new SettleIdentity("17841499999999999", "The platform's own page of the account states it, and its posts go back to 2019."), Done(6, "PlatformIdLearned", "IdentitySettled"), AccountRules.NoIdentityConflict),
        ["replaceAccount"] = Example.Command(new ReplaceAccount("17841499999999999", true), Done(6, "AccountReplaced"), AccountRules.Ended),
        ["nameBackupOwner"] = Example.Command(new NameBackupOwner("p-1005"), Done(5, "BackupOwnerNamed"), AccountRules.Ended),
        ["acceptBackup"] = Example.Command(new AcceptBackup(), Done(6, "BackupOwnerAccepted"), AccountRules.Ended),
        ["removeBackupOwner"] = Example.Command(new RemoveBackupOwner("p-1005", "Moves to another team."), Done(7, "BackupOwnerRemoved"), AccountRules.NoBackup),
        ["grantPublisher"] = Example.Command(new GrantPublisher("p-1006"), Done(7, "PublisherGranted"), AccountRules.NotRegistered),
        ["revokePublisher"] = Example.Command(new RevokePublisher("p-1006", null), Done(8, "PublisherRevoked")),
        ["grantAgency"] = Example.Command(new GrantAgency("Northside Studio", "p-1007", Autumn), Done(8, "AgencyGranted") with { Added = GrantId }, AccountRules.NotRegistered),
        ["endAgencyAccess"] = Example.Command(new EndAgencyAccess(GrantId, "The contract ended early."), Done(9, "AgencyAccessEnded"), AccountRules.GrantUnknown),
        ["recordCustody"] = Example.Command(new RecordCustody("vault:social/instagram-acmesportswear"), Done(6, "CustodyRecorded"), AccountRules.NotRegistered),
        ["confirmCustody"] = Example.Command(new ConfirmCustody(), Done(7, "CustodyConfirmed"), AccountRules.NotRegistered),
        ["confirmMfa"] = Example.Command(new ConfirmMfa(), Done(8, "MfaConfirmed"), AccountRules.NotRegistered),
        ["recordTools"] = Example.Command(new RecordTools(["scheduler"]), Done(8, "ToolsRecorded"), AccountRules.NotRegistered),
        ["recordArchive"] = Example.Command(new RecordArchive("archive:social/instagram"), Done(8, "ArchiveRecorded"), AccountRules.NotRegistered),
        ["assignRecoveryAddress"] = Example.Command(new AssignRecoveryAddress("p-1005"), Done(8, "RecoveryAddressAssigned"), AccountRules.Ended),
        ["nameSuccessor"] = Example.Command(new NameSuccessor("p-1005"), Done(8, "SuccessorNamed"), AccountRules.Ended),
        ["openHandOver"] = Example.Command(new OpenHandOver(Holding.Ownership, "p-1007", "p-1005", Spring.AddDays(20)), Done(10, "HandOverOpened") with { Added = HandOverId }, AccountRules.HandOverOpen),
        ["redirectHandOver"] = Example.Command(new RedirectHandOver(HandOverId, "p-1006"), Done(11, "HandOverRedirected"), AccountRules.HandOverUnknown),
        ["acceptHandOver"] = Example.Command(new AcceptHandOver(HandOverId), Done(13, "HandOverAccepted", "AttestationScheduled"), AccountRules.HandOverUnknown),
        ["declineHandOver"] = Example.Command(new DeclineHandOver(HandOverId, "I run three already."), Done(11, "HandOverDeclined"), AccountRules.HandOverUnknown),
        ["cancelHandOver"] = Example.Command(new CancelHandOver(HandOverId, "Everybody stays."), Done(11, "HandOverCancelled"), AccountRules.HandOverUnknown),
        ["attestAccount"] = Example.Command(new AttestAccount(null), Done(12, "AccountAttested", "AttestationScheduled"), AccountRules.NothingToAttest),
        ["archiveAccount"] = Example.Command(new ArchiveAccount("The team has been dissolved."), Done(12, "AccountArchived"), AccountRules.Archived),
        ["restoreAccount"] = Example.Command(new RestoreAccount("A new team takes it up."), Done(14, "AccountRestored", "AttestationScheduled"), AccountRules.NotArchived),
        ["reportCompromise"] = Example.Command(new ReportCompromise("It posts in a language that nobody here speaks."), Done(12, "AccountCompromised"), AccountRules.AlreadyCompromised),
        ["recoverAccount"] = Example.Command(new RecoverAccount("Sessions ended, password and MFA renewed."), Done(13, "AccountRecovered"), AccountRules.NotCompromised),
        ["loseAccount"] = Example.Command(new LoseAccount("The platform refused three appeals."), Done(13, "AccountLost"), AccountRules.NotCompromised),
        ["proposeRetirement"] = Example.Command(new ProposeRetirement("The campaign is over."), Done(12, "RetirementProposed"), AccountRules.RetirementProposed),
        ["confirmRetirement"] = Example.Command(new ConfirmRetirement(Autumn, null), Done(13, "RetirementAnnounced"), AccountRules.NoRetirement),
        ["cancelRetirement"] = Example.Command(new CancelRetirement("There is a second season."), Done(14, "RetirementCancelled"), AccountRules.NoRetirement),
        ["parkAccount"] = Example.Command(new ParkAccount(), Done(17, "AccountParked"), AccountRules.NoticesRunning),
        ["deleteAccount"] = Example.Command(new DeleteAccount("A court in Dublin ordered it."), Done(17, "AccountDeleted"), AccountRules.NoticesRunning),
    };

    private const string Self = "/accounts/" + Id;

    private static Receipt Done(long version, params string[] facts) => Examples.On(StreamKeys.Account(Id), version, Self, null, facts);
}
