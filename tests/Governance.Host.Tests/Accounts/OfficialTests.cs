using Governance.Accounts;
using Governance.Host.Tests.Api;

namespace Governance.Host.Tests.Accounts;

public sealed class OfficialTests(Service service)
{
    private static Task<Answer> Ask(Acme acme, string url) => acme.Send(null, "GET", $"/official?url={Uri.EscapeDataString(url)}");

    [Fact]
    public async Task Anybody_learns_whether_an_address_is_official_and_nothing_else()
    {
        var acme = await service.Found();
        await acme.Registered("officialacme");
        var answer = (await Ask(acme, "http://www.twitter.com/OfficialAcme?ref=mail")).Expect(200);
        Assert.Equal(["asOf", "level", "official", "url", "validUntil"], answer.Json.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal(("True", "2", "https://x.com/officialacme"), (answer.Text("official"), answer.Text("level"), answer.Text("url")));
        Assert.Equal(service.Now.AddMonths(6), answer.At("validUntil").GetDateTimeOffset(), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task What_is_not_proved_disputed_overdue_unknown_or_no_account_is_not_known()
    {
        var acme = await service.Found();
        await acme.Registered("offdisputed", more: [new AccountDisputed("d-1")]);
        await acme.Registered("offoverdue", more: [new AttestationOverdue(service.Now)]);
        await acme.Registered("offlapsed", more: [new VerificationEnded("c-1", "Lapsed.")]);
        await acme.Registered("offrunout", more: [new OwnershipVerified("c-1", 2, "oembed", service.Now.AddSeconds(-1))]);
        await acme.Registered("offreplaced", more: [new AccountReplaced(null)]);
        await acme.Listed("https://x.com/offcandidate");
        foreach (var url in (string[])["https://x.com/offdisputed", "https://x.com/offoverdue", "https://x.com/offlapsed", "https://x.com/offrunout", "https://x.com/offreplaced", "https://x.com/offcandidate",
            "https://x.com/offnobody", "https://x.com/search?q=acme", "https://x.com.evil.example/officialacme", "nonsense", "javascript:alert(1)"])
        {
            var answer = (await Ask(acme, url)).Expect(200);
            Assert.Equal(["asOf", "official", "url"], answer.Json.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
            Assert.Equal("False", answer.Text("official"));
        }
    }

    [Fact]
    public async Task A_persons_own_account_is_told_to_nobody()
    {
        var acme = await service.Found();
        await acme.Registered("offpersonal", more: [new AccountDescribed(new AccountProfile(AccountType.Profile, null, null, null, null, null, null, null, AccountClass.Personal))]);
        Assert.Equal("False", (await Ask(acme, "https://x.com/offpersonal")).Expect(200).Text("official"));
    }

    [Fact]
    public async Task A_service_can_tell_of_one_organisation_alone()
    {
        await using var own = await Service.OfItsOwn(settings: new Dictionary<string, string> { [OfficialAnswer.OrganisationSetting] = "somebody-else" });
        var acme = await own.Found();
        await acme.Registered("offother");
        Assert.Equal("False", (await Ask(acme, "https://x.com/offother")).Expect(200).Text("official"));
    }

    [Fact]
    public async Task Too_many_questions_from_one_address_are_put_off()
    {
        await using var own = await Service.OfItsOwn();
        var acme = await own.Found();
        var answers = new List<Answer>();
        while (answers.Count < 200 && answers.All(answer => answer.Status == 200)) answers.Add(await Ask(acme, "https://x.com/acme"));
        answers[^1].ExpectProblem(429, "official.too-many");
        Assert.Equal((120, "60"), (answers.Count - 1, answers[^1].Headers["Retry-After"]));
        // Whoever has signed in is not counted.
        (await acme.Get(Acme.Executive, "/accounts")).Expect(200);
    }
}
