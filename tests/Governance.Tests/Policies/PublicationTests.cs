using Governance.Policies;
using static Governance.Tests.Policies.Life;
using static Governance.Tests.Policies.Story;

namespace Governance.Tests.Policies;

public sealed class PublicationTests
{
    private static readonly DateTimeOffset Tomorrow = Noon.AddDays(1);
    private static readonly DateTimeOffset Later = Noon.AddDays(30);
    private static readonly PolicyContent Two = Wording("Two.");
    private static readonly string Digest = Wording().Digest();

    [Fact]
    public void Without_a_date_it_takes_effect_at_once() =>
        Given(Approved()).At(Tomorrow).When(new PublishPolicy(null)).Then([new PolicyPublished("1.0", Digest, TheRequest, Tomorrow), .. TakesEffect("1.0", Wording(), Tomorrow)]);

    [Fact]
    public void With_a_date_to_come_it_waits()
    {
        var story = Given(Approved()).When(new PublishPolicy(Later)).Then(new PolicyPublished("1.0", Digest, TheRequest, Later));
        Assert.Null(story.Policy!.InForce);
        Assert.Equal(PolicyState.Published, story.View!.State);
    }

    [Fact]
    public void A_date_between_approval_and_now_is_refused_because_nobody_could_have_kept_it() =>
        Given(Approved()).At(Later).When(new PublishPolicy(Tomorrow)).Refused(PolicyRules.EffectiveInThePast);

    [Fact]
    public void A_date_before_the_approval_is_refused() =>
        Given(Approved()).At(Tomorrow).When(new PublishPolicy(Noon.AddSeconds(-1))).Refused(PolicyRules.EffectiveBeforeApproval);

    [Fact]
    public void A_date_is_kept_in_utc() =>
        Given(Approved()).When(new PublishPolicy(Later.ToOffset(TimeSpan.FromHours(5)))).Then(new PolicyPublished("1.0", Digest, TheRequest, Later));

    [Fact]
    public void The_date_that_was_approved_with_the_content_holds()
    {
        var text = Wording(from: Later);
        Given(Approved(text)).When(new PublishPolicy(null)).Then(new PolicyPublished("1.0", text.Digest(), TheRequest, Later));
        Given(Approved(text)).When(new PublishPolicy(Later)).Then(new PolicyPublished("1.0", text.Digest(), TheRequest, Later));
        Given(Approved(text)).When(new PublishPolicy(Tomorrow)).Refused(PolicyRules.NotTheApprovedDate);
    }

    [Fact]
    public void An_approved_date_that_passed_means_now()
    {
        var text = Wording(from: Noon.AddDays(-9));
        Given(Approved(text)).At(Tomorrow).When(new PublishPolicy(null)).Then([new PolicyPublished("1.0", text.Digest(), TheRequest, Tomorrow), .. TakesEffect("1.0", text, Tomorrow)]);
    }

    [Fact]
    public void Only_what_is_approved_is_published()
    {
        Given(Drafted()).When(new PublishPolicy(null)).Refused(PolicyRules.NotApproved);
        Given(Submitted()).When(new PublishPolicy(null)).Refused(PolicyRules.NotApproved);
        Given(InForce()).When(new PublishPolicy(null)).Refused(PolicyRules.NotApproved);
    }

    [Fact]
    public void Labels_go_from_1_0_by_a_minor_change_to_1_1_and_by_a_major_one_to_2_0()
    {
        Given(InForce()).And(Drafted(Two, ChangeKind.Minor)).When(new SubmitDraft("r-2", null)).Then(new PolicySubmitted("r-2", "1.1", Two.Digest(), null));
        Given(InForce(label: "1.1")).And(Drafted(Two)).When(new SubmitDraft("r-2", null)).Then(new PolicySubmitted("r-2", "2.0", Two.Digest(), null));
    }

    [Fact]
    public void The_number_of_a_withdrawn_version_is_not_used_again() =>
        Given(Published(Later)).When(new PolicyWithdrawn("1.0", "Error")).And(Drafted(Two)).When(new SubmitDraft("r-2", null)).Then(new PolicySubmitted("r-2", "2.0", Two.Digest(), null));

    [Fact]
    public void A_date_not_after_a_waiting_version_is_refused()
    {
        var story = Given(Published(Later)).And(Approved(Two, "2.0", request: "r-2"));
        story.When(new PublishPolicy(Tomorrow)).Refused(PolicyRules.EarlierThanWaiting);
        story.When(new PublishPolicy(Later)).Refused(PolicyRules.EarlierThanWaiting);
        story.When(new PublishPolicy(null)).Refused(PolicyRules.EarlierThanWaiting);
    }

    [Fact]
    public void A_date_not_after_the_version_in_force_is_refused() =>
        Given(Approved()).At(Tomorrow).When(new PublishPolicy(null)).At(Noon).And(Approved(Two, "2.0", request: "r-2")).At(Later)
            .When(new PublishPolicy(Noon.AddHours(1))).Refused(PolicyRules.EarlierThanInForce);

    [Fact]
    public void A_published_version_is_withdrawn_before_or_after_it_took_effect()
    {
        var withdrawal = new PolicyWithdrawn("1.0", "Error");
        var waiting = Given(Published(Later)).When(withdrawal).Then(withdrawal);
        Assert.Equal((0, PolicyState.Withdrawn), (waiting.Policy!.Waiting.Count, waiting.View!.State));
        var inForce = Given(InForce()).When(withdrawal).Then(withdrawal);
        Assert.Equal((null, null, PolicyState.Withdrawn), (inForce.Policy!.InForce, inForce.Policy.ReviewDueOn, inForce.View!.State));
        inForce.When(withdrawal).Refused(PolicyRules.NotPublished);
    }

    [Fact]
    public void A_policy_whose_version_in_force_is_withdrawn_is_published_while_another_waits()
    {
        var story = Given(InForce()).And(Published(Later, Two, "2.0", request: "r-2")).When(new PolicyWithdrawn("1.0", "Error"));
        Assert.Equal((PolicyState.Published, null), (story.View!.State, story.View.InForce));
    }

    [Fact]
    public void What_was_superseded_is_not_withdrawn() =>
        Given(InForce()).And(Approved(Two, "2.0", request: "r-2")).At(Later).When(new PublishPolicy(null)).When(new PolicyWithdrawn("1.0", "x")).Refused(PolicyRules.NotPublished);
}
