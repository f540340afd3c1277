using Governance.Flows;

namespace Governance.Tests.Flows;

/// <summary>How long a rejection stands: until it is taken back, set aside, or the flow ends.</summary>
public class RejectionTests
{
    private const string Line = """
          - {id: a, all: [{id: law, approve: 1, of: legal}]}
          - {id: b, after: a, all: [{id: words, approve: 1, of: comms}], reject: {effect: a}}
          - {id: c, after: a, all: [{id: money, approve: 1, of: bosses}], reject: {may-lift: owners}}
        """;

    private static readonly string[] Groups = ["legal p-1 p-2 p-3", "comms p-4 p-5", "bosses p-6 p-7", "owners p-8 p-6 p-author"];

    private static Scenario Request(string stages = Line, string more = "") => Scenario.Of(stages, Groups, more);

    private static string? MayLift(Scenario request, string person, string whose, string stage = "c", string reason = "x") =>
        request.Refusal((f, h) => RequestGuard.MayLift(f, h, person, new RejectionLifted(stage, whose, reason)));

    [Fact]
    public void Only_whom_the_flow_names_sets_a_rejection_aside_and_nobody_their_own()
    {
        var request = Request().Approve("p-1").Reject("p-6").Reject("p-7");
        Assert.Null(MayLift(request, "p-8", "p-6"));
        Assert.Null(MayLift(request, "p-6", "p-7"));
        Assert.Equal("request.nothing-to-lift", MayLift(request, "p-6", "p-6"));
        Assert.Equal("request.not-eligible", MayLift(request, "p-7", "p-6"));
        Assert.Equal("request.excluded", MayLift(request, Scenario.Author, "p-6"));
        Assert.Equal("request.reason-required", MayLift(request, "p-8", "p-6", reason: " "));
        Assert.Equal("request.nothing-to-lift", MayLift(request, "p-8", "p-4"));
        Assert.Equal("request.nothing-to-lift", MayLift(request, "p-8", "p-6", "a"));
        Assert.Equal("request.not-eligible", MayLift(Request().Reject("p-1"), "p-8", "p-1", "a"));
        Assert.Equal("request.closed", MayLift(request.Withdraw(), "p-8", "p-6"));
    }

    [Fact]
    public void What_was_set_aside_stands_no_longer_and_a_newer_rejection_does()
    {
        var request = Request().Approve("p-1").Reject("p-6").Approve("p-7");
        Assert.Equal(RequestState.ChangesRequested, request.Now.State);
        Assert.Equal(PartState.Approved, request.Lift("p-8", "p-6", "c").Stage("c").State);
        var again = Request().Approve("p-1").Reject("p-6").Lift("p-8", "p-6", "c");
        Assert.Equal((RequestState.Pending, WhyNot.Lifted), (again.Now.State, again.Why("money", "p-6")));
        Assert.Equal(RequestState.ChangesRequested, again.Reject("p-6").Now.State);
    }

    [Fact]
    public void One_of_two_rejections_set_aside_leaves_the_other()
    {
        var request = Request().Approve("p-1").Reject("p-6").Reject("p-7").Lift("p-8", "p-6", "c");
        Assert.Equal(["p-7"], request.Stage("c").Rejections.Standing.Select(s => s.Person));
        Assert.Equal(RequestState.ChangesRequested, request.Now.State);
    }

    [Fact]
    public void A_return_to_an_earlier_stage_takes_no_rejection_away_but_the_one_that_caused_it()
    {
        var request = Request().Approve("p-1").Reject("p-6").Reject("p-4");
        Assert.Equal((PartState.Pending, PartState.Waiting), (request.Stage("a").State, request.Stage("c").State));
        request.Approve("p-2");
        Assert.Empty(request.Stage("b").Rejections.Standing);
        Assert.Equal(["p-6"], request.Stage("c").Rejections.Standing.Select(s => s.Person));
        request.Approve("p-4").Approve("p-7");
        Assert.Equal((PartState.Approved, PartState.Rejected), (request.Stage("b").State, request.Stage("c").State));
        Assert.Equal(RequestState.Approved, request.TakeBack("p-6").Now.State);
    }

    [Fact]
    public void The_rejection_that_went_back_is_spent_and_its_person_decides_like_everybody()
    {
        var request = Request().Approve("p-1").Reject("p-4").Approve("p-1");
        Assert.Equal((PartState.Pending, WhyNot.Lifted), (request.Stage("b").State, request.Why("words", "p-4")));
        Assert.Equal("request.nothing-to-take-back", request.Refusal((f, h) => RequestGuard.MayTakeBack(f, h, "p-4", "words")));
        Assert.Equal(PartState.Approved, request.Approve("p-4").Stage("b").State);
    }

    [Fact]
    public void Withdrawing_and_reopening_takes_no_rejection_away()
    {
        var request = Request("  - {id: a, all: [{id: law, approve: 1, of: legal}]}", "reopen: {by: requester, within: 14 days}").Reject("p-1").Withdraw().Reopen();
        Assert.Equal(RequestState.ChangesRequested, request.Now.State);
        Assert.Equal(RequestState.ChangesRequested, request.Approve("p-2").Now.State);
        Assert.Equal(RequestState.Approved, request.Approve("p-1").Now.State);
    }

    [Fact]
    public void Neither_does_letting_it_expire()
    {
        var more = "expire: {after: 3 days}\nreopen: {by: requester, within: 14 days}";
        var request = Request("  - {id: a, all: [{id: law, approve: 1, of: legal}]}", more).Reject("p-1").Wait(3);
        Assert.Equal(RequestState.Expired, request.Now.State);
        Assert.Equal(RequestState.ChangesRequested, request.Reopen().Approve("p-2").Now.State);
    }

    [Fact]
    public void The_rejection_that_ended_a_request_is_what_reopening_sets_aside_and_no_other()
    {
        var stages = "  - {id: a, all: [{id: law, approve: 1, of: legal}], reject: {effect: end}}\n  - {id: b, after: [], all: [{id: money, approve: 1, of: bosses}]}";
        var request = Request(stages, "reopen: {by: requester, within: 14 days}").Reject("p-6").Reject("p-1");
        Assert.Equal(RequestState.Rejected, request.Now.State);
        request.Reopen();
        Assert.Empty(request.Stage("a").Rejections.Standing);
        Assert.Equal(["p-6"], request.Stage("b").Rejections.Standing.Select(s => s.Person));
        Assert.Equal(RequestState.ChangesRequested, request.Approve("p-1").Approve("p-7").Now.State);
        Assert.Equal(RequestState.Approved, request.TakeBack("p-6").Now.State);
    }

    [Fact]
    public void A_rejection_that_is_the_end_does_not_wait_for_a_revision_that_another_has_asked_for()
    {
        var request = Request("  - {id: a, all: [{id: law, approve: 1, of: legal}], reject: {effect: end}}").Decide(Decision.RequestChanges, "p-1").Reject("p-2");
        Assert.Equal(RequestState.Rejected, request.Now.State);
        Assert.Equal(["p-2"], ((RequestRejected)request.History[^1].Fact).By);
    }

    [Fact]
    public void A_request_for_changes_among_rejections_that_end_in_a_stage_stays_and_asks_for_a_revision()
    {
        var stages = "  - {id: a, all: [{id: law, approve: 1, of: legal}]}\n  - {id: b, all: [{id: words, approve: 1, of: comms}], reject: {effect: a}}";
        var request = Request(stages).Approve("p-1").Decide(Decision.RequestChanges, "p-5");
        Assert.Equal(RequestState.ChangesRequested, request.Now.State);
        request.Reject("p-4").Approve("p-1");
        Assert.Equal(["p-5"], request.Stage("b").Rejections.Standing.Select(s => s.Person));
        Assert.Equal(RequestState.ChangesRequested, request.Now.State);
    }
}
