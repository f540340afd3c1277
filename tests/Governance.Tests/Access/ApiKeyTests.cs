using CsCheck;
using Governance.Access;

namespace Governance.Tests.Access;

public sealed class ApiKeyTests
{
    private static readonly Gen<string> Tenant = Gen.Select(Gen.Char['a', 'z'], Gen.String[Gen.OneOf(Gen.Char['a', 'z'], Gen.Char['0', '9'], Gen.Const('-')), 0, 62], (first, rest) => first + rest);

    [Fact]
    public void A_new_key_is_read_back_as_it_was_shown() => Tenant.Sample(tenant =>
    {
        var key = ApiKey.New(tenant);
        return ApiKey.Parse(key.ToString()) == key;
    });

    [Fact]
    public void Whatever_is_shown_it_is_a_key_in_full_or_none() => Gen.OneOf(Gen.String, Gen.String[Gen.Char["gov_acme0123456789abcdef-"], 0, 250]).Sample(text =>
        ApiKey.Parse(text) is not { } key || key.ToString() == text);

    [Theory]
    [InlineData("")]
    [InlineData("gov_")]
    [InlineData("gov_acme_0123456789abcdef_0000000000000000000000000000000000000000000000000000000000000000\n")]
    [InlineData("gov_ACME_0123456789abcdef_0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("gov_acme_0123456789ABCDEF_0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("gov_acme_0123456789abcdef_000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("gov_acme_0123456789abcdef_00000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("GOV_acme_0123456789abcdef_0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("gov_acme_x_0123456789abcdef_0000000000000000000000000000000000000000000000000000000000000000")]
    public void What_only_looks_like_a_key_is_none(string text) => Assert.Null(ApiKey.Parse(text));

    [Fact]
    public void A_key_is_admitted_with_its_own_secret_until_it_ends()
    {
        var now = new DateTimeOffset(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);
        var made = NewKey.For("acme", "p-1", "Feed", ["*"], now.AddDays(1));
        Assert.True(made.Record.Admits(made.Key, now));
        Assert.False(made.Record.Admits(ApiKey.New("acme") with { KeyId = made.Key.KeyId }, now));
        Assert.False(made.Record.Admits(made.Key, now.AddDays(1)));
        Assert.False((made.Record with { RevokedAt = now }).Admits(made.Key, now));
        Assert.DoesNotContain(made.Key.Secret, made.Record.ToString() + made.Fact, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("p-9", null, "*", false)]
    [InlineData("p-9", null, "requests:write", false)]
    [InlineData("p-9", null, "policies:read", true)]
    [InlineData("p-9", "integrator", "*", true)]
    [InlineData("p-1", null, "*", true)]
    public void A_key_that_acts_is_issued_to_oneself_or_to_a_program(string issuer, string? role, string scope, bool issued)
    {
        var person = new Governance.Directory.Person("person/p-1") { Roles = role is null ? [] : [new Governance.Shared.HeldRole(role, null)] };
        var decision = KeyDecider.Decide(new KeyIssued("p-1", "Feed", [scope], DateTimeOffset.UnixEpoch), person, issuer);
        Assert.Equal(issued ? null : KeyRules.NotYours, decision.Refusal);
    }

    [Fact]
    public void A_key_is_issued_to_somebody_who_is_there_and_revoked_once()
    {
        var issue = new KeyIssued("p-1", "Feed", ["*"], DateTimeOffset.UnixEpoch);
        var person = new Governance.Directory.Person("person/p-1");
        Assert.Equal([issue], KeyDecider.Decide(issue, person, "p-1").Facts);
        Assert.Equal(KeyRules.PersonUnknown, KeyDecider.Decide(issue, null, "p-1").Refusal);
        Assert.Equal(KeyRules.PersonUnknown, KeyDecider.Decide(issue, person with { Left = true }, "p-1").Refusal);
        var revocation = new KeyRevoked("Lost");
        var key = KeyDecider.Evolve(null, issue, "key/1");
        Assert.Equal([revocation], KeyDecider.Decide(revocation, key).Facts);
        Assert.Equal(KeyRules.AlreadyRevoked, KeyDecider.Decide(revocation, KeyDecider.Evolve(key, revocation, "key/1")).Refusal);
        Assert.Throws<InvalidOperationException>(() => KeyDecider.Evolve(null, revocation, "key/1"));
    }
}
