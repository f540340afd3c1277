using Governance.Shared;
using Marten;

namespace Governance.Approvals;

/// <summary>How much waits, by person and by flow.</summary>
/// <param name="People">Those for whom most waits first, 500 at most.</param>
/// <param name="Flows">Those with most open requests first.</param>
public sealed record LoadView(IReadOnlyList<PersonLoad> People, IReadOnlyList<FlowLoad> Flows);

/// <summary>What waits for one person.</summary>
/// <param name="Person">Who.</param>
/// <param name="Waiting">How many requests wait for them.</param>
/// <param name="Overdue">How many of these are overdue.</param>
/// <param name="Oldest">When the oldest of these was opened.</param>
public sealed record PersonLoad(string Person, int Waiting, int Overdue, DateTimeOffset Oldest);

/// <summary>What is open under one flow.</summary>
/// <param name="Flow">Its name.</param>
/// <param name="Open">How many requests are open.</param>
/// <param name="Overdue">How many of these are overdue.</param>
/// <param name="Oldest">When the oldest of these was opened.</param>
/// <param name="Median">Half of these were opened at or before this moment.</param>
/// <param name="Exceptions">How many went ahead without their approvals and are not reviewed yet.</param>
public sealed record FlowLoad(string Flow, int Open, int Overdue, DateTimeOffset? Oldest, DateTimeOffset? Median, int Exceptions);

/// <summary>GET /requests/load. Requests that are closed are not looked at: an index holds the others.</summary>
public static class ReadLoad
{
    /// <summary>By person; {0} is the schema; parameters: how long the organisation's part of an inbox is, the organisation, the flow or null, twice.</summary>
    public const string ByPerson = """
        select jsonb_build_object('person', substr(inbox, ?), 'waiting', count(*), 'overdue', count(*) filter (where d.overdue), 'oldest', min(d.opened_at))
        from {0}.mt_doc_requestline d, unnest(d.inboxes) inbox
        where d.tenant_id = ? and d.is_live and (?::text is null or d.flow = ?) group by inbox order by count(*) desc, inbox limit 500
        """;

    /// <summary>By flow; {0} is the schema; parameters: the organisation, the flow or null, twice.</summary>
    public const string ByFlow = """
        select jsonb_strip_nulls(jsonb_build_object('flow', d.flow, 'open', count(*) filter (where d.is_open), 'overdue', count(*) filter (where d.is_open and d.overdue),
            'oldest', min(d.opened_at) filter (where d.is_open), 'median', percentile_disc(0.5) within group (order by d.opened_at) filter (where d.is_open),
            'exceptions', count(*) filter (where d.is_exception)))
        from {0}.mt_doc_requestline d where d.tenant_id = ? and d.is_live and (?::text is null or d.flow = ?) group by d.flow
        having bool_or(d.is_open or d.is_exception) order by count(*) filter (where d.is_open) desc, d.flow
        """;

    /// <summary>The load of the organisation, or of one flow.</summary>
    public static async Task<IResult> Get([FromQuery(Name = "flow")] string? flow, IQuerySession session, HttpContext http)
    {
        var asked = (object?)flow ?? DBNull.Value;
        var prefix = RequestLine.Inbox(session.TenantId, "").Length + 1;
        var people = await session.AdvancedSql.QueryAsync<PersonLoad>(In(session, ByPerson), http.RequestAborted, prefix, session.TenantId, asked, asked);
        var flows = await session.AdvancedSql.QueryAsync<FlowLoad>(In(session, ByFlow), http.RequestAborted, session.TenantId, asked, asked);
        return Reply.Ok(new LoadView([.. people.Select(Utc)], [.. flows.Select(Utc)]));
    }

    private static string In(IQuerySession session, string sql) => sql.Replace("{0}", session.SchemaOf(), StringComparison.Ordinal);

    private static PersonLoad Utc(PersonLoad load) => load with { Oldest = load.Oldest.ToUniversalTime() };

    private static FlowLoad Utc(FlowLoad load) => load with { Oldest = load.Oldest?.ToUniversalTime(), Median = load.Median?.ToUniversalTime() };
}
