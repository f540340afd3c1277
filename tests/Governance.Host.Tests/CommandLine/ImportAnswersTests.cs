using Governance.CommandLine;

namespace Governance.Host.Tests.CommandLine;

/// <summary>What an import makes of the answers that a service can give.</summary>
public sealed class ImportAnswersTests : IDisposable
{
    private const string Drafted = """{"policyId":"social-media-policy","outcome":"drafted","version":1}""";

    private static readonly string Document = Path.Combine(AppContext.BaseDirectory, "policies", "documents", "social-media-policy.md");

    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [Fact]
    public async Task A_service_that_is_busy_is_asked_again_under_the_same_idempotency_key()
    {
        await using var service = await StandIn.With(
            StandIn.Answer(503, """{"code":"service.unavailable","detail":"The database is away."}""", "0"), StandIn.Answer(200, Drafted));

        Assert.Equal(0, await Import(service.Url));

        Assert.Equal(2, service.Keys.Count);
        Assert.Single(service.Keys.Distinct());
        Assert.EndsWith("1 file: 1 drafted.\n", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_taken_up_under_the_same_idempotency_key()
    {
        await using var service = await StandIn.With(
            http =>
            {
                http.Abort();
                return Task.CompletedTask;
            },
            StandIn.Answer(200, Drafted));

        Assert.Equal(0, await Import(service.Url));
        Assert.Single(service.Keys.Distinct());
    }

    [Fact]
    public async Task A_service_that_asks_for_too_much_patience_is_left_with_one_sentence()
    {
        await using var service = await StandIn.With(StandIn.Answer(503, """{"code":"service.unavailable","detail":"The database is away."}""", "3600"));

        Assert.Equal(1, await Import(service.Url));
        Assert.Equal($"The service at {service.Url} is not ready: The database is away. Try again later; what it acknowledged is done.\n", _error.ToString());
    }

    [Fact]
    public async Task A_refusal_is_reported_with_its_code_and_the_others_go_on()
    {
        await using var service = await StandIn.With(StandIn.Answer(409, """{"code":"policy.approval-pending","detail":"It is before its approvers."}"""));

        Assert.Equal(1, await Import(service.Url));
        Assert.Contains("social-media-policy  refused    policy.approval-pending: It is before its approvers.\n", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal("", _error.ToString());
    }

    [Theory]
    [InlineData(200, "<html>Hello</html>")]
    [InlineData(404, "<html>Not found</html>")]
    [InlineData(302, "")]
    [InlineData(200, "[]")]
    [InlineData(200, "{}")]
    [InlineData(200, """{"outcome":7}""")]
    public async Task Something_else_that_answers_is_named(int status, string body)
    {
        await using var service = await StandIn.With(StandIn.Answer(status, body));

        Assert.Equal(1, await Import(service.Url));
        Assert.StartsWith($"What answers at {service.Url} is not this service", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_there_is_one_sentence()
    {
        Assert.Equal(1, await Import("http://127.0.0.1:1"));
        Assert.Equal("No service answers at http://127.0.0.1:1. Start it with ops/run, or name another with --url.\n", _error.ToString());
    }

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    private Task<int> Import(string url) =>
        Commands.Run(["policies", "import", Document, "--url", url], new Terminal(_output, _error, Stream.Null, name => name == "GOVERNANCE_KEY" ? "gov_key" : null));
}
