using Governance.Access;
using Governance.Approvals;
using Governance.Audit;
using Governance.Directory;
using Governance.Flows;
using Governance.Impostors;
using Governance.Leads;
using Governance.Notices;
using Governance.Policies;
using Governance.Privacy;
using Governance.Shared;
using JasperFx.Events;
using Sentences = Governance.Audit.Sentences;

namespace Governance.Tests.Audit;

/// <summary>The sentence of every fact there is.</summary>
public sealed class SentenceTests
{
    private static readonly DateTimeOffset At = new(2027, 1, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly string Digest = new('a', 64);
    private static readonly Dictionary<string, string> Fields = new() { ["body"] = Digest };
    private static readonly Dictionary<string, IReadOnlyList<string>> Asked = new() { ["owners"] = ["p-1", "p-2"] };

    private static readonly PolicyContent Content = new(
        "Social media policy", PolicyKind.Policy, "legal", new RoleInArea("policy-owner", "legal"), ["all staff"], "Every account", ["IE"], "en", 12, ["all"], ["official"], null, null, null, "## 1. Purpose\n");

    private static readonly DataSubject Bogdan = new("acme", "p-2");

    private static readonly Names Names = new(new Dictionary<string, string> { ["p-1"] = "Aoife Brennan", ["p-2"] = "Bogdan Ionescu" });

    /// <summary>One of each fact, with the stream that it stands in.</summary>
    private static readonly (string Stream, object Fact)[] Samples =
    [
        ("policy/social-media", new PolicyDrafted(Content, ChangeKind.Major, "why")),
        ("policy/social-media", new PolicyRevised(Content, ChangeKind.Minor, "why")),
        ("policy/social-media", new ClauseCommented("c-1", "purpose", "why")),
        ("policy/social-media", new CommentResolved("c-1", "why")),
        ("policy/social-media", new PolicyAbandoned("why")),
        ("policy/social-media", new PolicySubmitted("r-1", "1.0", Digest, "why")),
        ("policy/social-media", new ChangesRequested("r-1", Digest)),
        ("policy/social-media", new PolicyApproved("r-1", "1.0", Digest)),
        ("policy/social-media", new PolicyRejected("r-1", "1.0", Digest)),
        ("policy/social-media", new PolicyApprovedByBreakGlass("r-1", "1.0", Digest)),
        ("policy/social-media", new PolicyBreakGlassUndone("r-1", "1.0", Digest)),
        ("policy/social-media", new SubmissionWithdrawn("r-1", "why")),
        ("policy/social-media", new PolicyPublished("1.0", Digest, "r-1", At)),
        ("policy/social-media", new PolicyBecameEffective("1.0", Digest)),
        ("policy/social-media", new PolicySuperseded("1.0", "2.0")),
        ("policy/social-media", new PolicyWithdrawn("1.0", "why")),
        ("policy/social-media", new PolicyRetired("1.0", "why")),
        ("policy/social-media", new ReviewScheduled(At)),
        ("policy/social-media", new ReviewDue(At)),
        ("policy/social-media", new ReviewCompleted(ReviewOutcome.ToBeRevised, "why")),
        ("person/p-2", new PersonJoined("legal", 5)),
        ("person/p-2", new PersonChanged("legal", 6)),
        ("person/p-2", new PersonCardChanged(["name", "signIn"])),
        ("person/p-2", new PersonLeft(Personal.Of(Bogdan, "why"))),
        ("person/p-2", new RoleGranted("drafter", "legal")),
        ("person/p-2", new RoleRevoked("drafter", null)),
        ("person/p-2", new GroupJoined("legal")),
        ("person/p-2", new GroupLeft("legal")),
        ("person/p-2", new RelationStated("manager", "p-1")),
        ("person/p-2", new RelationEnded("manager", "p-1")),
        ("person/p-2", new DelegationGiven("d-1", "p-1", At, At.AddDays(14), ["publish-policy"], ["legal"], Personal.Of(Bogdan, "why"))),
        ("person/p-2", new DelegationEnded("d-1", Personal.Of(Bogdan, "why"))),
        ("person/p-2", new PersonErased([], ErasureBasis.Objection, "why")),
        ("group/legal", new GroupFormed("Legal department")),
        ("organisation/acme", new OrganisationFounded("Acme")),
        ("organisation/acme", new AreaOpened("legal", "Legal")),
        ("request/r-1", new ApprovalRequested("publish-policy", 1, Digest, "policy-version", "social-media", "Social media policy", new Dictionary<string, FactValue>(), Fields, "p-1", [], "p-1")),
        ("request/r-1", new RequestRevised(Fields, new Dictionary<string, FactValue>(), [], "why")),
        ("request/r-1", new StageOpened("review", Asked)),
        ("request/r-1", new EligibilityChanged("review", Asked)),
        ("request/r-1", new DecisionMade(Decision.Approve, new Dictionary<string, string>(), ["owners"], null, "why")),
        ("request/r-1", new DecisionTakenBack("owner", "why")),
        ("request/r-1", new QuorumUnreachable("review", "owner", 2, 1)),
        ("request/r-1", new StageSkipped("review")),
        ("request/r-1", new StageClosed("review", Asked)),
        ("request/r-1", new RequestReturned("review", ["p-1"])),
        ("request/r-1", new RequestApproved()),
        ("request/r-1", new RequestRejected("review", ["p-1", "p-2"])),
        ("request/r-1", new RequestWithdrawn("why")),
        ("request/r-1", new GlassBroken("why")),
        ("request/r-1", new BreakGlassReviewed(["p-2"])),
        ("request/r-1", new BreakGlassUndone([])),
        ("request/r-1", new RequestExpired()),
        ("request/r-1", new RequestReopened("why")),
        ("request/r-1", new ApprovalConfirmed(["p-2"])),
        ("request/r-1", new FlowReplaced(2, Digest, ["owner"], ["legal"], ["comms"])),
        ("request/r-1", new DeadlineSet(DeadlinePurpose.Due, At, "Europe/Dublin", "Mon-Fri 09:00-17:30", "2026a", "review")),
        ("request/r-1", new DeadlinePassed(DeadlinePurpose.Due, At, "review")),
        ("request/r-1", new PeopleReminded("review", At, ["p-2"])),
        ("request/r-1", new RequestEscalated("review", "executives", EscalationCause.Overdue)),
        ("request/r-1", new PeopleTold("review", "owner", "executives", ["p-2"])),
        ("request/r-1", new QuorumLowered("review", "owner", 2, 1)),
        ("request/r-1", new RejectionLifted("review", "p-2", "why")),
        ("request/r-1", new SeatDelegated("p-1", "p-2", At, null, "why")),
        ("request/r-1", new SeatReturned("p-1", "p-2")),
        ("flow/publish-policy", new FlowAdopted(1, Digest, "policy-version", "Publish a policy", "flow: x", "why")),
        ("flow/publish-policy", new FlowVersionProposed(2, Digest, "policy-version", "Publish a policy", "flow: x", "why", "r-1")),
        ("flow/publish-policy", new FlowProposalReturned("r-1", 2, Digest)),
        ("flow/publish-policy", new FlowProposalClosed("r-1", 2, Digest, FlowProposalOutcome.Withdrawn)),
        ("key/k-1", new KeyIssued("p-2", "Laptop", ["*"], At)),
        ("key/k-1", new KeyRevoked("why")),
        ("reads/p-1", new ResourceRead("/policies", "?limit=5")),
        ("lead/l-1", new LeadSighted("facebook", "acme", "https://www.facebook.com/acme", null, "https://acme.example", SightingMeans.Swept, "facebook.com/acme", "why")),
        ("lead/l-1", new LeadRejected(LeadRejection.NotOurs, "why")),
        ("lead/l-1", new LeadReopened("why", null)),
        ("lead/l-1", new LeadPassedToImpostors("i-1")),
        ("lead/l-1", new LeadConfirmed("a-1")),
        ("lead/l-1", new LeadMatched("a-1")),
        ("search/s-1", new SweepStarted(["https://acme.example/", "https://acme.example/shoes"])),
        ("search/s-1", new PageSwept("https://acme.example/", "https://acme.example/", Digest, 48, 5, 1)),
        ("search/s-1", new PageNotSwept("https://acme.example/", "fetch.time", "why")),
        ("search/s-1", new ProbeStarted(["Acme"], [new("github", "acme", "https://github.com/acme")])),
        ("search/s-1", new HandleProbed("github", "acme", ProbeFinding.CannotTell, null, "why")),
        ("search/s-1", new SearchEnded()),
        ("impostor/i-1", new ImpostorSuspected("facebook", "acme", "https://www.facebook.com/acme", null, null, "why", true, null)),
        ("impostor/i-1", new EvidenceCaptured("the profile", null, "https://www.facebook.com/acme")),
        ("impostor/i-1", new DangerNoticed("why")),
        ("impostor/i-1", new CaseClassified(SuspectClass.Impostor, "why")),
        ("impostor/i-1", new ImpostorConfirmed("why")),
        ("impostor/i-1", new CaseCleared(SuspectClass.EmployeesOwn, "why")),
        ("impostor/i-1", new ImpostorReported("4711", "why", ReportedFor.Suspension, null)),
        ("impostor/i-1", new ReportUnanswered(At)),
        ("impostor/i-1", new ImpostorTakenDown("why")),
        ("impostor/i-1", new ReportRefused("why")),
        ("impostor/i-1", new CaseEscalated(EscalationStep.Court, "why", "p-2")),
        ("impostor/i-1", new ReportWithdrawn("why")),
        ("impostor/i-1", new HolderObjected("why", null)),
        ("impostor/i-1", new ObjectionDecided(true, SuspectClass.Namesake, "why")),
        ("notice/n-1", new NoticeRead()),
    ];

    public static TheoryData<string> Facts => [.. Samples.Select(sample => sample.Fact.GetType().Name)];

    [Fact]
    public void There_is_a_sample_of_every_fact_that_is_stored()
    {
        IReadOnlyList<Type>[] families =
        [
            FactsOf<PolicyEvent>.Types, FactsOf<PersonEvent>.Types, FactsOf<GroupEvent>.Types, FactsOf<OrganisationEvent>.Types,
            FactsOf<RequestEvent>.Types, FactsOf<FlowEvent>.Types, FactsOf<KeyEvent>.Types, FactsOf<ReadEvent>.Types,
            FactsOf<LeadEvent>.Types, FactsOf<ImpostorEvent>.Types, FactsOf<SearchEvent>.Types, FactsOf<NoticeEvent>.Types,
        ];
        Assert.Equal(families.SelectMany(types => types).Select(type => type.Name).Order(), Samples.Select(sample => sample.Fact.GetType().Name).Order());
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public void It_reads_as_English_and_names_people_not_ids_or_types(string fact)
    {
        var (sentence, _) = Said(fact);
        Assert.StartsWith("Aoife Brennan ", sentence, StringComparison.Ordinal);
        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\bp-\d", sentence);
        Assert.DoesNotMatch("[a-z][A-Z]", sentence);
        Assert.DoesNotMatch("  | [.,]|System|[{}<>]", sentence);
        Assert.True(sentence.Split(' ').Length >= 4, sentence);
    }

    [Fact]
    public void No_two_facts_say_the_same() =>
        Assert.Equal(Samples.Length, Samples.Select(sample => Said(sample.Fact.GetType().Name).Sentence).Distinct().Count());

    [Fact]
    public void Whatever_reason_was_given_is_told_as_the_why() =>
        Assert.All(Samples.Where(sample => sample.Fact.ToString()!.Contains("= why", StringComparison.Ordinal)), sample => Assert.Equal("why", Said(sample.Fact.GetType().Name).Why));

    [Theory]
    [InlineData(Decision.Approve, "Aoife Brennan approved as owners the content they were shown.")]
    [InlineData(Decision.Reject, "Aoife Brennan rejected it as owners.")]
    [InlineData(Decision.RequestChanges, "Aoife Brennan asked for changes as owners.")]
    [InlineData(Decision.Abstain, "Aoife Brennan abstained.")]
    public void Each_decision_has_words_of_its_own(Decision decision, string sentence) =>
        Assert.Equal(sentence, Said("request/r-1", new DecisionMade(decision, new Dictionary<string, string>(), ["owners"])).Sentence);

    [Fact]
    public void Whom_the_directory_does_not_know_any_more_is_told_by_id() =>
        Assert.Equal("Aoife Brennan added p-9 to the group legal.", Said("person/p-9", new GroupJoined("legal")).Sentence);

    [Fact]
    public void The_service_has_names_of_its_own()
    {
        Assert.StartsWith("The clock brought", Said("policy/x", new PolicyBecameEffective("1.0", Digest), Caller.Clock).Sentence, StringComparison.Ordinal);
        Assert.StartsWith("The founding file founded", Said("organisation/x", new OrganisationFounded("X"), Caller.Founder).Sentence, StringComparison.Ordinal);
    }

    private static (string Sentence, string? Why) Said(string fact)
    {
        var (stream, sample) = Samples.Single(sample => sample.Fact.GetType().Name == fact);
        return Said(stream, sample);
    }

    private static (string Sentence, string? Why) Said(string stream, object fact, string actor = "p-1")
    {
        var stored = (IEvent)Activator.CreateInstance(typeof(Event<>).MakeGenericType(fact.GetType()), fact)!;
        stored.StreamKey = stream;
        stored.UserName = actor;
        return Sentences.Of(stored, Names);
    }
}
