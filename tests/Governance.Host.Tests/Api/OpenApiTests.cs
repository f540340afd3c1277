using System.Text.Json;
using System.Text.RegularExpressions;
using Governance.Access;

namespace Governance.Host.Tests.Api;

public sealed class OpenApiTests(Service service)
{
    [Fact]
    public async Task Every_route_that_is_not_about_the_document_is_in_the_document()
    {
        var document = await ApiDocument.Read(service);
        var documented = document.Operations.Select(operation => operation.ToString()).Order(StringComparer.Ordinal);
        var ruled = AccessRules.All.Select(rule => $"{rule.Method} {rule.Pattern}").Where(route => !Regex.IsMatch(route, "^GET /(docs|openapi)/")).Order(StringComparer.Ordinal);
        Assert.Equal(ruled, documented);
    }

    [Fact]
    public async Task Every_operation_says_in_words_what_it_does_and_what_its_parameters_mean()
    {
        var document = await ApiDocument.Read(service);
        var tags = document.Root.GetProperty("tags").EnumerateArray().ToDictionary(tag => tag.GetProperty("name").GetString()!, tag => tag.GetProperty("description").GetString());
        Assert.All(document.Operations, operation =>
        {
            Assert.True(operation.Spec.GetProperty("summary").GetString()!.Length > 5, $"{operation} has no summary");
            Assert.True(operation.Spec.GetProperty("description").GetString()!.Length > 20, $"{operation} has no description");
            Assert.NotEmpty(tags[operation.Spec.GetProperty("tags").EnumerateArray().Single().GetString()!]!);
            Assert.All(operation.Parameters, parameter => Assert.NotEmpty(parameter.GetProperty("description").GetString()!));
        });
        Assert.Equal(document.Operations.Count, document.Operations.Select(operation => operation.Id).Distinct().Count());
    }

    [Fact]
    public async Task Every_body_every_success_and_every_error_has_an_example()
    {
        var document = await ApiDocument.Read(service);
        Assert.All(document.Operations, operation =>
        {
            if (operation.Method == "POST") Assert.NotNull(operation.Body);
            Assert.All(document.Answer(operation, operation.Success).GetProperty("content").EnumerateObject(), media => Assert.True(media.Value.TryGetProperty("example", out _), $"{operation} {media.Name}"));
            Assert.All(operation.Statuses.Where(status => status[0] != '2'), status =>
            {
                var problem = document.Answer(operation, status).GetProperty("content").GetProperty("application/problem+json");
                Assert.Equal("#/components/schemas/Problem", problem.GetProperty("schema").GetProperty("$ref").GetString());
                Assert.All(problem.GetProperty("examples").EnumerateObject(), example => Assert.Equal(example.Name, example.Value.GetProperty("value").GetProperty("code").GetString()));
            });
        });
    }

    [Fact]
    public async Task Commands_take_the_three_headers_and_list_what_can_go_wrong_with_them()
    {
        var document = await ApiDocument.Read(service);
        Assert.All(document.Operations.Where(operation => operation.Method == "POST"), operation =>
        {
            Assert.Equal(["If-Match", "Idempotency-Key", "X-Correlation-Id"], operation.Parameters.Where(parameter => parameter.GetProperty("in").GetString() == "header").Select(parameter => parameter.GetProperty("name").GetString()));
            Assert.Superset(new HashSet<string> { "400", "401", "403", "409", "412", "413", "415", "422", "503" }, operation.Statuses.ToHashSet());
            Assert.Equal(operation.Path.Contains('{', StringComparison.Ordinal), operation.Statuses.Contains("404"));
        });
    }

    [Fact]
    public async Task Nothing_of_the_inside_shows()
    {
        var text = (await ApiDocument.Read(service)).Root.GetRawText();
        Assert.DoesNotMatch("Marten|Wolverine|JasperFx|Npgsql|IResult|HttpValidationProblemDetails|System\\.|Microsoft", text);
        Assert.DoesNotMatch("\"[A-Za-z]+(View|Row|Explanation|`1)\"", text);
    }

    [Fact]
    public async Task Words_of_lists_are_spelled_as_the_API_takes_them()
    {
        var schemas = (await ApiDocument.Read(service)).Root.GetProperty("components").GetProperty("schemas");
        Assert.Equal(["approve", "reject", "request-changes", "abstain"], Words("Decision"));
        Assert.Equal(["policy", "standard", "procedure", "guideline"], Words("PolicyKind"));
        Assert.Equal(["draft", "published", "inForce", "withdrawn", "abandoned", "retired"], Words("PolicyState"));

        IEnumerable<string?> Words(string schema) => schemas.GetProperty(schema).GetProperty("enum").EnumerateArray().Select(word => word.GetString());
    }

    [Fact]
    public async Task Commands_say_which_members_they_need_and_that_they_take_no_others()
    {
        var schemas = (await ApiDocument.Read(service)).Root.GetProperty("components").GetProperty("schemas");
        var draft = schemas.GetProperty("DraftPolicy");
        Assert.Equal(["content"], draft.GetProperty("required").EnumerateArray().Select(member => member.GetString()));
        Assert.Equal(JsonValueKind.False, draft.GetProperty("additionalProperties").ValueKind);
        Assert.False(schemas.GetProperty("Receipt").TryGetProperty("additionalProperties", out _));
    }

    [Fact]
    public async Task The_page_that_shows_it_fetches_nothing_from_elsewhere_and_needs_no_sign_in()
    {
        var acme = await service.Found();
        var page = (await acme.Send(null, "GET", "/docs/")).Expect(200);
        Assert.DoesNotMatch("(src|href)=\"(https?:)?//", page.Body);
        Assert.Contains("openapi/v1.json", page.Body, StringComparison.Ordinal);
        foreach (var script in (string[])["/docs/scalar.js", "/docs/scalar.aspnetcore.js"]) (await acme.Send(null, "GET", script)).Expect(200);
    }

    [Fact]
    public async Task Health_needs_no_sign_in()
    {
        var acme = await service.Found();
        Assert.Equal("live", (await acme.Send(null, "GET", "/health/live")).Expect(200).Text("status"));
        // Which of the two it is depends on what other tests break, and on the room that the machine has.
        Assert.Contains((await acme.Send(null, "GET", "/health/ready")).Expect(200).Text("status"), (string[])["ready", "degraded"]);
    }
}
