using Governance.Approvals;
using Governance.Flows;
using Governance.Shared;

namespace Governance.Tests.Approvals;

/// <summary>Who may put which version of a flow before whom, and what becomes of it.</summary>
public sealed class FlowDeciderTests
{
    private const string Key = "flow/publish-policy";
    private static readonly DateTimeOffset Now = new(2027, 1, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly FlowAdopted First = Adopted(Text(1));

    private static string Text(int version, string title = "Publish", string subject = "policy-version", string comment = "") => $$"""
        {{comment}}
        flow: publish-policy
        version: {{version}}
        subject: {{subject}}
        title: {{title}}
        content: {bind: [body]}
        people:
          legal: {group: legal}
          version: {group: legal}
        stages:
          - id: review
            all: [{id: legal, approve: 1, of: legal}]
        """;

    private static Flow Parsed(string text) => FlowParser.Parse(text, "text").Flow!;

    private static FlowAdopted Adopted(string text) => Parsed(text) is var flow ? new(flow.Version, flow.Digest, flow.Subject, flow.Title, text, "Founded.") : null!;

    private static FlowVersionProposed Proposed(string text, string request = "r-1") => Parsed(text) is var flow ? new(flow.Version, flow.Digest, flow.Subject, flow.Title, text, "Better.", request) : null!;

    private static AdoptedFlow Given(params (string Actor, FlowEvent Fact)[] facts)
    {
        AdoptedFlow? flow = null;
        for (var i = 0; i < facts.Length; i++) flow = FlowDecider.Evolve(flow, new Fact<FlowEvent>(facts[i].Fact, facts[i].Actor, Now.AddMinutes(i), i + 1), Key);
        return flow!;
    }

    private static Decision<FlowEvent> Propose(string text, AdoptedFlow? flow, string request = "r-2") =>
        FlowDecider.Decide(new ProposeVersion(request, Parsed(text), text, "Better."), flow, flow?.Current is { } current ? Parsed(current.Text) : null);

    private static Decision<FlowEvent> Settle(AdoptedFlow flow, Settlement settlement, string request = "r-1") => FlowDecider.Decide(new SettleProposal(request, settlement), flow);

    [Fact]
    public void A_new_flow_begins_with_version_1_and_another_goes_on_with_the_next()
    {
        Assert.Equal([Proposed(Text(1), "r-2")], Propose(Text(1), null).Facts);
        Assert.Equal([Proposed(Text(2, "Better"), "r-2")], Propose(Text(2, "Better"), Given(("founder", First))).Facts);
        Assert.Equal(FlowRules.NotNext(1), Propose(Text(2), null).Refusal);
        foreach (var version in (int[])[1, 3]) Assert.Equal(FlowRules.NotNext(2), Propose(Text(version, "Better"), Given(("founder", First))).Refusal);
    }

    [Fact]
    public void It_says_something_else_than_the_version_in_force_and_not_only_in_a_comment_or_a_number()
    {
        Assert.Equal(FlowRules.Unchanged, Propose(Text(2), Given(("founder", First))).Refusal);
        Assert.Equal(FlowRules.Unchanged, Propose(Text(2, comment: "# Anew"), Given(("founder", First))).Refusal);
    }

    [Fact]
    public void What_a_flow_decides_on_stays_for_ever() =>
        Assert.Equal(FlowRules.SubjectChanged, Propose(Text(2, subject: "post"), Given(("founder", First))).Refusal);

    [Fact]
    public void One_proposal_at_a_time_until_it_is_decided_or_taken_back()
    {
        var proposed = Given(("founder", First), ("p-1", Proposed(Text(2, "Better"))));
        Assert.Equal(FlowRules.Pending, Propose(Text(2, "Best"), proposed).Refusal);
        foreach (var outcome in Enum.GetValues<FlowProposalOutcome>())
            Assert.Null(Propose(Text(2, "Best"), Given(("founder", First), ("p-1", Proposed(Text(2, "Better"))), ("p-2", new FlowProposalClosed("r-1", 2, "x", outcome)))).Refusal);
    }

    [Fact]
    public void After_requested_changes_another_text_goes_on_with_the_same_request()
    {
        var returned = Given(("founder", First), ("p-1", Proposed(Text(2, "Better"))), ("p-2", new FlowProposalReturned("r-1", 2, "x")));
        Assert.Equal(FlowRules.Unchanged, Propose(Text(2, "Better"), returned).Refusal);
        Assert.Equal([Proposed(Text(2, "Best"))], Propose(Text(2, "Best"), returned).Facts);
        // Approvers may ask for a comment.
        Assert.Null(Propose(Text(2, "Better", comment: "# Why"), returned).Refusal);
    }

    [Fact]
    public void Approved_it_is_adopted_by_the_request_that_decided_on_it()
    {
        var flow = Given(("founder", First), ("p-1", Proposed(Text(2, "Better"))));
        var adopted = Assert.IsType<FlowAdopted>(Assert.Single(Settle(flow, Settlement.Approved).Facts));
        Assert.Equal(Adopted(Text(2, "Better")) with { Basis = "Approved by request r-1." }, adopted);
        var after = FlowDecider.Evolve(flow, new Fact<FlowEvent>(adopted, "p-3", Now, 3), Key);
        Assert.Equal((2, "p-3", null), (after.Current!.Version, after.Current.AdoptedBy, after.Proposal));
    }

    [Theory]
    [InlineData(Settlement.Rejected, FlowProposalOutcome.Rejected)]
    [InlineData(Settlement.Withdrawn, FlowProposalOutcome.Withdrawn)]
    public void Otherwise_it_is_closed_and_the_version_before_stays(Settlement settlement, FlowProposalOutcome outcome)
    {
        var flow = Given(("founder", First), ("p-1", Proposed(Text(2, "Better"))));
        var closed = Assert.Single(Settle(flow, settlement).Facts);
        Assert.Equal(new FlowProposalClosed("r-1", 2, Parsed(Text(2, "Better")).Digest, outcome), closed);
        var after = FlowDecider.Evolve(flow, new Fact<FlowEvent>(closed, "p-3", Now, 3), Key);
        Assert.Equal((1, null), (after.Current!.Version, after.Proposal));
    }

    [Fact]
    public void Turned_back_twice_is_turned_back_once_and_a_request_for_changes_that_is_taken_back_lets_it_be_adopted()
    {
        var returned = Given(("founder", First), ("p-1", Proposed(Text(2, "Better"))), ("p-2", new FlowProposalReturned("r-1", 2, "x")));
        Assert.Empty(Settle(returned, Settlement.Returned).Facts);
        Assert.Null(Settle(returned, Settlement.Returned).Refusal);
        Assert.IsType<FlowAdopted>(Settle(returned, Settlement.Approved).Facts.Single());
    }

    [Fact]
    public void The_end_of_another_request_and_an_end_that_flows_do_not_have_are_refused()
    {
        var flow = Given(("founder", First), ("p-1", Proposed(Text(2, "Better"))));
        Assert.Equal(FlowRules.NotProposed, Settle(flow, Settlement.Approved, "r-9").Refusal);
        Assert.Equal(FlowRules.NotProposed, Settle(Given(("founder", First)), Settlement.Approved).Refusal);
        Assert.Equal(FlowRules.CannotEndSo, Settle(flow, (Settlement)99).Refusal);
    }

    [Fact]
    public void Whoever_worked_on_it_stays_an_editor_until_a_version_is_adopted_even_when_the_text_comes_back_under_another_hand()
    {
        var flow = Given(
            ("founder", First), ("p-1", Proposed(Text(2, "Better"))), ("p-9", new FlowProposalReturned("r-1", 2, "x")), ("p-2", Proposed(Text(2, "Best"))),
            ("p-1", new FlowProposalClosed("r-1", 2, "x", FlowProposalOutcome.Withdrawn)), ("p-3", Proposed(Text(2, "Best"), "r-2")));
        Assert.Equal("p-3", flow.Proposal!.Author);
        Assert.Equal(["p-1", "p-2", "p-3"], flow.Proposal.Editors.Order());
        Assert.Equal(["r-1", "r-2"], flow.Requests);
        var adopted = FlowDecider.Evolve(flow, new Fact<FlowEvent>(Settle(flow, Settlement.Approved, "r-2").Facts[0], "p-9", Now, 7), Key);
        Assert.Equal(["p-4"], FlowDecider.Evolve(adopted, new Fact<FlowEvent>(Proposed(Text(3)), "p-4", Now, 8), Key).Proposal!.Editors);
    }

    [Fact]
    public void What_was_rejected_is_not_proposed_again_by_anybody()
    {
        var rejected = Given(("founder", First), ("p-1", Proposed(Text(2, "Better"))), ("p-9", new FlowProposalClosed("r-1", 2, "x", FlowProposalOutcome.Rejected)));
        Assert.Equal(FlowRules.Unchanged, Propose(Text(2, "Better"), rejected).Refusal);
        Assert.Null(Propose(Text(2, "Best"), rejected).Refusal);
    }

    [Fact]
    public void Nothing_ends_that_was_not_proposed() =>
        Assert.Throws<InvalidOperationException>(() => Given(("founder", First), ("p-1", new FlowProposalReturned("r-1", 2, "x"))));
}
