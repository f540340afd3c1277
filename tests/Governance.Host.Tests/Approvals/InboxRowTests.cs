using System.Text.Json;
using Governance.Flows;
using Governance.Host.Tests.Policies;

namespace Governance.Host.Tests.Approvals;

/// <summary>What a row of GET /inbox says: why, until when, since when, and what changed since the reader last looked.</summary>
public sealed class InboxRowTests(Service service)
{
    [Fact]
    public async Task A_row_says_for_what_it_waits_and_since_when()
    {
        var acme = await service.Found();
        var request = await acme.AskPost(subject: new { topic = "service", paid = true });
        var row = await Row(acme, Posts.Counsel);
        Assert.Equal(("/requests/" + row.GetProperty("requestId").GetString(), "approve-post", "pending"), (request, row.GetProperty("flow").GetString(), row.GetProperty("state").GetString()));
        var why = row.GetProperty("why").EnumerateArray().Single();
        Assert.Equal(("four-eyes", "claims", "legal"), (why.GetProperty("stage").GetString(), why.GetProperty("need").GetString(), why.GetProperty("asks").GetString()));
        Assert.False(why.TryGetProperty("onBehalfOf", out _));
        Assert.Equal(row.GetProperty("openedAt").GetDateTimeOffset(), row.GetProperty("waitingSince").GetDateTimeOffset(), TimeSpan.FromSeconds(5));
        Assert.False(row.GetProperty("overdue").GetBoolean());
        Assert.Equal(row.GetProperty("openedAt").GetDateTimeOffset().AddHours(4), row.GetProperty("until").GetDateTimeOffset(), TimeSpan.FromSeconds(5));
        foreach (var absent in (string[])["changed", "lookedAt"]) Assert.False(row.TryGetProperty(absent, out _), absent);
    }

    [Fact]
    public async Task After_a_look_it_tells_what_was_recorded_since_and_which_fields_changed()
    {
        var acme = await service.Found();
        var request = await acme.AskPost();
        (await acme.Get(Acme.Owner, request)).Expect(200);
        var looked = await Row(acme, Acme.Owner);
        Assert.Equal(service.Now, looked.GetProperty("lookedAt").GetDateTimeOffset());
        Assert.False(looked.TryGetProperty("changed", out _));

        (await acme.Decide(Acme.OtherComms, request, "request-changes", "Which branch?")).Expect(200);
        (await acme.Correct(request, "The Dublin branch opens at nine.")).Expect(200);
        var changed = (await Row(acme, Acme.Owner)).GetProperty("changed");
        Assert.Equal(looked.GetProperty("lookedAt").GetDateTimeOffset(), changed.GetProperty("since").GetDateTimeOffset());
        Assert.Equal(["Fionn Murphy asked for changes as communications.", "Fionn Murphy completed a return from the stage four-eyes, decided by Fionn Murphy.", "Elif Yilmaz put a new revision before the approvers."],
            changed.GetProperty("facts").EnumerateArray().Select(fact => fact.GetString()));
        Assert.Equal(["text"], changed.GetProperty("fields").EnumerateArray().Select(field => field.GetString()));

        (await acme.Get(Acme.Owner, request)).Expect(200);
        Assert.False((await Row(acme, Acme.Owner)).TryGetProperty("changed", out _));
        // Somebody else has looked before the change, and as of an older version is no look at what there is now.
        (await acme.Get(Acme.OtherComms, $"{request}?version=1")).Expect(200);
        Assert.True((await Row(acme, Acme.OtherComms)).TryGetProperty("changed", out _));
    }

    [Fact]
    public async Task A_look_that_cannot_be_remembered_does_not_make_the_read_fail()
    {
        await using var own = await Service.OfItsOwn();
        var acme = await own.Found();
        var request = await acme.AskPost();
        await using (var session = acme.Session())
        {
            session.QueueSqlCommand("alter table governance.mt_doc_requestlook rename to mt_doc_gone");
            await session.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal("pending", (await acme.Get(Acme.Owner, request)).Expect(200).Text("request", "state"));
    }

    [Fact]
    public async Task Many_looks_at_once_leave_the_newest()
    {
        var acme = await service.Found();
        var request = await acme.AskPost();
        await acme.KeyOf(Acme.Owner);
        for (var round = 0; round < 5; round++)
        {
            var corrected = acme.Correct(request, $"Text {round}.");
            var reads = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => acme.Get(Acme.Owner, request))));
            Assert.All(reads, read => read.Expect(200));
            (await corrected).Expect(200);
            (await acme.Get(Acme.Owner, request)).Expect(200);
            Assert.False((await Row(acme, Acme.Owner)).TryGetProperty("changed", out _));
        }
    }

    [Fact]
    public async Task The_overdue_come_first_then_the_nearest_moment_then_the_oldest_and_pages_keep_the_order()
    {
        var acme = await service.Found();
        var now = service.Now;
        List<string> posts = [];
        for (var i = 0; i < 5; i++)
        {
            posts.Add(await acme.AskPost($"post-{i}"));
            service.Clock.Advance(TimeSpan.FromMilliseconds(2));
        }

        await Record(acme, posts[1], new DeadlineSet(DeadlinePurpose.Due, now.AddHours(2), "Etc/UTC", "", "2026a", "four-eyes"));
        await Record(acme, posts[2], new DeadlineSet(DeadlinePurpose.Expiry, now.AddHours(1), "Etc/UTC", "", "2026a"));
        await Record(acme, posts[4], new DeadlineSet(DeadlinePurpose.Due, now.AddHours(-1), "Etc/UTC", "", "2026a", "four-eyes"), new DeadlinePassed(DeadlinePurpose.Due, now.AddHours(-1), "four-eyes"));

        string[] urgent = [posts[4], posts[2], posts[1], posts[0], posts[3]];
        Assert.Equal(urgent, await acme.Inbox(Acme.Owner));
        Assert.Equal(urgent, await Paged(acme, "/inbox?limit=2&sort=until"));
        Assert.Equal(posts, await Paged(acme, "/inbox?limit=2&sort=age"));
        Assert.Equal([posts[4]], await Paged(acme, "/inbox?limit=2&overdue=true"));
        Assert.Equal(urgent[1..], await Paged(acme, "/inbox?limit=2&overdue=false"));
        Assert.Equal(urgent, await Paged(acme, "/inbox?limit=2&flow=approve-post"));
        Assert.Empty(await Paged(acme, "/inbox?flow=publish-policy"));
        Assert.Equal([posts[4]], await Paged(acme, "/requests?overdue=true"));

        var first = (await acme.Get(Acme.Owner, "/inbox?limit=1")).Expect(200).At("items")[0];
        Assert.True(first.GetProperty("overdue").GetBoolean());
        Assert.Equal(now.AddHours(-1), first.GetProperty("until").GetDateTimeOffset(), TimeSpan.FromMilliseconds(1));
        Assert.True((await acme.Get(Acme.Owner, posts[4])).At("request", "overdue").GetBoolean());

        var cursor = (await acme.Get(Acme.Owner, "/inbox?limit=1")).Text("next");
        (await acme.Get(Acme.Owner, $"/inbox?limit=1&sort=age&cursor={cursor}")).Expect(400, "request.invalid");
        foreach (var bad in (string[])["/inbox?sort=title", "/inbox?overdue=perhaps", "/requests?overdue=1"]) (await acme.Get(Acme.Owner, bad)).Expect(400, "request.invalid");
    }

    [Fact]
    public async Task Who_stands_in_for_somebody_finds_it_on_their_behalf()
    {
        var acme = await service.Found();
        var request = await acme.AskPost();
        await Record(acme, request, new SeatDelegated(Acme.Owner, Acme.Integrator, service.Now.AddDays(3)));
        var why = (await Row(acme, Acme.Integrator)).GetProperty("why").EnumerateArray().Single();
        Assert.Equal(("second-reader", Acme.Owner), (why.GetProperty("need").GetString(), why.GetProperty("onBehalfOf").GetString()));
        await Record(acme, request, new SeatReturned(Acme.Owner, Acme.Integrator));
        Assert.Empty(await acme.Inbox(Acme.Integrator));
        Assert.Equal([request], await acme.Inbox(Acme.Owner));
    }

    [Fact]
    public async Task The_same_ids_in_another_organisation_have_an_inbox_of_their_own()
    {
        var (ours, theirs) = (await service.Found(), await service.Found());
        var request = await ours.AskPost();
        Assert.Equal([request], await ours.Inbox(Acme.Owner));
        Assert.Empty(await theirs.Inbox(Acme.Owner));
        Assert.Empty((await theirs.Get(Acme.Owner, "/requests/load")).Expect(200).At("people").EnumerateArray());
    }

    /// <summary>Facts that time, or somebody elsewhere, brings.</summary>
    internal static async Task Record(Acme acme, string request, params RequestEvent[] facts)
    {
        await using var session = acme.Session();
        session.LastModifiedBy = Governance.Shared.Caller.Clock;
        session.Events.Append(ApprovalSteps.StreamOf(request), facts);
        await session.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    internal static async Task<string[]> Paged(Acme acme, string path)
    {
        List<string> read = [];
        for (var next = path; next is not null;)
        {
            var page = (await acme.Get(Acme.Owner, next)).Expect(200);
            read.AddRange(page.At("items").EnumerateArray().Select(row => $"/requests/{row.GetProperty("requestId").GetString()}"));
            next = page.Json.TryGetProperty("next", out var cursor) ? $"{path}&cursor={cursor.GetString()}" : null;
        }

        return [.. read];
    }

    private static async Task<JsonElement> Row(Acme acme, string person) => (await acme.Get(person, "/inbox")).Expect(200).At("items").EnumerateArray().Single();
}
