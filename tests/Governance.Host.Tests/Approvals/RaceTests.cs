using Governance.Host.Tests.Policies;

namespace Governance.Host.Tests.Approvals;

/// <summary>Several people at one moment: the order of the stream decides, and the policy and its request never disagree.</summary>
public sealed class RaceTests(Service service)
{
    private const int Rounds = 5;

    private static async Task<Answer[]> AtOnce(Acme acme, params (string Person, string Path, object Body)[] acts)
    {
        foreach (var person in acts.Select(act => act.Person).Distinct()) await acme.KeyOf(person);
        var answers = await Task.WhenAll(acts.Select(act => Task.Run(() => acme.Post(act.Person, act.Path, act.Body))));
        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 409 or 403, $"{answer.Status}: {answer.Body}"));
        return answers;
    }

    private static async Task<object> Approval(Acme acme, string request) => new { decision = "approve", digest = (await acme.Get(Acme.Executive, request)).Text("request", "content") };

    /// <summary>Both streams tell the same story.</summary>
    private static async Task Agree(Acme acme, string policy, string request)
    {
        var status = (await acme.Get(Acme.Drafter, policy)).Expect(200).Text("draft", "status");
        var expected = await acme.State(request) switch
        {
            // Whoever asked for changes has thought better of it: the drafters may still revise, and the request goes on.
            "pending" => TurnedBack(await acme.Facts(request)) ? "changesRequested" : "submitted",
            "changes-requested" => "changesRequested",
            "withdrawn" => "drafting",
            var same => same,
        };
        Assert.Equal(expected, status);
        var facts = await acme.Facts(request);
        Assert.True(facts.Count(fact => fact is "RequestApproved" or "RequestRejected" or "RequestWithdrawn") <= 1, string.Join(", ", facts));
        var settled = await acme.Facts(policy);
        Assert.Equal(facts.Count(fact => fact == "RequestApproved"), settled.Count(fact => fact == "PolicyApproved"));
        Assert.Equal(facts.Count(fact => fact == "RequestReturned"), settled.Count(fact => fact == "ChangesRequested"));
        Assert.Equal(facts.Count(fact => fact == "RequestWithdrawn"), settled.Count(fact => fact == "SubmissionWithdrawn"));
    }

    private static bool TurnedBack(string[] facts) => Array.LastIndexOf(facts, "RequestReturned") > Array.LastIndexOf(facts, "RequestRevised");

    [Fact]
    public async Task Of_two_last_approvals_at_once_one_completes_it()
    {
        var acme = await service.Found();
        for (var round = 0; round < Rounds; round++)
        {
            var (policy, request) = await acme.Reviewed($"policy-{round}");
            var approval = await Approval(acme, request);
            var answers = await AtOnce(acme, (Acme.Executive, $"{request}/decide", approval), (Acme.OtherExecutive, $"{request}/decide", approval));
            Assert.Single(answers, answer => answer.Status == 200);
            Assert.Equal("approved", await acme.State(request));
            await Agree(acme, policy, request);
        }
    }

    [Fact]
    public async Task Of_the_last_approval_and_a_withdrawal_at_once_the_first_is_the_end()
    {
        var acme = await service.Found();
        for (var round = 0; round < Rounds; round++)
        {
            var (policy, request) = await acme.Reviewed($"policy-{round}");
            var withdrawal = new { reason = "Not yet." };
            var way = round % 2 == 0 ? $"{request}/withdraw" : $"{policy}/withdraw-submission";
            var answers = await AtOnce(acme, (Acme.Executive, $"{request}/decide", await Approval(acme, request)), (Acme.Drafter, way, withdrawal));
            Assert.Single(answers, answer => answer.Status == 200);
            Assert.Equal(answers[0].Status == 200 ? "approved" : "withdrawn", await acme.State(request));
            await Agree(acme, policy, request);
        }
    }

    [Fact]
    public async Task An_approval_and_the_next_revision_at_once_never_approve_what_was_not_shown()
    {
        var acme = await service.Found();
        for (var round = 0; round < Rounds; round++)
        {
            var (policy, request) = await acme.Reviewed($"policy-{round}");
            (await acme.Decide(Acme.OtherExecutive, request, "request-changes", "Shorter.")).Expect(200);
            var approval = await Approval(acme, request);
            var content = PolicyJourney.Content(PolicyJourney.Body($"Shorter {round}."));
            (await acme.Revise(policy, content)).Expect(200);
            var answers = await AtOnce(acme, (Acme.Executive, $"{request}/decide", approval), (Acme.OtherExecutive, $"{request}/take-back", new { }), (Acme.Drafter, $"{policy}/submit", new { }));
            Assert.Contains(answers, answer => answer.Status == 200);
            if (answers[2].Status != 200) (await acme.Post(Acme.Drafter, $"{policy}/submit", new { })).Expect(200);
            if (answers[1].Status != 200) (await acme.Post(Acme.OtherExecutive, $"{request}/take-back", new { })).Expect(200);
            await Agree(acme, policy, request);
            Assert.DoesNotContain("PolicyApproved", await acme.Facts(policy));
            await acme.Approve(request);
            await Agree(acme, policy, request);
        }
    }

    [Fact]
    public async Task The_same_person_in_two_tabs_decides_once_or_twice_and_counts_once()
    {
        var acme = await service.Found();
        for (var round = 0; round < Rounds; round++)
        {
            var (policy, request) = await acme.Asked($"policy-{round}");
            var approval = await Approval(acme, request);
            var rejection = new { decision = "request-changes", reason = "Shorter.", digest = await acme.Digest(request) };
            var answers = await AtOnce(acme, (Acme.Owner, $"{request}/decide", approval), (Acme.Owner, $"{request}/decide", round % 2 == 0 ? approval : rejection));
            Assert.Contains(answers, answer => answer.Status == 200);
            await Agree(acme, policy, request);
            Assert.True((await acme.Counted(request, "owner")).Length <= 1);
        }
    }

    [Fact]
    public async Task Of_eight_approvers_at_once_every_one_who_lost_can_go_on()
    {
        var acme = await service.Found();
        string[] lawyers = ["p-1003", "p-1007", "p-1008", "p-1009"];
        foreach (var lawyer in lawyers.Skip(1)) (await acme.Post(Acme.Administrator, $"/people/{lawyer}/join-group", new { group = "legal" })).Expect(200);
        string[] people = [Acme.Owner, Acme.Comms, Acme.OtherComms, Acme.OtherDrafter, .. lawyers];
        for (var round = 0; round < Rounds; round++)
        {
            var (policy, request) = await acme.Asked($"policy-{round}");
            var approval = await Approval(acme, request);
            var left = people.ToList();
            for (var rounds = 0; left.Count > 0; rounds++)
            {
                Assert.True(rounds < people.Length, "one at least gets through each time");
                var answers = await AtOnce(acme, [.. left.Select(person => (person, $"{request}/decide", approval))]);
                Assert.Contains(answers, answer => answer.Status == 200);
                await Agree(acme, policy, request);
                if ((await acme.Inbox(Acme.Executive)).Contains(request)) break;
                left = [.. left.Where((_, i) => answers[i].Status == 409)];
            }

            Assert.Equal(1, (await acme.Facts(request)).Count(fact => fact == "StageClosed"));
            (await acme.Post(Acme.Executive, $"{request}/decide", approval)).Expect(200);
            await Agree(acme, policy, request);
        }
    }
}
