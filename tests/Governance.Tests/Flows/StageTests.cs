using Governance.Flows;

namespace Governance.Tests.Flows;

public class StageTests
{
    private static readonly string[] Groups = ["legal p-1 p-2", "comms p-3 p-4"];

    private static Dictionary<string, FactValue> Risk(string risk) => new() { ["risk"] = risk };

    [Fact]
    public void Stages_without_after_open_one_behind_the_other_and_those_with_an_empty_after_side_by_side()
    {
        var line = "  - {id: a, all: [{id: x, approve: 1, of: legal}]}\n  - {id: b, all: [{id: y, approve: 1, of: comms}]}";
        Assert.Equal(PartState.Waiting, Scenario.Of(line, Groups).Stage("b").State);
        var side = line.Replace("id: b,", "id: b, after: [],", StringComparison.Ordinal);
        Assert.Equal(PartState.Pending, Scenario.Of(side, Groups).Stage("b").State);
    }

    [Fact]
    public void A_stage_after_two_others_opens_when_both_are_done_whatever_the_order_of_the_file()
    {
        var stages = """
              - {id: last, after: [a, b], all: [{id: z, approve: 1, of: comms}]}
              - {id: a, after: [], all: [{id: x, approve: 1, of: legal}]}
              - {id: b, after: [], all: [{id: y, approve: 1, of: comms}]}
            """;
        var request = Scenario.Of(stages, Groups).Approve("p-1");
        Assert.Equal(PartState.Waiting, request.Stage("last").State);
        Assert.Equal(RequestState.Approved, request.Approve("p-3").Approve("p-4").Now.State);
    }

    [Fact]
    public void A_condition_that_does_not_hold_skips_its_need_or_its_stage()
    {
        var stages = """
              - {id: a, all: [{id: x, approve: 1, of: legal}, {id: y, approve: 1, of: comms, when: "subject.risk == 'high'"}]}
              - {id: b, when: "subject.risk == 'high'", all: [{id: z, approve: 1, of: comms}]}
            """;
        Assert.Equal(RequestState.Approved, Scenario.Of(stages, Groups, subject: Risk("low")).Approve("p-1").Now.State);
        Assert.Equal(RequestState.Pending, Scenario.Of(stages, Groups, subject: Risk("high")).Approve("p-1").Now.State);
    }

    [Fact]
    public void A_stage_skipped_under_an_earlier_subject_opens_when_a_revision_makes_it_apply()
    {
        var stages = """
              - {id: a, when: "subject.risk == 'high'", all: [{id: x, approve: 1, of: legal}]}
              - {id: b, all: [{id: y, approve: 1, of: comms}]}
            """;
        var request = Scenario.Of(stages, Groups, subject: Risk("low"));
        Assert.Equal((PartState.Skipped, PartState.Pending), (request.Stage("a").State, request.Stage("b").State));
        request.ReviseSubject("risk", "high").Approve("p-3");
        Assert.Equal((PartState.Pending, PartState.Waiting), (request.Stage("a").State, request.Stage("b").State));
        Assert.Equal(RequestState.Pending, request.Now.State);
    }

    [Fact]
    public void A_condition_that_cannot_be_evaluated_blocks_and_is_named_and_a_revision_mends_it()
    {
        var stages = "  - {id: a, all: [{id: x, approve: 1, of: legal}, {id: y, approve: 1, of: comms, when: \"subject.risk == 'high'\"}]}";
        var request = Scenario.Of(stages, Groups).Approve("p-1").Approve("p-3");
        Assert.Equal((RequestState.Error, PartState.Error, PartState.Error), (request.Now.State, request.Stage("a").State, request.Need("y").State));
        Assert.Equal("a/y: `subject.risk == 'high'` cannot be evaluated: the subject has no `risk`.", request.Now.Errors.Single());
        Assert.Equal(RequestState.Approved, request.ReviseSubject("risk", "low").Now.State);
    }

    [Fact]
    public void In_any_an_error_does_not_stand_in_the_way_of_another_branch()
    {
        var stages = "  - {id: a, any: [{id: x, approve: 1, of: legal}, {id: y, approve: 1, of: comms, when: \"subject.risk == 'high'\"}]}";
        Assert.Equal(RequestState.Approved, Scenario.Of(stages, Groups).Approve("p-1").Now.State);
        var both = stages.Replace("of: legal}", "of: legal, when: \"subject.cost > 5\"}", StringComparison.Ordinal);
        Assert.Equal(RequestState.Error, Scenario.Of(both, Groups).Now.State);
    }

    [Fact]
    public void A_flow_in_which_everything_is_skipped_is_an_error_and_never_an_approval()
    {
        var stages = """
              - {id: a, when: "subject.risk == 'high'", all: [{id: x, approve: 1, of: legal}]}
              - {id: b, all: [{id: y, approve: 1, of: comms, when: "subject.risk == 'high'"}]}
            """;
        var request = Scenario.Of(stages, Groups, subject: Risk("low"));
        Assert.Equal(RequestState.Error, request.Now.State);
        Assert.Equal(["ApprovalRequested", "StageSkipped", "StageSkipped"], request.Facts);
        Assert.Contains("never an approval", request.Now.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Trees_of_all_and_any_take_the_way_that_misses_fewest_people()
    {
        var stages = "  - {id: a, all: [{id: x, approve: 1, of: legal}, {any: [{id: y, approve: 2, of: comms}, {id: z, approve: 1, of: legal}]}]}";
        var request = Scenario.Of(stages, Groups).Approve("p-1");
        Assert.Equal(["p-2"], request.Stage("a").Finish);
        Assert.Equal(RequestState.Approved, request.Approve("p-3").Approve("p-4").Now.State);
        Assert.Equal((1, 2, 0), (request.Counted("x").Length, request.Counted("y").Length, request.Counted("z").Length));
    }

    [Fact]
    public void A_rejection_that_goes_to_an_earlier_stage_spends_the_decisions_made_since()
    {
        var stages = """
              - {id: a, all: [{id: x, approve: 1, of: legal}]}
              - {id: b, all: [{id: y, approve: 1, of: comms}], reject: {effect: a}}
            """;
        var request = Scenario.Of(stages, Groups).Approve("p-1").Reject("p-3");
        Assert.Equal((PartState.Pending, PartState.Waiting), (request.Stage("a").State, request.Stage("b").State));
        Assert.Equal(WhyNot.BeforeReturn, request.Why("x", "p-1"));
        Assert.Equal(RequestState.Approved, request.Approve("p-1").Approve("p-3").Now.State);
    }

    [Fact]
    public void A_stage_behind_one_that_begins_again_opens_anew_with_the_people_of_that_moment()
    {
        var stages = """
              - {id: a, all: [{id: x, approve: 1, of: legal, bind: [body]}]}
              - {id: b, all: [{id: y, approve: all, of: comms}, {id: z, approve: 3, of: legal}]}
            """;
        var request = Scenario.Of(stages, Groups).Approve("p-1").Join("comms", "p-5");
        Assert.Equal(2, request.Need("y").Required);
        request.Revise("body", "v2").Approve("p-1");
        Assert.Equal(3, request.Need("y").Required);
        Assert.Equal(2, request.History.Count(e => e.Fact is StageOpened { Stage: "b" }));
        Assert.Equal(2, request.History.Count(e => e.Fact is QuorumUnreachable { Need: "z" }));
    }

    [Fact]
    public void A_rejection_may_go_back_over_several_stages_and_all_of_them_begin_again()
    {
        var stages = """
              - {id: a, all: [{id: x, approve: 1, of: legal}]}
              - {id: b, all: [{id: y, approve: 1, of: legal}]}
              - {id: c, all: [{id: z, approve: 1, of: comms}], reject: {effect: a}}
            """;
        var request = Scenario.Of(stages, Groups).Approve("p-1").Approve("p-2").Reject("p-3");
        Assert.Equal([PartState.Pending, PartState.Waiting, PartState.Waiting], request.Now.Stages.Select(s => s.State));
        Assert.Equal(RequestState.Approved, request.Approve("p-2").Approve("p-1").Approve("p-3").Now.State);
    }

    [Fact]
    public void A_population_nobody_can_resolve_makes_its_needs_errors()
    {
        var flow = ShippedFlows.Flow("publish-policy");
        var requested = new ApprovalRequested(flow.Name, flow.Version, flow.Digest, "policy-version", "1", "T", new Dictionary<string, FactValue>(),
            flow.Content.Bind.ToDictionary(f => f, ContentDigest.OfText), "p-1", [], "p-1");
        var history = new List<RequestEntry> { new(requested, "p-1", null, default, 1) };
        var populations = PeopleResolver.Resolve(flow, RequestFacts.After(history)!, [], default);
        history.AddRange(Advance.Next(flow, history, populations, default).Select((f, i) => new RequestEntry(f, "flows", null, default, i + 2)));
        var now = Evaluator.Evaluate(flow, history);
        Assert.Equal(RequestState.Error, now.State);
        Assert.Contains("`subject.area` cannot be evaluated: the subject has no `area`", now.Sentence, StringComparison.Ordinal);
    }
}
