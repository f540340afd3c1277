using System.Text.Json.Nodes;

namespace Governance.Host.Tests.Policies;

/// <summary>What is missing or wrong in a body is named member by member, and never a fault of the service.</summary>
public sealed class ShapeTests(Service service)
{
    [Theory]
    [InlineData("title", null)]
    [InlineData("title", "\"\"")]
    [InlineData("title", "\"two\\nlines\"")]
    [InlineData("area", null)]
    [InlineData("area", "\"Not a name\"")]
    [InlineData("owner", null)]
    [InlineData("owner", "{}")]
    [InlineData("owner", "{\"role\":null,\"area\":\"legal\"}")]
    [InlineData("audience", null)]
    [InlineData("audience", "[]")]
    [InlineData("audience", "[null]")]
    [InlineData("audience", "[\"a\",\"a\"]")]
    [InlineData("scope", null)]
    [InlineData("jurisdiction", null)]
    [InlineData("jurisdiction", "[\"\"]")]
    [InlineData("language", null)]
    [InlineData("language", "\"english please\"")]
    [InlineData("reviewCycleMonths", "0")]
    [InlineData("reviewCycleMonths", "61")]
    [InlineData("platforms", null)]
    [InlineData("platforms", "[\"all\",\"x\"]")]
    [InlineData("accountClasses", null)]
    [InlineData("accountClasses", "[\"oficial\"]")]
    [InlineData("contact", "\"\"")]
    [InlineData("glossary", "{\"term\":null}")]
    [InlineData("glossary", "{\"a:b\":\"c\"}")]
    [InlineData("body", null)]
    [InlineData("title", "7")]
    [InlineData("kind", "\"law\"")]
    [InlineData("kind", "null")]
    [InlineData("effectiveFrom", "\"tomorrow\"")]
    [InlineData("reviewCycleMonths", "\"12\"")]
    public async Task A_member_of_the_content_is_named_as_content_and_its_name(string member, string? value)
    {
        var acme = await service.Found();
        var content = PolicyJourney.Changed(content =>
        {
            content.Remove(member);
            if (value is not null) content[member] = JsonNode.Parse(value);
        });
        foreach (var (path, body) in Bodies(content))
        {
            var answer = (await acme.Post(Acme.Drafter, path, body)).Expect(400, "body.invalid");
            Assert.Contains(answer.At("errors").EnumerateObject(), error => error.Name.StartsWith($"content.{member}", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("/policies", "{}", "content")]
    [InlineData("/policies", "{\"content\":null}", "content")]
    [InlineData("/policies/x/drafts", "{\"change\":\"major\",\"summary\":\"x\"}", "content")]
    [InlineData("/policies/x/revise", "{\"change\":\"major\",\"summary\":\"x\",\"content\":null}", "content")]
    [InlineData("/policies/x/abandon", "{}", "reason")]
    [InlineData("/policies/x/withdraw-submission", "{\"reason\":\" \"}", "reason")]
    [InlineData("/policies/x/submit", "{\"note\":7}", "note")]
    [InlineData("/policies/x/publish", "{\"effectiveFrom\":\"0001-01-01T00:00:00Z\"}", "effectiveFrom")]
    [InlineData("/policies/x/withdraw", "{\"reason\":\"x\"}", "label")]
    [InlineData("/policies/x/retire", "{}", "reason")]
    [InlineData("/policies/x/schedule-review", "{}", "dueOn")]
    [InlineData("/policies/x/schedule-review", "{\"dueOn\":\"9999-12-31T23:59:59Z\"}", "dueOn")]
    [InlineData("/policies/x/complete-review", "{\"note\":\"x\"}", "outcome")]
    [InlineData("/policies/x/complete-review", "{\"outcome\":\"reaffirmed\"}", "note")]
    [InlineData("/policies/x/comments", "{\"text\":\"x\"}", "clauseId")]
    [InlineData("/policies/x/comments", "{\"clauseId\":\"x\"}", "text")]
    [InlineData("/policies/x/comments/c-1/resolve", "{}", "resolution")]
    [InlineData("/policies/import", "{}", "document")]
    [InlineData("/policies/import", "{\"document\":\"x\"}", "file")]
    public async Task What_a_command_misses_is_named(string path, string body, string member)
    {
        var acme = await service.Found();
        (await acme.Post(Acme.Drafter, path, body)).Expect(400, "body.invalid").At("errors").GetProperty(member);
    }

    [Theory]
    [InlineData("kind", "content.kind")]
    [InlineData("change", "change")]
    [InlineData("summary", "summary")]
    public async Task What_has_no_default_must_be_sent(string member, string field)
    {
        var acme = await service.Found();
        var body = new JsonObject { ["content"] = PolicyJourney.Changed(_ => { }), ["change"] = "major", ["summary"] = "x" };
        body.Remove(member);
        body["content"]!.AsObject().Remove(member);
        (await acme.Post(Acme.Drafter, "/policies/x/drafts", body.ToJsonString())).Expect(400, "body.invalid").At("errors").GetProperty(field);
    }

    [Theory]
    [InlineData("No", "reference")]
    [InlineData("ab", "reference")]
    [InlineData("", "reference")]
    public async Task A_reference_is_one_that_a_file_could_have(string reference, string member)
    {
        var acme = await service.Found();
        (await acme.Post(Acme.Drafter, "/policies", new { reference, content = PolicyJourney.Content() })).Expect(400, "body.invalid").At("errors").GetProperty(member);
    }

    [Fact]
    public async Task A_text_that_cannot_be_a_policy_is_refused_by_its_line()
    {
        var acme = await service.Found();
        (await acme.Post(Acme.Drafter, "/policies", new { content = PolicyJourney.Content("") })).Expect(400).At("errors").GetProperty("content.body");
        var doubled = (await acme.Post(Acme.Drafter, "/policies", new { content = PolicyJourney.Content("## 1. A {#aa}\n\n## 2. B {#aa}\n") })).Expect(400);
        Assert.StartsWith("Line 3:", doubled.At("errors").GetProperty("content.body")[0].GetString(), StringComparison.Ordinal);
        (await acme.Post(Acme.Drafter, "/policies", new { content = PolicyJourney.Content("## 1. A {#aa}\n\n" + new string('x', 600_000)) })).Expect(400).At("errors").GetProperty("content.body");
        (await acme.Post(Acme.Drafter, "/policies", new { content = PolicyJourney.Content(new string('x', 1_100_000)) })).Expect(413, "body.too-large");
    }

    private static IEnumerable<(string, object)> Bodies(JsonObject content) =>
    [
        ("/policies", new { content }),
        ("/policies/x/revise", new { content, change = "major", summary = "x" }),
    ];
}
