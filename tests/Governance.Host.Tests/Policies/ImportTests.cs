namespace Governance.Host.Tests.Policies;

public sealed class ImportTests(Service service)
{
    private static readonly string Documents = Path.Combine(AppContext.BaseDirectory, "policies", "documents");

    private static Task<Answer> Import(Acme acme, string document, string person = Acme.Drafter) =>
        acme.Post(person, "/policies/import", new { file = "some-policy.md", document });

    private static string Document(string sentence = "Hello.", string area = "communications") => $"""
        ---
        reference: some-policy
        title: Some policy
        kind: policy
        area: {area}
        owner: {"{"}role: policy-owner, area: communications{"}"}
        audience: [all staff]
        scope: Everything
        jurisdiction: [IE]
        language: en
        review-cycle: 12 months
        platforms: [all]
        account-classes: [official]
        ---

        ## 1. Purpose

        1.1 {sentence}

        """.ReplaceLineEndings("\n");

    [Fact]
    public async Task A_document_is_drafted_then_unchanged_then_revised()
    {
        var acme = await service.Found();
        foreach (var (document, outcome, version) in (ValueTuple<string, string, string>[])
            [(Document(), "drafted", "1"), (Document(), "unchanged", "1"), (Document("Other."), "revised", "2"), (Document("Other."), "unchanged", "2")])
        {
            var answer = (await Import(acme, document)).Expect(200);
            Assert.Equal(("some-policy", outcome, version), (answer.Text("policyId"), answer.Text("outcome"), answer.Text("version")));
        }
    }

    [Fact]
    public async Task A_document_that_is_in_force_is_unchanged_and_another_text_is_the_next_draft()
    {
        var acme = await service.Found();
        (await Import(acme, Document())).Expect(200);
        await acme.Publish("/policies/some-policy");
        Assert.Equal("unchanged", (await Import(acme, Document())).Expect(200).Text("outcome"));
        Assert.Equal("drafted", (await Import(acme, Document("Other."))).Expect(200).Text("outcome"));
        await acme.Submit("/policies/some-policy");
        (await Import(acme, Document("Third."))).Expect(409, "policy.approval-pending");
    }

    [Fact]
    public async Task A_document_with_errors_changes_nothing_and_names_file_line_and_reason()
    {
        var acme = await service.Found();
        var refused = (await Import(acme, Document().Replace("language: en\n", "langage: en\n", StringComparison.Ordinal))).Expect(400, "body.invalid");
        Assert.Contains(refused.At("errors", "document").EnumerateArray(), error => error.GetString()!.StartsWith("some-policy.md:10: “langage” is not a field", StringComparison.Ordinal));
        (await acme.Get(Acme.Drafter, "/policies/some-policy")).Expect(404);
    }

    [Fact]
    public async Task A_document_of_an_unknown_area_is_refused_at_its_line()
    {
        var acme = await service.Found();
        var refused = (await Import(acme, Document(area: "nowhere"))).Expect(400, "policy.area-unknown");
        Assert.StartsWith("some-policy.md:5: ", refused.At("errors", "document")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_drafters_of_the_area_import()
    {
        var acme = await service.Found();
        (await Import(acme, Document(), Acme.Executive)).Expect(403, "access.not-yours");
        (await acme.Post(Acme.Administrator, "/people/p-1005/grant-role", new { role = "drafter", area = "legal" })).Expect(200);
        (await Import(acme, Document(), "p-1005")).Expect(403, "policy.not-your-area");
    }

    [Fact]
    public async Task Every_document_that_is_shipped_is_imported_and_what_is_exported_of_it_is_unchanged()
    {
        var acme = await service.Found();
        var files = System.IO.Directory.GetFiles(Documents, "*.md");
        Assert.True(files.Length >= 8);
        foreach (var file in files)
        {
            var name = Path.GetFileName(file);
            var drafted = (await acme.Post(Acme.Drafter, "/policies/import", new { file = name, document = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) })).Expect(200);
            Assert.Equal("drafted", drafted.Text("outcome"));
            var exported = (await acme.Get(Acme.Drafter, $"/policies/{drafted.Text("policyId")}/text?format=markdown")).Expect(200).Body;
            Assert.Equal("unchanged", (await acme.Post(Acme.Drafter, "/policies/import", new { file = name, document = exported })).Expect(200).Text("outcome"));
        }
    }
}
