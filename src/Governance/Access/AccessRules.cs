namespace Governance.Access;

/// <summary>Who may use one route.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Pattern">The route pattern as it is mapped.</param>
/// <param name="Roles">Any of these, in any area; empty is everyone of the organisation.</param>
/// <param name="Public">True for routes that need no sign-in.</param>
/// <param name="WritesNothing">True for questions that take a POST: they change nothing, so that an auditor may ask them, too.</param>
public sealed record AccessRule(string Method, string Pattern, IReadOnlyList<string> Roles, bool Public = false, bool WritesNothing = false)
{
    /// <summary>The scope that an API key needs: the first part of the path, and read or, where something changes, write.</summary>
    public string Scope => $"{Pattern.Split('/', StringSplitOptions.RemoveEmptyEntries)[0]}:{(Method == "GET" || WritesNothing ? "read" : "write")}";
}

/// <summary>
/// Who may do what: every route there is, in one table. A route that does not stand here is refused to everybody, and the service
/// does not start with one. Beyond this table, a policy asks for the role in its own area, and a flow says whose decision counts.
/// An auditor's credential never writes, whatever other roles the person holds; what writes nothing an auditor asks as well, and that is recorded.
/// </summary>
public static class AccessRules
{
    private static readonly string[] Everyone = [];

    /// <summary>The table, in the order of the API.</summary>
    public static IReadOnlyList<AccessRule> All { get; } =
    [
        Public("/health/live"),
        Public("/health/ready"),
        Public("/openapi/v1.json"),
        Public("/docs/{documentName?}"),
        Public("/docs/scalar.js"),
        Public("/docs/scalar.aspnetcore.js"),
        Public("/docs/favicon.svg"),
        Public("/official"),

        Get("/me", Everyone),
        Get("/access", Everyone),

        Get("/policies", Everyone),
        Get("/policies/{policyId}", Everyone),
        Get("/policies/{policyId}/text", Everyone),
        Get("/policies/{policyId}/redline", Everyone),
        Get("/policies/{policyId}/print", Everyone),
        Get("/policies/{policyId}/comments", Everyone),
        Get("/policies/{policyId}/history", Everyone),
        Post("/policies", Roles.Drafter),
        Post("/policies/import", Roles.Drafter),
        Post("/policies/{policyId}/drafts", Roles.Drafter),
        Post("/policies/{policyId}/revise", Roles.Drafter),
        Post("/policies/{policyId}/comments", Everyone),
        Post("/policies/{policyId}/comments/{commentId}/resolve", Roles.Drafter),
        Post("/policies/{policyId}/abandon", Roles.Drafter),
        Post("/policies/{policyId}/submit", Roles.Drafter),
        Post("/policies/{policyId}/withdraw-submission", Roles.Drafter),
        Post("/policies/{policyId}/publish", Roles.Drafter),
        Post("/policies/{policyId}/withdraw", Roles.Drafter),
        Post("/policies/{policyId}/retire", Roles.Drafter),
        Post("/policies/{policyId}/schedule-review", Roles.Drafter),
        Post("/policies/{policyId}/complete-review", Roles.Drafter),

        Get("/requests", Everyone),
        Get("/requests/load", Everyone),
        Get("/requests/{requestId}", Everyone),
        Get("/requests/{requestId}/content", Everyone),
        Get("/requests/{requestId}/changes", Everyone),
        Get("/requests/{requestId}/record", Everyone),
        Get("/requests/{requestId}/history", Everyone),
        Get("/inbox", Everyone),
        Post("/inbox/decide", Everyone),
        Post("/requests", Everyone),
        Post("/requests/{requestId}/revise", Everyone),
        Post("/requests/{requestId}/decide", Everyone),
        Post("/requests/{requestId}/take-back", Everyone),
        Post("/requests/{requestId}/withdraw", Everyone),
        Post("/requests/{requestId}/reassign", Everyone),
        Post("/requests/{requestId}/return-seat", Everyone),
        Post("/requests/{requestId}/lift", Everyone),
        Post("/requests/{requestId}/break-glass", Everyone),
        Post("/requests/{requestId}/reopen", Everyone),

        Get("/flows", Everyone),
        Get("/flows/{name}", Everyone),
        Get("/flows/{name}/proposal", Everyone),
        Get("/flows/{name}/history", Everyone),
        Post("/flows", Roles.Drafter, Roles.Administrator),
        Ask("/flows/{name}/simulations", Everyone),
        Ask("/flows/{name}/replays", Roles.Drafter, Roles.Administrator, Roles.Auditor),
        Get("/flows/{name}/replays/{replayId}", Roles.Drafter, Roles.Administrator, Roles.Auditor),
        Get("/flows/{name}/replays/{replayId}/outcomes", Roles.Drafter, Roles.Administrator, Roles.Auditor),
        // Whoever started one stops it, and drafters and administrators stop any.
        Ask("/flows/{name}/replays/{replayId}/stop", Roles.Drafter, Roles.Administrator, Roles.Auditor),

        Get("/leads", Everyone),
        Get("/leads/{leadId}", Everyone),
        Get("/leads/{leadId}/history", Everyone),
        // The service goes out to wherever these name: a steward answers for that.
        Get("/sweeps/{sweepId}", Everyone),
        Get("/probes/{probeId}", Everyone),
        Post("/sweeps", Roles.Steward),
        Post("/probes", Roles.Steward),
        Post("/leads", Everyone),
        Post("/leads/import", Everyone),
        Post("/leads/{leadId}/reject", Roles.Steward),
        Post("/leads/{leadId}/reopen", Roles.Steward),
        Post("/leads/{leadId}/confirm", Roles.Steward),
        Post("/leads/{leadId}/pass-on", Roles.Steward),

        // Anybody suspects; whose word counts after that, the case itself asks: stewards, and members of legal and security.
        Get("/impostors", Everyone),
        Get("/impostors/{caseId}", Everyone),
        Get("/impostors/{caseId}/history", Everyone),
        Post("/impostors", Everyone),
        Post("/impostors/{caseId}/evidence", Everyone),
        Post("/impostors/{caseId}/danger", Everyone),
        Post("/impostors/{caseId}/classify", Everyone),
        Post("/impostors/{caseId}/confirm", Everyone),
        Post("/impostors/{caseId}/clear", Everyone),
        Post("/impostors/{caseId}/report", Everyone),
        Post("/impostors/{caseId}/taken-down", Everyone),
        Post("/impostors/{caseId}/refused", Everyone),
        Post("/impostors/{caseId}/escalate", Everyone),
        Post("/impostors/{caseId}/withdraw-report", Everyone),
        Post("/impostors/{caseId}/object", Everyone),
        Post("/impostors/{caseId}/decide-objection", Everyone),

        Get("/platforms", Everyone),
        Get("/platforms/read", Everyone),

        Get("/accounts", Everyone),
        Get("/accounts/summary", Everyone),
        Get("/accounts/export", Everyone),
        Get("/accounts/owner", Everyone),
        Get("/accounts/{accountId}", Everyone),
        Get("/accounts/{accountId}/history", Everyone),
        // Who runs an account changes it, and stewards do; what only its owner, whoever was asked, or Security may do the account itself asks.
        Post("/accounts", Roles.Steward),
        Post("/accounts/import", Roles.Steward),
        Post("/accounts/request", Everyone),
        Post("/accounts/{accountId}/open", Everyone),
        Post("/accounts/{accountId}/attest", Everyone),
        Post("/accounts/{accountId}/archive", Roles.Steward),
        Post("/accounts/{accountId}/restore", Roles.Steward),
        Post("/accounts/{accountId}/report-compromise", Everyone),
        Post("/accounts/{accountId}/recover", Everyone),
        Post("/accounts/{accountId}/lose", Everyone),
        Post("/accounts/{accountId}/describe", Everyone),
        Post("/accounts/{accountId}/record-creation", Everyone),
        Post("/accounts/{accountId}/hand-over", Everyone),
        Post("/accounts/{accountId}/redirect-hand-over", Everyone),
        Post("/accounts/{accountId}/accept-hand-over", Everyone),
        Post("/accounts/{accountId}/decline-hand-over", Everyone),
        Post("/accounts/{accountId}/cancel-hand-over", Everyone),
        Post("/accounts/{accountId}/name-backup", Everyone),
        Post("/accounts/{accountId}/accept-backup", Everyone),
        Post("/accounts/{accountId}/remove-backup", Everyone),
        Post("/accounts/{accountId}/record-custody", Everyone),
        Post("/accounts/{accountId}/confirm-custody", Everyone),
        Post("/accounts/{accountId}/confirm-mfa", Everyone),
        Post("/accounts/{accountId}/record-tools", Everyone),
        Post("/accounts/{accountId}/record-archive", Everyone),
        Post("/accounts/{accountId}/assign-recovery", Everyone),
        Post("/accounts/{accountId}/name-successor", Everyone),
        Post("/accounts/{accountId}/grant-publisher", Everyone),
        Post("/accounts/{accountId}/revoke-publisher", Everyone),
        Post("/accounts/{accountId}/grant-agency", Everyone),
        Post("/accounts/{accountId}/end-agency", Everyone),
        Post("/accounts/{accountId}/rename", Everyone),
        Post("/accounts/{accountId}/replace", Roles.Steward),
        Post("/accounts/{accountId}/settle-identity", Roles.Steward),
        Post("/accounts/{accountId}/propose-retirement", Everyone),
        Post("/accounts/{accountId}/confirm-retirement", Everyone),
        Post("/accounts/{accountId}/cancel-retirement", Everyone),
        Post("/accounts/{accountId}/park", Everyone),
        Post("/accounts/{accountId}/delete", Roles.Steward),

        Get("/claims", Everyone),
        Get("/claims/{claimId}", Everyone),
        Get("/claims/{claimId}/history", Everyone),
        // A claim is anybody's to make; who may do what with it, it asks itself.
        Post("/claims", Everyone),
        Post("/claims/{claimId}/add-evidence", Everyone),
        Post("/claims/{claimId}/submit", Everyone),
        Post("/claims/{claimId}/challenge", Everyone),
        Post("/claims/{claimId}/check", Everyone),
        Post("/claims/{claimId}/attest-control", Roles.Steward),
        Post("/claims/{claimId}/consent", Everyone),
        Post("/claims/{claimId}/review", Everyone),
        Post("/claims/{claimId}/withdraw", Everyone),
        Post("/claims/{claimId}/revoke", Everyone),
        Get("/disputes", Everyone),
        Get("/disputes/{disputeId}", Everyone),
        Get("/disputes/{disputeId}/history", Everyone),
        Post("/disputes/{disputeId}/request-evidence", Everyone),
        Post("/disputes/{disputeId}/give-evidence", Everyone),
        Post("/disputes/{disputeId}/propose-decision", Everyone),
        Post("/disputes/{disputeId}/appeal", Everyone),
        Post("/disputes/{disputeId}/propose-final", Everyone),
        Get("/domains", Everyone),
        Post("/domains", Roles.Steward, Roles.Administrator),
        Post("/domains/release", Roles.Steward, Roles.Administrator),

        Get("/areas", Everyone),
        Get("/groups", Everyone),
        Get("/people", Everyone),
        Get("/people/{personId}", Everyone),
        Get("/people/{personId}/holdings", Everyone),
        Get("/delegations", Everyone),
        Post("/areas", Roles.Administrator),
        Post("/groups", Roles.Administrator),
        Post("/people", Roles.Administrator),
        Post("/people/{personId}/change", Roles.Administrator),
        Post("/people/{personId}/leave", Roles.Administrator),
        Post("/people/{personId}/erase", Roles.Administrator),
        Post("/people/{personId}/grant-role", Roles.Administrator),
        Post("/people/{personId}/revoke-role", Roles.Administrator),
        Post("/people/{personId}/join-group", Roles.Administrator),
        Post("/people/{personId}/leave-group", Roles.Administrator),
        Post("/people/{personId}/relate", Roles.Administrator),
        Post("/people/{personId}/unrelate", Roles.Administrator),
        // One's own, and an administrator's for everybody: the directory itself asks.
        Post("/people/{personId}/delegate", Everyone),
        Post("/people/{personId}/end-delegation", Everyone),

        Get("/keys", Roles.Administrator, Roles.Auditor),
        Post("/keys", Roles.Administrator),
        Post("/keys/{keyId}/revoke", Roles.Administrator),

        // One's own alone.
        Get("/notices", Everyone),
        Post("/notices/{noticeId}/read", Everyone),

        Get("/events", Roles.Auditor, Roles.Administrator, Roles.Integrator),

        // Proofs tell nothing that whoever holds the event does not know; entries name people by their ids, and what they did.
        Get("/events/{eventId}/proof", Everyone),
        Get("/events/{eventId}/entry", Roles.Auditor, Roles.Administrator, Roles.Integrator),
        Get("/ledger", Everyone),
        Get("/ledger/checkpoint", Everyone),
        Get("/ledger/consistency", Everyone),
        Get("/ledger/leaves", Roles.Auditor, Roles.Administrator),
        Get("/policies/{policyId}/excerpt", Roles.Auditor, Roles.Administrator),
        Get("/accounts/{accountId}/excerpt", Roles.Auditor, Roles.Administrator),
        Get("/requests/{requestId}/excerpt", Roles.Auditor, Roles.Administrator),
        Get("/ledger/states", Roles.Auditor, Roles.Administrator),
        Get("/ledger/tile/{path}", Roles.Auditor, Roles.Administrator, Roles.Integrator),
    ];

    /// <summary>Every scope that a key can have, in order; <c>*</c> is all of them.</summary>
    public static IReadOnlyList<string> Scopes { get; } = ["*", .. All.Where(rule => !rule.Public).Select(rule => rule.Scope).Distinct().Order(StringComparer.Ordinal)];

    private static readonly Dictionary<(string Method, string Pattern), AccessRule> ByRoute = All.ToDictionary(rule => (rule.Method, rule.Pattern));

    /// <summary>The rule of a route, or null when the table does not have it.</summary>
    public static AccessRule? Find(string method, string pattern) =>
        ByRoute.GetValueOrDefault((method == "HEAD" ? "GET" : method, "/" + pattern.Trim('/').Replace("{**", "{", StringComparison.Ordinal)));

    private static AccessRule Get(string pattern, params string[] roles) => new("GET", pattern, roles);

    private static AccessRule Post(string pattern, params string[] roles) => new("POST", pattern, roles);

    private static AccessRule Ask(string pattern, params string[] roles) => new("POST", pattern, roles, WritesNothing: true);

    private static AccessRule Public(string pattern) => new("GET", pattern, Everyone, Public: true);
}
