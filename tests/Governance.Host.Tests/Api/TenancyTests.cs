using Governance.Access;
using Governance.Directory;
using Governance.Host.Tests.Approvals;
using Governance.Host.Tests.Approvals.Replays;
using Governance.Host.Tests.Claims;
using Governance.Host.Tests.Leads;
using Governance.Host.Tests.Policies;
using Marten;

namespace Governance.Host.Tests.Api;

/// <summary>Walks every operation of the document, so that a new one is covered or fails here.</summary>
public sealed class TenancyTests(Service service)
{
    private const string Secret = "zanzibar";

    private static readonly string[] Given = ["{requestId}", "{replayId}", "{accountId}", "{claimId}", "{disputeId}", "{caseId}", "{sweepId}", "{probeId}", "{eventId}", "{path}"];

    [Fact]
    public async Task Nobody_of_another_organisation_is_shown_anything_or_changes_anything_with_ids_that_are_not_theirs()
    {
        var (ours, theirs) = (await service.Found(), await service.Found());
        var ids = await Furnish(ours);
        var (document, before) = (await ApiDocument.Read(service), await Facts(ours));
        foreach (var operation in document.Operations.Where(operation => !operation.IsPublic))
        {
            var answer = await Ask(theirs, operation, ids);
            Assert.True(answer.Status < 500, $"{operation}: {answer.Body}");
            if (operation.Path.Contains('{', StringComparison.Ordinal)) Assert.True(answer.Status == 404, $"{operation} answers {answer.Status}: {answer.Body}");
            Assert.DoesNotContain(Secret, answer.Body, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain($"{ours.Tenant}\"", answer.Body, StringComparison.Ordinal);
        }

        Assert.Equal(before, await Facts(ours));
    }

    [Fact]
    public async Task With_ids_that_both_organisations_have_everybody_reads_and_writes_their_own()
    {
        var (ours, theirs) = (await service.Found(), await service.Found());
        var ids = await Furnish(ours, "social-media-policy", "p-1002", "publish-policy");
        await Furnish(theirs, "social-media-policy", "p-1002", "publish-policy", secret: "harmless");
        var (document, before) = (await ApiDocument.Read(service), await Facts(ours));
        foreach (var operation in document.Operations.Where(operation => !operation.IsPublic))
        {
            var answer = await Ask(theirs, operation, ids);
            Assert.True(answer.Status < 500, $"{operation}: {answer.Body}");
            // Ids that the service gives are nobody else's.
            if (operation.Method == "GET") answer.Expect(Given.Any(id => operation.Path.Contains(id, StringComparison.Ordinal)) ? 404 : 200);
            Assert.DoesNotContain(Secret, answer.Body, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(before, await Facts(ours));
    }

    [Fact]
    public async Task Without_a_credential_that_holds_nothing_but_the_public_routes_answers()
    {
        var acme = await service.Found();
        var (ids, document, worthless) = (await Furnish(acme), await ApiDocument.Read(service), await Worthless(acme));
        var before = await Facts(acme);
        foreach (var (what, credential) in worthless)
            foreach (var operation in document.Operations)
            {
                var answer = await acme.Send(credential, operation.Method, operation.At(ids), operation.Body is { } body ? Raw.Json(body) : null);
                if (operation.IsPublic) answer.Expect(200);
                else
                {
                    Assert.True(answer.Status == 401, $"{operation} with {what} answers {answer.Status}: {answer.Body}");
                    Assert.StartsWith("Bearer", answer.Headers["WWW-Authenticate"], StringComparison.Ordinal);
                    answer.ExpectProblem(401, "access.sign-in");
                }
            }

        Assert.Equal(before, await Facts(acme));
    }

    [Fact]
    public async Task A_key_opens_only_what_its_scopes_name()
    {
        var acme = await service.Found();
        var (ids, document, before) = (await Furnish(acme), await ApiDocument.Read(service), await Facts(acme));
        foreach (var operation in document.Operations.Where(operation => !operation.IsPublic))
        {
            var key = await acme.KeyOf(WhoMay(operation), "nothing:read");
            (await acme.Send(key, operation.Method, operation.At(ids), operation.Body is { } body ? Raw.Json(body) : null)).ExpectProblem(403, "access.scope");
        }

        Assert.Equal(before, await Facts(acme));
    }

    [Fact]
    public async Task An_auditor_is_refused_every_command_that_writes()
    {
        var acme = await service.Found();
        var (ids, document) = (await Furnish(acme), await ApiDocument.Read(service));
        foreach (var operation in document.Operations.Where(operation => operation.Method == "POST" && !AccessRules.Find(operation.Method, operation.Path)!.WritesNothing))
            (await acme.Send(await acme.KeyOf(Acme.Auditor), "POST", operation.At(ids), Raw.Json(operation.Body!))).ExpectProblem(403, "access.auditor-reads-only");
    }

    private static async Task<Answer> Ask(Acme asker, Operation operation, IReadOnlyDictionary<string, string> ids) =>
        await asker.Send(await asker.KeyOf(WhoMay(operation)), operation.Method, operation.At(ids), operation.Body is { } body ? Raw.Json(body) : null);

    internal static string WhoMay(Operation operation) => AccessRules.Find(operation.Method, operation.Path)!.Roles switch
    {
        [Roles.Drafter, ..] => Acme.Drafter,
        [Roles.Steward, ..] => Acme.Owner,
        [] => operation.Path.StartsWith("/policies", StringComparison.Ordinal) ? Acme.Drafter : Acme.Executive,
        _ => Acme.Administrator,
    };

    /// <summary>One of everything, with a word in each text that nobody else may see; the ids that the document's paths name.</summary>
    internal static async Task<Dictionary<string, string>> Furnish(Acme acme, string policyId = "secret-policy", string? personId = null, string flow = "secret-flow", string secret = Secret)
    {
        var policy = await acme.Draft(policyId, PolicyJourney.Body($"We keep {secret} to ourselves."));
        (await acme.Post(Acme.Drafter, $"{policy}/comments", new { clauseId = "purpose-voice", text = $"Why {secret}?" })).Expect(201);
        var comment = (await acme.Get(Acme.Drafter, $"{policy}/comments")).At("items")[0].GetProperty("commentId").GetString()!;
        var request = await acme.Submit(policy);
        await acme.Decide(Acme.Owner, request, reason: $"For {secret}.");
        if (personId is null) (await acme.Post(Acme.Administrator, "/people", new { personId = personId = "p-secret1", name = secret, area = "legal" })).Expect(201);
        (await acme.Post(Acme.Administrator, "/groups", new { groupId = $"{secret}-group", title = secret })).Expect(201);
        (await acme.Post(Acme.Administrator, "/areas", new { area = $"{secret}-area", title = secret })).Expect(201);
        await acme.Propose(flow == "secret-flow" ? FlowSteps.NewFlow(flow, $"About {secret}") : await acme.NextVersion(flow), $"About {secret}");
        var seen = await acme.Seen($"https://acme.example/{secret}");
        var key = (await acme.Post(Acme.Administrator, "/keys", new { person = Acme.Administrator, name = secret, scopes = (string[])["*"], expiresInDays = 1 })).Expect(201).Text("id");
        var (account, claim, dispute) = await acme.Contested(secret);
        return new(seen) { ["accountId"] = account, ["claimId"] = claim, ["disputeId"] = dispute, ["policyId"] = policyId, ["commentId"] = comment, ["requestId"] = request.Split('/')[^1], ["personId"] = personId, ["keyId"] = key, ["name"] = flow, ["replayId"] = (await acme.Replayed(new { }, "publish-policy")).Text("replayId") };
    }

    private async Task<IReadOnlyList<(string What, string? Credential)>> Worthless(Acme acme)
    {
        var good = await acme.KeyOf(Acme.Administrator);
        var (expired, revoked) = (ApiKey.New(acme.Tenant), ApiKey.New(acme.Tenant));
        await using var session = acme.Session();
        session.Store(new ApiKeyRecord(expired.KeyId, expired.Hash(), Acme.Administrator, "old", ["*"], service.Now));
        session.Store(new ApiKeyRecord(revoked.KeyId, revoked.Hash(), Acme.Administrator, "lost", ["*"], service.Now.AddYears(1)) { RevokedAt = service.Now });
        await session.SaveChangesAsync(TestContext.Current.CancellationToken);
        var garbled = good[..^1] + (good[^1] == '0' ? '1' : '0');
        var elsewhere = good.Replace(acme.Tenant, (await service.Found()).Tenant, StringComparison.Ordinal);
        return [("nothing", null), ("an expired key", $"{expired}"), ("a revoked key", $"{revoked}"), ("a garbled key", garbled), ("the key in another organisation", elsewhere)];
    }

    private static async Task<int> Facts(Acme acme)
    {
        await using var session = acme.Session();
        var cancel = TestContext.Current.CancellationToken;
        return await session.Events.QueryAllRawEvents().CountAsync(cancel) + await session.Query<ApiKeyRecord>().CountAsync(key => key.RevokedAt != null, cancel) + await session.Query<PersonCard>().CountAsync(cancel);
    }
}
