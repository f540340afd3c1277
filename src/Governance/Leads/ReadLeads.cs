using System.Globalization;
using Governance.Shared;
using Marten;

namespace Governance.Leads;

/// <summary>What the queue of leads is asked.</summary>
/// <param name="State">Only these, in the word that leads show, such as passedOn.</param>
/// <param name="Platform">Only on this platform, by its name.</param>
/// <param name="Overdue">true: only what waits for longer than 5 workdays; false: only the others.</param>
public sealed record LeadFilter([FromQuery(Name = "state")] Word<LeadState>? State, [FromQuery(Name = "platform")] string? Platform, [FromQuery(Name = "overdue")] bool? Overdue)
{
    /// <summary>The leads that are asked for.</summary>
    public IQueryable<LeadView> Of(IQuerySession session, DateTimeOffset now)
    {
        IQueryable<LeadView> leads = session.Query<LeadView>();
        if (State is { Value: var state }) leads = leads.Where(lead => lead.State == state);
        if (Platform is { } platform) leads = leads.Where(lead => lead.Platform == platform);
        return Overdue switch
        {
            true => leads.Where(lead => lead.DueOn != null && lead.DueOn < now),
            false => leads.Where(lead => lead.DueOn == null || lead.DueOn >= now),
            null => leads,
        };
    }
}

/// <summary>GET /leads and /leads/{leadId}.</summary>
public static class ReadLeads
{
    /// <summary>One page, the longest waiting first.</summary>
    public static async Task<IResult> List([AsParameters] LeadFilter filter, [AsParameters] PageQuery page, IQuerySession session, TimeProvider clock, HttpContext http)
    {
        if (page.Fault(2) is { } fault) return Problem.Reply(http, fault);
        var now = AsOfPoint.MomentOf(http, clock);
        var leads = filter.Of(session, now);
        if (page.After is [var since, var id])
        {
            if (!DateTimeOffset.TryParse(since, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)) return Problem.Reply(http, PageQuery.BadCursor);
            leads = leads.Where(lead => lead.WaitsSince >= at && (lead.WaitsSince > at || lead.Id.CompareTo(id) > 0));
        }

        var rows = await leads.OrderBy(lead => lead.WaitsSince).ThenBy(lead => lead.Id).Take(page.Size + 1).ToListAsync(http.RequestAborted);
        return Reply.Ok(Page<LeadView>.Of(rows, page.Size, lead => [lead.WaitsSince.ToString("O", CultureInfo.InvariantCulture), lead.Id]).Select(lead => lead.At(now)));
    }

    /// <summary>One lead.</summary>
    public static async Task<IResult> Get(string leadId, IQuerySession session, TimeProvider clock, HttpContext http)
    {
        var lead = await session.State<LeadView>(StreamKeys.Lead(leadId), http.RequestAborted);
        return lead is null ? Problem.Reply(http, LeadRules.Unknown) : Reply.Ok(lead.At(AsOfPoint.MomentOf(http, clock)), lead.Version);
    }
}
