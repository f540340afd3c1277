using Governance.Host.Tests.Database;
using Governance.Host.Tests.Policies;

namespace Governance.Host.Tests.Approvals;

/// <summary>People who come and go while a request is open.</summary>
public sealed class MembershipTests(Service service)
{
    private static async Task Tell(Acme acme, string person, string change, object body) => (await acme.Post(Acme.Administrator, $"/people/{person}/{change}", body)).Expect(200);

    [Fact]
    public async Task Whoever_joins_a_group_finds_the_request_in_the_inbox_and_may_decide()
    {
        var acme = await service.Found();
        var (_, request) = await acme.Asked();
        Assert.Empty(await acme.Inbox("p-1008"));
        await Tell(acme, "p-1008", "join-group", new { group = "legal" });
        await Eventually.IsTrue(async () => (await acme.Inbox("p-1008")).Contains(request), "the request is in the inbox of whoever joined");
        (await acme.Decide("p-1008", request)).Expect(200);
        Assert.Equal(["p-1008"], await acme.Counted(request, "legal"));
    }

    [Fact]
    public async Task Whoever_leaves_the_group_counts_no_more_while_the_stage_is_open_and_loses_the_inbox()
    {
        var acme = await service.Found();
        var (_, request) = await acme.Asked();
        (await acme.Decide(Acme.LegalOwner, request)).Expect(200);
        await Tell(acme, Acme.LegalOwner, "leave-group", new { group = "legal" });
        await Tell(acme, Acme.OtherDrafter, "leave-group", new { group = "legal" });
        await Eventually.IsTrue(async () => (await acme.Counted(request, "legal")).Length == 0, "the leaver's approval counts no more");
        Assert.Equal("left", (await acme.NotCounted(request, "legal", Acme.LegalOwner)).GetProperty("reason").GetString());
        await Eventually.IsTrue(async () => (await acme.Inbox(Acme.OtherDrafter)).Length == 0, "the request has left the leaver's inbox");
        (await acme.Decide(Acme.OtherDrafter, request)).Expect(403, "request.not-eligible");
    }

    [Fact]
    public async Task A_leaver_who_decides_before_anybody_looked_again_does_not_count()
    {
        var acme = await service.Found();
        var (_, request) = await acme.Asked();
        await Tell(acme, Acme.Owner, "revoke-role", new { role = "policy-owner", area = "communications" });
        (await acme.Decide(Acme.Owner, request, need: "owner")).Expect(403, "request.not-eligible");
    }

    [Fact]
    public async Task A_closed_stage_keeps_the_approval_of_whoever_left()
    {
        var acme = await service.Found();
        var (policy, request) = await acme.Reviewed();
        await Tell(acme, Acme.Owner, "leave", new { reason = "Moved on." });
        // The request may be following the directory at this very moment: who loses that race decides again.
        await Eventually.IsTrue(async () => (await acme.Decide(Acme.Executive, request)).Status == 200, "the executive's decision is taken");
        Assert.Equal("approved", (await acme.Get(Acme.Drafter, policy)).Text("draft", "status"));
        Assert.Equal([Acme.Owner], await acme.Counted(request, "owner"));
    }

    [Fact]
    public async Task When_the_only_one_who_could_leaves_the_request_says_at_once_that_it_cannot_be_completed()
    {
        var acme = await service.Found();
        var (_, request) = await acme.Asked();
        await Tell(acme, Acme.Owner, "leave", new { reason = "Moved on." });
        await Eventually.IsTrue(async () => (await acme.Facts(request)).Contains("QuorumUnreachable"), "the quorum is told to be out of reach");
        await Tell(acme, Acme.Comms, "grant-role", new { role = "policy-owner", area = "communications" });
        await Eventually.IsTrue(async () => (await acme.Need(request, "owner")).GetProperty("possible").GetInt32() == 1, "somebody else can be asked");
    }

    [Fact]
    public async Task When_a_leaver_was_the_last_to_be_missing_the_stage_is_complete_without_anybody_deciding_again()
    {
        var acme = await service.Found();
        var (_, request) = await acme.Asked();
        foreach (var person in (string[])[Acme.Owner, Acme.Comms, Acme.LegalOwner]) (await acme.Decide(person, request)).Expect(200);
        // Communications are three, so two are needed: the owner, who counts once, is one of the three.
        Assert.Equal("pending", (await acme.Need(request, "communications")).GetProperty("state").GetString());
        await Tell(acme, Acme.OtherComms, "leave-group", new { group = "communications" });
        await Tell(acme, Acme.Owner, "leave-group", new { group = "communications" });
        await Eventually.IsTrue(async () => (await acme.Facts(request)).Contains("StageClosed"), "the review is closed");
        Assert.Contains(request, await acme.Inbox(Acme.Executive));
    }
}
