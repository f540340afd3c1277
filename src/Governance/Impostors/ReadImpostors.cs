using Governance.Shared;
using Marten;

namespace Governance.Impostors;

/// <summary>What the list of cases is asked.</summary>
/// <param name="State">Only these, in the word that cases show, such as takenDown.</param>
/// <param name="Platform">Only on this platform, by its name.</param>
/// <param name="Danger">true: only where somebody is in danger; false: only the others.</param>
/// <param name="Overdue">true: only where something is late; false: only the others.</param>
public sealed record ImpostorFilter(
    [FromQuery(Name = "state")] Word<CaseState>? State, [FromQuery(Name = "platform")] string? Platform,
    [FromQuery(Name = "danger")] bool? Danger, [FromQuery(Name = "overdue")] bool? Overdue)
{
    /// <summary>The cases that are asked for.</summary>
    public IQueryable<ImpostorView> Of(IQuerySession session, DateTimeOffset now)
    {
        IQueryable<ImpostorView> cases = session.Query<ImpostorView>();
        if (State is { Value: var state }) cases = cases.Where(one => one.State == state);
        if (Platform is { } platform) cases = cases.Where(one => one.Platform == platform);
        if (Danger is { } danger) cases = cases.Where(one => one.Danger == danger);
        return Overdue switch
        {
            true => cases.Where(one => (one.DueOn != null && one.DueOn < now && one.Due != CaseDuty.Watch) || (one.OwedBy != null && one.OwedBy < now)),
            false => cases.Where(one => (one.DueOn == null || one.DueOn >= now || one.Due == CaseDuty.Watch) && (one.OwedBy == null || one.OwedBy >= now)),
            null => cases,
        };
    }
}

/// <summary>GET /impostors and /impostors/{caseId}.</summary>
public static class ReadImpostors
{
    /// <summary>One page, the newest first: ids are time-ordered, so the order of ids is the order of opening.</summary>
    public static async Task<IResult> List([AsParameters] ImpostorFilter filter, [AsParameters] PageQuery page, IQuerySession session, TimeProvider clock, HttpContext http)
    {
        if (page.Fault(1) is { } fault) return Problem.Reply(http, fault);
        var now = AsOfPoint.MomentOf(http, clock);
        var cases = filter.Of(session, now);
        if (page.After is [var after]) cases = cases.Where(one => one.Id.CompareTo(after) < 0);
        var rows = await cases.OrderByDescending(one => one.Id).Take(page.Size + 1).ToListAsync(http.RequestAborted);
        return Reply.Ok(Page<ImpostorView>.Of(rows, page.Size, one => [one.Id]).Select(one => one.At(now)));
    }

    /// <summary>One case.</summary>
    public static async Task<IResult> Get(string caseId, IQuerySession session, TimeProvider clock, HttpContext http)
    {
        var one = await session.State<ImpostorView>(StreamKeys.Impostor(caseId), http.RequestAborted);
        return one is null ? Problem.Reply(http, ImpostorRules.Unknown) : Reply.Ok(one.At(AsOfPoint.MomentOf(http, clock)), one.Version);
    }
}
