using Governance.Host.Tests.Approvals;
using Governance.Host.Tests.Database;
using static Governance.Host.Tests.Claims.ClaimSteps;

namespace Governance.Host.Tests.Claims;

/// <summary>Several people at one moment: the order of the streams decides, and claim, account, dispute and request never disagree.</summary>
public sealed class ClaimRaceTests(Service service)
{
    private const int Rounds = 4;

    private static async Task<Answer[]> AtOnce(Acme acme, params (string Person, string Path, object Body)[] acts)
    {
        foreach (var person in acts.Select(act => act.Person).Distinct()) await acme.KeyOf(person);
        var answers = await Task.WhenAll(acts.Select(act => Task.Run(() => acme.Post(act.Person, act.Path, act.Body))));
        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 409, $"{answer.Status}: {answer.Body}"));
        return answers;
    }

    private static async Task<object> Approval(Acme acme, string request) => new { decision = "approve", digest = (await acme.Get(Steward, request)).Text("request", "content") };

    [Fact]
    public async Task Two_rivals_who_submit_at_once_end_in_one_dispute()
    {
        var acme = await service.Found(shippedFlows: true);
        for (var round = 0; round < Rounds; round++)
        {
            var (account, _) = await acme.Found();
            string[] claims = [await acme.DraftClaim(account), await acme.DraftClaim(account, Rival)];
            var answers = await AtOnce(acme, (Claimant, $"{claims[0]}/submit", new { }), (Rival, $"{claims[1]}/submit", new { }));
            Assert.Contains(answers, answer => answer.Status == 200);
            for (var i = 0; i < 2; i++)
                if (answers[i].Status == 409) (await acme.Post(i == 0 ? Claimant : Rival, $"{claims[i]}/submit")).Expect(200);
            var facts = await acme.Facts(account);
            Assert.Equal(2, facts.Count(fact => fact == "AccountClaimed"));
            Assert.Single(facts, fact => fact == "AccountDisputed");
            Assert.Equal(await acme.Read(claims[0], "claim", "disputeId"), await acme.Read(claims[1], "claim", "disputeId"));
        }
    }

    [Fact]
    public async Task Of_two_last_approvals_at_once_one_registers_the_account_once()
    {
        var acme = await service.Found(shippedFlows: true);
        await acme.MakeSteward(OtherSteward);
        for (var round = 0; round < Rounds; round++)
        {
            var (account, _, claim, request) = await acme.Claimed();
            var approval = await Approval(acme, request);
            var answers = await AtOnce(acme, (Steward, $"{request}/decide", approval), (OtherSteward, $"{request}/decide", approval));
            Assert.Single(answers, answer => answer.Status == 200);
            Assert.Equal("accepted", await acme.StateOf(claim));
            Assert.Single(await acme.Facts(account), fact => fact == "AccountRegistered");
        }
    }

    [Fact]
    public async Task Of_a_withdrawal_and_the_last_approval_at_once_the_first_is_the_end()
    {
        var acme = await service.Found(shippedFlows: true);
        for (var round = 0; round < Rounds; round++)
        {
            var (account, _, claim, request) = await acme.Claimed();
            var answers = await AtOnce(acme, (Steward, $"{request}/decide", await Approval(acme, request)), (Claimant, $"{claim}/withdraw", new { reason = "Not ours." }));
            Assert.Single(answers, answer => answer.Status == 200);
            var (state, decided) = (await acme.StateOf(claim), await acme.State(request));
            Assert.Equal(answers[0].Status == 200 ? ("accepted", "approved") : ("withdrawn", "withdrawn"), (state, decided));
            Assert.Equal(state == "accepted" ? "registered" : "candidate", await acme.Read(account, "state"));
        }
    }

    [Fact]
    public async Task Of_a_rival_and_the_last_approval_at_once_the_account_is_registered_or_disputed_first()
    {
        var acme = await service.Found(shippedFlows: true);
        for (var round = 0; round < Rounds; round++)
        {
            var (account, _, claim, request) = await acme.Claimed();
            var rival = await acme.DraftClaim(account, Rival);
            var answers = await AtOnce(acme, (Steward, $"{request}/decide", await Approval(acme, request)), (Rival, $"{rival}/submit", new { }));
            Assert.Contains(answers, answer => answer.Status == 200);
            if (answers[1].Status == 409) (await acme.Post(Rival, $"{rival}/submit")).Expect(200);
            Assert.Single(await acme.Facts(account), fact => fact == "AccountDisputed");
            var ends = answers[0].Status == 200 ? "accepted" : "submitted";
            await Eventually.IsTrue(async () => await acme.StateOf(claim) == ends, $"the claim is {ends}");
            Assert.Equal(answers[0].Status == 200 ? "approved" : "withdrawn", await acme.State(request));
            Assert.Equal(await acme.Read(claim, "claim", "disputeId"), await acme.Read(rival, "claim", "disputeId"));
        }
    }
}
