using Governance.Policies;
using static Governance.Tests.Policies.Life;
using static Governance.Tests.Policies.Story;

namespace Governance.Tests.Policies;

public sealed class CommentTests
{
    private static readonly ClauseCommented Comment = new("c-1", "purpose-voice", "Whose voice?");
    private static readonly CommentResolved Resolution = new("c-1", "Named the spokesperson");

    [Fact]
    public void A_clause_of_the_draft_is_commented_on_and_the_comment_resolved_once() =>
        Given(Drafted()).When(Comment).Then(Comment).When(Resolution).Then(Resolution).When(Resolution).Refused(PolicyRules.CommentUnknown);

    [Fact]
    public void A_comment_stays_open_when_the_draft_is_revised() =>
        Given(Drafted()).And(Comment).When(new ReviseDraft(Wording("New."), ChangeKind.Major, "x")).When(Resolution).Then(Resolution);

    [Fact]
    public void A_comment_on_a_clause_that_is_not_there_is_refused() => Given(Drafted()).When(Comment with { ClauseId = "scope" }).Refused(PolicyRules.ClauseUnknown);

    [Fact]
    public void A_comment_without_a_draft_is_refused() => Given(InForce()).When(Comment).Refused(PolicyRules.NoDraft);

    [Fact]
    public void A_comment_nobody_made_is_not_resolved() => Given(Drafted()).When(Resolution).Refused(PolicyRules.CommentUnknown);

    [Fact]
    public void Comments_end_with_their_draft()
    {
        Given(Drafted()).And(Comment, new PolicyAbandoned("x")).And(Drafted()).When(Resolution).Refused(PolicyRules.CommentUnknown);
        Given(Approved()).And(Comment).When(new PublishPolicy(null)).When(Resolution).Refused(PolicyRules.CommentUnknown);
    }
}
