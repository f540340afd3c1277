using Governance.Shared;
using Marten;

namespace Governance.Policies;

/// <summary>GET /policies/{policyId} and its comments.</summary>
public static class ReadPolicy
{
    /// <summary>One policy with its versions, now or as of a version or a moment.</summary>
    public static async Task<IResult> Get(string policyId, [AsParameters] AsOf asOf, IQuerySession session, HttpContext http)
    {
        if (asOf.Fault is { } fault) return Problem.Reply(http, fault);
        var view = await asOf.Read<PolicyView>(session, StreamKeys.Policy(policyId), http.RequestAborted);
        return view is null ? Problem.Reply(http, PolicyRules.Unknown) : Reply.Ok(view, view.Version);
    }

    /// <summary>The comments on the clauses of its drafts.</summary>
    public static async Task<IResult> Comments(string policyId, IQuerySession session, HttpContext http)
    {
        var comments = await session.LoadAsync<PolicyComments>(StreamKeys.Policy(policyId), http.RequestAborted);
        return comments is null ? Problem.Reply(http, PolicyRules.Unknown) : Reply.Ok(new Page<ClauseComment>(comments.Items, null));
    }
}
