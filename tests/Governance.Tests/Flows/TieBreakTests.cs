using Governance.Flows;

namespace Governance.Tests.Flows;

/// <summary>When everybody has decided and exactly half approve, somebody further decides.</summary>
public class TieBreakTests
{
    private const string Tied = "  - {id: review, all: [{id: law, approve: majority, of: legal, tie-break: chair}], reject: {count: 9, effect: end}}";

    private static Scenario Request(string chair = "chair p-9", string legal = "legal p-1 p-2 p-3 p-4", string more = "") => Scenario.Of(Tied, [legal, chair], more);

    private static Scenario Half(Scenario request) => request.Approve("p-1").Approve("p-2").Reject("p-3").Decide(Decision.Abstain, "p-4");

    [Fact]
    public void The_chair_is_asked_once_everybody_has_decided_and_half_approve()
    {
        var request = Request().Approve("p-1").Approve("p-2").Reject("p-3");
        Assert.Empty(RequestGuard.BallotOf(request.Flow, request.History, "p-9").Digests);
        request.Decide(Decision.Abstain, "p-4");
        Assert.Equal(["law"], RequestGuard.BallotOf(request.Flow, request.History, "p-9").Digests.Keys);
        Assert.Contains("p-9", request.Need("law").CouldAct);
        Assert.Equal(RequestState.Approved, request.Approve("p-9").Now.State);
    }

    [Fact]
    public void A_tie_that_vanishes_takes_the_chair_with_it()
    {
        var gone = Half(Request()).TakeBack("p-2").Append(new DecisionMade(Decision.Approve, new Dictionary<string, string>(), ["chair"]), "p-9");
        Assert.Equal(["legal"], gone.Need("law").Asks);
        Assert.Equal(RequestState.Approved, gone.Approve("p-2").Approve("p-4").Now.State);
        var early = Request().Approve("p-1").Approve("p-2").Reject("p-3").Decide(Decision.Abstain, "p-4").Decide(Decision.Abstain, "p-9").TakeBack("p-1");
        Assert.Equal(RequestState.Pending, early.Now.State);
    }

    [Fact]
    public void A_chair_who_belongs_to_the_group_has_one_vote_like_everybody()
    {
        var request = Half(Request("chair p-1"));
        Assert.Equal(RequestState.Pending, request.Approve("p-1").Now.State);
        Assert.Equal(RequestState.Approved, Half(Request("chair p-4")).Approve("p-4").Now.State);
    }

    [Theory]
    [InlineData("chair p-author")]
    [InlineData("chair p-5")]
    public void An_excluded_chair_breaks_no_tie(string chair)
    {
        var request = Half(Request(chair).Revise("contact", "y", by: "p-5"));
        var person = chair.Split(' ')[1];
        Assert.Empty(RequestGuard.BallotOf(request.Flow, request.History, person).Roles);
        Assert.Equal(RequestState.Pending, request.Approve(person).Now.State);
    }

    [Fact]
    public void What_was_decided_before_an_edit_or_before_the_stage_began_again_is_no_part_of_a_tie()
    {
        var edited = Request().Approve("p-3").Approve("p-4").Revise("body", "v2").Approve("p-1").Approve("p-2");
        Assert.Equal(["legal"], edited.Need("law").Asks);
        var stages = "  - {id: review, all: [{id: law, approve: majority, of: legal, tie-break: chair}]}\n  - {id: last, all: [{id: words, approve: 1, of: comms}], reject: {effect: review}}";
        var again = Scenario.Of(stages, ["legal p-1 p-2 p-3 p-4", "chair p-9", "comms p-7"]);
        again.Decide(Decision.Abstain, "p-4").Approve("p-1").Approve("p-2").Approve("p-3").Reject("p-7");
        Assert.Equal(PartState.Pending, again.Stage("review").State);
        Assert.Equal(["legal"], again.Approve("p-1").Approve("p-2").Decide(Decision.Abstain, "p-3").Need("law").Asks);
        Assert.Equal(["legal", "chair"], again.Decide(Decision.Abstain, "p-4").Need("law").Asks);
    }

    [Fact]
    public void Who_left_takes_no_part_in_a_tie()
    {
        var request = Request().Approve("p-1").Reject("p-2").Reject("p-3").Leave("legal", "p-3");
        Assert.Equal(["legal"], request.Need("law").Asks);
        Assert.Equal(["legal", "chair"], request.Leave("legal", "p-4").Need("law").Asks);
        Assert.Equal(RequestState.Approved, request.Approve("p-9").Now.State);
    }

    [Fact]
    public void One_hand_on_two_seats_makes_no_tie()
    {
        var request = Request(legal: "legal p-1 p-2", more: "delegation: {allowed: true}").StandIn("p-2", "p-9").Approve("p-1").Decide(Decision.Abstain, "p-9", seat: "p-2");
        Assert.Equal(["legal", "chair"], request.Need("law").Asks);
        // The chair decided from a seat of the group, and counts once like everybody.
        Assert.Equal(RequestState.Approved, request.Approve("p-9").Now.State);
    }
}
