using Governance.Policies;
using static Governance.Tests.Policies.Life;
using static Governance.Tests.Policies.Story;

namespace Governance.Tests.Policies;

public sealed class ReviewTests
{
    private static readonly DateTimeOffset Due = Noon.AddMonths(12);

    [Fact]
    public void Taking_effect_schedules_the_review_by_the_cycle() =>
        Given(Approved(Wording(cycle: 6))).When(new PublishPolicy(null)).Then([new PolicyPublished("1.0", Wording(cycle: 6).Digest(), TheRequest, Noon), .. TakesEffect("1.0", Wording(cycle: 6), Noon)]);

    [Fact]
    public void A_review_is_due_when_its_date_has_passed_and_once() =>
        Given(InForce()).At(Due.AddTicks(-1)).When(new RaiseReview(Due)).ThenNothing()
            .At(Due).When(new RaiseReview(Due)).Then(new ReviewDue(Due)).When(new RaiseReview(Due)).ThenNothing();

    [Fact]
    public void The_timer_of_a_review_that_was_moved_does_nothing() =>
        Given(InForce()).When(new ReviewScheduled(Due.AddDays(1))).Then(new ReviewScheduled(Due.AddDays(1))).At(Due).When(new RaiseReview(Due)).ThenNothing();

    [Fact]
    public void The_timer_of_a_policy_that_is_not_in_force_does_nothing()
    {
        Given(InForce()).And(new PolicyRetired("1.0", "x")).At(Due).When(new RaiseReview(Due)).ThenNothing();
        Given(InForce()).And(new PolicyWithdrawn("1.0", "x")).At(Due).When(new RaiseReview(Due)).ThenNothing();
    }

    [Fact]
    public void Scheduling_the_same_date_again_is_no_fact() => Given(InForce()).When(new ReviewScheduled(Due)).ThenNothing();

    [Fact]
    public void A_review_in_the_past_is_refused() => Given(InForce()).When(new ReviewScheduled(Noon)).Refused(PolicyRules.ReviewInThePast);

    [Fact]
    public void Nothing_is_reviewed_that_is_not_in_force()
    {
        Given(Drafted()).When(new ReviewScheduled(Due)).Refused(PolicyRules.NotInForce);
        Given(Drafted()).When(new ReviewCompleted(ReviewOutcome.Reaffirmed, "x")).Refused(PolicyRules.NotInForce);
    }

    [Fact]
    public void A_reaffirmed_policy_gets_its_next_date_by_the_cycle()
    {
        var review = new ReviewCompleted(ReviewOutcome.Reaffirmed, "Still right");
        var story = Given(InForce()).At(Due).When(new RaiseReview(Due)).When(review).Then(review, new ReviewScheduled(Due.AddMonths(12)));
        Assert.Equal((Due.AddMonths(12), false), (story.View!.ReviewDueOn, story.View.ReviewIsDue));
    }

    [Theory]
    [InlineData(ReviewOutcome.ToBeRevised)]
    [InlineData(ReviewOutcome.ToBeRetired)]
    public void A_review_that_leads_elsewhere_schedules_none(ReviewOutcome outcome)
    {
        var review = new ReviewCompleted(outcome, "Out of date");
        var story = Given(InForce()).At(Due).When(review).Then(review).When(new RaiseReview(Due)).ThenNothing();
        Assert.Null(story.View!.ReviewDueOn);
    }
}
