using Governance.Flows;

namespace Governance.Tests.Flows;

/// <summary>Deciding from another's seat: one seat, one vote, and nobody counts twice by standing in.</summary>
public class SeatTests
{
    private const string Allowed = "delegation: {allowed: true, max: 30 days}";
    private const string Two = "  - {id: review, all: [{id: law, approve: 2, of: legal}]}";
    private const string Both = "  - {id: review, all: [{id: law, approve: 1, of: legal}, {id: words, approve: 1, of: comms}]}";
    private static readonly string[] Groups = ["legal p-1 p-2 p-3", "comms p-4 p-5"];

    private static Scenario Request(string stages = Two, string more = Allowed) => Scenario.Of(stages, Groups, more);

    [Fact]
    public void The_newest_of_principal_and_delegate_is_the_vote_of_the_seat_both_ways_round()
    {
        Assert.Equal(["p-1"], Request().StandIn("p-1", "p-9").Reject("p-1").Approve("p-9", seat: "p-1").Counted("law"));
        var back = Request().StandIn("p-1", "p-9").Approve("p-9", seat: "p-1").Reject("p-1");
        Assert.Equal(WhyNot.Rejected, back.Why("law", "p-1"));
        Assert.Equal("p-9", Request().StandIn("p-1", "p-9").Approve("p-9", seat: "p-1").Need("law").Counted[0].Hand);
        Assert.Null(Request().StandIn("p-1", "p-9").Approve("p-9", seat: "p-1").Approve("p-1").Need("law").Counted[0].Hand);
    }

    [Fact]
    public void One_hand_counts_once_in_a_need_from_how_many_seats_so_ever()
    {
        var own = Request().StandIn("p-1", "p-2").Approve("p-2").Approve("p-2", seat: "p-1");
        Assert.Single(own.Counted("law"));
        Assert.Equal(WhyNot.SameHand, Assert.Single(own.Need("law").NotCounted).Reason);
        var stranger = Request().StandIn("p-1", "p-9").StandIn("p-2", "p-9").Approve("p-9", seat: "p-1").Approve("p-9", seat: "p-2");
        Assert.Single(stranger.Counted("law"));
        Assert.Equal(RequestState.Approved, stranger.Approve("p-1").Now.State);
    }

    [Fact]
    public void A_hand_that_holds_several_seats_does_not_put_the_quorum_out_of_reach()
    {
        var request = Scenario.Of(Two, ["legal p-1 p-2"], $"{Allowed}\ntoo-few: {{do: lower}}").StandIn("p-1", "p-2").Approve("p-2").Approve("p-2", seat: "p-1");
        Assert.DoesNotContain(request.Facts, fact => fact is "QuorumUnreachable" or "QuorumLowered");
        Assert.Equal((RequestState.Pending, 2), (request.Now.State, request.Need("law").Required));
        // Whoever of the two has not decided for themselves can still do so.
        Assert.Equal(["p-1"], request.Stage("review").Finish);
        Assert.Equal(RequestState.Approved, request.Approve("p-1").Now.State);
    }

    [Fact]
    public void One_hand_does_not_fill_two_needs_of_a_stage()
    {
        var request = Request(Both).StandIn("p-1", "p-4").Approve("p-4", seat: "p-1").Approve("p-4");
        Assert.Equal(RequestState.Pending, request.Now.State);
        Assert.Equal(1, request.Counted("law").Length + request.Counted("words").Length);
        var unused = request.Now.Stages[0].Needs.SelectMany(n => n.NotCounted).Single();
        Assert.Equal(WhyNot.SameHand, unused.Reason);
        Assert.Equal(RequestState.Approved, request.Approve("p-5").Now.State);
    }

    [Theory]
    [InlineData("flow", RequestState.Pending)]
    [InlineData("stage", RequestState.Approved)]
    public void A_hand_used_in_one_stage_is_used_up_for_the_next_where_people_count_once_in_the_flow(string distinct, RequestState state)
    {
        var stages = "  - {id: a, all: [{id: law, approve: 1, of: legal}]}\n  - {id: b, all: [{id: words, approve: 1, of: comms}]}";
        var request = Request(stages, $"{Allowed}\nseparation: {{distinct: {distinct}}}").StandIn("p-1", "p-4").Approve("p-4", seat: "p-1").Approve("p-4");
        Assert.Equal(state, request.Now.State);
    }

    [Fact]
    public void Where_nobody_need_be_distinct_what_a_hand_does_to_one_need_takes_nothing_from_another()
    {
        var stage = "  - {id: review, all: [{id: law, approve: 2, of: legal}, {id: other, approve: 2, of: legal, bind: [body]}]}";
        var request = Request(stage, $"{Allowed}\nseparation: {{distinct: none}}").StandIn("p-1", "p-2");
        request.Approve("p-2", "law", seat: "p-1").Approve("p-2", "law").Approve("p-1", "other").Approve("p-2", "other");
        Assert.Single(request.Counted("law"));
        Assert.Equal(["p-1", "p-2"], request.Counted("other"));
    }

    [Fact]
    public void Two_rejections_by_one_hand_are_one()
    {
        var stage = "  - {id: review, all: [{id: law, approve: 3, of: legal}], reject: {count: 2, effect: end}}";
        var request = Request(stage).StandIn("p-1", "p-2").Reject("p-2").Reject("p-2", seat: "p-1");
        Assert.Equal(RequestState.Pending, request.Now.State);
        Assert.Equal(["p-1", "p-2"], request.Stage("review").Rejections.Standing.Select(s => s.Person));
        Assert.Equal(RequestState.Rejected, request.Reject("p-3").Now.State);
    }

    [Fact]
    public void Whoever_acts_for_themselves_needs_no_seat_of_anybody() =>
        Assert.Equal(["p-1"], Request(more: "").Approve("p-1", seat: "p-1").Counted("law"));
}
