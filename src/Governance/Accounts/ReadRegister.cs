using Governance.Directory;
using Governance.Shared;
using Marten;
using Marten.Linq.MatchesSql;

namespace Governance.Accounts;

/// <summary>What the register is asked.</summary>
public sealed record RegisterFilter(
    [FromQuery(Name = "platform")] string? Platform, [FromQuery(Name = "unit")] string? Unit, [FromQuery(Name = "owner")] string? Owner, [FromQuery(Name = "state")] Word<AccountState>? State,
    [FromQuery(Name = "class")] Word<AccountClass>? Class, [FromQuery(Name = "level")] int? Level, [FromQuery(Name = "governed")] bool? Governed, [FromQuery(Name = "unclaimed")] bool? Unclaimed,
    [FromQuery(Name = "overdue")] bool? Overdue, [FromQuery(Name = "disputed")] bool? Disputed, [FromQuery(Name = "outThere")] bool? OutThere, [FromQuery(Name = "person")] string? Person);

/// <summary>GET /accounts: the register, filtered and paged.</summary>
public static class ReadRegister
{
    /// <summary>One page.</summary>
    public static async Task<IResult> Get([AsParameters] RegisterFilter filter, [AsParameters] PageQuery page, IQuerySession session, HttpContext http)
    {
        if (page.Fault(1) is { } fault) return Problem.Reply(http, fault);
        if (filter.Level is < 0 or > 3) return Problem.Reply(http, new Refusal("request.invalid", "A level is a number from 0 to 3.", RefusalKind.Content, "level"));
        var lines = Filtered(session.Query<RegisterLine>(), filter);
        if (page.After is [var after]) lines = lines.Where(line => line.SortKey.CompareTo(after) > 0);
        var rows = await lines.OrderBy(line => line.SortKey).Take(page.Size + 1).ToListAsync(http.RequestAborted);
        var cards = await Cards(session, rows, http.RequestAborted);
        return Reply.Ok(Page<RegisterLine>.Of(rows, page.Size, line => [line.SortKey]).Select(line => AccountRow.Of(line, cards)));
    }

    /// <summary>The cards of the owners of some lines.</summary>
    public static Task<IReadOnlyDictionary<string, PersonCard>> Cards(IQuerySession session, IReadOnlyList<RegisterLine> lines, CancellationToken cancellation) =>
        PersonCard.Of(session, lines.Select(line => line.Owner).OfType<string>(), cancellation);

    private static IQueryable<RegisterLine> Filtered(IQueryable<RegisterLine> lines, RegisterFilter filter)
    {
        if (filter.Platform is { } platform) lines = lines.Where(line => line.Platform == platform);
        if (filter.Unit is { } unit) lines = lines.Where(line => line.Unit == unit);
        if (filter.Owner is { } owner) lines = lines.Where(line => line.Owner == owner);
        if (filter.State is { Value: var state }) lines = lines.Where(line => line.State == state);
        if (filter.Class is { Value: var @class }) lines = lines.Where(line => line.Class == @class);
        if (filter.Level is { } level) lines = lines.Where(line => line.Level == level);
        if (filter.Governed is { } governed) lines = lines.Where(line => line.Governed == governed);
        if (filter.Unclaimed is { } unclaimed) lines = lines.Where(line => line.Unclaimed == unclaimed);
        if (filter.Overdue is { } overdue) lines = lines.Where(line => line.Overdue == overdue);
        if (filter.Disputed is { } disputed) lines = lines.Where(line => line.Disputed == disputed);
        if (filter.OutThere is { } outThere) lines = lines.Where(line => line.OutThere == outThere);
        if (filter.Person is { } person) lines = lines.Where(line => line.MatchesSql("d.people @> array[?]", person));
        return lines;
    }
}
