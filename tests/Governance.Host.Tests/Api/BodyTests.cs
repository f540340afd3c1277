using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Governance.Host.Tests.Policies;
using Governance.Shared;

namespace Governance.Host.Tests.Api;

public sealed class BodyTests(Service service)
{
    private static readonly string Valid = JsonSerializer.Serialize(new { reference = "valid-policy", content = PolicyJourney.Content() }, Json.Options);

    private async Task<Answer> Draft(HttpContent? body, params (string Name, string Value)[] headers)
    {
        var acme = await service.Found();
        var answer = await acme.Send(await acme.KeyOf(Acme.Drafter), "POST", "/policies", body, headers);
        if (answer.Status >= 300) Assert.Equal("""{"items":[]}""", (await acme.Get(Acme.Drafter, "/policies")).Body);
        return answer;
    }

    [Theory]
    [InlineData("{\"reference\": \"x\",\n  \"content\" oops}", "line 2, column 13")]
    [InlineData("{\"reference\": \"x\",}", "line 1, column 19")]
    [InlineData("{/* why */}", "line 1, column 2")]
    [InlineData("{\"reference\": 01}", "line 1, column 16")]
    [InlineData("{\"reference\": \"x\"", "line 1, column 18")]
    [InlineData("{\"a\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}", "line 1, column 37")]
    public async Task Malformed_JSON_is_told_with_its_line_and_column(string body, string place) =>
        Assert.Contains(place, (await Draft(Raw.Json(body))).ExpectProblem(400, "body.malformed").Text("detail"), StringComparison.Ordinal);

    [Theory]
    [InlineData("{\"reference\":\"a\",\"reference\":\"b\"}", "twice")]
    [InlineData("{\"content\":{\"title\":\"a\",\"t\\u0069tle\":\"b\"}}", "twice")]
    [InlineData("{\"summary\":\"a\\u0000\"}", "U+0000")]
    [InlineData("{\"a\\u0000\":1}", "U+0000")]
    [InlineData("{\"summary\":\"a\\ud800\"}", "surrogate")]
    [InlineData("{\"a\\udc00\":1}", "surrogate")]
    [InlineData("[{}]", "one JSON object")]
    [InlineData("null", "one JSON object")]
    public async Task What_cannot_be_kept_exactly_is_refused(string body, string why) =>
        Assert.Contains(why, (await Draft(Raw.Json(body))).ExpectProblem(400, "body.malformed").Text("detail"), StringComparison.Ordinal);

    [Fact]
    public async Task Bytes_that_are_no_UTF_8_are_refused()
    {
        var bytes = new ByteArrayContent([.. "{\"summary\":\""u8, 0xff, 0xfe, .. "\"}"u8]);
        bytes.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        (await Draft(bytes)).ExpectProblem(400, "body.malformed");
    }

    [Theory]
    [InlineData("\"reference\":\"valid-policy\"", "\"reference\":5", "reference")]
    [InlineData("\"reviewCycleMonths\":12", "\"reviewCycleMonths\":\"12\"", "content.reviewCycleMonths")]
    [InlineData("\"reviewCycleMonths\":12", "\"reviewCycleMonths\":1.5", "content.reviewCycleMonths")]
    [InlineData("\"reviewCycleMonths\":12", "\"reviewCycleMonths\":99999999999999999999", "content.reviewCycleMonths")]
    [InlineData("\"kind\":\"policy\"", "\"kind\":\"polcy\"", "content.kind")]
    [InlineData("\"kind\":\"policy\"", "\"kind\":1", "content.kind")]
    [InlineData("\"jurisdiction\":[\"IE\"]", "\"jurisdiction\":[5]", "content.jurisdiction[0]")]
    [InlineData("\"reference\":\"valid-policy\"", "\"reference\":\"valid-policy\",\"actor\":\"p-1010\"", "actor")]
    public async Task A_member_at_fault_is_named_by_its_path(string right, string wrong, string path)
    {
        Assert.Contains(right, Valid, StringComparison.Ordinal);
        var problem = (await Draft(Raw.Json(Valid.Replace(right, wrong, StringComparison.Ordinal)))).ExpectProblem(400, "body.invalid");
        Assert.Equal([path], problem.At("errors").EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task A_body_that_the_server_cannot_take_off_the_wire_is_the_clients_fault()
    {
        var acme = await service.Found();
        var key = await acme.KeyOf(Acme.Drafter);
        var result = await service.Host.Scenario(scenario =>
        {
            scenario.Post.Url("/policies");
            scenario.WithRequestHeader("Authorization", $"Bearer {key}");
            scenario.ConfigureHttpContext(http => (http.Request.Body, http.Request.ContentType) = (new Broken(), "application/json"));
            scenario.StatusCodeShouldBe(400);
        });
        Assert.Contains("request.malformed", await result.ReadAsTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_needs_a_body_says_so_when_it_comes_without() =>
        Assert.True((await Draft(null)).ExpectProblem(400, "body.invalid").At("errors").TryGetProperty("content", out _));

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/plain")]
    [InlineData("@@;;")]
    [InlineData("")]
    public async Task Another_media_type_is_refused(string type)
    {
        var body = new ByteArrayContent(Encoding.UTF8.GetBytes(Valid));
        if (type.Length > 0) body.Headers.TryAddWithoutValidation("Content-Type", type);
        (await Draft(body)).ExpectProblem(415, "body.not-json");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_a_megabyte_is_refused_however_it_is_sent(bool chunked)
    {
        var bytes = Encoding.UTF8.GetBytes($"{{\"summary\":\"{new string('x', 1024 * 1024)}\"}}");
        HttpContent body = chunked ? new StreamContent(new Trickle(bytes)) : new ByteArrayContent(bytes);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        (await Draft(body)).ExpectProblem(413, "body.too-large");
    }

    [Fact]
    public async Task A_text_over_512_KB_has_a_refusal_of_its_own()
    {
        var text = PolicyJourney.Body(string.Concat(Enumerable.Repeat("word ", 105_000)));
        var problem = (await Draft(Raw.Json(JsonSerializer.Serialize(new { reference = "long-policy", content = PolicyJourney.Content(text) }, Json.Options)))).ExpectProblem(400, "policy.text-too-long");
        Assert.True(problem.At("errors").TryGetProperty("content.body", out _));
    }

    [Fact]
    public async Task What_is_right_is_taken() => (await Draft(Raw.Json(Valid))).Expect(201);

    /// <summary>A stream that does not tell its length, so that it is sent in chunks.</summary>
    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }

    /// <summary>A body as the server hands it on when a chunk has a size that no number holds.</summary>
    private sealed class Broken : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("Bad chunk size data.");
    }
}
