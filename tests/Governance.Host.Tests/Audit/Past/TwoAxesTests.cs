using Governance.Host.Tests.Accounts;
using Governance.Host.Tests.Policies;

namespace Governance.Host.Tests.Audit.Past;

/// <summary>Two axes of time: what was true, and when it was known.</summary>
public sealed class TwoAxesTests(MovingService moving) : IClassFixture<MovingService>
{
    private const string Policy = "/policies/social-media-policy";

    private static async Task<string> InForce(Acme acme, string query) => string.Join(' ',
        (await acme.Get(Acme.Executive, $"/policies?{query}")).Expect(200).At("items").EnumerateArray().Select(policy => $"{policy.GetProperty("policyId")}@{policy.GetProperty("inForceThen")}"));

    [Fact]
    public async Task Every_policy_in_force_on_a_day_is_read_as_far_as_was_known_at_a_position()
    {
        var acme = await moving.Service.Found();
        var began = moving.Service.Now;
        await acme.Publish(await acme.Draft(body: PolicyJourney.Body("One.")));
        await acme.Draft("other-policy");
        var known = await acme.Position();
        moving.Service.Clock.Advance(TimeSpan.FromDays(10));
        await acme.Next(Policy, "Two.");
        await acme.Publish(Policy, moving.Service.Now.AddDays(10));
        var (early, late) = (Uri.EscapeDataString(began.AddDays(5).ToString("O")), Uri.EscapeDataString(began.AddDays(25).ToString("O")));
        var planned = await acme.Position();
        moving.Service.Clock.Advance(TimeSpan.FromDays(1));
        (await acme.Post(Acme.Drafter, $"{Policy}/withdraw", new { label = "2.0", reason = "A fault in it." })).Expect(200);

        Assert.Equal("social-media-policy@1.0", await InForce(acme, $"inForceOn={early}&position={known}"));
        Assert.Equal("social-media-policy@1.0", await InForce(acme, $"inForceOn={late}&position={known}"));
        Assert.Equal("social-media-policy@1.0", await InForce(acme, $"inForceOn={early}&position={planned}"));
        Assert.Equal("", await InForce(acme, $"inForceOn={Uri.EscapeDataString(began.AddDays(-1).ToString("O"))}"));
        // What was to hold from a day on was known before that day, and was taken back before it, too.
        Assert.Equal("social-media-policy@2.0", await InForce(acme, $"inForceOn={late}&position={planned}"));
        Assert.Equal("2.0", (await acme.At(planned, Acme.Executive, $"{Policy}/text?on={late}")).Expect(200).Text("label"));
        Assert.NotEqual("social-media-policy@2.0", await InForce(acme, $"inForceOn={late}"));
        (await acme.Get(Acme.Executive, "/policies?inForceOn=yesterday")).Expect(400, "request.invalid");
    }

    [Fact]
    public async Task Who_owned_an_address_on_a_day_is_read_as_far_as_was_known_at_a_position()
    {
        var acme = await moving.Service.Found();
        var account = await acme.Registered("twoaxes", backup: AccountSteps.Backup);
        var known = await acme.Position();
        var handOver = (await acme.Post(AccountSteps.AccountOwner, $"{account}/hand-over", new { what = "ownership", from = AccountSteps.AccountOwner, to = AccountSteps.Backup })).Expect(200).Text("added");
        (await acme.Post(AccountSteps.Backup, $"{account}/accept-hand-over", new { handOverId = handOver })).Expect(200);
        const string Later = "/accounts/owner?url=https://x.com/twoaxes&on=2100-01-01";
        Assert.Equal(AccountSteps.Backup, (await acme.Get(Acme.Executive, Later)).Expect(200).At("accounts")[0].GetProperty("ownership").GetProperty("owner").GetString());
        Assert.Equal(AccountSteps.AccountOwner, (await acme.At(known, Acme.Executive, Later)).Expect(200).At("accounts")[0].GetProperty("ownership").GetProperty("owner").GetString());
    }
}
