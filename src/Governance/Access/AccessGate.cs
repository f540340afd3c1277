using Governance.Shared;

namespace Governance.Access;

/// <summary>Applies <see cref="AccessRules"/> to every request after routing and sign-in: 401 without a caller, 403 when the table says no.</summary>
public sealed class AccessGate(RequestDelegate next)
{
    private static readonly Refusal SignIn = new("access.sign-in", FrameworkProblems.SentenceOf(StatusCodes.Status401Unauthorized));
    /// <summary>An auditor's command.</summary>
    public static readonly Refusal AuditorsOnlyRead = new("access.auditor-reads-only", "An auditor changes nothing. Use the credential of a person without the auditor role.", RefusalKind.NotYours);

    /// <summary>Lets the request through or answers why not.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint() is not RouteEndpoint endpoint || endpoint.RoutePattern.RawText is not { } pattern || Find(http, pattern) is { Public: true })
        {
            await next(http);
        }
        else if (Caller.Find(http) is not { } caller)
        {
            // RFC 6750 section 3: no error code when nothing was shown.
            var failure = SignInFailure.Find(http);
            http.Response.Headers.WWWAuthenticate = failure is null ? "Bearer" : "Bearer error=\"invalid_token\"";
            await Problem.Reply(http, StatusCodes.Status401Unauthorized, failure is null ? SignIn : SignIn with { Sentence = failure.Sentence }).ExecuteAsync(http);
        }
        else if (Judge(Find(http, pattern), caller) is { } refusal)
        {
            await Problem.Reply(http, refusal).ExecuteAsync(http);
        }
        else
        {
            await next(http);
        }
    }

    /// <summary>Why the caller may not use the route, or null when they may. A route without a rule is nobody's.</summary>
    public static Refusal? Judge(AccessRule? rule, Caller caller)
    {
        if (rule is null) return NotYours("This is nobody's to use.");
        if (rule.Public) return null;
        if (rule.Method != "GET" && !rule.WritesNothing && caller.HoldsAny([Roles.Auditor])) return AuditorsOnlyRead;
        if (rule.Roles.Count > 0 && !caller.HoldsAny(rule.Roles)) return NotYours($"This takes the role {string.Join(" or ", rule.Roles)}. An administrator can grant it.");
        if (!Covers(caller.Scopes, rule.Scope)) return new Refusal("access.scope", $"This key has no scope {rule.Scope}. Ask for a key that has.", RefusalKind.NotYours);
        return null;
    }

    private static bool Covers(IReadOnlyList<string> scopes, string needed) => scopes.Contains("*") || scopes.Contains(needed);

    private static Refusal NotYours(string sentence) => new("access.not-yours", sentence, RefusalKind.NotYours);

    // Routing answers an unknown path and a wrong method with endpoints of its own, which have no pattern in the table: those stay public.
    private static AccessRule? Find(HttpContext http, string pattern) => AccessRules.Find(http.Request.Method, pattern);
}
