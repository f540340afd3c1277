using Governance.Flows;
using Governance.Shared;
using Marten;

namespace Governance.Approvals;

/// <summary>Which flow a simulation or a replay is of: a text that nobody has adopted, an adopted version, or the one in force.</summary>
public static class MeantFlow
{
    /// <summary>The flow, or the answer that says why there is none.</summary>
    /// <param name="name">The name in the address.</param>
    /// <param name="text">A flow that is only proposed, or null.</param>
    /// <param name="version">An adopted version, or null for the one in force.</param>
    /// <param name="session">Where adopted flows are.</param>
    /// <param name="flows">Where they are read once.</param>
    /// <param name="http">The request.</param>
    public static async Task<(Flow? Flow, Reply? Fault)> Find(string name, string? text, int? version, IQuerySession session, FlowShelf flows, HttpContext http)
    {
        if (await Stale(name, session, http) is { } stale) return (null, Problem.Reply(http, stale));
        if (text is not null) return Read(name, text, http);
        var adopted = await session.LoadAsync<AdoptedFlow>(StreamKeys.Flow(name), http.RequestAborted);
        if (adopted is null) return (null, Problem.Reply(http, FlowRules.Unknown));
        var meant = version is null ? adopted.Current : adopted.Versions.Find(known => known.Version == version);
        return meant is null ? (null, Problem.Reply(http, ReplayRules.VersionUnknown)) : (await flows.Pinned(session, name, meant.Digest, http.RequestAborted), null);
    }

    private static (Flow?, Reply?) Read(string name, string text, HttpContext http)
    {
        var read = ProposedText.Read(text, null);
        if (read.Flow is not { } flow) return (null, Problem.Invalid(http, read.Fault!, read.Errors));
        return flow.Name == name ? (flow, null) : (null, Problem.Reply(http, ReplayRules.OtherName(flow.Name, name)));
    }

    // What is decided on is the flow as it was read.
    private static async Task<Refusal?> Stale(string name, IQuerySession session, HttpContext http) => http.Request.Headers.IfMatch.Count == 0
        ? null
        : Precondition.Check(http.Request, (await session.Events.FetchStreamStateAsync(StreamKeys.Flow(name), http.RequestAborted))?.Version ?? 0);
}
