using Governance.Access;
using Governance.Host.Tests.Accounts;
using Governance.Host.Tests.Claims;
using Governance.Host.Tests.Policies;
using Governance.Shared;

namespace Governance.Host.Tests.Audit.Past;

/// <summary>Who reads of then: their rights are those of now.</summary>
public sealed class ReaderTests(Service service)
{
    [Fact]
    public async Task Whoever_lost_a_right_does_not_read_of_then_what_they_could_read_then()
    {
        var acme = await service.Found();
        (await acme.Post(Acme.Administrator, $"/people/{Acme.Executive}/grant-role", new { role = "administrator" })).Expect(200);
        var position = await acme.Position();
        (await acme.At(position, Acme.Executive, "/keys")).Expect(200);
        (await acme.Post(Acme.Administrator, $"/people/{Acme.Executive}/revoke-role", new { role = "administrator" })).Expect(200);
        (await acme.At(position, Acme.Executive, "/keys")).Expect(403, "access.not-yours");
    }

    [Fact]
    public async Task What_people_wrote_is_shown_to_those_whom_it_concerns_now_and_not_to_those_whom_it_concerned_then()
    {
        var acme = await service.Found();
        var (_, claim, dispute) = await acme.Contested("harmless");
        (await acme.Post(Acme.Administrator, "/people/p-1009/join-group", new { group = "security" })).Expect(200);
        var position = await acme.Position();
        (await acme.Post(Acme.Administrator, "/people/p-1009/leave-group", new { group = "security" })).Expect(200);
        (await acme.Post(Acme.Administrator, $"/people/{Acme.OtherComms}/join-group", new { group = "security" })).Expect(200);
        foreach (var path in (string[])[$"/claims/{claim}", $"/disputes/{dispute}"])
        {
            var (former, present) = (await acme.At(position, "p-1009", path), await acme.At(position, Acme.OtherComms, path));
            Assert.False(former.Expect(200).At("evidence")[0].TryGetProperty("text", out _) || former.Body.Contains("harmless", StringComparison.Ordinal), former.Body);
            Assert.Contains("harmless", present.Expect(200).Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Of_then_nobody_can_decide_and_nobodys_look_is_told()
    {
        var acme = await service.Found();
        var request = await acme.Submit(await acme.Draft());
        var position = await acme.Position();
        var (now, then) = ((await acme.Get(Acme.Owner, request)).Expect(200), (await acme.At(position, Acme.Owner, request)).Expect(200));
        Assert.NotEqual(now.At("yours").GetRawText(), then.At("yours").GetRawText());
        Assert.False((await acme.At(position, Acme.Owner, "/inbox")).Expect(200).At("items")[0].TryGetProperty("lookedAt", out _));
    }

    [Fact]
    public async Task Names_are_those_of_now_because_who_changed_theirs_has_no_other()
    {
        var acme = await service.Found();
        await acme.Registered("namedthen");
        var position = await acme.Position();
        (await acme.Post(Acme.Administrator, $"/people/{AccountSteps.AccountOwner}/change", new { name = "Grace Hopper" })).Expect(200);
        Assert.Equal("Grace Hopper", (await acme.At(position, Acme.Executive, "/accounts")).Expect(200).At("items")[0].GetProperty("ownerName").GetString());
    }

    [Fact]
    public async Task An_auditors_reads_of_then_are_recorded_with_the_point_they_asked_for()
    {
        var acme = await service.Found();
        await acme.Draft();
        var position = await acme.Position();
        var policy = (await acme.At(position, Acme.Auditor, "/policies/social-media-policy")).Expect(200);
        Assert.Equal($"{position}", policy.Headers["Governance-Log-Size"]);
        (await acme.Get(Acme.Auditor, "/policies?asOf=2100-01-01")).Expect(400);
        await using var session = acme.Session();
        var reads = (await session.Events.FetchStreamAsync(StreamKeys.Reads(Acme.Auditor), token: TestContext.Current.CancellationToken)).Select(fact => fact.Data);
        Assert.Equal([new ResourceRead("/policies/social-media-policy", $"?position={position}")], reads);
    }
}
