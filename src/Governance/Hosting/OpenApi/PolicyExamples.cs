using Governance.Policies;
using Governance.Policies.Text;
using Governance.Shared;

namespace Governance.Hosting;

/// <summary>Commands on policies by example.</summary>
internal static class PolicyExamples
{
    internal const string Body = "## 1. Who speaks for us {#who}\n\n1.1 Only the communications team posts on an official account. {#who-posts}\n";

    internal static readonly PolicyContent Content = new(
        "Social media policy", PolicyKind.Policy, "communications", new RoleInArea("policy-owner", "communications"), ["all staff"],
        "Every account that speaks for Acme", ["IE"], "en", 12, ["all"], ["official"], Examples.Effective, "social.media@acme.example", null, Body);

    private static readonly DraftPolicy Draft = new(Examples.Policy, Content, "First draft, for the communications area");

    internal static IReadOnlyDictionary<string, Example> All { get; } = new Dictionary<string, Example>
    {
        ["draftPolicy"] = Example.Command(Draft, Done(1, "PolicyDrafted"), PolicyRules.ReferenceTaken),
        ["startNextDraft"] = Example.Command(new StartNextDraft(Content, ChangeKind.Minor, "Names the new contact"), Done(7, "PolicyDrafted"), PolicyRules.DraftExists),
        ["importPolicy"] = Example.Command(
            new ImportPolicy("social-media-policy.md", PolicyDocument.Write(new PolicyDocument(Examples.Policy, Content, ChangeKind.Major, null))),
            new ImportOutcome(Examples.Policy, ImportResult.Drafted, 1), 1, "/policies/" + Examples.Policy, PolicyRules.Pending),
        ["revisePolicy"] = Example.Command(new RevisePolicy(Content, ChangeKind.Major, "Says who may post in a crisis"), Done(2, "PolicyRevised"), PolicyRules.Pending),
        ["abandonDraft"] = Example.Command(new AbandonDraft("The employee handbook covers it now."), Done(3, "PolicyAbandoned"), PolicyRules.NoDraft),
        ["submitPolicy"] = Example.Command(
            new SubmitPolicy("Please read clause 1.1 with care."), Examples.On(Stream, 3, Self, $"/requests/{Examples.RequestId}", "PolicySubmitted"), PolicyRules.AlreadySubmitted),
        ["withdrawSubmission"] = Example.Command(
            new WithdrawSubmission("A clause is missing."), Examples.On(Stream, 4, Self, $"/requests/{Examples.RequestId}", "SubmissionWithdrawn"), PolicyRules.NotSubmitted),
        ["publishPolicy"] = Example.Command(new PublishPolicy(Examples.Effective), Done(5, "PolicyPublished"), PolicyRules.NotApproved),
        ["withdrawPolicy"] = Example.Command(new WithdrawPolicy("1.0", "Published with the wrong annex."), Done(7, "PolicyWithdrawn"), PolicyRules.NotPublished),
        ["retirePolicy"] = Example.Command(new RetirePolicy("Replaced by the communications handbook."), Done(8, "PolicyRetired"), PolicyRules.NeverInForce),
        ["scheduleReview"] = Example.Command(new ScheduleReview(Examples.NextReview), Done(7, "ReviewScheduled"), PolicyRules.ReviewInThePast),
        ["completeReview"] = Example.Command(
            new CompleteReview(ReviewOutcome.Reaffirmed, "Nothing has changed for us since last year."), Done(9, "ReviewCompleted", "ReviewScheduled"), PolicyRules.NotInForce),
        ["commentOnClause"] = Example.Command(
            new CommentOnClause("who-posts", "Does this bind agencies, too?"), Examples.On(Stream, 2, $"{Self}/comments", null, "ClauseCommented"), PolicyRules.NoDraft),
        ["resolveComment"] = Example.Command(new ResolveComment("Yes; clause 1.2 says so now."), Done(4, "CommentResolved")),
    };

    private const string Self = "/policies/" + Examples.Policy;

    private static string Stream => StreamKeys.Policy(Examples.Policy);

    private static Receipt Done(long version, params string[] facts) => Examples.On(Stream, version, Self, null, facts);
}
