using System.Text.Json;

namespace Governance.Host.Tests.Policies;

public sealed class RegisterTests(Service service)
{
    private static async Task<List<string>> Ids(Acme acme, string query) =>
        [.. (await acme.Get(Acme.Drafter, "/policies?" + query)).Expect(200).At("items").EnumerateArray().Select(item => item.GetProperty("policyId").GetString()!)];

    private static async Task DraftAs(Acme acme, string reference, object content) =>
        (await acme.Post(Acme.Drafter, "/policies", new { reference, content })).Expect(201);

    /// <summary>One policy in each state, and a draft in each status.</summary>
    private async Task<Acme> Diverse()
    {
        var acme = await service.Found();
        await acme.Draft("drafting");
        await acme.Submit(await acme.Draft("submitted"));
        await acme.Decide(Acme.Comms, await acme.Submit(await acme.Draft("changes-requested")), "request-changes", "Name the owner");
        await acme.Approve(await acme.Submit(await acme.Draft("approved")));
        await acme.Reject(await acme.Submit(await acme.Draft("rejected")));
        (await acme.Post(Acme.Drafter, $"{await acme.Draft("abandoned")}/abandon", new { reason = "Not needed" })).Expect(200);
        await acme.Publish(await acme.Draft("in-force"));
        await acme.Publish(await acme.Draft("published"), service.Clock.GetUtcNow().AddDays(30));
        var withdrawn = await acme.Draft("withdrawn");
        await acme.Publish(withdrawn);
        (await acme.Post(Acme.Drafter, $"{withdrawn}/withdraw", new { label = "1.0", reason = "Error" })).Expect(200);
        var retired = await acme.Draft("retired");
        await acme.Publish(retired);
        (await acme.Post(Acme.Drafter, $"{retired}/retire", new { reason = "Replaced" })).Expect(200);
        return acme;
    }

    [Fact]
    public async Task It_is_filtered_by_state_and_by_the_status_of_the_draft()
    {
        var acme = await Diverse();
        foreach (var (state, id) in (ValueTuple<string, string>[])[("inForce", "in-force"), ("published", "published"), ("withdrawn", "withdrawn"), ("abandoned", "abandoned"), ("retired", "retired")])
            Assert.Equal([id], await Ids(acme, $"state={state}"));
        Assert.Equal(["approved", "changes-requested", "drafting", "rejected", "submitted"], await Ids(acme, "state=draft"));
        foreach (var (status, id) in (ValueTuple<string, string>[])[("drafting", "drafting"), ("submitted", "submitted"), ("changesRequested", "changes-requested"), ("approved", "approved"), ("rejected", "rejected")])
            Assert.Equal([id], await Ids(acme, $"draft={status}"));
        Assert.Empty(await Ids(acme, "state=inForce&draft=drafting"));
    }

    [Fact]
    public async Task It_is_filtered_by_area_kind_and_review_date()
    {
        var acme = await service.Found();
        await DraftAs(acme, "comms-policy", PolicyJourney.Content());
        await DraftAs(acme, "legal-policy", PolicyJourney.Content(area: "legal"));
        var standard = PolicyJourney.Changed(content => content["kind"] = "standard");
        await DraftAs(acme, "comms-standard", standard);
        await acme.Publish(await acme.Draft("reviewed"));
        Assert.Equal(["legal-policy"], await Ids(acme, "area=legal"));
        Assert.Equal(["comms-standard"], await Ids(acme, "kind=standard"));
        Assert.Equal(["comms-standard"], await Ids(acme, "kind=standard&area=communications&state=draft&draft=drafting"));
        Assert.Empty(await Ids(acme, "kind=standard&area=legal"));
        var due = service.Clock.GetUtcNow().AddMonths(12);
        Assert.Equal(["reviewed"], await Ids(acme, $"dueBefore={due.AddDays(1):yyyy-MM-ddTHH:mm:ssZ}"));
        Assert.Empty(await Ids(acme, $"dueBefore={due.AddDays(-1):yyyy-MM-ddTHH:mm:ssZ}"));
    }

    [Theory]
    [InlineData("policyId")]
    [InlineData("title")]
    [InlineData("updated")]
    public async Task It_is_paged_in_every_order_without_loss_or_doubles(string sort)
    {
        var acme = await service.Found();
        for (var i = 0; i < 25; i++) await DraftAs(acme, $"policy-{i * 7 % 25:00}", PolicyJourney.Content(title: $"Title {i % 4}"));
        var whole = await Rows(acme, $"sort={sort}&limit=200");
        var pages = new List<JsonElement>();
        string? cursor = null;
        var sizes = new List<int>();
        do
        {
            var page = (await acme.Get(Acme.Drafter, $"/policies?sort={sort}&limit=10" + (cursor is null ? "" : $"&cursor={cursor}"))).Expect(200);
            pages.AddRange(page.At("items").EnumerateArray());
            sizes.Add(page.At("items").GetArrayLength());
            cursor = page.Json.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);
        Assert.Equal([10, 10, 5], sizes);
        Assert.Equal(whole.Select(Id), pages.Select(Id));
        Assert.Equal(25, pages.Select(Id).Distinct().Count());
        Assert.Equal(sort switch
        {
            "title" => whole.OrderBy(row => row.GetProperty("profile").GetProperty("title").GetString(), StringComparer.Ordinal).ThenBy(Id, StringComparer.Ordinal),
            "updated" => whole.OrderByDescending(row => row.GetProperty("updatedAt").GetDateTimeOffset()).ThenBy(Id, StringComparer.Ordinal),
            _ => whole.OrderBy(Id, StringComparer.Ordinal),
        }, whole);
    }

    [Theory]
    [InlineData("state=gone", "state")]
    [InlineData("state=99", "state")]
    [InlineData("draft=gone", "draft")]
    [InlineData("kind=gone", "kind")]
    [InlineData("sort=gone", "sort")]
    [InlineData("dueBefore=soon", "dueBefore")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("cursor=x", "cursor")]
    [InlineData("sort=updated&cursor=WyJhIiwiYiJd", "cursor")]
    public async Task A_question_it_cannot_answer_is_refused_by_name(string query, string member)
    {
        var acme = await service.Found();
        (await acme.Get(Acme.Drafter, $"/policies?{query}")).Expect(400, "request.invalid").At("errors").GetProperty(member);
    }

    private static async Task<List<JsonElement>> Rows(Acme acme, string query) => [.. (await acme.Get(Acme.Drafter, "/policies?" + query)).Expect(200).At("items").EnumerateArray()];

    private static string Id(JsonElement row) => row.GetProperty("policyId").GetString()!;
}
