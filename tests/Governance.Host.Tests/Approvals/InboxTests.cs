using Governance.Host.Tests.Policies;

namespace Governance.Host.Tests.Approvals;

/// <summary>GET /inbox.</summary>
public sealed class InboxTests(Service service)
{
    [Fact]
    public async Task A_request_lies_with_those_whom_its_open_stage_asks_and_with_nobody_else()
    {
        var acme = await service.Found();
        var (_, request) = await acme.Asked();
        foreach (var person in (string[])[Acme.OtherDrafter, Acme.LegalOwner, Acme.Owner, Acme.Comms, Acme.OtherComms]) Assert.Equal([request], await acme.Inbox(person));
        foreach (var person in (string[])[Acme.Drafter, Acme.Executive, Acme.Auditor, Acme.Administrator, Acme.Integrator]) Assert.Empty(await acme.Inbox(person));
    }

    [Fact]
    public async Task It_goes_with_the_decision_and_comes_to_the_next_stage()
    {
        var acme = await service.Found();
        var (_, request) = await acme.Asked();
        (await acme.Decide(Acme.Owner, request)).Expect(200);
        Assert.Empty(await acme.Inbox(Acme.Owner));
        foreach (var person in (string[])[Acme.Comms, Acme.OtherComms, Acme.LegalOwner]) (await acme.Decide(person, request)).Expect(200);
        Assert.Empty(await acme.Inbox(Acme.OtherDrafter));
        Assert.Equal([request], await acme.Inbox(Acme.Executive));
        (await acme.Decide(Acme.Executive, request)).Expect(200);
        Assert.Empty(await acme.Inbox(Acme.OtherExecutive));
    }

    [Fact]
    public async Task It_comes_back_when_the_decision_is_taken_back_or_its_content_changed()
    {
        var acme = await service.Found();
        var (policy, request) = await acme.Asked();
        (await acme.Decide(Acme.Owner, request)).Expect(200);
        (await acme.Post(Acme.Owner, $"{request}/take-back", new { })).Expect(200);
        Assert.Equal([request], await acme.Inbox(Acme.Owner));
        (await acme.Decide(Acme.Owner, request)).Expect(200);
        (await acme.Decide(Acme.LegalOwner, request, "request-changes", "Name the law.")).Expect(200);
        await acme.ReviseAndSubmit(policy, PolicyJourney.Content(PolicyJourney.Body("By the act of 2015.")));
        Assert.Equal([request], await acme.Inbox(Acme.Owner));
        (await acme.Post(Acme.Drafter, $"{request}/withdraw", new { reason = "Enough." })).Expect(200);
        Assert.Empty(await acme.Inbox(Acme.Owner));
    }

    [Fact]
    public async Task It_is_read_in_pages_the_oldest_first()
    {
        var acme = await service.Found();
        List<string> asked = [];
        foreach (var reference in (string[])["first-policy", "second-policy", "third-policy"])
        {
            asked.Add((await acme.Asked(reference)).Request);
            service.Clock.Advance(TimeSpan.FromMilliseconds(2));
        }

        List<string> read = [];
        for (var path = "/inbox?limit=1"; path is not null;)
        {
            var page = (await acme.Get(Acme.Owner, path)).Expect(200);
            read.AddRange(page.At("items").EnumerateArray().Select(row => $"/requests/{row.GetProperty("requestId").GetString()}"));
            path = page.Json.TryGetProperty("next", out var next) ? $"/inbox?limit=1&cursor={next.GetString()}" : null;
        }

        Assert.Equal(asked, read);
        (await acme.Get(Acme.Owner, "/inbox?limit=0")).Expect(400, "request.invalid");
        (await acme.Get(Acme.Owner, "/inbox?cursor=nonsense")).Expect(400, "request.invalid");
    }
}
