using Governance.Flows;

namespace Governance.Tests.Flows;

public class RequestGuardTests
{
    private const string Stages = """
          - {id: review, all: [{id: one, approve: 2, of: legal}, {id: two, approve: 1, of: comms}], reject: {by: [legal, bosses]}}
          - {id: last, all: [{id: three, approve: 1, of: bosses}]}
        """;

    private static Scenario Request(string more = "withdraw: {by: [requester, legal], until: review}\nbreak-glass: {by: bosses, reason: required}") =>
        Scenario.Of(Stages, ["legal p-1 p-2 p-3", "comms p-4 p-author", "bosses p-9"], more);

    private static DecisionMade Made(Scenario request, string person, Decision decision = Decision.Approve, string? reason = "because", string? need = null)
    {
        var ballot = RequestGuard.BallotOf(request.Flow, request.History, person);
        return new DecisionMade(decision, ballot.Digests, ballot.Roles, need, reason);
    }

    private static string? Decide(Scenario request, string person, DecisionMade made) => RequestGuard.MayDecide(request.Flow, request.History, person, made)?.Code;

    [Fact]
    public void A_ballot_shows_the_needs_of_open_stages_that_ask_the_person()
    {
        var request = Request();
        Assert.Equal(["one"], RequestGuard.BallotOf(request.Flow, request.History, "p-1").Digests.Keys);
        Assert.Equal(["legal"], RequestGuard.BallotOf(request.Flow, request.History, "p-1").Roles);
        Assert.Equal(["bosses"], RequestGuard.BallotOf(request.Flow, request.History, "p-9").Roles);
        Assert.Empty(RequestGuard.BallotOf(request.Flow, request.History, "p-9").Digests);
        Assert.Empty(RequestGuard.BallotOf(request.Flow, request.History, Scenario.Author).Roles);
    }

    [Fact]
    public void Who_is_asked_may_approve_what_they_were_shown()
    {
        var request = Request();
        Assert.Null(Decide(request, "p-1", Made(request, "p-1")));
        Assert.Null(Decide(request, "p-1", Made(request, "p-1", need: "one")));
    }

    [Fact]
    public void The_author_is_told_that_nobody_approves_what_they_authored()
    {
        var request = Request();
        var refusal = RequestGuard.MayDecide(request.Flow, request.History, Scenario.Author, Made(request, Scenario.Author))!;
        Assert.Equal("request.excluded", refusal.Code);
        Assert.StartsWith("You wrote this: nobody approves what they authored.", refusal.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Decisions_are_refused_with_a_code_of_their_own()
    {
        var request = Request();
        Assert.Equal("request.not-eligible", Decide(request, "p-7", Made(request, "p-7")));
        Assert.Equal("request.not-eligible", Decide(request, "p-1", Made(request, "p-1", need: "two")));
        Assert.Equal("request.not-eligible", Decide(request, "p-9", Made(request, "p-9")));
        Assert.Equal("request.reason-required", Decide(request, "p-1", Made(request, "p-1", Decision.Reject, reason: " ")));
        Assert.Equal("request.reason-required", Decide(request, "p-1", Made(request, "p-1", Decision.RequestChanges, reason: null)));
        Assert.Null(Decide(request, "p-9", Made(request, "p-9", Decision.Reject)));
        Assert.Equal("request.stale-digest", Decide(request, "p-1", Made(request, "p-1") with { Digests = new Dictionary<string, string>() }));
        Assert.Equal("request.unknown", RequestGuard.MayDecide(request.Flow, [], "p-1", Made(request, "p-1"))?.Code);
        var seen = Made(request, "p-1");
        Assert.Equal("request.stale-digest", Decide(request.Revise("body", "v2"), "p-1", seen));
        Assert.Equal("request.excluded", Decide(request.Revise("contact", "c", by: "p-2"), "p-2", Made(request, "p-1")));
    }

    [Fact]
    public void A_decision_is_taken_back_while_its_stage_is_open()
    {
        var request = Request().Approve("p-1");
        Assert.Null(RequestGuard.MayTakeBack(request.Flow, request.History, "p-1"));
        Assert.Null(RequestGuard.MayTakeBack(request.Flow, request.History, "p-1", "one"));
        Assert.Equal("request.nothing-to-take-back", RequestGuard.MayTakeBack(request.Flow, request.History, "p-1", "two")?.Code);
        Assert.Equal("request.nothing-to-take-back", RequestGuard.MayTakeBack(request.Flow, request.History, "p-2")?.Code);
        request.Approve("p-2").Approve("p-4");
        Assert.Equal(PartState.Approved, request.Stage("review").State);
        Assert.Equal("request.nothing-to-take-back", RequestGuard.MayTakeBack(request.Flow, request.History, "p-1")?.Code);
    }

    [Fact]
    public void Withdrawing_is_for_those_the_flow_names_until_it_says()
    {
        var request = Request();
        Assert.Null(RequestGuard.MayWithdraw(request.Flow, request.History, Scenario.Author));
        Assert.Null(RequestGuard.MayWithdraw(request.Flow, request.History, "p-3"));
        Assert.Equal("request.not-yours-to-withdraw", RequestGuard.MayWithdraw(request.Flow, request.History, "p-4")?.Code);
        request.Approve("p-1").Approve("p-2").Approve("p-4");
        Assert.Equal("request.too-late-to-withdraw", RequestGuard.MayWithdraw(request.Flow, request.History, "p-3")?.Code);
        request.Approve("p-9");
        Assert.Equal("request.closed", RequestGuard.MayWithdraw(request.Flow, request.History, Scenario.Author)?.Code);
        Assert.Equal("request.closed", RequestGuard.MayRevise(request.Flow, request.History)?.Code);
        Assert.Equal("request.closed", RequestGuard.MayBreakGlass(request.Flow, request.History, "p-9", "x")?.Code);
    }

    [Fact]
    public void Breaking_the_glass_needs_the_flow_a_person_it_names_and_a_reason()
    {
        var request = Request();
        Assert.Null(RequestGuard.MayBreakGlass(request.Flow, request.History, "p-9", "fire"));
        Assert.Equal("request.reason-required", RequestGuard.MayBreakGlass(request.Flow, request.History, "p-9", "")?.Code);
        Assert.Equal("request.not-eligible", RequestGuard.MayBreakGlass(request.Flow, request.History, "p-1", "fire")?.Code);
        Assert.Equal("request.excluded", RequestGuard.MayBreakGlass(request.Flow, request.History, Scenario.Author, "fire")?.Code);
        var without = Request("");
        Assert.Equal("request.no-break-glass", RequestGuard.MayBreakGlass(without.Flow, without.History, "p-9", "fire")?.Code);
    }
}
