using Governance.Policies;
using static Governance.Tests.Policies.Life;
using static Governance.Tests.Policies.Story;

namespace Governance.Tests.Policies;

public sealed class ForceTests
{
    private static readonly DateTimeOffset Tomorrow = Noon.AddDays(1);
    private static readonly DateTimeOffset Later = Noon.AddDays(30);
    private static readonly PolicyContent Two = Wording("Two.");
    private static readonly PolicyContent Three = Wording("Three.");

    [Fact]
    public void A_version_supersedes_the_last_at_its_moment_and_not_before() =>
        Given(InForce()).And(Published(Later, Two, "2.0", request: "r-2"))
            .At(Later.AddTicks(-1)).When(new TakeEffect("2.0")).ThenNothing()
            .At(Later).When(new TakeEffect("2.0")).Then([new PolicySuperseded("1.0", "2.0"), .. TakesEffect("2.0", Two, Later)]);

    [Fact]
    public void The_version_in_force_covers_every_moment_until_the_next_one_begins()
    {
        var view = Given(InForce()).And(Published(Later, Two, "2.0", request: "r-2")).At(Later.AddDays(3)).When(new TakeEffect("2.0")).View!;
        Assert.Equal(["1.0"], view.Versions.Where(version => version.Covers(Later.AddTicks(-1))).Select(version => version.Label));
        Assert.Equal(["2.0"], view.Versions.Where(version => version.Covers(Later)).Select(version => version.Label));
    }

    [Fact]
    public void A_timer_that_comes_twice_acts_once() =>
        Given(Published(Tomorrow)).At(Tomorrow).When(new TakeEffect("1.0")).Then(TakesEffect("1.0", Wording(), Tomorrow)).When(new TakeEffect("1.0")).ThenNothing();

    [Fact]
    public void The_timer_of_a_withdrawn_version_does_nothing() =>
        Given(Published(Tomorrow)).And(new PolicyWithdrawn("1.0", "x")).At(Later).When(new TakeEffect("1.0")).ThenNothing();

    [Fact]
    public void Versions_that_came_due_together_take_effect_one_after_the_other() =>
        Given(InForce()).And(Published(Tomorrow, Two, "2.0", request: "r-2")).And(Published(Later, Three, "3.0", request: "r-3"))
            .At(Later).When(new TakeEffect("3.0")).Then([
                new PolicySuperseded("1.0", "2.0"), .. TakesEffect("2.0", Two, Tomorrow),
                new PolicySuperseded("2.0", "3.0"), .. TakesEffect("3.0", Three, Later)])
            .When(new TakeEffect("2.0")).ThenNothing();

    [Fact]
    public void The_timer_of_the_first_leaves_a_later_version_waiting()
    {
        var story = Given(Published(Tomorrow)).And(Published(Later, Two, "2.0", request: "r-2")).At(Tomorrow).When(new TakeEffect("1.0")).Then(TakesEffect("1.0", Wording(), Tomorrow));
        Assert.Equal(["2.0"], story.Policy!.Waiting.Select(waiting => waiting.Label));
    }

    [Fact]
    public void A_version_whose_timer_is_late_takes_effect_before_one_that_is_published_now() =>
        Given(Published(Tomorrow)).And(Approved(Two, "2.0", request: "r-2")).At(Later).When(new PublishPolicy(null)).Then([
            new PolicyPublished("2.0", Two.Digest(), "r-2", Later), .. TakesEffect("1.0", Wording(), Tomorrow),
            new PolicySuperseded("1.0", "2.0"), .. TakesEffect("2.0", Two, Later)])
            .When(new TakeEffect("1.0")).ThenNothing();

    [Fact]
    public void What_is_in_force_is_retired_for_good()
    {
        var retired = new PolicyRetired("1.0", "Replaced");
        var story = Given(InForce()).When(new RetirePolicy("Replaced")).Then(retired);
        Assert.Equal((null, true, PolicyState.Retired), (story.Policy!.InForce, story.Policy.Retired, story.View!.State));
        story.When(new RetirePolicy("Again")).Refused(PolicyRules.Retired);
    }

    [Fact]
    public void What_never_was_in_force_is_not_retired()
    {
        Given(Drafted()).When(new RetirePolicy("x")).Refused(PolicyRules.NeverInForce);
        Given(Published(Later)).When(new RetirePolicy("x")).Refused(PolicyRules.NeverInForce);
    }

    [Fact]
    public void Nothing_is_retired_while_a_draft_is_under_way() => Given(InForce()).And(Drafted(Two)).When(new RetirePolicy("x")).Refused(PolicyRules.DraftExists);

    [Fact]
    public void Nothing_is_retired_while_a_version_waits() =>
        Given(InForce()).And(Published(Later, Two, "2.0", request: "r-2")).When(new RetirePolicy("x")).Refused(PolicyRules.PublicationWaiting);

    [Fact]
    public void A_retirement_names_the_version_that_was_in_force_not_one_that_never_took_effect() =>
        Given(InForce()).And(Published(Later, Two, "2.0", request: "r-2")).And(new PolicyWithdrawn("2.0", "Error")).When(new RetirePolicy("Done")).Then(new PolicyRetired("1.0", "Done"));

    [Fact]
    public void What_was_in_force_and_withdrawn_may_be_retired() =>
        Given(InForce()).And(new PolicyWithdrawn("1.0", "Error")).When(new RetirePolicy("Done")).Then(new PolicyRetired("1.0", "Done"));

    [Fact]
    public void An_impossible_history_is_not_folded()
    {
        Assert.Throws<InvalidOperationException>(() => Given(new PolicyAbandoned("x")));
        Assert.Throws<InvalidOperationException>(() => Given(InForce()).And(new PolicyRevised(Two, ChangeKind.Major, "x")));
        Assert.Throws<InvalidOperationException>(() => Given(Drafted()).And(new PolicyBecameEffective("1.0", Two.Digest())));
        Assert.Throws<InvalidOperationException>(() => Given(InForce()).And(Published(Later, Two, "2.0")).And(new PolicyBecameEffective("2.0", Two.Digest())));
        Assert.Throws<InvalidOperationException>(() => Given(InForce()).And(new PolicySuperseded("0.9", "1.0")));
    }
}
