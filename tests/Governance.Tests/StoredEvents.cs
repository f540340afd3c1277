using Governance.Access;
using Governance.Approvals;
using Governance.Directory;
using Governance.Notices;
using Governance.Policies;
using Governance.Tests.Policies;
using Governance.Tests.Privacy;

namespace Governance.Tests;

/// <summary>
/// The stored form of every event, for ever. A change here is a change of history: instead of it, write an upcaster and pin the new
/// form beside the old one. Facts of requests are pinned with the flow library.
/// </summary>
internal static class StoredEvents
{
    private static readonly DateTimeOffset Moment = new(2027, 1, 1, 9, 30, 0, TimeSpan.Zero);
    private static readonly string Digest = new('a', 64);

    private const string Content =
        """{"title":"Social media policy","kind":"policy","area":"communications","owner":{"role":"policy-owner","area":"communications"},"audience":["all staff"],"scope":"Every account that speaks for us","jurisdiction":["IE"],"language":"en","reviewCycleMonths":12,"platforms":["all"],"accountClasses":["official"],"effectiveFrom":"2027-01-01T09:30:00+00:00","contact":"social.media@acme.example","glossary":{"account":"A profile on a platform"},"body":"## 1. Purpose {#purpose}\n\n1.1 Hello. {#purpose-voice}\n"}""";

    private static readonly PolicyContent Whole =
        Life.Wording("Hello.", Moment) with { Glossary = Life.Wording().Glossary.Add("account", "A profile on a platform") };

    /// <summary>Every event with its JSON; optional members are there once and absent once.</summary>
    public static IReadOnlyList<(object Event, string Json)> All { get; } =
    [
        (new PolicyDrafted(Whole, ChangeKind.Major, "First"), $$"""{"content":{{Content}},"change":"major","summary":"First"}"""),
        (new PolicyDrafted(Whole, ChangeKind.Minor, null), $$"""{"content":{{Content}},"change":"minor"}"""),
        (new PolicyRevised(Whole, ChangeKind.Major, "Shorter"), $$"""{"content":{{Content}},"change":"major","summary":"Shorter"}"""),
        (new ClauseCommented("c-1", "purpose", "Why?"), """{"commentId":"c-1","clauseId":"purpose","text":"Why?"}"""),
        (new CommentResolved("c-1", "Said why"), """{"commentId":"c-1","resolution":"Said why"}"""),
        (new PolicyAbandoned("Not needed"), """{"reason":"Not needed"}"""),
        (new PolicySubmitted("r-1", "1.0", Digest, "Please"), $$"""{"requestId":"r-1","label":"1.0","digest":"{{Digest}}","note":"Please"}"""),
        (new PolicySubmitted("r-1", "1.0", Digest, null), $$"""{"requestId":"r-1","label":"1.0","digest":"{{Digest}}"}"""),
        (new ChangesRequested("r-1", Digest), $$"""{"requestId":"r-1","digest":"{{Digest}}"}"""),
        (new PolicyApproved("r-1", "1.0", Digest), $$"""{"requestId":"r-1","label":"1.0","digest":"{{Digest}}"}"""),
        (new PolicyRejected("r-1", "1.0", Digest), $$"""{"requestId":"r-1","label":"1.0","digest":"{{Digest}}"}"""),
        (new PolicyApprovedByBreakGlass("r-1", "1.0", Digest), $$"""{"requestId":"r-1","label":"1.0","digest":"{{Digest}}"}"""),
        (new PolicyBreakGlassUndone("r-1", "1.0", Digest), $$"""{"requestId":"r-1","label":"1.0","digest":"{{Digest}}"}"""),
        (new SubmissionWithdrawn("r-1", "Too early"), """{"requestId":"r-1","reason":"Too early"}"""),
        (new SubmissionWithdrawn("r-1", null), """{"requestId":"r-1"}"""),
        (new PolicyPublished("1.0", Digest, "r-1", Moment), $$"""{"label":"1.0","digest":"{{Digest}}","requestId":"r-1","effectiveFrom":"2027-01-01T09:30:00+00:00"}"""),
        (new PolicyBecameEffective("1.0", Digest), $$"""{"label":"1.0","digest":"{{Digest}}"}"""),
        (new PolicySuperseded("1.0", "2.0"), """{"label":"1.0","by":"2.0"}"""),
        (new PolicyWithdrawn("1.0", "Error"), """{"label":"1.0","reason":"Error"}"""),
        (new PolicyRetired("1.0", "Replaced"), """{"label":"1.0","reason":"Replaced"}"""),
        (new ReviewScheduled(Moment), """{"dueOn":"2027-01-01T09:30:00+00:00"}"""),
        (new ReviewDue(Moment), """{"dueOn":"2027-01-01T09:30:00+00:00"}"""),
        (new ReviewCompleted(ReviewOutcome.Reaffirmed, "Right"), """{"outcome":"reaffirmed","note":"Right"}"""),
        (new ReviewCompleted(ReviewOutcome.ToBeRevised, "Old"), """{"outcome":"toBeRevised","note":"Old"}"""),
        (new ReviewCompleted(ReviewOutcome.ToBeRetired, "Dead"), """{"outcome":"toBeRetired","note":"Dead"}"""),

        (new FlowAdopted(2, Digest, "policy-version", "Publish a policy", "flow: publish-policy\n", "publish-policy.yaml"),
            $$"""{"version":2,"digest":"{{Digest}}","subject":"policy-version","title":"Publish a policy","text":"flow: publish-policy\n","basis":"publish-policy.yaml"}"""),
        (new FlowVersionProposed(2, Digest, "policy-version", "Publish a policy", "flow: publish-policy\n", "Two of legal", "r-1"),
            $$"""{"version":2,"digest":"{{Digest}}","subject":"policy-version","title":"Publish a policy","text":"flow: publish-policy\n","summary":"Two of legal","requestId":"r-1"}"""),
        (new FlowProposalReturned("r-1", 2, Digest), $$"""{"requestId":"r-1","version":2,"digest":"{{Digest}}"}"""),
        (new FlowProposalClosed("r-1", 2, Digest, FlowProposalOutcome.Rejected), $$"""{"requestId":"r-1","version":2,"digest":"{{Digest}}","outcome":"rejected"}"""),
        (new FlowProposalClosed("r-1", 2, Digest, FlowProposalOutcome.Withdrawn), $$"""{"requestId":"r-1","version":2,"digest":"{{Digest}}","outcome":"withdrawn"}"""),
        (new FlowProposalClosed("r-1", 2, Digest, FlowProposalOutcome.Expired), $$"""{"requestId":"r-1","version":2,"digest":"{{Digest}}","outcome":"expired"}"""),

        (new OrganisationFounded("Acme"), """{"title":"Acme"}"""),
        (new AreaOpened("legal", "Legal"), """{"area":"legal","title":"Legal"}"""),
        (new GroupFormed("Legal department"), """{"title":"Legal department"}"""),
        (new PersonJoined("legal", 5, StoredTexts.Read(StoredTexts.Name), StoredTexts.Read(StoredTexts.Email), StoredTexts.Read(StoredTexts.SignIn)),
            $$"""{"area":"legal","grade":5,"name":{{StoredTexts.Name}},"email":{{StoredTexts.Email}},"signIn":{{StoredTexts.SignIn}}}"""),
        (new PersonJoined("legal", 5), """{"area":"legal","grade":5}"""),
        (new PersonJoined(null, null), "{}"),
        (new PersonChanged("legal", 5), """{"area":"legal","grade":5}"""),
        (new PersonChanged(null, null), "{}"),
        (new PersonCardChanged(["name", "email", "signIn"], StoredTexts.Read(StoredTexts.Name), StoredTexts.Read(StoredTexts.Email), StoredTexts.Read(StoredTexts.SignIn)),
            $$"""{"members":["name","email","signIn"],"name":{{StoredTexts.Name}},"email":{{StoredTexts.Email}},"signIn":{{StoredTexts.SignIn}}}"""),
        (new PersonCardChanged(["email"]), """{"members":["email"]}"""),
        (new PersonLeft(StoredTexts.Read(StoredTexts.Reason)), $$"""{"reason":{{StoredTexts.Reason}}}"""),
        (new PersonErased([StoredTexts.KeyId], ErasureBasis.NoLongerNeeded, "Request 17"), """{"keys":["acme/p-1/0011223344556677"],"basis":"noLongerNeeded","reference":"Request 17"}"""),
        (new PersonErased([], ErasureBasis.ConsentWithdrawn, null), """{"keys":[],"basis":"consentWithdrawn"}"""),
        (new PersonErased([], ErasureBasis.Objection, null), """{"keys":[],"basis":"objection"}"""),
        (new PersonErased([], ErasureBasis.UnlawfullyKept, null), """{"keys":[],"basis":"unlawfullyKept"}"""),
        (new PersonErased([], ErasureBasis.LegalObligation, null), """{"keys":[],"basis":"legalObligation"}"""),
        (new PersonErased([], ErasureBasis.ChildsData, null), """{"keys":[],"basis":"childsData"}"""),
        (new PersonLeft(null), "{}"),
        (new RoleGranted("drafter", "legal"), """{"role":"drafter","area":"legal"}"""),
        (new RoleGranted("auditor", null), """{"role":"auditor"}"""),
        (new RoleRevoked("drafter", "legal"), """{"role":"drafter","area":"legal"}"""),
        (new RoleRevoked("auditor", null), """{"role":"auditor"}"""),
        (new GroupJoined("legal"), """{"group":"legal"}"""),
        (new GroupLeft("legal"), """{"group":"legal"}"""),
        (new RelationStated("manager", "p-2"), """{"relation":"manager","person":"p-2"}"""),
        (new RelationEnded("manager", "p-2"), """{"relation":"manager","person":"p-2"}"""),
        (new DelegationGiven("d-1", "p-2", Moment, Moment.AddDays(14), ["publish-policy"], ["legal"], StoredTexts.Read(StoredTexts.Reason)),
            $$"""{"delegationId":"d-1","delegate":"p-2","from":"2027-01-01T09:30:00+00:00","until":"2027-01-15T09:30:00+00:00","flows":["publish-policy"],"areas":["legal"],"reason":{{StoredTexts.Reason}}}"""),
        (new DelegationGiven("d-1", "p-2", Moment, Moment.AddDays(14), [], [], null),
            """{"delegationId":"d-1","delegate":"p-2","from":"2027-01-01T09:30:00+00:00","until":"2027-01-15T09:30:00+00:00","flows":[],"areas":[]}"""),
        (new DelegationEnded("d-1", StoredTexts.Read(StoredTexts.Reason)), $$"""{"delegationId":"d-1","reason":{{StoredTexts.Reason}}}"""),
        (new DelegationEnded("d-1", null), """{"delegationId":"d-1"}"""),

        (new KeyIssued("p-1", "Newsroom", ["policies:read"], Moment), """{"person":"p-1","name":"Newsroom","scopes":["policies:read"],"expiresAt":"2027-01-01T09:30:00+00:00"}"""),
        (new KeyRevoked("Lost"), """{"reason":"Lost"}"""),
        (new ResourceRead("/policies", "?state=inForce"), """{"path":"/policies","query":"?state=inForce"}"""),
        (new ResourceRead("/policies", null), """{"path":"/policies"}"""),
        (new NoticeRead(), "{}"),

        .. StoredLeadEvents.All,
        .. StoredAccountEvents.All,
        .. StoredClaimEvents.All,
    ];
}
