using Governance.Policies.Text;
using Governance.Shared;
using Marten;

namespace Governance.Policies;

/// <summary>GET /policies/{policyId}/print: one version as a page to print, with its stamp.</summary>
public static class PrintPolicy
{
    /// <summary>The page; <paramref name="label"/> as in <see cref="PolicyVersions.Find"/>.</summary>
    public static async Task<IResult> Get(string policyId, [FromQuery(Name = "label")] string? label, IQuerySession session, HttpContext http)
    {
        var view = await session.State<PolicyView>(StreamKeys.Policy(policyId), http.RequestAborted);
        if (view is null) return Problem.Reply(http, PolicyRules.Unknown);
        if (await PolicyVersions.Find(session, view, label, http.RequestAborted) is not { } version) return Problem.Reply(http, PolicyVersions.NoSuchVersion);
        http.Response.Headers.ContentSecurityPolicy = PrintedPolicy.ContentSecurityPolicy;
        var stamp = new VersionStamp(version.Label ?? "draft", version.Digest, version.EffectiveFrom, IsApproved(view, version) ? version.RequestId : null, version.State, Checkpoint: null);
        return new Reply(StatusCodes.Status200OK, "text/html; charset=utf-8", PrintedPolicy.Html(version.Content, stamp));
    }

    // An approval id on paper means an approval, not a request for one.
    private static bool IsApproved(PolicyView view, PolicyVersion version) =>
        view.Draft?.ContentVersion != version.Version || view.Draft.Status == DraftStatus.Approved;
}
