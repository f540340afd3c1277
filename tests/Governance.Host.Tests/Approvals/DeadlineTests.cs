using Governance.Flows;
using Governance.Host.Tests.Policies;

namespace Governance.Host.Tests.Approvals;

/// <summary>Deadlines of a request over HTTP: stored when its stage opens, and facts when they pass. The clock is moved, nobody sleeps.</summary>
public sealed class DeadlineTests
{
    private static readonly string Timed = OwnFlows.Flow("""
          - id: review
            all: [{id: comms, approve: 1, of: communications}]
            due: 3 workdays
            remind: [1 workday]
            overdue: {ask: executives}
        """, """
        calendar: {zone: Europe/Dublin, work: "Mon-Fri 09:00-17:30", holidays: ie}
        expire: {after: 30 days}
        """);

    // A Thursday before the Easter of 2027, half an hour before the office closes; that Monday is a holiday, and the clocks change on Sunday.
    private static readonly DateTimeOffset Thursday = new(2027, 3, 25, 17, 0, 0, TimeSpan.Zero);

    private static Task<Service> On(DateTimeOffset moment) => Service.OfItsOwn(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(moment));

    private static async Task<IReadOnlyList<T>> Of<T>(Acme acme, string request)
    {
        await using var session = acme.Session();
        return [.. (await session.Events.FetchStreamAsync(ApprovalSteps.StreamOf(request))).Select(stored => stored.Data).OfType<T>()];
    }

    [Fact]
    public async Task They_are_computed_once_when_the_stage_opens_across_a_holiday_and_the_change_of_the_clocks()
    {
        await using var service = await On(Thursday);
        var acme = await service.Found();
        var (_, request) = await acme.AskedUnder(Timed);
        var set = await Of<DeadlineSet>(acme, request);
        // Friday, Tuesday and Wednesday at the same time of the clock on the wall, which is an hour earlier in UTC.
        Assert.Equal(new DateTimeOffset(2027, 3, 31, 16, 0, 0, TimeSpan.Zero), set.Single(deadline => deadline.Purpose == DeadlinePurpose.Due).At);
        Assert.Equal(new DateTimeOffset(2027, 3, 26, 17, 0, 0, TimeSpan.Zero), set.Single(deadline => deadline.Purpose == DeadlinePurpose.Reminder).At);
        Assert.All(set, deadline => Assert.Equal("Europe/Dublin", deadline.Zone));
        Assert.All(set, deadline => Assert.NotEmpty(deadline.TimeZoneData));
        Assert.Equal(new DateTimeOffset(2027, 3, 31, 16, 0, 0, TimeSpan.Zero), (await acme.Get(Acme.Comms, request)).At("explanation", "stages")[0].GetProperty("due").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_reminder_a_due_date_and_an_escalation_are_facts_once_however_often_the_timer_wakes()
    {
        await using var service = await On(Thursday);
        var acme = await service.Found();
        var (_, request) = await acme.AskedUnder(Timed);
        await acme.Wake(request);
        Assert.Empty(await Of<PeopleReminded>(acme, request));
        await acme.Pass(request, TimeSpan.FromDays(1));
        await acme.Wake(request);
        Assert.Equal([Acme.Owner, Acme.Comms, Acme.OtherComms], Assert.Single(await Of<PeopleReminded>(acme, request)).Persons);
        Assert.Empty(await acme.Inbox(Acme.Executive));
        await acme.Pass(request, TimeSpan.FromDays(6));
        await acme.Wake(request);
        Assert.Equal(["DeadlinePassed", "RequestEscalated"], (await acme.Facts(request)).TakeLast(2));
        Assert.Contains(request, await acme.Inbox(Acme.Executive));
        (await acme.Decide(Acme.Executive, request)).Expect(200);
        Assert.Equal("approved", await acme.State(request));
    }

    [Fact]
    public async Task Silence_never_approves_and_a_request_that_is_not_decided_expires_and_its_policy_goes_back()
    {
        await using var service = await On(Thursday);
        var acme = await service.Found();
        var (policy, request) = await acme.AskedUnder(Timed);
        await acme.Pass(request, TimeSpan.FromDays(45));
        Assert.Equal("expired", await acme.State(request));
        Assert.Equal("drafting", (await acme.Get(Acme.Drafter, policy)).Text("draft", "status"));
        Assert.Equal(1, (await acme.Facts(request)).Count(fact => fact == "RequestExpired"));
        Assert.Equal(await acme.Transaction(request, "RequestExpired"), await acme.Transaction(policy, "SubmissionWithdrawn"));
        (await acme.Decide(Acme.Comms, request)).Expect(409, "request.closed");
        await acme.Wake(request);
        Assert.Equal(1, (await acme.Facts(request)).Count(fact => fact == "RequestExpired"));
        Assert.NotEqual(request, await acme.Submit(policy));
    }

    [Fact]
    public async Task An_approval_that_comes_after_the_time_is_refused_although_no_timer_has_woken_yet()
    {
        await using var service = await On(Thursday);
        var acme = await service.Found();
        var (_, request) = await acme.AskedUnder(Timed);
        var digest = await acme.Digest(request);
        service.Clock.Advance(TimeSpan.FromDays(45));
        (await acme.Approve(Acme.Comms, request, digest)).Expect(409, "request.closed");
        await acme.Wake(request);
        Assert.Equal("expired", await acme.State(request));
    }

    [Fact]
    public async Task Of_the_last_approval_and_the_expiry_at_once_the_first_in_the_stream_is_the_end()
    {
        await using var service = await On(Thursday);
        var acme = await service.Found();
        await acme.Follows(OwnFlows.OneOfCommunications("expire: {after: 60 minutes}"));
        foreach (var person in (string[])[Acme.Comms, Acme.OtherComms]) await acme.KeyOf(person);
        for (var round = 0; round < 6; round++)
        {
            var (policy, request) = await acme.Asked($"policy-{round}");
            var digest = await acme.Digest(request);
            // On even rounds the time has just come; on odd ones it comes while the approval is under way.
            service.Clock.Advance(TimeSpan.FromMinutes(round % 2 == 0 ? 60 : 59.99));
            var approval = acme.Approve(Acme.Comms, request, digest);
            // The bus tries a lost race again; so does whoever wakes it here, with the next delivery.
            var expiry = Record.ExceptionAsync(() => acme.Pass(request, TimeSpan.FromSeconds(1)));
            var answer = await approval;
            await expiry;
            await acme.Wake(request);
            var state = await acme.State(request);
            Assert.Equal(answer.Status == 200 ? "approved" : "expired", state);
            Assert.True(answer.Status is 200 or 409, answer.Body);
            Assert.Single(await acme.Facts(request), fact => fact is "RequestApproved" or "RequestExpired");
            Assert.Equal(state == "approved" ? "approved" : "drafting", (await acme.Get(Acme.Drafter, policy)).Text("draft", "status"));
        }
    }

    [Fact]
    public async Task Nobody_has_to_wake_the_timers()
    {
        var clock = new ShiftedTime { Behind = TimeSpan.FromSeconds(57) };
        await using var service = await Service.OfItsOwn(clock);
        var acme = await service.Found();
        var (policy, request) = await acme.AskedUnder(OwnFlows.OneOfCommunications("expire: {after: 1 minutes}"));
        clock.Behind = TimeSpan.Zero;
        await Database.Eventually.IsTrue(async () => await acme.State(request) == "expired", "the request expires by itself");
        Assert.Equal("drafting", (await acme.Get(Acme.Drafter, policy)).Text("draft", "status"));
    }

    /// <summary>The real clock, set back by so much: what a minute away is then comes in seconds.</summary>
    private sealed class ShiftedTime : TimeProvider
    {
        public TimeSpan Behind { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - Behind;
    }
}
