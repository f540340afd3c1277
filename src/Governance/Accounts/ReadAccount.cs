using Governance.Platforms;
using Governance.Shared;
using Marten;
using Marten.Linq.MatchesSql;

namespace Governance.Accounts;

/// <summary>GET /accounts/{accountId}, and who owned an account at a moment.</summary>
public static class ReadAccount
{
    /// <summary>One account.</summary>
    public static async Task<IResult> Get(string accountId, IQuerySession session, HttpContext http)
    {
        var view = await session.Events.AggregateStreamAsync<AccountView>(StreamKeys.Account(accountId), token: http.RequestAborted);
        return view is null ? Problem.Reply(http, AccountRules.Unknown) : Reply.Ok(view, view.Version);
    }

    /// <summary>
    /// Who owned the account at an address on a moment, on what proof, under which policies: one question. Answers with every account that
    /// bore the handle then, since a handle can pass from one account to another.
    /// </summary>
    public static async Task<IResult> Owner([FromQuery(Name = "url")] string url, [FromQuery(Name = "on")] Instant? on, PlatformShelf platforms, IQuerySession session, TimeProvider clock, HttpContext http)
    {
        var (address, unreadable) = platforms.Account(url);
        if (unreadable is not null) return Problem.Reply(http, unreadable);
        var key = address!.Key;
        // Every account that ever bore it; its own facts then say what held at the moment.
        var accounts = await session.Query<RegisterLine>().Where(line => line.MatchesSql("d.addresses @> array[?]", key)).Select(line => line.Id).ToListAsync(http.RequestAborted);
        var moment = on?.Value;
        var answers = new List<OwnerAt>();
        foreach (var stream in accounts.Order(StringComparer.Ordinal))
        {
            var view = await session.Events.AggregateStreamAsync<AccountView>(stream, token: http.RequestAborted);
            if (view is not null && OwnerAt.Of(view, address.Handle, moment) is { } owner) answers.Add(owner);
        }

        return Reply.Ok(new OwnersAt(address.Platform, address.Handle, address.Url, moment ?? AsOfPoint.MomentOf(http, clock), answers));
    }
}

/// <summary>Who owned what was at an address at a moment.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Handle">The canonical handle.</param>
/// <param name="Url">The canonical address.</param>
/// <param name="On">The moment.</param>
/// <param name="Accounts">Accounts of the register that bore the handle then; empty when there was none.</param>
public sealed record OwnersAt(string Platform, string Handle, string Url, DateTimeOffset On, IReadOnlyList<OwnerAt> Accounts);

/// <summary>Who owned an account at a moment, on what proof.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="PlatformId">The platform's immutable id; absent while it is not known.</param>
/// <param name="Ownership">Who answered for it, on what ground and under which policies and flow; absent when nobody did.</param>
/// <param name="Proof">What showed control then; absent when nothing did.</param>
/// <param name="HandleNow">The handle that it bears now.</param>
/// <param name="History">Where every fact of it is read.</param>
public sealed record OwnerAt(string AccountId, string? PlatformId, OwnershipPeriod? Ownership, ProofPeriod? Proof, string HandleNow, string History)
{
    /// <summary>The answer of one account, or null when it did not bear the handle then.</summary>
    public static OwnerAt? Of(AccountView view, string handle, DateTimeOffset? on)
    {
        if (!view.Handles.Exists(period => period.Handle == handle && Holds(period.From, period.Until, on))) return null;
        return new OwnerAt(
            view.AccountId, view.PlatformId, view.Ownerships.Find(period => Holds(period.From, period.Until, on)),
            view.Proofs.Find(proof => Holds(proof.AsOf, proof.EndedAt, on) && (on is null || on < proof.ValidUntil)), view.Handle, $"/accounts/{view.AccountId}/history");
    }

    private static bool Holds(DateTimeOffset from, DateTimeOffset? until, DateTimeOffset? on) => on is { } at ? from <= at && (until is null || at < until) : until is null;
}
