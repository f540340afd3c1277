namespace Governance.Host.Tests.Directory;

public sealed class ListTests(Service service)
{
    [Theory]
    [InlineData("/people", 14)]
    [InlineData("/groups", 4)]
    [InlineData("/areas", 5)]
    public async Task A_list_read_page_by_page_has_everything_once_and_in_order(string path, int all)
    {
        var acme = await service.Found();
        var ids = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await acme.Get(Acme.Drafter, $"{path}?limit=3{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}")).Expect(200);
            ids.AddRange(page.At("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            Assert.True(page.At("items").GetArrayLength() <= 3);
            cursor = page.Json.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        Assert.Equal(all, ids.Count);
        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("limit=many", "limit")]
    [InlineData("limit=1&limit=2", "limit")]
    [InlineData("cursor=!", "cursor")]
    [InlineData("cursor=WyJhIiwiYiJd", "cursor")]
    [InlineData("cursor=WyJcdTAwMDAiXQ", "cursor")]
    public async Task A_page_that_cannot_be_had_is_refused_with_the_parameter_at_fault(string query, string field)
    {
        var acme = await service.Found();
        foreach (var path in (string[])["/people", "/groups", "/areas", "/keys"])
            Assert.True((await acme.Get(Acme.Administrator, $"{path}?{query}")).Expect(400, "request.invalid").At("errors").TryGetProperty(field, out _), path);
    }

    [Theory]
    [InlineData("group=Legal", "group")]
    [InlineData("area=x'y", "area")]
    [InlineData("includeLeft=perhaps", "includeLeft")]
    public async Task A_filter_that_names_nothing_is_refused_with_the_parameter_at_fault(string query, string field)
    {
        var acme = await service.Found();
        Assert.True((await acme.Get(Acme.Drafter, $"/people?{query}")).Expect(400, "request.invalid").At("errors").TryGetProperty(field, out _));
    }

    [Theory]
    [InlineData("group=executives", "p-1010 p-1011")]
    [InlineData("role=drafter", "p-1001 p-1002")]
    [InlineData("role=policy-owner", "p-1003 p-1004 p-1007 p-1008 p-1009")]
    [InlineData("role=drafter&area=legal&group=legal", "p-1001 p-1002")]
    [InlineData("area=nowhere", "")]
    public async Task People_are_found_by_group_role_and_area(string query, string people)
    {
        var acme = await service.Found();
        var found = (await acme.Get(Acme.Drafter, $"/people?{query}")).Expect(200).At("items").EnumerateArray().Select(item => item.GetProperty("id").GetString());
        Assert.Equal(people, string.Join(' ', found));
    }

    [Fact]
    public async Task Who_left_is_listed_only_when_asked_for_and_no_member_any_more()
    {
        var acme = await service.Found();
        (await acme.Post(Acme.Administrator, "/people/p-1011/leave")).Expect(200);
        Assert.DoesNotContain("p-1011\",\"name", (await acme.Get(Acme.Drafter, "/people")).Body, StringComparison.Ordinal);
        Assert.Contains("p-1011\",\"name", (await acme.Get(Acme.Drafter, "/people?includeLeft=true")).Body, StringComparison.Ordinal);
        var executives = (await acme.Get(Acme.Drafter, "/groups")).At("items").EnumerateArray().Single(group => group.GetProperty("id").GetString() == "executives");
        Assert.Equal(["p-1010"], executives.GetProperty("members").EnumerateArray().Select(member => member.GetString()));
    }

    [Fact]
    public async Task A_sign_in_is_told_to_administrators_and_auditors_only()
    {
        var acme = await service.Found();
        (await acme.Post(Acme.Administrator, "/people/p-1001/change", new { signIn = "sub-1" })).Expect(200);
        foreach (var reader in (string[])[Acme.Administrator, Acme.Auditor]) Assert.Equal("sub-1", (await acme.Get(reader, "/people/p-1001")).Text("signIn"));
        Assert.DoesNotContain("sub-1", (await acme.Get(Acme.OtherDrafter, "/people")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_area_and_a_group_are_there_once()
    {
        var acme = await service.Found();
        (await acme.Post(Acme.Administrator, "/areas", new { area = "legal", title = "Again" })).Expect(409, "area.exists");
        (await acme.Post(Acme.Administrator, "/groups", new { groupId = "legal", title = "Again" })).Expect(409, "group.exists");
    }
}
