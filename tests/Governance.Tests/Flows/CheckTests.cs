using Governance.Flows;

namespace Governance.Tests.Flows;

/// <summary>What must hold before a stage can close, whoever approves.</summary>
public class CheckTests
{
    private const string Stages = """
          - id: review
            all: [{id: law, approve: 1, of: legal}]
            checks: [{id: safe, that: "subject.risk != 'mad'", says: Calm it down.}]
          - id: last
            all: [{id: words, approve: 1, of: comms}]
        """;

    private static Scenario Request(string? risk) =>
        Scenario.Of(Stages, ["legal p-1 p-2", "comms p-3"], subject: risk is null ? [] : new Dictionary<string, FactValue> { ["risk"] = risk });

    [Fact]
    public void A_check_that_does_not_hold_keeps_a_stage_open_that_has_every_approval_and_says_what_to_do()
    {
        var request = Request("mad").Approve("p-1");
        Assert.Equal((PartState.Pending, PartState.Approved), (request.Stage("review").State, request.Need("law").State));
        Assert.StartsWith("The check `safe` does not hold: Calm it down.", request.Stage("review").Sentence, StringComparison.Ordinal);
        Assert.Equal(RequestState.Pending, request.Now.State);
        Assert.Equal(PartState.Approved, request.ReviseSubject("risk", "low").Stage("review").State);
    }

    [Fact]
    public void A_check_that_cannot_be_told_is_an_error_and_a_revision_mends_it()
    {
        var request = Request(null).Approve("p-1");
        Assert.Equal((RequestState.Error, PartState.Error), (request.Now.State, request.Stage("review").State));
        Assert.Contains("`subject.risk != 'mad'` cannot be evaluated", request.Now.Sentence, StringComparison.Ordinal);
        Assert.Equal(PartState.Pending, request.ReviseSubject("risk", "low").Stage("last").State);
    }

    [Fact]
    public void A_revision_that_fails_a_check_opens_a_closed_stage_again_and_its_repair_closes_it_with_the_same_approvals()
    {
        var request = Request("low").Approve("p-1");
        Assert.Equal(PartState.Approved, request.Stage("review").State);
        request.ReviseSubject("risk", "mad");
        Assert.Equal((PartState.Pending, PartState.Waiting), (request.Stage("review").State, request.Stage("last").State));
        Assert.Equal(PartState.Waiting, request.Approve("p-3").Stage("last").State);
        request.ReviseSubject("risk", "none");
        Assert.Equal((PartState.Approved, PartState.Pending), (request.Stage("review").State, request.Stage("last").State));
        Assert.Equal(["p-1"], request.Counted("law"));
        Assert.Equal(RequestState.Approved, request.Approve("p-3").Now.State);
    }

    [Fact]
    public void A_rejection_is_told_before_a_check_and_has_its_effect()
    {
        var request = Request("mad").Reject("p-1");
        Assert.Equal(PartState.Rejected, request.Stage("review").State);
        Assert.Equal(RequestState.ChangesRequested, request.Now.State);
    }

    [Fact]
    public void An_error_in_a_condition_of_a_stage_a_need_or_a_check_blocks_and_names_it()
    {
        foreach (var line in (string[])["when: \"subject.cost > 5\"\n    all: [{id: law, approve: 1, of: legal}]", "all: [{id: law, approve: 1, of: legal, when: \"subject.cost > 5\"}]", "all: [{id: law, approve: 1, of: legal}]\n    checks: [{id: c, that: \"subject.cost > 5\", says: x}]"])
        {
            var request = Scenario.Of($"  - id: review\n    {line}", ["legal p-1 p-2"]).Approve("p-1").Approve("p-2");
            Assert.Equal(RequestState.Error, request.Now.State);
            Assert.Contains("`subject.cost > 5` cannot be evaluated: the subject has no `cost`", Assert.Single(request.Now.Errors), StringComparison.Ordinal);
            Assert.DoesNotContain("StageClosed", request.Facts);
        }
    }
}
