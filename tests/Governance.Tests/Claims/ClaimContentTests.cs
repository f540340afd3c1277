using Governance.Accounts;
using Governance.Claims;
using Governance.Flows;
using Governance.Tests.Accounts;
using static Governance.Tests.Claims.ClaimStory;

namespace Governance.Tests.Claims;

/// <summary>What a flow may ask about a claim is true of it.</summary>
public sealed class ClaimContentTests
{
    private static readonly Dictionary<string, string> NoTexts = [];
    private static readonly Account Found = AccountStory.Given(AccountStory.Listed());

    private static IReadOnlyDictionary<string, FactValue> Subject(Claim claim, Account account, bool linkable = true) => ClaimContent.Of(claim, account, NoTexts, [], linkable, Noon).Subject;

    [Fact]
    public void An_account_is_personal_when_the_claimant_says_so_or_either_class_is()
    {
        var claim = Given(Proved());
        Assert.Equal(false, Subject(claim, Found)["personal"]);
        Assert.Equal(true, Subject(claim with { Personal = true }, Found)["personal"]);
        Assert.Equal(true, Subject(claim with { Class = AccountClass.Personal }, Found)["personal"]);
        Assert.Equal(true, Subject(claim, Found with { Profile = Found.Profile with { Class = AccountClass.Personal } })["personal"]);
    }

    [Fact]
    public void Custody_is_asked_about_when_secrets_in_the_vault_would_pass_to_somebody_else()
    {
        var held = AccountStory.Given([.. AccountStory.Registered(), new CustodyRecorded("vault:x")]);
        Assert.Equal(true, Subject(Given(Proved()), held)["custody"]);
        Assert.Equal(false, Subject(Given(Proved()) with { Owner = AccountStory.Owner }, held)["custody"]);
        Assert.Equal(false, Subject(Given(Proved()), AccountStory.Given(AccountStory.Registered()))["custody"]);
    }

    [Fact]
    public void Whether_the_platform_has_a_place_for_a_link_is_told_with_what_was_shown()
    {
        Assert.Equal((true, false), (Subject(Given(Proved()), Found)["linkable"].Flag, Subject(Given(Proved()), Found, linkable: false)["linkable"].Flag));
        Assert.Equal(("2", "0"), (Subject(Given(Proved()), Found)["assurance"].Text, Subject(Given(Submitted()), Found)["assurance"].Text));
    }

    [Fact]
    public void Approvers_read_that_the_platform_states_another_identity()
    {
        Assert.DoesNotContain("states the id", ClaimContent.Of(Given(Proved()), Found, NoTexts, [], true, Noon).Texts["account"], StringComparison.Ordinal);
        var contradicted = Found.After(new IdentityContradicted("88", "a-2", "c-1"));
        Assert.Contains("states the id 88, which the register has for the account a-2", ClaimContent.Of(Given(Proved()), contradicted, NoTexts, [], true, Noon).Texts["account"], StringComparison.Ordinal);
    }

    [Fact]
    public void Approvers_of_a_dispute_read_on_whose_name_a_claim_wins_that_shows_nothing()
    {
        Dispute dispute = new("dispute/d-1") { Sides = [new("c-1", Claimant, Claimant, false), new("c-2", Rival, Rival, false)] };
        Dictionary<string, Claim> claims = new() { ["c-1"] = Given(Submitted()), ["c-2"] = Given(Proved()) };
        string Shown(string winner) => ClaimContent.Of(DisputeOutcome.Transferred, [winner], "So it is.", dispute, Found, claims, NoTexts, [], Third, true, Noon).Texts["proof"];
        Assert.Contains($"Nothing was shown. {Third}, who is on no side, attests by name", Shown("c-1"), StringComparison.Ordinal);
        Assert.DoesNotContain("attests", Shown("c-2"), StringComparison.Ordinal);
    }
}
