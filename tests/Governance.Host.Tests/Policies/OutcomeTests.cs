namespace Governance.Host.Tests.Policies;

/// <summary>What every command on a policy answers: done, unknown, not yours, stale, and each rule that says no.</summary>
public sealed class OutcomeTests(Service service)
{
    private const string CommsDrafter = "p-1005";

    private static readonly (string Route, object Body)[] Commands =
    [
        ("drafts", new { content = PolicyJourney.Content(), change = "major", summary = "x" }),
        ("revise", new { content = PolicyJourney.Content(), change = "major", summary = "x" }),
        ("abandon", new { reason = "x" }),
        ("submit", new { }),
        ("withdraw-submission", new { reason = "x" }),
        ("publish", new { }),
        ("withdraw", new { label = "1.0", reason = "x" }),
        ("retire", new { reason = "x" }),
        ("schedule-review", new { dueOn = "2100-01-01T00:00:00Z" }),
        ("complete-review", new { outcome = "reaffirmed", note = "x" }),
        ("comments/c-1/resolve", new { resolution = "x" }),
    ];

    public static TheoryData<int> EveryCommand => [.. Enumerable.Range(0, Commands.Length)];

    [Theory]
    [MemberData(nameof(EveryCommand))]
    public async Task A_command_is_refused_on_an_unknown_policy_to_strangers_and_when_stale(int command)
    {
        var (route, body) = Commands[command];
        var acme = await service.Found();
        (await acme.Post(Acme.Drafter, $"/policies/nowhere/{route}", body)).Expect(404, "policy.unknown");
        var legal = new { reference = "legal-policy", content = PolicyJourney.Content(area: "legal") };
        (await acme.Post(Acme.Drafter, "/policies", legal)).Expect(201);
        (await acme.Post(Acme.Executive, $"/policies/legal-policy/{route}", body)).Expect(403, "access.not-yours");
        (await acme.Post(Acme.Administrator, $"/people/{CommsDrafter}/grant-role", new { role = "drafter", area = "communications" })).Expect(200);
        (await acme.Post(CommsDrafter, $"/policies/legal-policy/{route}", body)).Expect(403, "policy.not-your-area");
        (await acme.Post(Acme.Drafter, $"/policies/legal-policy/{route}", body, ("If-Match", "\"7\""))).Expect(412, "precondition.stale");
        (await acme.Post(Acme.Drafter, $"/policies/legal-policy/{route}", "{", ("If-Match", "\"1\""))).Expect(400, "body.malformed");
    }

    [Fact]
    public async Task A_policy_is_drafted_where_the_caller_drafts()
    {
        var acme = await service.Found();
        var drafted = (await acme.Post(Acme.Drafter, "/policies", new { content = PolicyJourney.Content() })).Expect(201);
        Assert.Equal(("/policies/social-media-policy", "\"1\""), (drafted.Headers["Location"], drafted.ETag));
        (await acme.Post(Acme.Drafter, "/policies", new { content = PolicyJourney.Content() })).Expect(409, "policy.reference-taken");
        (await acme.Post(Acme.Drafter, "/policies", new { content = PolicyJourney.Content(area: "nowhere"), reference = "abc" })).Expect(400, "policy.area-unknown");
        (await acme.Post(Acme.Administrator, $"/people/{CommsDrafter}/grant-role", new { role = "drafter", area = "communications" })).Expect(200);
        (await acme.Post(CommsDrafter, "/policies", new { content = PolicyJourney.Content(area: "legal"), reference = "abc" })).Expect(403, "policy.not-your-area");
        (await acme.Post(CommsDrafter, "/policies/social-media-policy/revise", new { content = PolicyJourney.Content(area: "legal"), change = "major", summary = "Moved" })).Expect(403, "policy.not-your-area");
    }

    [Fact]
    public async Task An_answer_is_given_again_for_its_key_and_the_key_not_used_for_another_question()
    {
        var acme = await service.Found();
        var policy = await acme.Draft();
        var first = (await acme.Post(Acme.Drafter, $"{policy}/abandon", new { reason = "Not needed" }, ("Idempotency-Key", "k-1"))).Expect(200);
        var again = (await acme.Post(Acme.Drafter, $"{policy}/abandon", new { reason = "Not needed" }, ("Idempotency-Key", "k-1"))).Expect(200);
        Assert.Equal(first.Body, again.Body);
        (await acme.Post(Acme.Drafter, $"{policy}/abandon", new { reason = "Other" }, ("Idempotency-Key", "k-1"))).Expect(422, "idempotency.key-reused");
    }

    [Fact]
    public async Task Drafts_are_revised_commented_on_and_abandoned()
    {
        var acme = await service.Found();
        var policy = await acme.Draft();
        await acme.Refused(policy, "drafts", Commands[0].Body, "policy.draft-exists");
        (await acme.Post(Acme.Drafter, $"{policy}/revise", new { content = PolicyJourney.Content(PolicyJourney.Body("New.")), change = "major", summary = "x" }, ("If-Match", "\"1\""))).Expect(200);
        (await acme.Post(Acme.Comms, $"{policy}/comments", new { clauseId = "purpose-voice", text = "Whose?" })).Expect(201);
        (await acme.Post(Acme.Comms, $"{policy}/comments", new { clauseId = "gone", text = "Whose?" })).Expect(400, "policy.clause-unknown");
        (await acme.Post(Acme.Comms, "/policies/nowhere/comments", new { clauseId = "gone", text = "Whose?" })).Expect(404, "policy.unknown");
        (await acme.Post(Acme.Comms, $"{policy}/comments", new { clauseId = "purpose-voice", text = "?" }, ("If-Match", "\"1\""))).Expect(412);
        var comment = (await acme.Get(Acme.Executive, $"{policy}/comments")).Expect(200).At("items")[0];
        Assert.Equal(("Whose?", Acme.Comms, false), (comment.GetProperty("text").GetString(), comment.GetProperty("author").GetString(), comment.TryGetProperty("resolution", out _)));
        var resolve = $"{policy}/comments/{comment.GetProperty("commentId").GetString()}/resolve";
        (await acme.Post(Acme.Drafter, resolve, new { resolution = "Ours" })).Expect(200);
        (await acme.Post(Acme.Drafter, resolve, new { resolution = "Ours" })).Expect(404, "policy.comment-unknown");
        Assert.Equal("Ours", (await acme.Get(Acme.Executive, $"{policy}/comments")).At("items")[0].GetProperty("resolution").GetString());
        (await acme.Post(Acme.Drafter, $"{policy}/abandon", new { reason = "x" })).Expect(200);
        foreach (var route in (int[])[1, 2, 3]) await acme.Refused(policy, Commands[route].Route, Commands[route].Body, "policy.no-draft");
        (await acme.Post(Acme.Comms, $"{policy}/comments", new { clauseId = "purpose-voice", text = "?" })).Expect(409, "policy.no-draft");
    }

    [Fact]
    public async Task A_submission_is_decided_by_others_and_taken_back_by_its_author()
    {
        var acme = await service.Found();
        var policy = await acme.Draft();
        await acme.Refused(policy, "withdraw-submission", new { reason = "x" }, "policy.not-submitted");
        var request = await acme.Submit(policy);
        (await acme.Decide(Acme.Drafter, request)).Expect(403, "policy.self-approval");
        await acme.Refused(policy, "submit", new { }, "policy.already-submitted");
        foreach (var route in (int[])[1, 2]) await acme.Refused(policy, Commands[route].Route, Commands[route].Body, "policy.approval-pending");
        (await acme.Post(Acme.Drafter, $"{policy}/withdraw-submission", new { reason = "Too early" })).Expect(200);
        Assert.Equal("withdrawn", (await acme.Get(Acme.Drafter, request)).Text("request", "state"));
        var second = await acme.Submit(policy);
        Assert.NotEqual(request, second);
        (await acme.Decide(Acme.Comms, second, "request-changes", "Name the owner")).Expect(200);
        await acme.Refused(policy, "submit", new { }, "policy.unchanged");
        (await acme.Post(Acme.Drafter, $"{policy}/revise", new { content = PolicyJourney.Content(PolicyJourney.Body("Owned.")), change = "major", summary = "Owner" })).Expect(200);
        Assert.Equal(second, await acme.Submit(policy));
    }

    [Fact]
    public async Task What_is_being_revised_is_settled_by_nobody_before_it_is_submitted()
    {
        var acme = await service.Found();
        var policy = await acme.Draft();
        var request = await acme.Submit(policy);
        (await acme.Decide(Acme.Comms, request, "request-changes", "Name the owner")).Expect(200);
        (await acme.Post(Acme.Drafter, $"{policy}/revise", new { content = PolicyJourney.Content(PolicyJourney.Body("Smuggled in.")), change = "major", summary = "x" })).Expect(200);
        (await acme.Post(Acme.Comms, $"{request}/take-back", new { })).Expect(200);
        foreach (var person in (string[])[Acme.Owner, Acme.Comms, Acme.OtherComms, Acme.LegalOwner]) (await acme.Decide(person, request)).Expect(200);
        (await acme.Decide(Acme.Executive, request)).Expect(409, "policy.being-revised");
        Assert.Equal("changesRequested", (await acme.Get(Acme.Drafter, policy)).Text("draft", "status"));
        await acme.Refused(policy, "publish", new { }, "policy.not-approved");
        Assert.Equal(request, await acme.Submit(policy));
    }

    [Fact]
    public async Task An_approved_version_is_published_withdrawn_reviewed_and_retired()
    {
        var acme = await service.Found();
        var policy = await acme.Draft();
        await acme.Refused(policy, "publish", new { }, "policy.not-approved");
        await acme.Refused(policy, "retire", new { reason = "x" }, "policy.never-in-force");
        await acme.Refused(policy, "schedule-review", Commands[8].Body, "policy.not-in-force");
        await acme.Refused(policy, "complete-review", Commands[9].Body, "policy.not-in-force");
        await acme.Refused(policy, "withdraw", Commands[6].Body, "policy.not-published");
        await acme.Approve(await acme.Submit(policy));
        await acme.Refused(policy, "submit", new { }, "policy.already-approved");
        await acme.Refused(policy, "publish", new { effectiveFrom = service.Clock.GetUtcNow().AddDays(-1) }, "policy.effective-before-approval");
        (await acme.Post(Acme.Drafter, $"{policy}/publish", new { })).Expect(200);
        await acme.Refused(policy, "schedule-review", new { dueOn = "2020-01-01T00:00:00Z" }, "policy.review-in-the-past");
        (await acme.Post(Acme.Drafter, $"{policy}/schedule-review", Commands[8].Body)).Expect(200);
        (await acme.Post(Acme.Drafter, $"{policy}/complete-review", Commands[9].Body)).Expect(200);
        await acme.Next(policy, "Two.");
        await acme.Refused(policy, "retire", new { reason = "x" }, "policy.draft-exists");
        await acme.Publish(policy, service.Clock.GetUtcNow().AddDays(9));
        await acme.Refused(policy, "retire", new { reason = "x" }, "policy.publication-waiting");
        await acme.Next(policy, "Three.");
        await acme.Approve(await acme.Submit(policy));
        await acme.Refused(policy, "publish", new { effectiveFrom = service.Clock.GetUtcNow().AddDays(8) }, "policy.earlier-than-waiting");
        (await acme.Post(Acme.Drafter, $"{policy}/withdraw", new { label = "2.0", reason = "Error" })).Expect(200);
        (await acme.Post(Acme.Drafter, $"{policy}/abandon", new { reason = "x" })).Expect(200);
        (await acme.Post(Acme.Drafter, $"{policy}/retire", new { reason = "x" })).Expect(200);
        await acme.Refused(policy, "retire", new { reason = "x" }, "policy.retired");
        await acme.Refused(policy, "drafts", Commands[0].Body, "policy.retired");
    }

    [Fact]
    public async Task A_date_that_was_approved_is_the_date_it_is_published_for()
    {
        var acme = await service.Found();
        var agreed = service.Clock.GetUtcNow().AddDays(30);
        var policy = await acme.Draft(effectiveFrom: agreed);
        await acme.Approve(await acme.Submit(policy));
        await acme.Refused(policy, "publish", new { effectiveFrom = agreed.AddDays(1) }, "policy.effective-date-not-approved");
        (await acme.Post(Acme.Drafter, $"{policy}/publish", new { })).Expect(200);
        Assert.Equal(agreed, (await acme.Get(Acme.Drafter, policy)).At("versions")[0].GetProperty("effectiveFrom").GetDateTimeOffset());
    }
}
