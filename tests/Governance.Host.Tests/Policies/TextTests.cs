using System.Text.RegularExpressions;
using Governance.Host.Tests.Audit.Past;

namespace Governance.Host.Tests.Policies;

/// <summary>A service of the class's own, whose clock its tests move one after the other.</summary>
public sealed class MovingService : IAsyncLifetime
{
    public Service Service { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Service = await Service.OfItsOwn();

    public ValueTask DisposeAsync() => Service.DisposeAsync();
}

public sealed partial class TextTests(MovingService moving) : IClassFixture<MovingService>
{
    private const string Policy = "/policies/social-media-policy";

    /// <summary>1.0 superseded by 1.1, and a draft of the next; in words One, Two and Three.</summary>
    private async Task<Acme> ThreeTexts()
    {
        var acme = await moving.Service.Found();
        await acme.Publish(await acme.Draft(body: PolicyJourney.Body("One.")));
        moving.Service.Clock.Advance(TimeSpan.FromMinutes(1));
        await acme.Next(Policy, "Two.", "minor");
        await acme.Publish(Policy);
        await acme.Next(Policy, "Three.");
        return acme;
    }

    [Theory]
    [InlineData("", "Two.", "1.1", "in force")]
    [InlineData("?label=1.0", "One.", "1.0", "superseded by 1.1")]
    [InlineData("?label=draft", "Three.", null, "draft")]
    [InlineData("?version=1", "One.", null, "draft")]
    [InlineData("?version=2", "One.", "1.0", "draft, before its approvers")]
    [InlineData("?version=3", "One.", "1.0", "approved, not yet published")]
    [InlineData("?on=2100-01-01T00:00:00Z", "Two.", "1.1", "in force")]
    public async Task The_text_is_the_one_that_was_asked_for(string query, string sentence, string? label, string state)
    {
        var text = (await (await ThreeTexts()).Get(Acme.Executive, Policy + "/text" + query)).Expect(200);
        Assert.Contains(sentence, text.Text("content", "body"), StringComparison.Ordinal);
        Assert.Equal((label, state), (text.Json.TryGetProperty("label", out var given) ? given.GetString() : null, text.Text("state")));
        Assert.Contains(sentence, text.At("clauses")[1].GetProperty("markdown").GetString(), StringComparison.Ordinal);
        Assert.Matches("^[0-9a-f]{64}$", text.Text("digest"));
    }

    [Fact]
    public async Task The_text_and_the_policy_are_read_as_of_a_moment()
    {
        var acme = await moving.Service.Found();
        await acme.Draft(body: PolicyJourney.Body("One."));
        var moment = await acme.Moment();
        await acme.Publish(Policy);
        var (text, view) = (await acme.Get(Acme.Executive, $"{Policy}/text?asOf={moment}"), await acme.Get(Acme.Executive, $"{Policy}?asOf={moment}"));
        Assert.Contains("One.", text.Expect(200).Text("content", "body"), StringComparison.Ordinal);
        Assert.Equal(("1", "drafting"), (view.Expect(200).Text("version"), view.Text("draft", "status")));
        Assert.Equal("submitted", (await acme.Get(Acme.Executive, $"{Policy}?version=2")).Expect(200).Text("draft", "status"));
    }

    [Theory]
    [InlineData("/text?label=9.9", 404, "policy.version-unknown")]
    [InlineData("/text?on=2000-01-01T00:00:00Z", 404, "policy.none-in-force")]
    [InlineData("/text?version=999", 404, "as-of.no-such-version")]
    [InlineData("/text?version=0", 400, "request.invalid")]
    [InlineData("/text?label=1.0&version=1", 404, "policy.version-unknown")]
    [InlineData("/text?label=1.0&on=2100-01-01T00:00:00Z", 400, "request.invalid")]
    [InlineData("/text?version=1&asOf=2100-01-01T00:00:00Z", 400, "request.invalid")]
    [InlineData("/text?format=pdf", 400, null)]
    [InlineData("/text?on=whenever", 400, null)]
    [InlineData("?version=999", 404, "as-of.no-such-version")]
    [InlineData("?asOf=2000-01-01T00:00:00Z", 404, "as-of.before-log")]
    [InlineData("?asOf=2100-01-01T00:00:00Z", 400, "as-of.future")]
    [InlineData("/redline?from=9.9", 404, "policy.version-unknown")]
    [InlineData("/redline?to=nothing", 404, "policy.version-unknown")]
    [InlineData("/redline?format=pdf", 400, null)]
    [InlineData("/print?label=9.9", 404, "policy.version-unknown")]
    public async Task A_text_that_is_not_there_is_said_to_be_so(string query, int status, string? code) =>
        (await (await ThreeTexts()).Get(Acme.Executive, Policy + query)).Expect(status, code);

    [Theory]
    [InlineData("")]
    [InlineData("/text")]
    [InlineData("/redline")]
    [InlineData("/print")]
    [InlineData("/comments")]
    public async Task An_unknown_policy_has_nothing_to_read(string route) =>
        (await (await moving.Service.Found()).Get(Acme.Executive, "/policies/nowhere" + route)).Expect(404, "policy.unknown");

    [Fact]
    public async Task The_text_comes_as_json_as_the_file_and_as_html()
    {
        var acme = await ThreeTexts();
        Assert.StartsWith("application/json", (await acme.Get(Acme.Executive, $"{Policy}/text?format=json")).Expect(200).Headers["Content-Type"], StringComparison.Ordinal);
        var file = (await acme.Get(Acme.Executive, $"{Policy}/text?format=markdown")).Expect(200);
        Assert.Equal("text/markdown; charset=utf-8", file.Headers["Content-Type"]);
        Assert.StartsWith("---\nreference: social-media-policy\n", file.Body, StringComparison.Ordinal);
        var html = (await acme.Get(Acme.Executive, $"{Policy}/text?format=html&label=1.0")).Expect(200);
        Assert.Equal("text/html; charset=utf-8", html.Headers["Content-Type"]);
        Assert.Contains("One.", html.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?from=1.0&to=1.1", "One.", "Two.")]
    [InlineData("?from=1.0&to=draft", "One.", "Three.")]
    [InlineData("?from=draft&to=1", "Three.", "One.")]
    [InlineData("", "Two.", "Three.")]
    public async Task Any_two_texts_are_compared(string query, string before, string after)
    {
        var acme = await ThreeTexts();
        var redline = (await acme.Get(Acme.Executive, Policy + "/redline" + query)).Expect(200);
        Assert.Equal("[\"body\"]", redline.At("changedFields").GetRawText());
        Assert.NotEqual(redline.Text("from", "digest"), redline.Text("to", "digest"));
        foreach (var format in (string[])["json", "markdown", "html"])
        {
            var body = (await acme.Get(Acme.Executive, $"{Policy}/redline{query}{(query.Length == 0 ? "?" : "&")}format={format}")).Expect(200).Body;
            Assert.Contains(before[..^1], body, StringComparison.Ordinal);
            Assert.Contains(after[..^1], body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_printed_page_is_sealed_and_bears_its_stamp()
    {
        var acme = await ThreeTexts();
        var page = (await acme.Get(Acme.Executive, Policy + "/print?label=1.0")).Expect(200);
        Assert.Equal("text/html; charset=utf-8", page.Headers["Content-Type"]);
        Assert.Contains("default-src 'none'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        var version = (await acme.Get(Acme.Executive, Policy)).At("versions")[0];
        foreach (var part in (string[])["One.", "1.0", version.GetProperty("digest").GetString()!, version.GetProperty("requestId").GetString()!])
            Assert.Contains(part, page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_printed_page_names_the_signed_checkpoint_that_covers_it_at_every_print_the_same()
    {
        var acme = await ThreeTexts();
        async Task<string> Stamp() => PrintedCheckpoint().Match((await acme.Get(Acme.Executive, Policy + "/print?label=1.0")).Expect(200).Body).Groups[1].Value;
        var printed = System.Net.WebUtility.HtmlDecode(await Stamp());
        var parts = printed.Split(' ');
        Assert.Equal(string.Join('\n', parts), string.Join('\n', (await acme.Get(Acme.Auditor, $"/ledger/checkpoint?size={parts[1]}")).Expect(200).Body.Split('\n')[..3]));
        var last = (await acme.Get(Acme.Auditor, $"{Policy}/history")).Expect(200).At("items").EnumerateArray().Select(fact => fact.GetProperty("id").GetString()).Last();
        (await acme.Get(Acme.Auditor, $"/events/{last}/proof?position={parts[1]}")).Expect(200);

        await acme.Draft("another-policy");
        (await acme.Get(Acme.Auditor, "/ledger/checkpoint")).Expect(200);
        Assert.Equal(printed, System.Net.WebUtility.HtmlDecode(await Stamp()));
    }

    [GeneratedRegex("checkpoint <code>([^<]+)</code>")]
    private static partial Regex PrintedCheckpoint();
}
