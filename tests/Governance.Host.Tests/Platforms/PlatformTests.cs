namespace Governance.Host.Tests.Platforms;

public sealed class PlatformTests(Service service)
{
    [Fact]
    public async Task Everybody_reads_how_an_account_on_each_platform_is_proved()
    {
        var acme = await service.Found();
        var names = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await acme.Get(Acme.Drafter, $"/platforms?limit=20{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}")).Expect(200);
            names.AddRange(page.At("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()!));
            cursor = page.Json.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        Assert.True(names.Count >= 25);
        Assert.Equal(names.Distinct().Order(StringComparer.Ordinal), names);
        var all = (await acme.Get(Acme.Drafter, "/platforms?limit=200")).Expect(200).At("items").EnumerateArray().ToList();
        var x = all.Single(platform => platform.GetProperty("name").GetString() == "x");
        Assert.Equal(["oembed", "published-list", "two-people"], x.GetProperty("proofs").EnumerateArray().Select(proof => proof.GetProperty("method").GetString()));
        Assert.Equal("json-profile", x.GetProperty("died")[0].GetProperty("method").GetString());
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("cursor=!", "cursor")]
    public async Task A_page_that_cannot_be_had_is_refused_with_the_parameter_at_fault(string query, string field) =>
        Assert.True((await (await service.Found()).Get(Acme.Drafter, $"/platforms?{query}")).Expect(400, "request.invalid").At("errors").TryGetProperty(field, out _));

    [Theory]
    [InlineData("http://m.facebook.com/Acme/?ref=x", "account", "facebook", "facebook:acme", null)]
    [InlineData("@acme@social.acme.example", "account", "mastodon", "mastodon:acme@social.acme.example", null)]
    [InlineData("https://www.facebook.com/sharer/sharer.php?u=x", "not-an-account", "facebook", null, "Give the address of the page itself.")]
    [InlineData("https://evilfacebook.com/acme", "unknown-platform", null, null, "`evilfacebook.com` is no host of a platform")]
    [InlineData("https://facebook.com@evil.org/acme", "unreadable", null, null, "Give the address without it.")]
    public async Task An_address_is_read_or_refused_with_the_reason(string url, string outcome, string? platform, string? key, string? reason)
    {
        var answer = (await (await service.Found()).Get(Acme.Drafter, $"/platforms/read?url={Uri.EscapeDataString(url)}")).Expect(200).Json;
        Assert.Equal(outcome, answer.GetProperty("outcome").GetString());
        Assert.Equal(platform, Text("platform"));
        Assert.Equal(key, Text("key"));
        Assert.Equal(key is not null, answer.TryGetProperty("account", out var account) && account.GetProperty("url").GetString()!.StartsWith("https://", StringComparison.Ordinal));
        if (reason is null) Assert.Null(Text("reason"));
        else Assert.Contains(reason, Text("reason"), StringComparison.Ordinal);

        string? Text(string name) => answer.TryGetProperty(name, out var value) ? value.GetString() : null;
    }

    [Theory]
    [InlineData("/platforms/read?url=")]
    [InlineData("/platforms/read?url=%20")]
    public async Task No_address_is_unreadable_and_one_is_asked_for(string path)
    {
        var answer = (await (await service.Found()).Get(Acme.Drafter, path)).Expect(200);
        Assert.Equal("unreadable", answer.Text("outcome"));
        Assert.StartsWith("There is no address: give one", answer.Text("reason"), StringComparison.Ordinal);
    }
}
