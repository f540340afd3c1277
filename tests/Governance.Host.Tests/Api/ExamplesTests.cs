using System.Text.Json.Nodes;
using Governance.Host.Tests.Approvals;
using Governance.Host.Tests.Approvals.Replays;
using Governance.Host.Tests.Audit.Ledger;
using Governance.Host.Tests.Claims;
using Governance.Host.Tests.Leads;
using Governance.Host.Tests.Policies;
using Governance.Shared;
using Marten;

namespace Governance.Host.Tests.Api;

/// <summary>The examples of the document, told one after the other, are a story that works.</summary>
public sealed class ExamplesTests(Service service)
{
    private static readonly Dictionary<string, string> Ids = new() { ["policyId"] = "social-media-policy", ["personId"] = "p-2001" };

    // Whatever a policy or a person can live through with these very bodies, in an order in which each step is allowed.
    private static readonly (string Operation, string Person)[] Story =
    [
        ("openArea", Acme.Administrator), ("formGroup", Acme.Administrator), ("addPerson", Acme.Administrator), ("relatePerson", Acme.Administrator),
        ("unrelatePerson", Acme.Administrator), ("changePerson", Acme.Administrator), ("grantRole", Acme.Administrator), ("revokeRole", Acme.Administrator),
        ("joinGroup", Acme.Administrator), ("leaveGroup", Acme.Administrator), ("leaveOrganisation", Acme.Administrator),
        ("draftPolicy", Acme.Drafter), ("commentOnClause", Acme.Drafter), ("revisePolicy", Acme.Drafter), ("submitPolicy", Acme.Drafter),
        ("proposeFlow", Acme.Drafter), ("withdrawSubmission", Acme.Drafter), ("abandonDraft", Acme.Drafter), ("startNextDraft", Acme.Drafter), ("importPolicy", Acme.Drafter),
    ];

    [Fact]
    public async Task A_command_under_the_same_key_is_one_command()
    {
        var acme = await service.Found();
        foreach (var (operation, person) in await Steps())
        {
            var first = await Send(acme, operation, person, operation.Body!, (IdempotencyKey.Header, operation.Id));
            Assert.Equal(operation.Success, $"{first.Status}");
            var facts = await Facts(acme);
            var again = await Send(acme, operation, person, operation.Body!, (IdempotencyKey.Header, operation.Id));
            Assert.Equal((first.Status, first.Body, first.ETag, first.Headers.GetValueOrDefault("Location")), (again.Status, again.Body, again.ETag, again.Headers.GetValueOrDefault("Location")));
            Assert.Equal("true", again.Headers["Idempotency-Replayed"]);
            Assert.False(first.Headers.ContainsKey("Idempotency-Replayed"));
            (await Send(acme, operation, person, """{"reason":"another"}""", (IdempotencyKey.Header, operation.Id))).ExpectProblem(422, "idempotency.key-reused");
            Assert.Equal(facts, await Facts(acme));
        }
    }

    [Fact]
    public async Task A_command_on_another_version_than_was_read_changes_nothing()
    {
        var acme = await service.Found();
        foreach (var (operation, person) in await Steps())
        {
            var before = await Facts(acme);
            (await Send(acme, operation, person, operation.Body!, ("If-Match", "\"999\""))).ExpectProblem(412, "precondition.stale");
            Assert.Equal(before, await Facts(acme));
            var done = await Send(acme, operation, person, operation.Body!);
            Assert.Equal(operation.Success, $"{done.Status}");
            Assert.Equal($"\"{done.At("version")}\"", done.ETag);
        }
    }

    [Fact]
    public async Task Eight_at_once_under_the_same_key_have_one_effect()
    {
        var acme = await service.Found();
        var open = (await ApiDocument.Read(service)).Operations.Single(operation => operation.Id == "openArea");
        var before = await Facts(acme);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Send(acme, open, Acme.Administrator, open.Body!, (IdempotencyKey.Header, "once"))));
        Assert.Equal(before + 1, await Facts(acme));
        Assert.All(answers, answer => Assert.True(answer.Status is 201 or 409, answer.Body));
        Assert.Single(answers, answer => answer.Status == 201 && !answer.Headers.ContainsKey("Idempotency-Replayed"));
        (await Send(acme, open, Acme.Administrator, open.Body!, (IdempotencyKey.Header, "once"))).Expect(201);
    }

    [Fact]
    public async Task Every_example_of_a_body_is_one_that_the_command_can_read()
    {
        var acme = await service.Found();
        foreach (var operation in (await ApiDocument.Read(service)).Operations.Where(operation => operation.Method == "POST"))
        {
            var answer = await Send(acme, operation, TenancyTests.WhoMay(operation), operation.Body!);
            Assert.False(answer.Status is 400 or 415 or >= 500, $"{operation}: {answer.Body}");
        }
    }

    [Fact]
    public async Task Every_single_thing_is_answered_with_the_headers_that_the_document_promises()
    {
        var acme = await service.Found();
        var policy = await acme.Draft("social-media-policy");
        var request = await acme.Submit(policy);
        await acme.Propose(await acme.NextVersion());
        var (account, claim, dispute) = await acme.Contested("harmless");
        var ids = new Dictionary<string, string>(await acme.Seen("https://acme.example/")) { ["accountId"] = account, ["claimId"] = claim, ["disputeId"] = dispute, ["policyId"] = "social-media-policy", ["personId"] = "p-1001", ["requestId"] = request.Split('/')[^1], ["name"] = "publish-policy", ["replayId"] = (await acme.Replayed(new { }, "publish-policy")).Text("replayId") };
        ids["eventId"] = (await acme.Drafted("logged")).EventId().ToString();
        ids["path"] = "0/000.p/1";
        await service.Logged();
        var document = await ApiDocument.Read(service);
        foreach (var operation in document.Operations.Where(operation => operation.Method == "GET"))
        {
            var answer = (await acme.Get(Acme.Administrator, operation.At(ids))).Expect(200);
            var promised = document.Answer(operation, "200");
            Assert.True((promised.TryGetProperty("headers", out var headers) && headers.TryGetProperty("ETag", out _)) == (answer.ETag is not null), $"{operation} {answer.ETag}");
            Assert.Contains(promised.GetProperty("content").EnumerateObject(), media => answer.Headers["Content-Type"].StartsWith(media.Name, StringComparison.Ordinal));
            if (answer.Headers["Content-Type"].StartsWith("application/json", StringComparison.Ordinal)) Assert.NotNull(JsonNode.Parse(answer.Body));
        }
    }

    private async Task<IEnumerable<(Operation Operation, string Person)>> Steps()
    {
        var document = await ApiDocument.Read(service);
        return Story.Select(step => (document.Operations.Single(operation => operation.Id == step.Operation), step.Person));
    }

    private static async Task<Answer> Send(Acme acme, Operation operation, string person, string body, params (string, string)[] headers) =>
        await acme.Send(await acme.KeyOf(person), "POST", operation.At(Ids), Raw.Json(body), headers);

    private static async Task<int> Facts(Acme acme)
    {
        await using var session = acme.Session();
        return await session.Events.QueryAllRawEvents().CountAsync(TestContext.Current.CancellationToken);
    }
}
