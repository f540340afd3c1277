using Governance.Flows;

namespace Governance.Tests.Flows;

/// <summary>What becomes of a request in flight when the organisation adopts a newer version of its flow.</summary>
public class SuccessionTests
{
    private const string Review = "  - {id: review, all: [{id: law, approve: 2, of: legal}, {id: words, approve: 1, of: comms, bind: [body]}]}";
    private static readonly string[] Groups = ["legal p-1 p-2 p-3", "comms p-4 p-5"];

    private static Flow Flow(string stages, int version, string way = "carry-over", string more = "") => Scenario.ParsedFlow(stages, Groups, $"new-flow-version: {way}\n{more}", version);

    private static Scenario Request(string way = "carry-over", string stages = Review, string more = "") => Scenario.Of(stages, Groups, $"new-flow-version: {way}\n{more}");

    private static FlowReplaced Replaced(Scenario request) => request.History.Select(e => e.Fact).OfType<FlowReplaced>().Last();

    [Fact]
    public void Kept_it_follows_the_old_version_to_the_end()
    {
        var request = Request("keep").Approve("p-1").Adopt(Flow(Review, 2, "keep"));
        Assert.Equal(1, request.Flow.Version);
        Assert.Equal(RequestState.Approved, request.Approve("p-2").Approve("p-4").Now.State);
    }

    [Fact]
    public void The_version_that_is_followed_decides_not_the_one_that_comes() =>
        Assert.Null(Succession.Of(Flow(Review, 1, "keep"), Flow(Review, 2, "restart")));

    [Fact]
    public void Carried_over_a_need_of_the_same_id_and_meaning_keeps_its_approvals_whatever_its_stage_is_called()
    {
        var newer = "  - {id: first, all: [{id: law, approve: 2, of: legal}]}\n  - {id: second, all: [{id: words, approve: 1, of: comms, bind: [body]}]}";
        var request = Request().Approve("p-1").Approve("p-4").Adopt(Flow(newer, 2));
        Assert.Equal(["law", "words"], Replaced(request).Kept);
        Assert.Empty(Replaced(request).Restarted);
        Assert.Equal([PartState.Pending, PartState.Waiting], request.Now.Stages.Select(s => s.State));
        Assert.Equal((2, 1), (request.Now.FlowVersion, request.Now.Revision));
        Assert.Equal(RequestState.Approved, request.Approve("p-2").Now.State);
    }

    [Fact]
    public void What_stands_against_a_request_stands_in_the_newer_version_even_when_that_asks_its_person_no_more()
    {
        var asked = Review.Replace("]}", "], reject: {by: [legal, comms]}}", StringComparison.Ordinal).Replace("bind: [body], reject: {by: [legal, comms]}}", "bind: [body]}", StringComparison.Ordinal);
        var request = Request(stages: asked).Approve("p-1").Approve("p-2").Reject("p-5");
        request.Adopt(Flow("  - {id: review, all: [{id: law, approve: 2, of: legal}], reject: {by: legal}}\n  - {id: second, all: [{id: other, approve: 1, of: comms}]}", 2));
        Assert.Equal(["words"], Replaced(request).Dropped);
        Assert.Equal("p-5", Assert.Single(request.Stage("review").Rejections.Standing).Person);
        Assert.NotEqual(PartState.Approved, request.Stage("review").State);
        Assert.Equal(PartState.Approved, request.TakeBack("p-5").Stage("review").State);
    }

    [Theory]
    [InlineData("id: law, approve: 2, of: legal", "id: law, approve: 1, of: legal")]
    [InlineData("id: law, approve: 2, of: legal", "id: law, approve: 2, of: legal, when: \"request.revision > 0\"")]
    [InlineData("id: law, approve: 2, of: legal", "id: counsel, approve: 2, of: legal")]
    [InlineData("id: law, approve: 2, of: legal", "id: law, approve: 2, of: comms")]
    [InlineData("id: law, approve: 2, of: legal", "id: law, approve: 2, of: legal, bind: [audience]")]
    public void A_need_that_was_renamed_or_asks_others_or_for_something_else_starts_again(string before, string after)
    {
        var request = Request().Approve("p-1").Approve("p-4").Adopt(Flow(Review.Replace(before, after, StringComparison.Ordinal), 2));
        Assert.Equal(["words"], Replaced(request).Kept);
        var need = Assert.Single(Replaced(request).Restarted);
        Assert.Empty(request.Counted(need));
        Assert.Equal(["p-4"], request.Counted("words"));
    }

    [Fact]
    public void People_of_the_same_name_found_in_another_way_are_other_people()
    {
        var before = Flow(Review, 1);
        var after = FlowParser.Parse($"""
            flow: tested
            version: 2
            subject: thing
            title: Tested
            content: {"{bind: [body, audience]}"}
            people:
              legal: {"{group: lawyers}"}
              comms: {"{group: comms}"}
            stages:
            {Review}
            """, "f").Flow!;
        Assert.Equal(["words"], Succession.Of(before, after)!.Kept);
        Assert.Equal(["law"], Succession.Of(before, after)!.Restarted);
    }

    [Fact]
    public void A_standing_rejection_is_carried_over_and_one_that_was_taken_back_or_set_aside_is_not()
    {
        var newer = Flow(Review.Replace("id: review", "id: check", StringComparison.Ordinal), 2);
        var standing = Request().Approve("p-1").Reject("p-2").Adopt(newer);
        Assert.Equal(RequestState.ChangesRequested, standing.Now.State);
        Assert.Equal(RequestState.Pending, standing.TakeBack("p-2").Now.State);
        var more = "  - {id: review, all: [{id: law, approve: 2, of: legal}, {id: words, approve: 1, of: comms, bind: [body]}], reject: {may-lift: comms}}";
        foreach (var later in (Flow[])[newer, Flow(more, 2)])
            Assert.Equal(RequestState.Pending, Request(stages: more).Approve("p-1").Reject("p-2").Lift("p-4", "p-2", "review").Adopt(later).Now.State);
        Assert.Equal(RequestState.Pending, Request().Reject("p-2").TakeBack("p-2").Adopt(newer).Now.State);
    }

    [Fact]
    public void Restarted_it_is_a_new_revision_that_everybody_decides_on()
    {
        var request = Request("restart").Approve("p-1").Approve("p-4").Adopt(Flow(Review, 2, "restart"));
        Assert.Equal(2, request.Now.Revision);
        Assert.Empty(request.Counted("law").Concat(request.Counted("words")));
        Assert.Equal(RequestState.Approved, request.Approve("p-1").Approve("p-2").Approve("p-4").Now.State);
    }

    [Fact]
    public void What_one_version_dropped_no_later_one_brings_back()
    {
        var request = Request("restart").Approve("p-1").Approve("p-4").Adopt(Flow(Review, 2, "carry-over")).Approve("p-2").Adopt(Flow(Review, 3, "carry-over"));
        Assert.Equal(["law", "words"], Replaced(request).Kept);
        Assert.Equal(["p-2"], request.Counted("law"));
        Assert.Empty(request.Counted("words"));
        var dropped = Request().Approve("p-4").Adopt(Flow(Review.Replace("id: words", "id: text", StringComparison.Ordinal), 2)).Adopt(Flow(Review, 3)).Adopt(Flow(Review, 4));
        Assert.Empty(dropped.Counted("words"));
    }

    [Fact]
    public void What_was_spent_before_stays_spent()
    {
        var stages = Review + "\n  - {id: last, all: [{id: money, approve: 1, of: comms}], reject: {effect: review}}";
        var request = Request(stages: stages, more: "separation: {distinct: stage}").Approve("p-1").Approve("p-2").Approve("p-4").Reject("p-5");
        Assert.Equal(PartState.Pending, request.Stage("review").State);
        request.Adopt(Flow(stages, 2, more: "separation: {distinct: stage}"));
        Assert.Empty(request.Counted("law"));
        Assert.Equal(PartState.Pending, request.Stage("review").State);
        request.Approve("p-1").Approve("p-2").Approve("p-4");
        Assert.Equal((PartState.Approved, PartState.Pending), (request.Stage("review").State, request.Stage("last").State));
    }

    [Fact]
    public void What_a_closed_stage_has_counted_is_kept_whatever_its_people_did_later()
    {
        var stages = Review + "\n  - {id: last, all: [{id: money, approve: 1, of: legal}]}";
        var request = Request(stages: stages).Approve("p-1").Approve("p-2").Approve("p-4").Append(new DecisionMade(Decision.Abstain, new Dictionary<string, string>(), ["legal"]), "p-1").TakeBack("p-1");
        Assert.Equal([PartState.Approved, PartState.Pending], request.Adopt(Flow(stages, 2)).Now.Stages.Select(s => s.State));
        Assert.Equal(["p-1", "p-2"], request.Counted("law"));
    }

    [Fact]
    public void Seats_decisions_from_them_and_revisions_go_over_and_the_time_begins_again()
    {
        var newer = Flow(Review, 2, more: "delegation: {allowed: true}\nexpire: {after: 5 days}");
        var request = Request(more: "delegation: {allowed: true}\nexpire: {after: 9 days}").StandIn("p-1", "p-9").Approve("p-9", seat: "p-1").Revise("contact", "y").Wait(2).Adopt(newer);
        Assert.Equal(["p-1"], request.Counted("law"));
        Assert.Equal((2, request.Clock.AddDays(5)), (request.Now.Revision, request.Now.ExpiresAt!.Value));
        Assert.Equal(["p-1"], request.Now.Seats.Select(s => s.Principal));
        Assert.Empty(request.Following());
    }

    [Fact]
    public void The_older_version_cannot_judge_it_any_more()
    {
        var request = Request().Adopt(Flow(Review, 2));
        Assert.Contains("pinned to tested version 2", Evaluator.Evaluate(Flow(Review, 1), request.History).Sentence, StringComparison.Ordinal);
        Assert.Empty(Advance.Next(Flow(Review, 1), request.History, request.People, request.Clock));
    }

    [Fact]
    public void An_ended_request_stays_under_the_version_that_ended_it() =>
        Assert.Equal(RequestState.Withdrawn, Evaluator.Evaluate(Flow(Review, 1), [.. Request().Withdraw().History, new(Succession.Of(Flow(Review, 1), Flow(Review, 2))!, "flows", null, Scenario.Start, 99)]).State);
}
