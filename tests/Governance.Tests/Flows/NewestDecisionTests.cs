using Governance.Flows;

namespace Governance.Tests.Flows;

/// <summary>Of each person and need the newest decision counts, whichever way round.</summary>
public class NewestDecisionTests
{
    private const string TwoRejections = "  - {id: review, all: [{id: law, approve: 2, of: legal}], reject: {count: 2}}";
    private static readonly string[] Groups = ["legal p-1 p-2 p-3", "comms p-1 p-4"];
    private static readonly IReadOnlyDictionary<string, string> Unseen = new Dictionary<string, string>();

    [Theory]
    [InlineData("approve reject", "rejected")]
    [InlineData("reject approve", "counts")]
    [InlineData("approve request-changes", "requested-changes")]
    [InlineData("request-changes approve", "counts")]
    [InlineData("approve abstain", "abstained")]
    [InlineData("abstain approve", "counts")]
    [InlineData("reject abstain", "abstained")]
    [InlineData("approve take-back", "taken-back")]
    [InlineData("reject take-back", "taken-back")]
    [InlineData("take-back approve", "counts")]
    [InlineData("approve take-back approve", "counts")]
    [InlineData("reject take-back reject", "rejected")]
    [InlineData("approve reject abstain approve", "counts")]
    public void What_somebody_did_last_is_what_they_think(string acts, string last) =>
        Assert.Equal(last, Standing(Play(Scenario.Of(TwoRejections, Groups), acts.Split(' ')), "law", "p-1"));

    [Theory]
    [InlineData(Decision.Reject, WhyNot.Rejected)]
    [InlineData(Decision.RequestChanges, WhyNot.RequestedChanges)]
    [InlineData(Decision.Abstain, WhyNot.Abstained)]
    public void Who_approved_and_then_decides_otherwise_without_naming_any_content_does_not_count_any_more(Decision decision, WhyNot why)
    {
        var request = Scenario.Of(TwoRejections, Groups).Approve("p-1").Append(new DecisionMade(decision, Unseen, ["legal"], null, "because"), "p-1");
        Assert.Empty(request.Counted("law"));
        Assert.Equal(why, request.Why("law", "p-1"));
        Assert.Equal(RequestState.Pending, request.Approve("p-2").Now.State);
    }

    [Fact]
    public void A_rejection_of_one_need_stands_whatever_its_person_says_to_another()
    {
        var stage = "  - {id: review, all: [{id: law, approve: 1, of: legal}, {id: words, approve: 1, of: comms}]}";
        var request = Scenario.Of(stage, Groups).Reject("p-1", "law").Approve("p-1", "words").Approve("p-2");
        Assert.Equal(RequestState.ChangesRequested, request.Now.State);
        Assert.Equal(["p-1"], request.Counted("words"));
        Assert.Equal(RequestState.Approved, request.Approve("p-1", "law").Now.State);
    }

    [Theory]
    [InlineData("flow", 1)]
    [InlineData("stage", 1)]
    [InlineData("none", 2)]
    public void Of_two_needs_of_a_stage_one_person_fills(string distinct, int filled)
    {
        var stage = "  - {id: review, all: [{id: law, approve: 1, of: legal}, {id: words, approve: 1, of: comms}, {id: open, approve: 1, of: legal, bind: [body]}]}";
        var request = Scenario.Of(stage, ["legal p-1 p-2", "comms p-1 p-4"], $"separation: {{distinct: {distinct}}}").Approve("p-1", "law").Approve("p-1", "words");
        Assert.Equal(filled, request.Counted("law").Length + request.Counted("words").Length);
    }

    [Theory]
    [InlineData("flow", RequestState.Pending)]
    [InlineData("stage", RequestState.Approved)]
    [InlineData("none", RequestState.Approved)]
    public void In_two_stages_one_person_is_enough_where_the_flow_says_so(string distinct, RequestState state)
    {
        var stages = "  - {id: a, all: [{id: law, approve: 1, of: legal}]}\n  - {id: b, all: [{id: again, approve: 1, of: legal}]}";
        Assert.Equal(state, Scenario.Of(stages, Groups, $"separation: {{distinct: {distinct}}}").Approve("p-1").Approve("p-1").Now.State);
    }

    [Fact]
    public void An_edit_makes_an_approval_stale_and_its_return_revives_it_with_a_word_about_it()
    {
        var request = Scenario.Of(TwoRejections, Groups).Approve("p-1").Revise("body", "v2");
        Assert.Equal(WhyNot.Stale, request.Why("law", "p-1"));
        Assert.Equal([new FieldChange("body", 2, Scenario.Author)], request.Need("law").NotCounted[0].Changes!);
        request.Revise("body", "v1");
        Assert.Contains("revision 3 returned to that content", request.Need("law").Counted[0].Revived, StringComparison.Ordinal);
    }

    [Fact]
    public void An_approval_of_what_was_shown_before_does_not_count_even_if_it_is_recorded()
    {
        var request = Scenario.Of(TwoRejections, Groups);
        var seen = RequestGuard.BallotOf(request.Flow, request.History, "p-1");
        request.Revise("body", "v2");
        var late = new DecisionMade(Decision.Approve, seen.Digests, seen.Roles);
        Assert.Equal("request.stale-digest", request.Refusal((f, h) => RequestGuard.MayDecide(f, h, "p-1", late)));
        Assert.Equal(WhyNot.Stale, request.Append(late, "p-1").Why("law", "p-1"));
    }

    [Fact]
    public void What_somebody_decided_for_another_without_their_seat_neither_counts_nor_takes_anything_away()
    {
        var request = Scenario.Of(TwoRejections, Groups, "delegation: {allowed: true}").Approve("p-1").Reject("p-2");
        request.Reject("p-9", seat: "p-1").Approve("p-9", seat: "p-2").TakeBack("p-9", seat: "p-1");
        Assert.Equal(["p-1"], request.Counted("law"));
        Assert.Equal(["p-2"], request.Stage("review").Rejections.Standing.Select(s => s.Person));
        Assert.Equal(WhyNot.Delegated, request.Approve("p-9", seat: "p-3").Why("law", "p-3"));
    }

    private static Scenario Play(Scenario request, string[] acts)
    {
        foreach (var act in acts)
            _ = act switch
            {
                "approve" => request.Approve("p-1"),
                "reject" => request.Reject("p-1"),
                "request-changes" => request.Decide(Decision.RequestChanges, "p-1"),
                "abstain" => request.Decide(Decision.Abstain, "p-1"),
                _ => request.TakeBack("p-1"),
            };
        return request;
    }

    private static string Standing(Scenario request, string need, string person) =>
        request.Counted(need).Contains(person) ? "counts" : System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(request.Why(need, person).ToString());
}
