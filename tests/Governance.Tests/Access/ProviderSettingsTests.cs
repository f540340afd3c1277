using Governance.Access;
using Microsoft.Extensions.Configuration;

namespace Governance.Tests.Access;

public sealed class ProviderSettingsTests
{
    private static ProviderSettings? From(params (string Name, string Value)[] settings) => ProviderSettings.From(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"SignIn:{setting.Name}", (string?)setting.Value))).Build());

    [Fact]
    public void Without_an_authority_there_is_no_provider() => Assert.Null(From(("Authority", ""), ("Audience", "governance")));

    [Fact]
    public void A_provider_is_named_by_authority_and_audience_and_reached_by_https() =>
        Assert.Equal(new(new("https://id.example.org"), "governance", "tenant", true), From(("Authority", "https://id.example.org"), ("Audience", "governance")));

    [Fact]
    public void The_claim_of_the_organisation_and_plain_http_can_be_chosen() =>
        Assert.Equal(new(new("http://127.0.0.1:9"), "governance", "org", false), From(("Authority", "http://127.0.0.1:9"), ("Audience", "governance"), ("TenantClaim", "org"), ("RequireHttps", "False")));

    [Theory]
    [InlineData("https://id.example.org", "", "SignIn:Audience")]
    [InlineData("http://id.example.org", "governance", "HTTPS")]
    [InlineData("id.example.org", "governance", "no address")]
    [InlineData("file:///etc/passwd", "governance", "no address")]
    public void A_provider_that_is_named_by_half_stops_the_start_with_a_sentence(string authority, string audience, string says) =>
        Assert.Contains(says, Assert.ThrowsAny<Exception>(() => From(("Authority", authority), ("Audience", audience))).Message, StringComparison.Ordinal);
}
