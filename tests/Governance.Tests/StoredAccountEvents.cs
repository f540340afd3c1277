using Governance.Accounts;

namespace Governance.Tests;

/// <summary>The stored form of every event of accounts, see <see cref="StoredEvents"/>.</summary>
internal static class StoredAccountEvents
{
    private static readonly DateTimeOffset Moment = new(2027, 1, 1, 9, 30, 0, TimeSpan.Zero);
    private static readonly string Digest = new('a', 64);
    private static readonly AccountProfile Whole = new(AccountType.Page, "Acme", "News", "Customers", "Marketing", "Acme", "IE", "en", AccountClass.Official);
    private static readonly AccountProfile Bare = new(AccountType.Profile, null, null, null, null, null, null, null, AccountClass.Campaign);

    /// <summary>Every event with its JSON; optional members are there once and absent once.</summary>
    public static IReadOnlyList<(object Event, string Json)> All { get; } =
    [
        (new AccountListed("x", "acme", "https://x.com/acme", "1234567890123456789", Whole, "lead-1"), """{"platform":"x","handle":"acme","url":"https://x.com/acme","platformId":"1234567890123456789","profile":{"type":"page","displayName":"Acme","purpose":"News","audience":"Customers","unit":"Marketing","brand":"Acme","market":"IE","language":"en","class":"official"},"leadId":"lead-1"}"""),
        (new AccountListed("x", "acme", "https://x.com/acme", null, Bare, null), """{"platform":"x","handle":"acme","url":"https://x.com/acme","profile":{"type":"profile","class":"campaign"}}"""),
        (new AccountRequested("x", "acme", "https://x.com/acme", Bare, "p-1", "p-2", "New market", "r-1"), """{"platform":"x","handle":"acme","url":"https://x.com/acme","profile":{"type":"profile","class":"campaign"},"owner":"p-1","backupOwner":"p-2","justification":"New market","requestId":"r-1"}"""),
        (new AccountRequested("x", "acme", "https://x.com/acme", Bare, "p-1", null, "New market", "r-1"), """{"platform":"x","handle":"acme","url":"https://x.com/acme","profile":{"type":"profile","class":"campaign"},"owner":"p-1","justification":"New market","requestId":"r-1"}"""),
        (new AccountRequestApproved("r-1"), """{"requestId":"r-1"}"""),
        (new AccountRequestDeclined("r-1", "No need"), """{"requestId":"r-1","reason":"No need"}"""),
        (new AccountRequestDeclined("r-1", null), """{"requestId":"r-1"}"""),
        (new AccountOpened("12"), """{"platformId":"12"}"""),
        (new AccountOpened(null), """{}"""),
        (new AccountClaimed("c-1", "p-1"), """{"claimId":"c-1","claimant":"p-1"}"""),
        (new AccountClaimEnded("c-1"), """{"claimId":"c-1"}"""),
        (new AccountRegistered("p-1", ["p-2"], AccountClass.Official, RegistrationGround.Claim, "c-1", "r-1", new FlowPin("claim-account", 2, Digest), [new PolicyPin("social-media-policy", "1.0", Digest)]),
            $$"""{"owner":"p-1","coOwners":["p-2"],"class":"official","ground":"claim","claimId":"c-1","requestId":"r-1","flow":{"name":"claim-account","version":2,"digest":"{{Digest}}"},"policies":[{"policyId":"social-media-policy","label":"1.0","digest":"{{Digest}}"}]}"""),
        (new AccountRegistered("p-1", [], AccountClass.Parked, RegistrationGround.Import, null, null, null, []), """{"owner":"p-1","coOwners":[],"class":"parked","ground":"import","policies":[]}"""),
        (new OwnershipVerified("c-1", 3, "rel-me", Moment), """{"claimId":"c-1","level":3,"method":"rel-me","until":"2027-01-01T09:30:00+00:00"}"""),
        (new VerificationEnded("c-1", "Lapsed"), """{"claimId":"c-1","reason":"Lapsed"}"""),
        (new AccountDescribed(Whole), """{"profile":{"type":"page","displayName":"Acme","purpose":"News","audience":"Customers","unit":"Marketing","brand":"Acme","market":"IE","language":"en","class":"official"}}"""),
        (new CreationRecorded(new DateOnly(2019, 5, 2), "p-1", AddressKind.Organisation, "Clause 4", "Asked the agency"), """{"on":"2019-05-02","by":"p-1","address":"organisation","contract":"Clause 4","note":"Asked the agency"}"""),
        (new CreationRecorded(null, null, AddressKind.Unknown, null, null), """{"address":"unknown"}"""),
        (new AccountRenamed("acme2", "https://x.com/acme2"), """{"handle":"acme2","url":"https://x.com/acme2"}"""),
        (new PlatformIdLearned("12"), """{"platformId":"12"}"""),
        (new AccountReplaced("a-2"), """{"by":"a-2"}"""),
        (new AccountReplaced(null), """{}"""),
        (new BackupOwnerNamed("p-2"), """{"person":"p-2"}"""),
        (new BackupOwnerAccepted("p-2"), """{"person":"p-2"}"""),
        (new BackupOwnerRemoved("p-2", "Moved"), """{"person":"p-2","reason":"Moved"}"""),
        (new BackupOwnerRemoved("p-2", null), """{"person":"p-2"}"""),
        (new PublisherGranted("p-3"), """{"person":"p-3"}"""),
        (new PublisherRevoked("p-3", "Moved"), """{"person":"p-3","reason":"Moved"}"""),
        (new PublisherRevoked("p-3", null), """{"person":"p-3"}"""),
        (new AgencyGranted("g-1", "Northside", "p-1", Moment), """{"grantId":"g-1","agency":"Northside","manager":"p-1","until":"2027-01-01T09:30:00+00:00"}"""),
        (new AgencyAccessEnded("g-1", "Early"), """{"grantId":"g-1","reason":"Early"}"""),
        (new AgencyAccessEnded("g-1", null), """{"grantId":"g-1"}"""),
        (new RecoveryAddressAssigned("p-1"), """{"person":"p-1"}"""),
        (new CustodyRecorded("vault:x"), """{"vaultReference":"vault:x"}"""),
        (new CustodyConfirmed(), """{}"""),
        (new MfaConfirmed(), """{}"""),
        (new ToolsRecorded(["scheduler"]), """{"tools":["scheduler"]}"""),
        (new ArchiveRecorded("archive:x"), """{"location":"archive:x"}"""),
        (new SuccessorNamed("p-2"), """{"person":"p-2"}"""),
        (new SuccessorCleared("p-2", "Left"), """{"person":"p-2","reason":"Left"}"""),
        (new IdentityContradicted("88", "a-2", "c-1"), """{"platformId":"88","heldBy":"a-2","claimId":"c-1"}"""),
        (new IdentityContradicted("88", null, "c-1"), """{"platformId":"88","claimId":"c-1"}"""),
        (new IdentitySettled("77", "Looked"), """{"platformId":"77","note":"Looked"}"""),
        (new HandOverOpened("h-1", Holding.Ownership, "p-1", "p-2", HandOverCause.Planned, Moment), """{"handOverId":"h-1","what":"ownership","from":"p-1","to":"p-2","cause":"planned","dueOn":"2027-01-01T09:30:00+00:00"}"""),
        (new HandOverOpened("h-1", Holding.AgencyAccess, "p-1", null, HandOverCause.Left, Moment), """{"handOverId":"h-1","what":"agencyAccess","from":"p-1","cause":"left","dueOn":"2027-01-01T09:30:00+00:00"}"""),
        (new HandOverRedirected("h-1", "p-3"), """{"handOverId":"h-1","to":"p-3"}"""),
        (new HandOverAccepted("h-1", "p-3"), """{"handOverId":"h-1","by":"p-3"}"""),
        (new HandOverDeclined("h-1", "Too much"), """{"handOverId":"h-1","reason":"Too much"}"""),
        (new HandOverCancelled("h-1", "Stays"), """{"handOverId":"h-1","reason":"Stays"}"""),
        (new HandOverCancelled("h-1", null), """{"handOverId":"h-1"}"""),
        (new AccountOrphaned("p-1"), """{"owner":"p-1"}"""),
        (new AttestationScheduled(Moment), """{"dueOn":"2027-01-01T09:30:00+00:00"}"""),
        (new AttestationReminded(Moment, 7), """{"dueOn":"2027-01-01T09:30:00+00:00","daysBefore":7}"""),
        (new AccountAttested("All well"), """{"note":"All well"}"""),
        (new AccountAttested(null), """{}"""),
        (new AttestationOverdue(Moment), """{"dueOn":"2027-01-01T09:30:00+00:00"}"""),
        (new AccountArchived("Nobody"), """{"reason":"Nobody"}"""),
        (new AccountRestored("Somebody"), """{"reason":"Somebody"}"""),
        (new AccountDisputed("d-1"), """{"disputeId":"d-1"}"""),
        (new AccountDisputeEnded("d-1", "upheld"), """{"disputeId":"d-1","outcome":"upheld"}"""),
        (new AccountCompromised("Odd posts"), """{"observed":"Odd posts"}"""),
        (new AccountRecovered("New keys"), """{"note":"New keys"}"""),
        (new AccountLost("Gone"), """{"note":"Gone"}"""),
        (new RetirementProposed("Over"), """{"reason":"Over"}"""),
        (new RetirementAnnounced(Moment, "Harm"), """{"on":"2027-01-01T09:30:00+00:00","shortened":"Harm"}"""),
        (new RetirementAnnounced(Moment, null), """{"on":"2027-01-01T09:30:00+00:00"}"""),
        (new RetirementNoticeDue(Moment, 48), """{"on":"2027-01-01T09:30:00+00:00","hoursBefore":48}"""),
        (new RetirementCancelled("Goes on"), """{"reason":"Goes on"}"""),
        (new AccountParked(), """{}"""),
        (new AccountDeleted("A court"), """{"reason":"A court"}"""),
    ];
}
