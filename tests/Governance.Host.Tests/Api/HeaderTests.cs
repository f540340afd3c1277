using Governance.Host.Tests.Policies;
using Governance.Shared;

namespace Governance.Host.Tests.Api;

public sealed class HeaderTests(Service service)
{
    private const string Comment = """{"clauseId":"purpose-voice","text":"Is this for agencies, too?"}""";

    private static async Task<Answer> Say(Acme acme, params (string Name, string Value)[] headers) =>
        await acme.Send(await acme.KeyOf(Acme.Drafter), "POST", "/policies/social-media-policy/comments", Raw.Json(Comment), headers);

    [Theory]
    [InlineData("junk")]
    [InlineData("\"1")]
    [InlineData("1")]
    [InlineData("W/\"1\"")]
    [InlineData("\"2\", \"99\"")]
    public async Task If_Match_that_does_not_name_the_version_changes_nothing(string value)
    {
        var acme = await service.Found();
        await acme.Draft();
        (await Say(acme, ("If-Match", value))).ExpectProblem(412, "precondition.stale");
        Assert.Equal(1, (await acme.Get(Acme.Drafter, "/policies/social-media-policy")).At("version").GetInt64());
    }

    [Fact]
    public async Task If_Match_may_name_several_versions_or_any()
    {
        var acme = await service.Found();
        await acme.Draft();
        (await Say(acme, ("If-Match", "\"7\", \"1\""))).Expect(201);
        (await Say(acme, ("If-Match", "\"7\""), ("If-Match", "*"))).Expect(201);
    }

    [Theory]
    [InlineData("a\tb")]
    [InlineData("tooLong")]
    public async Task An_unusable_idempotency_key_is_refused(string key)
    {
        var acme = await service.Found();
        await acme.Draft();
        (await Say(acme, (IdempotencyKey.Header, key == "tooLong" ? new string('k', 256) : key))).ExpectProblem(400, "idempotency.malformed-key");
    }

    [Fact]
    public async Task Two_idempotency_keys_at_once_are_refused()
    {
        var acme = await service.Found();
        await acme.Draft();
        (await Say(acme, (IdempotencyKey.Header, "one"), (IdempotencyKey.Header, "two"))).ExpectProblem(400, "idempotency.malformed-key");
    }

    [Theory]
    [InlineData("campaign-2027", true)]
    [InlineData("two words", false)]
    [InlineData("tooLong", false)]
    public async Task A_correlation_is_recorded_when_it_is_one_and_passed_over_when_it_is_not(string value, bool taken)
    {
        var acme = await service.Found();
        await acme.Draft();
        var sent = value == "tooLong" ? new string('c', 129) : value;
        (await Say(acme, ("X-Correlation-Id", sent))).Expect(201);
        await using var session = acme.Session();
        var last = (await session.Events.FetchStreamAsync(StreamKeys.Policy("social-media-policy"), token: TestContext.Current.CancellationToken))[^1];
        Assert.Equal(taken, last.CorrelationId == sent);
        Assert.NotEmpty(last.CorrelationId!);
    }
}
