namespace Governance.Host.Tests.Approvals;

/// <summary>One seat, one vote: a seat that is handed over for one request, by whoever it belongs to.</summary>
public sealed class SeatTests(Service service)
{
    private const string Allowed = "delegation: {allowed: true, max: 30 days, chain: false}";
    private const string Delegate = "p-1008";

    private static string Both => OwnFlows.Flow("  - id: review\n    all: [{id: comms, approve: 2, of: communications}]", Allowed);

    private static Task<Answer> HandOver(Acme acme, string request, string person = Acme.Comms, string to = Delegate, DateTimeOffset? until = null) =>
        acme.Post(person, $"{request}/reassign", new { to, until, reason = "On leave." });

    [Fact]
    public async Task The_delegate_finds_it_in_the_inbox_decides_in_the_principals_name_and_the_record_says_so()
    {
        var acme = await service.Found();
        var (_, request) = await acme.AskedUnder(Both);
        (await HandOver(acme, request)).Expect(200);
        Assert.Contains(request, await acme.Inbox(Delegate));
        var digest = await acme.Digest(request);
        (await acme.Approve(Delegate, request, digest)).Expect(403, "request.not-eligible");
        (await acme.Approve(Delegate, request, digest, Acme.OtherComms)).Expect(403, "request.not-your-seat");
        (await acme.Approve(Delegate, request, digest, Acme.Comms)).Expect(200);
        var counted = (await acme.Need(request, "comms")).GetProperty("counted")[0];
        Assert.Equal((Acme.Comms, Delegate), (counted.GetProperty("person").GetString(), counted.GetProperty("hand").GetString()));
        await using var session = acme.Session();
        var stored = (await session.Events.FetchStreamAsync(ApprovalSteps.StreamOf(request), token: TestContext.Current.CancellationToken)).Last(fact => fact.EventTypeName == "DecisionMade");
        Assert.Equal((Delegate, Acme.Comms), (stored.UserName, stored.GetHeader("on-behalf-of")?.ToString()));
    }

    [Fact]
    public async Task The_newest_of_principal_and_delegate_counts_and_never_both()
    {
        var acme = await service.Found();
        var (_, request) = await acme.AskedUnder(Both);
        (await HandOver(acme, request)).Expect(200);
        var digest = await acme.Digest(request);
        (await acme.Approve(Delegate, request, digest, Acme.Comms)).Expect(200);
        (await acme.Approve(Acme.Comms, request, digest)).Expect(200);
        Assert.Equal([Acme.Comms], await acme.Counted(request, "comms"));
        (await acme.Post(Delegate, $"{request}/take-back", new { onBehalfOf = Acme.Comms })).Expect(200);
        Assert.Empty(await acme.Counted(request, "comms"));
    }

    [Fact]
    public async Task Of_several_decisions_in_one_call_each_is_made_from_the_seat_that_it_names()
    {
        var acme = await service.Found();
        await acme.Follows(Both);
        var (_, one) = await acme.Asked("policy-1");
        var (_, other) = await acme.Asked("policy-2");
        (await HandOver(acme, one)).Expect(200);
        var decisions = await Task.WhenAll(new[] { one, other }.Select(async request =>
            new { requestId = request["/requests/".Length..], decision = "approve", digest = await acme.Digest(request), onBehalfOf = Acme.Comms }));
        var answers = (await acme.Post(Delegate, "/inbox/decide", new { decisions })).Expect(200).At("items");
        Assert.Equal((200, 403), (answers[0].GetProperty("status").GetInt32(), answers[1].GetProperty("status").GetInt32()));
        Assert.Equal("request.not-your-seat", answers[1].GetProperty("code").GetString());
        Assert.Equal([Acme.Comms], await acme.Counted(one, "comms"));
        Assert.Empty(await acme.Counted(other, "comms"));
    }

    [Fact]
    public async Task The_principal_and_the_delegate_at_once_leave_one_vote()
    {
        var acme = await service.Found();
        await acme.Follows(Both);
        foreach (var person in (string[])[Acme.Comms, Delegate]) await acme.KeyOf(person);
        for (var round = 0; round < 5; round++)
        {
            var (_, request) = await acme.Asked($"policy-{round}");
            (await HandOver(acme, request)).Expect(200);
            var digest = await acme.Digest(request);
            var answers = await Task.WhenAll(Task.Run(() => acme.Approve(Acme.Comms, request, digest)), Task.Run(() => acme.Approve(Delegate, request, digest, Acme.Comms)));
            Assert.Contains(answers, answer => answer.Status == 200);
            Assert.All(answers, answer => Assert.True(answer.Status is 200 or 409, answer.Body));
            Assert.Equal([Acme.Comms], await acme.Counted(request, "comms"));
            Assert.Equal("pending", await acme.State(request));
        }
    }

    [Fact]
    public async Task A_seat_is_not_handed_over_by_whom_it_does_not_belong_to_nor_to_the_author_nor_too_long()
    {
        var acme = await service.Found();
        var (_, request) = await acme.AskedUnder(Both);
        (await HandOver(acme, request, person: Acme.Executive)).Expect(403, "request.not-eligible");
        (await HandOver(acme, request, person: Acme.Drafter)).Expect(403, "policy.self-approval");
        (await HandOver(acme, request, to: Acme.Drafter)).Expect(400, "request.delegate-unfit");
        (await HandOver(acme, request, to: "p-nobody")).Expect(400, "request.delegate-unfit");
        (await HandOver(acme, request, to: Acme.Comms)).Expect(400, "request.delegate-unfit");
        (await HandOver(acme, request, until: service.Now.AddDays(31))).Expect(400, "request.delegation-too-long");
        (await HandOver(acme, request, until: service.Now)).Expect(400, "request.delegation-too-long");
        (await HandOver(acme, request)).Expect(200);
        // No chains: what was handed over is not handed on.
        (await HandOver(acme, request, person: Delegate, to: "p-1009")).Expect(403, "request.not-eligible");
        var (_, without) = await acme.AskedUnder(OwnFlows.Flow("  - id: review\n    all: [{id: comms, approve: 2, of: communications}]", "", 3), "another");
        (await HandOver(acme, without)).Expect(409, "request.no-delegation");
        (await HandOver(acme, "/requests/none")).Expect(404, "request.unknown");
    }

    [Fact]
    public async Task When_its_time_is_over_or_the_delegate_leaves_the_seat_is_its_principals_alone_again()
    {
        await using var own = await Service.OfItsOwn();
        var acme = await own.Found();
        var (_, request) = await acme.AskedUnder(Both);
        (await HandOver(acme, request, until: own.Now.AddDays(2))).Expect(200);
        (await HandOver(acme, request, person: Acme.OtherComms, to: "p-1009")).Expect(200);
        var digest = await acme.Digest(request);
        await acme.Pass(request, TimeSpan.FromDays(3));
        (await acme.Approve(Delegate, request, digest, Acme.Comms)).Expect(403, "request.not-your-seat");
        Assert.DoesNotContain(request, await acme.Inbox(Delegate));
        (await acme.Post(Acme.Administrator, "/people/p-1009/leave", new { reason = "Moved on." })).Expect(200);
        await Database.Eventually.IsTrue(async () => (await acme.Facts(request)).Count(fact => fact == "SeatReturned") == 2, "the leaver's seat goes back");
        (await acme.Approve(Acme.Comms, request, digest)).Expect(200);
        (await acme.Approve(Acme.OtherComms, request, digest)).Expect(200);
        Assert.Equal("approved", await acme.State(request));
    }

    [Fact]
    public async Task A_seat_is_taken_back_by_its_principal_alone_and_what_was_decided_from_it_stays()
    {
        var acme = await service.Found();
        var (_, request) = await acme.AskedUnder(Both);
        var taking = new { from = Delegate };
        (await acme.Post(Acme.Comms, $"{request}/return-seat", taking)).Expect(409, "request.no-such-seat");
        (await HandOver(acme, request)).Expect(200);
        var digest = await acme.Digest(request);
        (await acme.Approve(Delegate, request, digest, Acme.Comms)).Expect(200);
        (await acme.Post(Acme.OtherComms, $"{request}/return-seat", taking)).Expect(409, "request.no-such-seat");
        (await acme.Post(Acme.Comms, $"{request}/return-seat", new { from = "" })).Expect(400, "body.invalid");
        (await acme.Post(Acme.Comms, "/requests/none/return-seat", taking)).Expect(404, "request.unknown");
        (await acme.Post(Acme.Comms, $"{request}/return-seat", taking)).Expect(200);
        Assert.Equal([Acme.Comms], await acme.Counted(request, "comms"));
        (await acme.Approve(Delegate, request, digest, Acme.Comms)).Expect(403, "request.not-your-seat");
        (await acme.Post(Acme.Comms, $"{request}/return-seat", taking)).Expect(409, "request.no-such-seat");
    }

    [Fact]
    public async Task Nobody_who_reads_only_and_no_program_is_given_a_seat()
    {
        var acme = await service.Found();
        var (_, request) = await acme.AskedUnder(Both);
        foreach (var person in (string[])[Acme.Auditor, Acme.Integrator]) (await HandOver(acme, request, to: person)).Expect(400, "request.delegate-unfit");
    }
}
