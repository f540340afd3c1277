using Governance.Flows;

namespace Governance.Tests.Flows;

/// <summary>What is owed behind an end: the review of a broken glass, and the confirmation of an approval.</summary>
public class OwedTests
{
    private const string Stage = "  - {id: a, all: [{id: law, approve: 1, of: legal}]}";
    private static readonly string[] Groups = ["legal p-1 p-2 p-7 p-author", "bosses p-7 p-8"];

    private static Scenario Glass(string otherwise = "undo", string approve = "1", string more = "delegation: {allowed: true}") =>
        Scenario.Of(Stage, Groups, $"break-glass: {{by: bosses, reason: required, review: {{approve: {approve}, of: legal, within: 2 days, otherwise: {otherwise}}}}}\n{more}");

    private static Scenario Confirmed(string by = "legal") => Scenario.Of(Stage, Groups, $"after-approval: {{confirm-again: 90 days, by: {by}}}\ndelegation: {{allowed: true}}").Approve("p-1");

    private static string? MayDecide(Scenario request, string person, Decision decision = Decision.Approve, string? principal = null)
    {
        var ballot = RequestGuard.BallotOf(request.Flow, request.History, principal ?? person);
        return request.Refusal((f, h) => RequestGuard.MayDecide(f, h, person, new DecisionMade(decision, ballot.Digests, ballot.Roles, null, "x"), principal));
    }

    [Fact]
    public void Breaking_the_glass_is_an_end_of_its_own_that_opens_its_review_at_once()
    {
        var request = Glass().BreakGlass("p-8");
        Assert.Equal((RequestState.ApprovedByBreakGlass, OwedState.Open), (request.Now.State, request.Now.Owed!.State));
        Assert.Equal(Scenario.Start.AddDays(2), request.Now.Owed.At);
        Assert.Equal(new NextDeadline(DeadlinePurpose.Review, Scenario.Start.AddDays(2)), request.Now.Next);
        Assert.Equal(OwedState.Met, request.Approve("p-1").Now.Owed!.State);
        Assert.Equal(RequestState.ApprovedByBreakGlass, request.Now.State);
        Assert.Equal(["StageClosed", "BreakGlassReviewed"], request.Facts.TakeLast(2));
        Assert.Equal("request.closed", MayDecide(request, "p-2"));
    }

    [Fact]
    public void Whoever_broke_it_does_not_review_it_nor_does_the_author_nor_anybody_for_them()
    {
        var request = Glass().StandIn("p-7", "p-2").StandIn("p-1", "p-7").BreakGlass("p-7");
        Assert.Equal("request.excluded", MayDecide(request, "p-7"));
        Assert.Equal("request.excluded", MayDecide(request, "p-2", principal: "p-7"));
        Assert.Equal("request.excluded", MayDecide(request, "p-7", principal: "p-1"));
        Assert.Equal("request.excluded", MayDecide(request, Scenario.Author));
        Assert.Equal("request.not-eligible", MayDecide(request, "p-8"));
        Assert.Equal(RequestState.ApprovedByBreakGlass, request.Approve("p-2", seat: "p-7").Approve("p-7", seat: "p-1").Approve("p-7").Now.State);
        Assert.Equal(OwedState.Open, request.Now.Owed!.State);
        // Who stands in for the one who broke it still reviews from their own seat.
        Assert.Equal(OwedState.Met, request.Approve("p-2").Now.Owed!.State);
    }

    [Fact]
    public void Somebody_whose_vote_counted_before_the_glass_was_broken_may_review_that()
    {
        var stages = Stage + "\n  - {id: b, all: [{id: words, approve: 1, of: bosses}]}";
        var request = Scenario.Of(stages, Groups, "break-glass: {by: bosses, reason: required, review: {approve: 1, of: legal, within: 2 days, otherwise: undo}}").Approve("p-1").BreakGlass("p-8");
        Assert.Equal(OwedState.Met, request.Approve("p-1").Now.Owed!.State);
    }

    [Theory]
    [InlineData("undo", RequestState.Undone, OwedState.Undone)]
    [InlineData("keep", RequestState.ApprovedByBreakGlass, OwedState.Open)]
    public void A_review_that_refuses_undoes_it_or_keeps_it_as_an_exception(string otherwise, RequestState state, OwedState owed)
    {
        var request = Glass(otherwise, "2").BreakGlass("p-8").Approve("p-1").Reject("p-2");
        Assert.Equal((state, owed), (request.Now.State, request.Now.Owed!.State));
        if (otherwise == "keep") Assert.Contains("its review was refused", request.Now.Sentence, StringComparison.Ordinal);
        if (otherwise == "keep") Assert.Equal(OwedState.Met, request.Approve("p-2").Now.Owed!.State);
    }

    [Theory]
    [InlineData("undo", -1, RequestState.ApprovedByBreakGlass, OwedState.Met)]
    [InlineData("undo", 0, RequestState.Undone, OwedState.Undone)]
    [InlineData("keep", -1, RequestState.ApprovedByBreakGlass, OwedState.Met)]
    [InlineData("keep", 0, RequestState.ApprovedByBreakGlass, OwedState.Met)]
    public void A_review_is_in_time_before_the_moment_and_behind_it_only_where_the_exception_was_kept(string otherwise, int seconds, RequestState state, OwedState owed)
    {
        var request = Glass(otherwise).BreakGlass("p-8").Wait(TimeSpan.FromDays(2) + TimeSpan.FromSeconds(seconds));
        if (otherwise == "keep" && seconds == 0) Assert.Equal(OwedState.Overdue, request.Now.Owed!.State);
        request.Approve("p-1");
        Assert.Equal((state, owed), (request.Now.State, request.Now.Owed!.State));
    }

    [Fact]
    public void Nothing_that_has_gone_ahead_can_be_changed_taken_back_or_reopened()
    {
        var request = Glass("keep", "2").Decide(Decision.Abstain, "p-1").BreakGlass("p-8");
        Assert.Equal("request.closed", MayDecide(request, "p-2", Decision.RequestChanges));
        Assert.Equal("request.nothing-to-take-back", request.Refusal((f, h) => RequestGuard.MayTakeBack(f, h, "p-1")));
        Assert.Equal("request.closed", request.Refusal((f, h) => RequestGuard.MayRevise(f, h)));
        Assert.Equal("request.closed", request.Refusal((f, h) => RequestGuard.MayBreakGlass(f, h, "p-8", "x")));
        Assert.Equal("request.closed", request.Refusal((f, h) => RequestGuard.MayLift(f, h, "p-8", new RejectionLifted("break-glass/review", "p-1", "x"))));
        Assert.Equal("request.no-reopening", request.Refusal((f, h) => RequestGuard.MayReopen(f, h, Scenario.Author, request.Clock)));
        // What was said about the review itself can be.
        Assert.Null(request.Approve("p-2").Refusal((f, h) => RequestGuard.MayTakeBack(f, h, "p-2")));
        Assert.Equal(RequestState.ApprovedByBreakGlass, Glass().BreakGlass("p-8").Decide(Decision.RequestChanges, "p-1").Now.State);
    }

    [Fact]
    public void Where_nobody_but_the_breaker_could_review_it_time_undoes_it()
    {
        var request = Scenario.Of(Stage, ["legal p-7", "bosses p-7"], "break-glass: {by: bosses, reason: required, review: {approve: 1, of: legal, within: 2 days, otherwise: undo}}").BreakGlass("p-7");
        Assert.Equal("QuorumUnreachable", request.Facts.Last());
        Assert.Equal(["DeadlinePassed", "BreakGlassUndone"], request.Wait(2).Facts.TakeLast(2));
    }

    [Fact]
    public void Without_a_review_a_broken_glass_owes_nothing() =>
        Assert.Null(Scenario.Of(Stage, Groups, "break-glass: {by: bosses, reason: required}").BreakGlass("p-8").Now.Owed);

    [Fact]
    public void An_approval_is_confirmed_each_time_its_time_has_come()
    {
        var request = Confirmed();
        Assert.Equal((RequestState.Approved, OwedState.Later), (request.Now.State, request.Now.Owed!.State));
        Assert.Equal("request.closed", MayDecide(request, "p-1"));
        for (var round = 1; round <= 2; round++)
        {
            request.Wait(89);
            Assert.Equal(OwedState.Later, request.Now.Owed!.State);
            request.Wait(1);
            Assert.Equal((RequestState.Approved, OwedState.Overdue), (request.Now.State, request.Now.Owed!.State));
            request.Approve("p-1");
            Assert.Equal((OwedState.Later, request.Clock.AddDays(90)), (request.Now.Owed!.State, request.Now.Owed.At!.Value));
            Assert.Equal(round, request.Facts.Count(f => f == "ApprovalConfirmed"));
        }
        Assert.Empty(request.Following());
    }

    [Fact]
    public void A_confirmation_that_is_refused_stays_owed_until_somebody_thinks_otherwise()
    {
        var request = Confirmed().Wait(90).Reject("p-2").Approve("p-1");
        Assert.Equal((RequestState.Approved, OwedState.Overdue), (request.Now.State, request.Now.Owed!.State));
        Assert.Contains("Its confirmation was refused.", request.Now.Sentence, StringComparison.Ordinal);
        Assert.Equal(OwedState.Later, request.TakeBack("p-2").Now.Owed!.State);
    }

    [Fact]
    public void Years_during_which_nobody_looked_ask_for_one_confirmation()
    {
        var request = Confirmed().Wait(1000);
        Assert.Single(request.Facts, "DeadlinePassed");
        Assert.Equal(request.Clock.AddDays(90), request.Approve("p-1").Now.Owed!.At);
    }

    [Fact]
    public void A_review_and_a_confirmation_follow_the_directory_and_its_delegations()
    {
        var request = Glass().StandIn("p-1", "p-9").BreakGlass("p-8");
        Assert.Equal(["p-1"], RequestGuard.SeatsOf(request.Flow, request.History, "p-9").Keys);
        Assert.Equal(["p-1", "p-2", "p-7", "p-9", "p-author"], ((EligibilityChanged)request.Join("legal", "p-9").History[^1].Fact).Eligible["legal"]);
        Assert.Equal("request.not-eligible", MayDecide(request.Leave("legal", "p-2"), "p-2"));
        Assert.Equal(["p-1"], request.Approve("p-9", seat: "p-1").History.Select(e => e.Fact).OfType<BreakGlassReviewed>().Single().By);
    }
}
