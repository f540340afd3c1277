using Governance.Flows;

namespace Governance.Tests.Flows;

public class QuorumTests
{
    [Theory]
    [InlineData("all", 3, 3)]
    [InlineData("all", 0, 1)]
    [InlineData("majority", 1, 1)]
    [InlineData("majority", 2, 2)]
    [InlineData("majority", 3, 2)]
    [InlineData("majority", 4, 3)]
    [InlineData("majority", 0, 1)]
    [InlineData("50%", 3, 2)]
    [InlineData("34%", 3, 2)]
    [InlineData("1%", 200, 2)]
    [InlineData("100%", 7, 7)]
    [InlineData("1%", 0, 1)]
    [InlineData("2", 0, 2)]
    public void A_quorum_of_so_many_people_is(string approve, int people, int required)
    {
        var group = string.Join(' ', Enumerable.Range(1, people).Select(i => $"p-{i}").Prepend("legal"));
        var request = Scenario.Of($"  - {{id: review, all: [{{id: need, approve: {approve}, of: legal}}]}}", [group]);
        Assert.Equal(required, request.Need("need").Required);
        Assert.Equal(people, request.Need("need").Possible);
    }

    [Fact]
    public void The_author_is_never_one_of_all() =>
        Assert.Equal(2, Scenario.Of("  - {id: review, all: [{id: need, approve: all, of: legal}]}", [$"legal p-1 p-2 {Scenario.Author}"]).Need("need").Required);

    [Fact]
    public void A_group_smaller_than_its_quorum_is_told_at_once_and_once()
    {
        var request = Scenario.Of("  - {id: review, all: [{id: need, approve: 2, of: legal}]}", ["legal p-1"]);
        Assert.Equal(new QuorumUnreachable("review", "need", 2, 1), request.History[^1].Fact);
        Assert.Single(request.Approve("p-1").Facts, "QuorumUnreachable");
        Assert.Equal(RequestState.Pending, request.Now.State);
        Assert.Empty(request.Stage("review").Finish);
    }

    [Fact]
    public void Somebody_who_joins_makes_it_reachable_and_it_is_told_again_when_they_leave()
    {
        var request = Scenario.Of("  - {id: review, all: [{id: need, approve: 2, of: legal}]}", ["legal p-1"]).Join("legal", "p-2");
        Assert.Equal(["p-1", "p-2"], request.Stage("review").Finish);
        Assert.Equal(2, request.Leave("legal", "p-2").Facts.Count(f => f == "QuorumUnreachable"));
    }

    [Fact]
    public void Two_needs_that_one_person_alone_could_satisfy_are_unreachable_together()
    {
        var request = Scenario.Of("  - {id: review, all: [{id: a, approve: 1, of: legal}, {id: b, approve: 1, of: legal}]}", ["legal p-1"]);
        Assert.Equal(new QuorumUnreachable("review", "b", 1, 0), request.History[^1].Fact);
        Assert.Equal(1, request.Need("b").Possible);
    }

    [Fact]
    public void An_alternative_that_cannot_be_reached_does_not_matter_while_another_can() =>
        Assert.DoesNotContain("QuorumUnreachable", Scenario.Of("  - {id: s, any: [{id: a, approve: 3, of: legal}, {id: b, approve: 1, of: bosses}]}", ["legal p-1", "bosses p-2"]).Facts);

    [Fact]
    public void Nobody_who_comes_after_the_opening_stands_in_for_all()
    {
        var request = Scenario.Of("  - {id: review, all: [{id: need, approve: all, of: legal}]}", ["legal p-1 p-2"]).Join("legal", "p-3").Approve("p-1").Approve("p-3");
        Assert.Equal(RequestState.Pending, request.Now.State);
        Assert.Equal(WhyNot.CameLater, request.Why("need", "p-3"));
        Assert.Equal(RequestState.Approved, request.Leave("legal", "p-2").Now.State);
    }

    [Fact]
    public void A_majority_shrinks_with_a_leaver_but_never_below_one()
    {
        var request = Scenario.Of("  - {id: review, all: [{id: need, approve: majority, of: legal}]}", ["legal p-1 p-2 p-3"]).Approve("p-1");
        Assert.Equal(2, request.Need("need").Required);
        Assert.Equal(RequestState.Approved, request.Leave("legal", "p-3").Leave("legal", "p-2").Now.State);
        var empty = Scenario.Of("  - {id: review, all: [{id: need, approve: majority, of: legal}]}", ["legal p-1"]).Leave("legal", "p-1");
        Assert.Equal((1, 0), (empty.Need("need").Required, empty.Need("need").Possible));
        Assert.Equal(RequestState.Pending, empty.Now.State);
    }
}
