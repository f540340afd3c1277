using Governance.Flows;

namespace Governance.Tests.Flows;

/// <summary>Who may use whose seat, from when to when.</summary>
public class DelegationTests
{
    private const string Allowed = "delegation: {allowed: true, max: 30 days}";
    private const string Two = "  - {id: review, all: [{id: law, approve: 2, of: legal}]}";
    private static readonly string[] Groups = ["legal p-1 p-2 p-3", "comms p-4 p-5"];

    private static Scenario Request(string stages = Two, string more = Allowed) => Scenario.Of(stages, Groups, more);

    private static string? MayDecide(Scenario request, string person, string principal)
    {
        var ballot = RequestGuard.BallotOf(request.Flow, request.History, principal);
        return request.Refusal((f, h) => RequestGuard.MayDecide(f, h, person, new DecisionMade(Decision.Approve, ballot.Digests, ballot.Roles), principal));
    }

    [Theory]
    [InlineData("p-9", "p-1", null)]
    [InlineData("p-8", "p-1", "request.not-your-seat")]
    [InlineData("p-8", "p-9", "request.not-your-seat")]
    [InlineData("p-9", "p-2", "request.not-your-seat")]
    [InlineData("p-1", "p-9", "request.not-your-seat")]
    [InlineData("p-7", "p-9", "request.not-eligible")]
    public void A_seat_is_used_by_whom_it_was_handed_to_and_nobody_behind_them(string hand, string seat, string? refusal) =>
        Assert.Equal(refusal, MayDecide(Request().StandIn("p-1", "p-9").Reassign("p-9", "p-7"), hand, seat));

    [Fact]
    public void A_seat_that_was_handed_over_cannot_be_handed_on()
    {
        var request = Request().StandIn("p-1", "p-9");
        Assert.Equal("request.not-eligible", MayReassign(request, "p-9", "p-8"));
        Assert.Equal("request.not-your-seat", request.Refusal((f, h) => RequestGuard.MayReassign(f, h, "p-9", new SeatDelegated("p-1", "p-8", request.Clock.AddDays(1)), null, request.Clock)));
        Assert.Null(MayReassign(request, "p-1", "p-8"));
        Assert.Equal("request.delegation-too-long", MayReassign(request, "p-1", "p-8", days: 31));
        Assert.Equal("request.delegation-too-long", MayReassign(request, "p-1", "p-8", days: 0));
        Assert.Equal("request.delegate-unfit", MayReassign(request, "p-1", "p-1"));
        Assert.Equal("request.delegate-unfit", MayReassign(request, "p-1", "p-99"));
        Assert.Equal("request.delegate-unfit", MayReassign(request, "p-1", Scenario.Author));
        Assert.Equal("request.no-delegation", MayReassign(Request(more: ""), "p-1", "p-8"));
        Assert.Equal("request.not-eligible", MayReassign(request, "p-4", "p-8"));
    }

    private static string? MayReassign(Scenario request, string person, string to, int days = 1) =>
        request.Refusal((f, h) => RequestGuard.MayReassign(f, h, person, new SeatDelegated(person, to, request.Clock.AddDays(days)), request.People.Everyone, request.Clock));

    [Fact]
    public void Excluded_people_do_not_count_through_a_delegate_nor_for_somebody_they_stand_in_for()
    {
        var principal = Scenario.Of(Two, ["legal p-1 p-2 p-author"], Allowed).StandIn(Scenario.Author, "p-9").Approve("p-9", seat: Scenario.Author);
        Assert.Empty(principal.Counted("law"));
        Assert.Equal("request.excluded", MayDecide(principal, "p-9", Scenario.Author));
        var delegated = Request().StandIn("p-1", Scenario.Author);
        Assert.Equal("request.excluded", MayDecide(delegated, Scenario.Author, "p-1"));
        Assert.Empty(RequestGuard.SeatsOf(delegated.Flow, delegated.History, Scenario.Author));
        Assert.Equal(WhyNot.Excluded, delegated.Approve(Scenario.Author, seat: "p-1").Why("law", "p-1"));
        var editor = Request().StandIn("p-1", "p-9").Approve("p-9", seat: "p-1").Revise("contact", "y", by: "p-9");
        Assert.Equal(WhyNot.Excluded, editor.Why("law", "p-1"));
        Assert.Equal(["p-1"], editor.Approve("p-1").Counted("law"));
    }

    [Fact]
    public void Who_revises_for_another_makes_both_of_them_editors()
    {
        var request = Request().StandIn("p-1", "p-2").Revise("contact", "y", by: "p-2", onBehalfOf: "p-1");
        Assert.Equal(["p-3"], request.Need("law").CouldAct);
    }

    [Fact]
    public void A_seat_returns_when_its_time_is_over_and_what_was_decided_from_it_stays()
    {
        var request = Request().StandIn("p-1", "p-9", days: 2).Approve("p-9", seat: "p-1").Wait(2);
        Assert.Equal(new SeatReturned("p-1", "p-9"), request.History[^1].Fact);
        Assert.Equal(["p-1"], request.Counted("law"));
        Assert.Equal("request.not-your-seat", MayDecide(request, "p-9", "p-1"));
        Assert.Equal(["p-1"], request.Reject("p-9", seat: "p-1").TakeBack("p-9", seat: "p-1").Counted("law"));
        Assert.Empty(request.Now.Seats);
    }

    [Fact]
    public void A_seat_returns_when_the_delegation_is_called_off_or_either_of_the_two_leaves()
    {
        Assert.Equal("SeatReturned", Request().StandIn("p-1", "p-9").NoStandIn("p-1").Facts.Last());
        Assert.Contains("SeatReturned", Request().StandIn("p-1", "p-9").Quit("p-9").Facts);
        var left = Request().StandIn("p-1", "p-9").Approve("p-9", seat: "p-1").Quit("p-1");
        Assert.Contains("SeatReturned", left.Facts);
        Assert.Equal(WhyNot.Left, left.Why("law", "p-1"));
        Assert.Contains("SeatReturned", Request().Reassign("p-1", "p-9").Quit("p-1").Facts);
    }

    [Fact]
    public void A_seat_handed_over_for_one_request_outlives_no_moment_and_the_directory_then_says_who_stands_in()
    {
        var request = Request().StandIn("p-1", "p-9", days: 20).Reassign("p-1", "p-9", days: 1).Wait(1);
        Assert.Equal(["SeatReturned", "SeatDelegated"], request.Facts.TakeLast(2));
        Assert.Equal(["p-9"], request.Now.Seats.Select(s => s.Delegate));
    }

    [Fact]
    public void Delegations_that_have_run_out_already_are_never_followed()
    {
        var request = Request();
        var over = request.People with { Delegations = [new("p-1", "p-9", request.Clock, "d"), new("p-2", "p-99", request.Clock.AddDays(9), "e"), new("p-3", "p-3", request.Clock.AddDays(9), "f")] };
        Assert.Empty(Advance.Next(request.Flow, request.History, over, request.Clock));
    }

    [Fact]
    public void However_many_people_are_away_everyone_who_stands_in_is_known_at_once()
    {
        var people = string.Join(' ', Enumerable.Range(1, 300).Select(i => $"p-{i}"));
        var request = Scenario.Of(Two, [$"legal {people}"], Allowed);
        var away = request.People with { Delegations = [.. Enumerable.Range(1, 300).Select(i => new SeatDelegated($"p-{i}", "p-1", request.Clock.AddDays(1), "d")).Skip(1)] };
        Assert.Equal(299, Advance.Next(request.Flow, request.History, away, request.Clock).Count);
    }

    [Fact]
    public void Under_a_flow_that_allows_no_delegation_a_seat_is_its_owners_alone()
    {
        var request = Request(more: "delegation: {allowed: false}").StandIn("p-1", "p-9");
        Assert.DoesNotContain("SeatDelegated", request.Facts);
        Assert.Equal("request.not-your-seat", MayDecide(request, "p-9", "p-1"));
        Assert.Equal(WhyNot.Delegated, request.Append(new SeatDelegated("p-1", "p-9", request.Clock.AddDays(1)), "p-1").Approve("p-9", seat: "p-1").Why("law", "p-1"));
    }
}
