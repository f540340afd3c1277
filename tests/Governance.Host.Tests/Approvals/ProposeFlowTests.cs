using Governance.Directory;
using Microsoft.Extensions.DependencyInjection;

namespace Governance.Host.Tests.Approvals;

/// <summary>Every outcome of POST /flows.</summary>
public sealed class ProposeFlowTests(Service service)
{
    [Fact]
    public async Task A_drafter_or_an_administrator_proposes_a_new_flow_or_the_next_version_and_nobody_else_does()
    {
        var acme = await service.Found();
        var made = (await acme.TryPropose(FlowSteps.NewFlow("approve-giveaway"))).Expect(201);
        Assert.Equal(("approve-giveaway", "flow/approve-giveaway", "\"1\"", "/flows/approve-giveaway"), (made.Text("id"), made.Text("stream"), made.ETag, made.Headers["Location"]));
        Assert.Equal(["FlowVersionProposed"], await acme.Facts("/flows/approve-giveaway"));
        Assert.Equal(["ApprovalRequested", "StageOpened"], await acme.Facts(made.Text("links", "request")));
        (await acme.TryPropose(await acme.NextVersion(), Acme.Administrator)).Expect(201);
        (await acme.TryPropose(await acme.NextVersion("adopt-flow"), Acme.Executive)).Expect(403, "access.not-yours");
        (await acme.TryPropose(await acme.NextVersion("adopt-flow"), Acme.Auditor)).Expect(403, "access.auditor-reads-only");
    }

    [Fact]
    public async Task The_request_says_what_the_flow_is_and_what_its_conditions_may_ask()
    {
        var acme = await service.Found();
        var request = (await acme.Get(Acme.Owner, await acme.Propose(await acme.NextVersion()))).Expect(200);
        Assert.Equal(("adopt-flow", "flow-version", "publish-policy", "Publish a social media policy, version 2", Acme.Drafter), (
            request.Text("request", "flow"), request.Text("request", "subjectType"), request.Text("request", "subjectId"), request.Text("request", "title"), request.Text("request", "requester")));
        Assert.Equal(["p-1002", "p-1003", "p-1008", "p-1013"], request.At("request", "waiting").EnumerateArray().Select(person => person.GetString()));
    }

    [Fact]
    public async Task A_text_with_errors_is_refused_with_every_place()
    {
        var acme = await service.Found();
        var text = (await acme.NextVersion()).Replace("of: owners}", "of: ownners}", StringComparison.Ordinal).Replace("count: 1, effect: end", "count: none, effect: end", StringComparison.Ordinal);
        var refused = (await acme.TryPropose(text)).Expect(400, "flow.invalid");
        var errors = refused.At("errors", "text").EnumerateArray().Select(error => error.GetString()!).ToList();
        Assert.All(errors, error => Assert.Matches(@"^\d+:\d+: \S", error));
        Assert.Contains(errors, error => error.Contains("Did you mean `owners`?", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains("`count`", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Hostile_texts_are_refused_as_what_they_are()
    {
        var acme = await service.Found();
        await acme.KeyOf(Acme.Drafter);
        foreach (var text in (string[])[
            "", "\n", "flow: [", "a: &a [x, x]\nb: *a", "a: " + new string('[', 100_000), "title: " + new string('x', 900_000), "people: {a: {group: a, otherwise: b}, b: {group: b, otherwise: a}}",
            string.Concat(Enumerable.Range(0, 20_000).Select(i => $"k{i}: 1\n"))])
            (await acme.TryPropose(text)).Expect(400, "flow.invalid");
        (await acme.TryPropose(new string('x', 1_100_000))).Expect(413, "body.too-large");
    }

    [Fact]
    public async Task Cases_that_come_with_it_must_hold()
    {
        var acme = await service.Found(shippedFlows: true);
        var folder = service.Host.Services.GetRequiredService<OrganisationSettings>().FlowsFolder;
        var cases = await File.ReadAllTextAsync(Path.Combine(folder, "publish-policy.cases.yaml"), TestContext.Current.CancellationToken);
        var text = await acme.NextVersion();
        var refused = (await acme.Post(Acme.Drafter, "/flows", new { text, summary = "Two of legal.", cases })).Expect(400, "flow.cases-failed");
        Assert.Contains("(in “Review by all three, then an executive signs off”)", string.Concat(refused.At("errors", "cases").EnumerateArray()), StringComparison.Ordinal);
        (await acme.Post(Acme.Drafter, "/flows", new { text, summary = "Two of legal.", cases = "flow: other" })).Expect(400, "flow.cases-failed");
        (await acme.Post(Acme.Drafter, "/flows", new { text, summary = "Two of legal.", cases = new string('#', 33_000) })).Expect(400, "body.invalid");
        var retitled = text.Replace("approve: 2, of: legal", "approve: 1, of: legal", StringComparison.Ordinal).Replace("title: Publish a", "title: Publish any", StringComparison.Ordinal);
        (await acme.Post(Acme.Drafter, "/flows", new { text = retitled, summary = "Another title.", cases })).Expect(201);
    }

    [Theory]
    [InlineData("""{"summary": "Better."}""", "text")]
    [InlineData("""{"text": "flow: x"}""", "summary")]
    public async Task A_body_out_of_shape_is_told_by_member(string body, string field)
    {
        var acme = await service.Found();
        var refused = (await acme.Post(Acme.Drafter, "/flows", body)).Expect(400, "body.invalid");
        Assert.Equal([field], refused.At("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task What_the_rules_refuse_is_refused_by_code_and_records_nothing()
    {
        var acme = await service.Found();
        var text = await acme.NextVersion();
        (await acme.TryPropose(text.Replace("version: 2", "version: 3", StringComparison.Ordinal))).Expect(409, "flow.version-not-next");
        (await acme.TryPropose(text.Replace("subject: policy-version", "subject: post", StringComparison.Ordinal))).Expect(409, "flow.subject-changed");
        (await acme.TryPropose(await acme.NextVersion(approvals: 1))).Expect(409, "flow.unchanged");
        (await acme.Post(Acme.Drafter, "/flows", new { text, summary = "Better." }, ("If-Match", "\"7\""))).Expect(412, "precondition.stale");
        Assert.Equal(["FlowAdopted"], await acme.Facts("/flows/publish-policy"));
        await acme.Propose(text);
        (await acme.TryPropose(await acme.NextVersion(approvals: 3), Acme.OtherDrafter)).Expect(409, "flow.proposal-pending");
    }

    [Fact]
    public async Task Without_a_flow_that_says_who_adopts_flows_none_is_until_the_service_starts_with_one()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("governance-flows-");
        try
        {
            var acme = new Acme(service, $"ungoverned-{Guid.NewGuid():N}"[..20]);
            var settings = service.Host.Services.GetRequiredService<OrganisationSettings>();
            var file = DirectoryFile.Read("directory.yaml", await File.ReadAllTextAsync(settings.DirectoryFile!, TestContext.Current.CancellationToken)).Named(acme.Tenant);
            Assert.True(await Founding.Found(service.Store, service.Ring, file, folder.FullName, "directory.yaml", CancellationToken.None));
            (await acme.TryPropose(FlowSteps.NewFlow("approve-giveaway"))).Expect(409, "flow.not-adopted");
            Assert.Empty(await acme.Facts("/flows/approve-giveaway"));

            Assert.False(await Founding.Found(service.Store, service.Ring, file, settings.FlowsFolder, "directory.yaml", CancellationToken.None));
            Assert.False(await Founding.Found(service.Store, service.Ring, file, settings.FlowsFolder, "directory.yaml", CancellationToken.None));
            Assert.Equal(["FlowAdopted"], await acme.Facts("/flows/adopt-flow"));
            Assert.Empty(await acme.Facts("/flows/publish-policy"));
            (await acme.TryPropose(FlowSteps.NewFlow("approve-giveaway"))).Expect(201);
        }
        finally
        {
            folder.Delete();
        }
    }

    [Fact]
    public async Task Of_two_proposals_at_once_one_is_told_that_the_other_was_first()
    {
        for (var round = 0; round < 5; round++)
        {
            var acme = await service.Found();
            string[] people = [Acme.Drafter, Acme.OtherDrafter];
            foreach (var person in people) await acme.KeyOf(person);
            var text = round % 2 == 0 ? await acme.NextVersion() : FlowSteps.NewFlow("approve-giveaway");
            var answers = await Task.WhenAll(people.Select(person => Task.Run(() => acme.TryPropose(text, person))));
            Assert.Single(answers, answer => answer.Status == 201);
            Assert.Single(answers, answer => answer.Status == 409);
            var requests = (await acme.Get(Acme.Owner, "/requests?flow=adopt-flow")).At("items").GetArrayLength();
            Assert.Equal(1, requests);
        }
    }
}
