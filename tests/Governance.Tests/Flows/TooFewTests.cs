using Governance.Flows;

namespace Governance.Tests.Flows;

/// <summary>Fewer people than the quorum, and what the flow does about it.</summary>
public class TooFewTests
{
    private const string Two = "  - {id: review, all: [{id: law, approve: 2, of: legal}]}";
    private static readonly string[] Groups = ["legal p-1", "bosses p-8 p-9 p-1", "owners p-7"];

    private static Scenario Request(string tooFew, string stages = Two) => Scenario.Of(stages, Groups, $"too-few: {tooFew}");

    [Fact]
    public void Blocked_it_waits_for_somebody_to_join_and_says_so_again_when_they_leave()
    {
        var request = Request("{do: block}").Approve("p-1");
        Assert.Equal(RequestState.Pending, request.Now.State);
        Assert.Equal(["p-2"], request.Join("legal", "p-2").Stage("review").Finish);
        Assert.Equal(2, request.Leave("legal", "p-2").Facts.Count(f => f == "QuorumUnreachable"));
        Assert.Equal(RequestState.Approved, request.Join("legal", "p-3").Approve("p-3").Now.State);
    }

    [Fact]
    public void Told_people_are_told_once_for_each_time_and_are_not_asked()
    {
        var request = Request("{do: block, tell: owners}");
        Assert.Equal(["QuorumUnreachable", "PeopleTold"], request.Facts.TakeLast(2));
        Assert.Equal(["p-7"], ((PeopleTold)request.History[^1].Fact).Persons);
        Assert.Single(request.Approve("p-1").Facts, "PeopleTold");
        Assert.Empty(RequestGuard.BallotOf(request.Flow, request.History, "p-7").Roles);
        Assert.Equal(2, request.Join("legal", "p-2").Leave("legal", "p-2").Facts.Count(f => f == "PeopleTold"));
    }

    [Fact]
    public void Further_people_are_asked_for_that_need_and_one_of_both_groups_still_counts_once()
    {
        var request = Request("{ask: bosses}");
        Assert.Equal(new RequestEscalated("review", "bosses", EscalationCause.TooFew, "law"), request.History[^1].Fact);
        Assert.Equal(["legal", "bosses"], request.Need("law").Asks);
        Assert.Equal(RequestState.Pending, request.Approve("p-1").Approve("p-1").Now.State);
        Assert.Equal(RequestState.Approved, request.Approve("p-9").Now.State);
    }

    [Fact]
    public void Asking_people_who_are_too_few_as_well_says_how_far_it_gets_and_blocks()
    {
        var request = Scenario.Of("  - {id: review, all: [{id: law, approve: 3, of: legal}]}", ["legal p-1", "bosses p-9 p-author"], "too-few: {ask: bosses}");
        Assert.Equal([(3, 1), (3, 2)], request.History.Select(e => e.Fact).OfType<QuorumUnreachable>().Select(q => (q.Required, q.Possible)));
        Assert.Single(request.Facts, "RequestEscalated");
    }

    [Fact]
    public void Lowered_to_what_can_be_reached_it_goes_up_again_when_somebody_joins()
    {
        var request = Scenario.Of("  - {id: review, all: [{id: law, approve: 3, of: legal}]}", ["legal p-1 p-2", "owners p-7"], "too-few: {do: lower, tell: owners}");
        Assert.Equal(["QuorumUnreachable", "PeopleTold", "QuorumLowered"], request.Facts.TakeLast(3));
        Assert.Equal(2, request.Need("law").Required);
        Assert.Equal(3, request.Join("legal", "p-3").Need("law").Required);
        Assert.Equal(RequestState.Approved, request.Leave("legal", "p-3").Approve("p-1").Approve("p-2").Now.State);
    }

    [Fact]
    public void Lowered_it_goes_on_down_with_whoever_leaves_and_never_below_one()
    {
        var request = Scenario.Of("  - {id: review, all: [{id: law, approve: 3, of: legal}]}", ["legal p-1 p-2"], "too-few: {do: lower}").Leave("legal", "p-2");
        Assert.Equal([(3, 2), (2, 1)], request.History.Select(e => e.Fact).OfType<QuorumLowered>().Select(q => (q.From, q.To)));
        request.Leave("legal", "p-1");
        Assert.Equal((RequestState.Pending, 1, 0), (request.Now.State, request.Need("law").Required, request.Need("law").Possible));
    }

    [Fact]
    public void The_author_is_not_one_of_those_to_whom_a_quorum_is_lowered()
    {
        var request = Scenario.Of(Two, ["legal p-1 p-author"], "too-few: {do: lower}");
        Assert.Equal(new QuorumLowered("review", "law", 2, 1), request.History[^1].Fact);
        Assert.Equal(RequestState.Pending, request.Approve(Scenario.Author).Now.State);
        Assert.Equal("QuorumUnreachable", Scenario.Of("  - {id: review, all: [{id: law, approve: 1, of: legal}]}", ["legal p-author"], "too-few: {do: lower}").Facts.Last());
    }

    [Fact]
    public void Of_two_ways_that_cannot_be_gone_the_one_is_made_easier_that_can_be()
    {
        var either = "  - {id: review, any: [{id: law, approve: 1, of: owners}, {all: [{id: words, approve: 3, of: bosses}, {id: more, approve: 1, of: legal}]}]}";
        var request = Scenario.Of(either, ["owners p-author", "bosses p-8 p-9", "legal p-1"], "too-few: {do: lower}");
        Assert.Equal(new QuorumLowered("review", "words", 3, 2), request.History[^1].Fact);
        Assert.Equal(RequestState.Approved, request.Approve("p-8").Approve("p-9").Approve("p-1").Now.State);
    }

    [Fact]
    public void A_majority_with_a_leaver_is_a_majority_of_those_who_are_left()
    {
        var request = Scenario.Of("  - {id: review, all: [{id: law, approve: majority, of: legal}]}", ["legal p-1 p-2 p-3 p-4 p-5"]).Approve("p-1").Approve("p-2");
        Assert.Equal(3, request.Need("law").Required);
        Assert.Equal(RequestState.Pending, request.Leave("legal", "p-1").Now.State);
        Assert.Equal(3, request.Need("law").Required);
        Assert.Equal(RequestState.Approved, request.Leave("legal", "p-5").Approve("p-3").Now.State);
    }

    [Fact]
    public void A_group_that_shrinks_while_it_is_open_is_found_too_small_at_once()
    {
        var request = Scenario.Of(Two, ["legal p-1 p-2"]).Approve("p-1").Leave("legal", "p-1");
        Assert.Equal(["EligibilityChanged", "QuorumUnreachable"], request.Facts.TakeLast(2));
    }
}
