using Governance.Flows;

namespace Governance.Tests.Flows;

/// <summary>What the passing of time does, and when.</summary>
public class DeadlineTests
{
    private const string Timed = """
          - id: review
            all: [{id: law, approve: 1, of: legal}, {id: words, approve: 1, of: comms}]
            due: 4 days
            remind: [1 day, 2 days, 6 days]
            overdue: {ask: bosses}
        """;

    private static readonly string[] Groups = ["legal p-1 p-2", "comms p-4", "bosses p-9"];

    private static Scenario Request(string stages = Timed, string more = "expire: {after: 10 days}") => Scenario.Of(stages, Groups, more);

    private static string[] Since(Scenario request, int version) => [.. request.Facts.Skip(version)];

    [Fact]
    public void They_are_counted_from_when_the_stage_opened_whenever_that_is_looked_at()
    {
        var request = Request();
        Assert.Equal(Scenario.Start.AddDays(4), request.Stage("review").Due);
        Assert.Equal(Scenario.Start.AddDays(10), request.Now.ExpiresAt);
        var late = request.History.Where(e => e.Fact is not DeadlineSet).ToList();
        Assert.Equal(request.History.Select(e => e.Fact).OfType<DeadlineSet>(), Advance.Next(request.Flow, late, request.People, Scenario.Start.AddMinutes(5)).OfType<DeadlineSet>());
    }

    [Fact]
    public void A_reminder_goes_to_whoever_is_there_and_has_something_to_do()
    {
        var request = Request().Approve("p-1");
        request.Join("comms", "p-5").Leave("comms", "p-4").Wait(1);
        Assert.Equal(["p-5"], ((PeopleReminded)request.History[^1].Fact).Persons);
        var left = Request();
        var people = left.People with { Members = new Dictionary<string, IReadOnlyList<string>>(left.People.Members) { ["legal"] = ["p-2"] } };
        Assert.Equal(["p-2", "p-4"], Advance.Next(left.Flow, left.History, people, left.Clock.AddDays(1)).OfType<PeopleReminded>().Single().Persons);
    }

    [Fact]
    public void Overdue_further_people_are_asked_and_one_of_them_counts_once()
    {
        var request = Request().Wait(4);
        Assert.Equal(["PeopleReminded", "PeopleReminded", "DeadlinePassed", "RequestEscalated"], request.Facts.TakeLast(4));
        Assert.True(request.Stage("review").Overdue);
        request.Approve("p-9");
        Assert.Equal(RequestState.Pending, request.Now.State);
        Assert.Single(request.Counted("law").Concat(request.Counted("words")));
        Assert.Equal(RequestState.Approved, request.Approve("p-4").Now.State);
    }

    [Fact]
    public void Everything_that_passed_while_nobody_looked_comes_in_the_order_of_time_and_once()
    {
        var request = Request();
        var before = request.History.Count;
        request.Wait(12);
        Assert.Equal(["PeopleReminded", "PeopleReminded", "DeadlinePassed", "RequestEscalated", "PeopleReminded", "RequestExpired"], Since(request, before));
        // Those who were asked meanwhile are reminded, too.
        Assert.Equal(["p-1", "p-2", "p-4", "p-9"], request.History.Select(e => e.Fact).OfType<PeopleReminded>().Last().Persons);
        Assert.Empty(request.Following());
        Assert.Equal(before + 6, request.Wait(1).History.Count);
    }

    [Fact]
    public void A_stage_that_opens_again_has_its_time_again_and_nobody_is_asked_any_more()
    {
        var stages = Timed + "\n  - {id: last, all: [{id: money, approve: 1, of: bosses}]}";
        var request = Request(stages, "separation: {distinct: stage}").Wait(4).Approve("p-1").Approve("p-4");
        Assert.Equal(PartState.Pending, request.Stage("last").State);
        request.Wait(1).Revise("body", "v2");
        Assert.Equal((Scenario.Start.AddDays(9), false), (request.Stage("review").Due!.Value, request.Stage("review").Overdue));
        Assert.Equal(["comms"], request.Need("words").Asks);
        var before = request.History.Count;
        Assert.Equal(["PeopleReminded"], Since(request.Wait(1), before));
        Assert.Equal(2, request.Wait(3).Facts.Count(f => f == "RequestEscalated"));
    }

    [Fact]
    public void A_stage_that_waits_again_is_not_overdue()
    {
        var stages = "  - {id: first, all: [{id: law, approve: 1, of: legal}]}\n  - {id: last, all: [{id: words, approve: 1, of: comms}], due: 2 days, overdue: {ask: bosses}}";
        var request = Request(stages, "").Approve("p-1").Revise("body", "v2").Wait(3);
        Assert.DoesNotContain(request.Facts, f => f is "DeadlinePassed" or "RequestEscalated");
        Assert.Equal(request.Clock.AddDays(2), request.Approve("p-1").Stage("last").Due);
    }

    [Theory]
    [InlineData(-1, RequestState.Approved)]
    [InlineData(0, RequestState.Expired)]
    [InlineData(1, RequestState.Expired)]
    public void An_approval_is_in_time_before_the_moment_and_late_from_then_on(int seconds, RequestState state)
    {
        var request = Scenario.Of("  - {id: review, all: [{id: law, approve: 1, of: legal}]}", Groups, "expire: {after: 60 minutes}").Wait(TimeSpan.FromMinutes(60) + TimeSpan.FromSeconds(seconds));
        Assert.Equal(seconds < 0 ? null : "request.closed", request.Refusal((f, h) => RequestGuard.MayDecide(f, h, "p-1", new DecisionMade(Decision.Approve, RequestGuard.BallotOf(f, h, "p-1").Digests, ["legal"]))));
        Assert.Equal(state, request.Approve("p-1").Now.State);
    }

    [Fact]
    public void What_somebody_who_left_had_completed_does_not_come_before_the_end_of_its_time()
    {
        var request = Scenario.Of("  - {id: review, all: [{id: law, approve: all, of: legal}]}", Groups, "expire: {after: 1 day}").Approve("p-1");
        var left = request.People with { Members = new Dictionary<string, IReadOnlyList<string>>(request.People.Members) { ["legal"] = ["p-1"] } };
        Assert.Equal("RequestExpired", Advance.Next(request.Flow, request.History, left, request.Clock.AddDays(1))[^1].GetType().Name);
        Assert.Equal("RequestApproved", Advance.Next(request.Flow, request.History, left, request.Clock.AddDays(1).AddSeconds(-1))[^1].GetType().Name);
    }

    [Fact]
    public void An_edit_gives_no_more_time_until_a_request_expires() =>
        Assert.Equal(Scenario.Start.AddDays(10), Request().Wait(2).Revise("body", "v2").Now.ExpiresAt);

    [Fact]
    public void Reminders_for_one_moment_are_one() =>
        Assert.Single(Request("  - {id: review, all: [{id: law, approve: 1, of: legal}], remind: [1 day, 24 hours]}").Wait(1).Facts, "PeopleReminded");

    [Fact]
    public void The_next_moment_is_told_until_nothing_comes_by_itself()
    {
        var request = Request();
        Assert.Equal(new NextDeadline(DeadlinePurpose.Reminder, Scenario.Start.AddDays(1), "review"), request.Now.Next);
        Assert.Equal(new NextDeadline(DeadlinePurpose.Due, Scenario.Start.AddDays(4), "review"), request.Wait(2).Now.Next);
        Assert.Equal(new NextDeadline(DeadlinePurpose.Expiry, Scenario.Start.AddDays(10)), request.Wait(4).Now.Next);
        Assert.Null(request.Wait(9).Now.Next);
    }
}
