using Governance.Directory;
using Governance.Shared;
using Marten;
using Marten.Linq.MatchesSql;

namespace Governance.Accounts;

/// <summary>GET /people/{personId}/holdings: what somebody is responsible for.</summary>
public static class ReadHoldings
{
    /// <summary>One page of accounts, with what the person holds of each.</summary>
    public static async Task<IResult> Get(string personId, [AsParameters] PageQuery page, IQuerySession session, HttpContext http)
    {
        if (page.Fault(1) is { } fault) return Problem.Reply(http, fault);
        if (await session.State<Person>(StreamKeys.Person(personId), http.RequestAborted) is null) return Problem.Reply(http, DirectoryRules.PersonUnknown);
        var lines = session.Query<RegisterLine>().Where(line => line.MatchesSql("d.people @> array[?]", personId));
        if (page.After is [var after]) lines = lines.Where(line => line.SortKey.CompareTo(after) > 0);
        var rows = await lines.OrderBy(line => line.SortKey).Take(page.Size + 1).ToListAsync(http.RequestAborted);
        var cards = await ReadRegister.Cards(session, rows, http.RequestAborted);
        return Reply.Ok(Page<RegisterLine>.Of(rows, page.Size, line => [line.SortKey]).Select(line => new HoldingRow(
            [.. Enum.GetValues<Holding>().Where(what => AccountDecider.Holds(line.Account, what, personId))], [.. line.Account.HandOvers.Where(open => open.To == personId)], AccountRow.Of(line, cards))));
    }
}

/// <summary>What somebody holds of one account.</summary>
/// <param name="Holds">What; empty when they are only asked to, or named as the next owner.</param>
/// <param name="Asked">What they are asked to accept.</param>
/// <param name="Account">The account.</param>
public sealed record HoldingRow(IReadOnlyList<Holding> Holds, IReadOnlyList<HandOver> Asked, AccountRow Account);
