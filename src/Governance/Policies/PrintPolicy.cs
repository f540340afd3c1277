using Governance.Audit.Ledger;
using Governance.Policies.Text;
using Governance.Shared;
using Marten;
using Npgsql;

namespace Governance.Policies;

/// <summary>GET /policies/{policyId}/print: one version as a page to print, with its stamp.</summary>
public static class PrintPolicy
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The page; <paramref name="label"/> as in <see cref="PolicyVersions.Find"/>.</summary>
    public static async Task<IResult> Get(string policyId, [FromQuery(Name = "label")] string? label, IQuerySession session, NpgsqlDataSource database, LedgerService ledger, HttpContext http)
    {
        var stream = StreamKeys.Policy(policyId);
        var view = await session.State<PolicyView>(stream, http.RequestAborted);
        if (view is null) return Problem.Reply(http, PolicyRules.Unknown);
        if (await PolicyVersions.Find(session, view, label, http.RequestAborted) is not { } version) return Problem.Reply(http, PolicyVersions.NoSuchVersion);
        http.Response.Headers.ContentSecurityPolicy = PrintedPolicy.ContentSecurityPolicy;
        var stamp = new VersionStamp(version.Label ?? "draft", version.Digest, version.EffectiveFrom, IsApproved(view, version) ? version.RequestId : null, version.State, await Checkpoint(stream, view.Version, database, ledger, http));
        return new Reply(StatusCodes.Status200OK, "text/html; charset=utf-8", PrintedPolicy.Html(version.Content, stamp));
    }

    // Until the policy changes again, the first checkpoint that covers what the page says is the same at every print.
    private static async Task<string?> Checkpoint(string stream, long version, NpgsqlDataSource database, LedgerService ledger, HttpContext http)
    {
        var tenant = Caller.Of(http).Tenant;
        if (await SignedCheckpoints.Covering(database, tenant, stream, version, http.RequestAborted) is { } there) return there;
        await ledger.CatchUp(Patience, http.RequestAborted);
        return await SignedCheckpoints.Covering(database, tenant, stream, version, http.RequestAborted);
    }

    // An approval id on paper means an approval, not a request for one.
    private static bool IsApproved(PolicyView view, PolicyVersion version) =>
        view.Draft?.ContentVersion != version.Version || view.Draft.Status == DraftStatus.Approved;
}
