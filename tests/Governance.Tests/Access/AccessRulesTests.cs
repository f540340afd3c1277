using Governance.Access;
using Governance.Shared;

namespace Governance.Tests.Access;

public sealed class AccessRulesTests
{
    private static Caller With(string[] roles, params string[] scopes) =>
        new("acme", "p-1", [.. roles.Select(role => new HeldRole(role, null))], scopes.Length > 0 ? scopes : ["*"], "test");

    private static IEnumerable<string> Writes(params string[] roles) =>
        AccessRules.All.Where(rule => rule is { Method: "POST", WritesNothing: false } && AccessGate.Judge(rule, With(roles)) is null).Select(rule => rule.Pattern);

    public static readonly TheoryData<string, string[]> Opens = new()
    {
        { Roles.Drafter, ["/policies", "/policies/import", "/policies/{policyId}/submit", "/policies/{policyId}/publish", "/policies/{policyId}/retire"] },
        { Roles.Approver, ["/requests/{requestId}/decide", "/requests/{requestId}/take-back", "/policies/{policyId}/comments"] },
        { Roles.Administrator, ["/areas", "/groups", "/people", "/people/{personId}/leave", "/people/{personId}/grant-role", "/keys", "/keys/{keyId}/revoke"] },
        { Roles.AccountOwner, ["/policies/{policyId}/comments"] },
        { Roles.Steward, ["/policies/{policyId}/comments"] },
        { Roles.PolicyOwner, ["/policies/{policyId}/comments", "/requests/{requestId}/decide"] },
        { Roles.Integrator, ["/policies/{policyId}/comments"] },
    };

    [Theory, MemberData(nameof(Opens))]
    public void Everybody_may_do_what_their_role_is_there_for(string role, string[] patterns) => Assert.Subset(Writes(role).ToHashSet(), patterns.ToHashSet());

    // Who stands in for oneself: the directory asks who is meant.
    private static readonly string[] OnesOwn = ["/people/{personId}/delegate", "/people/{personId}/end-delegation"];

    [Fact]
    public void Only_drafters_write_policies_and_only_administrators_the_directory_and_keys()
    {
        foreach (var role in (string[])[Roles.Approver, Roles.AccountOwner, Roles.Steward, Roles.Integrator, Roles.PolicyOwner])
            Assert.DoesNotContain(Writes(role).Except(OnesOwn), path => path.StartsWith("/people", StringComparison.Ordinal) || path.StartsWith("/keys", StringComparison.Ordinal) || path is "/policies" or "/areas" or "/groups");
        Assert.DoesNotContain("/policies", Writes(Roles.Administrator));
        Assert.DoesNotContain("/keys", Writes(Roles.Drafter));
    }

    [Fact]
    public void An_auditor_reads_everything_and_changes_nothing_whatever_else_they_are()
    {
        Assert.All(AccessRules.All.Where(rule => rule.Method == "GET"), rule => Assert.Null(AccessGate.Judge(rule, With([Roles.Auditor]))));
        Assert.Empty(Writes(Roles.Auditor, Roles.Administrator, Roles.Drafter));
    }

    [Fact]
    public void An_auditor_asks_what_a_flow_would_have_decided_because_that_writes_nothing()
    {
        var asked = AccessRules.All.Where(rule => rule.WritesNothing).ToList();
        Assert.Equal(["/flows/{name}/replays", "/flows/{name}/replays/{replayId}/stop", "/flows/{name}/simulations"], asked.Select(rule => rule.Pattern).Order(StringComparer.Ordinal));
        Assert.All(asked, rule => Assert.Null(AccessGate.Judge(rule, With([Roles.Auditor], "flows:read"))));
    }

    [Fact]
    public void A_key_opens_the_routes_of_its_scopes_and_no_other()
    {
        string[] everything = [Roles.Drafter, Roles.Administrator, Roles.Integrator, Roles.Steward];
        foreach (var scope in AccessRules.Scopes.Where(scope => scope != "*"))
        {
            var open = AccessRules.All.Where(rule => !rule.Public && AccessGate.Judge(rule, With(everything, scope)) is null).ToList();
            Assert.NotEmpty(open);
            Assert.All(open, rule => Assert.Equal(scope, rule.Scope));
        }

        Assert.All(AccessRules.All, rule => Assert.Null(AccessGate.Judge(rule, With(everything, "*"))));
    }

    [Fact]
    public void Every_route_but_the_public_ones_has_a_scope_that_a_key_can_have() =>
        Assert.All(AccessRules.All.Where(rule => !rule.Public), rule => Assert.Contains(rule.Scope, AccessRules.Scopes));

    [Fact]
    public void A_route_that_the_table_does_not_have_is_nobodys() =>
        Assert.Equal("access.not-yours", AccessGate.Judge(AccessRules.Find("GET", "/secrets"), With([Roles.Administrator]))?.Code);

    [Fact]
    public void A_head_request_is_judged_as_the_read_that_it_is() => Assert.Equal(AccessRules.Find("GET", "/people"), AccessRules.Find("HEAD", "people/"));

    [Fact]
    public void A_role_in_an_area_holds_there_and_one_without_holds_everywhere()
    {
        var caller = new Caller("acme", "p-1", [new(Roles.Drafter, "legal"), new(Roles.Approver, null)], ["*"], "test");
        Assert.True(caller.Holds(Roles.Drafter, "legal"));
        Assert.False(caller.Holds(Roles.Drafter, "marketing"));
        Assert.True(caller.Holds(Roles.Approver, "marketing"));
        Assert.False(caller.Holds(Roles.Steward, "legal"));
    }
}
