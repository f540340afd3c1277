using Governance.Flows;
using Governance.Host.Tests.Policies;

namespace Governance.Host.Tests.Approvals;

/// <summary>GET /requests/{requestId}/content and /changes.</summary>
public sealed class ContentTests(Service service)
{
    private static readonly string Picture = new('a', 64);

    private static async Task<string> Pictured(Acme acme)
    {
        var fields = Posts.Fields();
        fields.Remove("media");
        var body = Posts.Body();
        (body["fields"], body["digests"]) = (fields, new { media = Picture });
        return $"/requests/{(await acme.Post(Acme.Comms, "/requests", body)).Expect(201).Text("id")}";
    }

    [Fact]
    public async Task The_content_is_every_fields_digest_and_the_text_where_it_is_kept()
    {
        var acme = await service.Found();
        var request = await Pictured(acme);
        (await acme.Correct(request, "We open at ten.")).Expect(200);
        var now = (await acme.Get(Acme.Owner, $"{request}/content")).Expect(200);
        Assert.Equal((await acme.Get(Acme.Owner, request)).Text("request", "content"), now.Text("content"));
        Assert.Equal((await acme.Get(Acme.Owner, request)).ETag, now.ETag);
        Assert.Equal(("2", Acme.Comms, "Corrected"), (now.Text("revision"), now.Text("by"), now.Text("summary")));
        Assert.Equal(("service", "False"), (now.Text("subject", "topic"), now.Text("subject", "paid")));
        var text = now.At("fields").EnumerateArray().Single(field => field.GetProperty("name").GetString() == "text");
        Assert.Equal((ContentDigest.OfText("We open at ten."), "We open at ten."), (text.GetProperty("digest").GetString(), text.GetProperty("text").GetString()));

        var first = (await acme.Get(Acme.Owner, $"{request}/content?revision=1")).Expect(200);
        var media = first.At("fields").EnumerateArray().Single(field => field.GetProperty("name").GetString() == "media");
        Assert.Equal(Picture, media.GetProperty("digest").GetString());
        Assert.False(media.TryGetProperty("text", out _));
        Assert.Equal(["accounts", "links", "media", "subject.paid", "subject.topic", "text"], Posts.Names(first.At("fields"), "name"));
        Assert.False(first.Json.TryGetProperty("source", out _));
    }

    [Fact]
    public async Task The_changes_say_which_fields_by_whom_in_which_revision_and_which_words()
    {
        var acme = await service.Found();
        var request = await Pictured(acme);
        (await acme.Correct(request, "We open at ten.", editors: [Acme.OtherComms])).Expect(200);
        (await acme.Correct(request, "We open at eleven.", Acme.OtherComms, subject: new { topic = "crisis", paid = false })).Expect(200);
        var last = (await acme.Get(Acme.Owner, $"{request}/changes")).Expect(200);
        Assert.Equal(("2", "3"), (last.Text("from"), last.Text("to")));
        Assert.Equal(["subject.topic", "text"], Posts.Names(last.At("fields"), "name"));
        Assert.Equal(["topic"], last.At("subject").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal([("equal", "We open at "), ("deleted", "ten"), ("inserted", "eleven"), ("equal", ".")],
            last.At("fields")[1].GetProperty("diff").EnumerateArray().Select(piece => (piece.GetProperty("kind").GetString(), piece.GetProperty("text").GetString())));

        var all = (await acme.Get(Acme.Owner, $"{request}/changes?from=1&to=3")).Expect(200);
        Assert.Equal(["media", "subject.topic", "text"], Posts.Names(all.At("fields"), "name"));
        // On one side the picture is kept elsewhere: that it changed can be told, and not how.
        Assert.False(all.At("fields")[0].TryGetProperty("diff", out _));
        Assert.Equal([("2", Acme.Comms), ("3", Acme.OtherComms)],
            all.At("fields")[2].GetProperty("steps").EnumerateArray().Select(step => (step.GetProperty("revision").ToString(), step.GetProperty("by").GetString()!)));
        Assert.Empty((await acme.Get(Acme.Owner, $"{request}/changes?from=2&to=2")).Expect(200).At("fields").EnumerateArray());
    }

    [Fact]
    public async Task Revisions_that_are_not_there_are_told()
    {
        var acme = await service.Found();
        var request = await acme.AskPost();
        Assert.Empty((await acme.Get(Acme.Owner, $"{request}/changes")).Expect(200).At("fields").EnumerateArray());
        foreach (var query in (string[])["content?revision=2", "content?revision=0", "content?revision=-1", "changes?from=1&to=2", "changes?from=0", "changes?to=-1", "changes?to=0"])
            (await acme.Get(Acme.Owner, $"{request}/{query}")).Expect(404, "request.revision-unknown");
        foreach (var query in (string[])["content?revision=first", "content?revision=99999999999", "changes?from=x"]) (await acme.Get(Acme.Owner, $"{request}/{query}")).Expect(400, "request.invalid");
        foreach (var read in (string[])["content", "changes"]) (await acme.Get(Acme.Owner, $"/requests/nothing/{read}")).Expect(404, "request.unknown");
        (await acme.Correct(request, "We open at ten.")).Expect(200);
        (await acme.Get(Acme.Owner, $"{request}/changes?from=2&to=1")).Expect(400, "request.invalid");
    }

    [Fact]
    public async Task Of_a_policy_it_says_what_changed_and_where_its_texts_are()
    {
        var acme = await service.Found();
        var (policy, request) = await acme.TurnedBack();
        await acme.ReviseAndSubmit(policy, PolicyJourney.Content(PolicyJourney.Body("By the act of 2015.")));
        var changes = (await acme.Get(Acme.Comms, $"{request}/changes")).Expect(200);
        Assert.Equal(["body"], Posts.Names(changes.At("fields"), "name"));
        Assert.False(changes.At("fields")[0].TryGetProperty("diff", out _));
        Assert.Equal((Acme.Drafter, "2"), (changes.At("fields")[0].GetProperty("steps")[0].GetProperty("by").GetString(), changes.At("fields")[0].GetProperty("steps")[0].GetProperty("revision").ToString()));
        (await acme.Get(Acme.Comms, changes.Text("source"))).Expect(200);
        Assert.Equal(changes.Text("source"), (await acme.Get(Acme.Comms, $"{request}/content")).Expect(200).Text("source"));
    }
}
