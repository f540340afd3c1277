namespace Governance.Host.Tests.Approvals.Replays;

public sealed class SimulateTests(Service service)
{
    private static readonly object Topic = new { topic = "service", paid = false };

    private static Task<Answer> Simulate(Acme acme, object body, string person = Acme.Comms) => acme.Post(person, "/flows/approve-post/simulations", body);

    [Fact]
    public async Task The_flow_in_force_is_tried_with_the_people_of_today()
    {
        var acme = await service.Found();
        var waits = (await Simulate(acme, new { subject = Topic })).Expect(200);
        Assert.Equal("pending", waits.Text("explanation", "state"));
        Assert.Contains(waits.At("ballots").EnumerateObject(), ballot => ballot.Name == Acme.OtherComms);
        Assert.DoesNotContain(waits.At("ballots").EnumerateObject(), ballot => ballot.Name == Acme.Comms);
        var acts = new[] { new { person = Acme.Comms, decision = "approve", reason = (string?)null }, new { person = Acme.OtherComms, decision = "approve", reason = (string?)null } };
        var approved = (await Simulate(acme, new { subject = Topic, acts })).Expect(200);
        Assert.Equal("approved", approved.Text("explanation", "state"));
        Assert.Equal(("1", "approve", "request.excluded"), (approved.At("refused")[0].GetProperty("version").GetString(), approved.At("refused")[0].GetProperty("act").GetString(), approved.At("refused")[0].GetProperty("code").GetString()));
        Assert.Equal("RequestApproved", approved.At("facts").EnumerateArray().Last().GetProperty("type").GetString());
        Assert.Empty(approved.At("ballots").EnumerateObject());
    }

    [Fact]
    public async Task A_text_that_nobody_adopted_is_tried_even_of_a_flow_that_does_not_exist_yet()
    {
        var acme = await service.Found();
        var acts = new[] { new { person = Acme.OtherComms, decision = "approve" } };
        var tried = (await Simulate(acme, new { text = ReplaySteps.Posts(2), author = "p-1001", fields = Posts.Fields(), acts })).Expect(200);
        Assert.Equal(("pending", 3), (tried.Text("explanation", "state"), tried.At("explanation", "flowVersion").GetInt32()));
        var text = ReplaySteps.Posts(1, version: 1).Replace("approve-post", "approve-story", StringComparison.Ordinal);
        (await acme.Post(Acme.Executive, "/flows/approve-story/simulations", new { text })).Expect(200);
        (await acme.Post(Acme.Executive, "/flows/approve-story/simulations", new { })).Expect(404, "flow.unknown");
        (await Simulate(acme, new { text })).Expect(400, "flow.other-name");
    }

    [Fact]
    public async Task Time_passes_between_acts_as_they_say()
    {
        var acme = await service.Found();
        var text = ReplaySteps.Posts(1, "expire: {after: 4 days, as: expired}");
        var late = new { text, at = "2027-03-01T09:00:00Z", author = "p-1001", acts = new[] { new { person = Acme.OtherComms, decision = "approve", at = "2027-03-08T09:00:00Z" } } };
        var expired = (await Simulate(acme, late)).Expect(200);
        Assert.Equal(("expired", "request.closed"), (expired.Text("explanation", "state"), expired.At("refused")[0].GetProperty("code").GetString()));
    }

    [Fact]
    public async Task What_cannot_be_tried_is_told_by_its_member()
    {
        var acme = await service.Found();
        var acts = new[] { new { person = Acme.OtherComms, decision = "approve", at = "2027-03-08T09:00:00Z" }, new { person = Acme.OtherComms, decision = "approve", at = "2027-03-01T09:00:00Z" } };
        await Refused(new { acts }, "acts");
        await Refused(new { acts = new[] { new { person = "" } } }, "acts[0].person", "acts[0].decision");
        await Refused(new { acts = new object?[] { null } }, "acts");
        await Refused(new { acts = Enumerable.Repeat(acts[0], 201) }, "acts");
        await Refused(new { at = "1999-01-01T00:00:00Z" }, "at");
        await Refused(new { fields = new { text = "x" } }, "fields.accounts", "fields.links", "fields.media");
        await Refused(new { fields = Posts.Fields(), digests = new { text = new string('0', 64) } }, "digests.text");
        await Refused(new { subject = new { topic = 7 } }, "subject.topic");
        await Refused(new { decisions = acts }, "decisions");
        var invalid = (await Simulate(acme, new { text = "flow: x" })).Expect(400, "flow.invalid");
        Assert.Matches("^1:1: ", invalid.At("errors", "text")[0].GetString());
        (await acme.Post(Acme.Comms, "/flows/approve-post/simulations", new { subject = Topic }, ("If-Match", "\"999\""))).Expect(412, "precondition.stale");

        async Task Refused(object body, params string[] members)
        {
            var answer = (await Simulate(acme, body)).Expect(400, "body.invalid");
            Assert.Equal(members.Order(StringComparer.Ordinal), answer.At("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
        }
    }
}
