using Governance.Shared;
using Marten;

namespace Governance.Policies;

/// <summary>GET /policies/{policyId} and its comments.</summary>
public static class ReadPolicy
{
    /// <summary>One policy with its versions.</summary>
    public static async Task<IResult> Get(string policyId, IQuerySession session, HttpContext http)
    {
        var view = await session.State<PolicyView>(StreamKeys.Policy(policyId), http.RequestAborted);
        return view is null ? Problem.Reply(http, PolicyRules.Unknown) : Reply.Ok(view, view.Version);
    }

    /// <summary>The comments on the clauses of its drafts.</summary>
    public static async Task<IResult> Comments(string policyId, IQuerySession session, HttpContext http)
    {
        var comments = await session.State<PolicyComments>(StreamKeys.Policy(policyId), http.RequestAborted);
        if (comments is null && await session.State<PolicyView>(StreamKeys.Policy(policyId), http.RequestAborted) is null) return Problem.Reply(http, PolicyRules.Unknown);
        return Reply.Ok(new Page<ClauseComment>(comments?.Items ?? [], null));
    }
}
