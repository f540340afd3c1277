namespace Governance.Host.Tests.Policies;

/// <summary>Eight at once on one policy: one is done, the others are told that they lost, and nothing is recorded twice.</summary>
public sealed class RaceTests(Service service)
{
    private const int Writers = 8;

    private static async Task<Answer[]> AtOnce(Acme acme, string path, Func<int, object> body, params (string, string)[] headers)
    {
        await acme.KeyOf(Acme.Drafter);
        return await Task.WhenAll(Enumerable.Range(0, Writers).Select(i => acme.Post(Acme.Drafter, path, body(i), headers)));
    }

    private static void OneWins(Answer[] answers, int won, params int[] lost)
    {
        Assert.Single(answers, answer => answer.Status == won);
        Assert.All(answers.Where(answer => answer.Status != won), answer => Assert.Contains(answer.Status, lost));
    }

    private static async Task<string> VersionOf(Acme acme) => (await acme.Get(Acme.Drafter, "/policies/social-media-policy")).Expect(200).Text("version");

    [Fact]
    public async Task One_of_eight_revisions_of_the_same_version_wins()
    {
        var acme = await service.Found();
        var policy = await acme.Draft();
        OneWins(await AtOnce(acme, $"{policy}/revise", i => new { content = PolicyJourney.Content(PolicyJourney.Body($"Text {i}.")), change = "major", summary = "x" }, ("If-Match", "\"1\"")), 200, 409, 412);
        Assert.Equal("2", await VersionOf(acme));
    }

    [Fact]
    public async Task One_of_eight_submissions_wins()
    {
        var acme = await service.Found();
        var policy = await acme.Draft();
        OneWins(await AtOnce(acme, $"{policy}/submit", _ => new { }), 200, 409);
        Assert.Equal("2", await VersionOf(acme));
        Assert.Single((await acme.Get(Acme.Drafter, "/requests?subjectId=social-media-policy")).Expect(200).At("items").EnumerateArray());
    }

    [Fact]
    public async Task One_of_eight_publications_wins()
    {
        var acme = await service.Found();
        var policy = await acme.Draft();
        await acme.Approve(await acme.Submit(policy));
        OneWins(await AtOnce(acme, $"{policy}/publish", _ => new { }), 200, 409);
        Assert.Single((await acme.Get(Acme.Drafter, policy)).At("versions").EnumerateArray());
    }

    [Fact]
    public async Task One_of_eight_drafts_under_one_reference_wins()
    {
        var acme = await service.Found();
        OneWins(await AtOnce(acme, "/policies", i => new { reference = "social-media-policy", content = PolicyJourney.Content(title: $"Title {i}") }), 201, 409);
        Assert.Equal("1", await VersionOf(acme));
    }

    [Fact]
    public async Task Eight_imports_of_one_document_draft_it_once()
    {
        var acme = await service.Found();
        var file = Path.Combine(AppContext.BaseDirectory, "policies", "documents", "social-media-policy.md");
        var document = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        var answers = await AtOnce(acme, "/policies/import", _ => new { file = "social-media-policy.md", document });
        Assert.All(answers, answer => Assert.Contains(answer.Status, (int[])[200, 409]));
        Assert.Single(answers, answer => answer.Status == 200 && answer.Text("outcome") == "drafted");
        Assert.All(answers.Where(answer => answer.Status == 200), answer => Assert.Equal("1", answer.Text("version")));
        Assert.Equal("1", await VersionOf(acme));
    }
}
