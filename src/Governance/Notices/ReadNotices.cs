using System.Globalization;
using Governance.Accounts;
using Governance.Approvals;
using Governance.Shared;
using Marten;

namespace Governance.Notices;

/// <summary>Something that the reader is told.</summary>
/// <param name="NoticeId">Its id.</param>
/// <param name="Kind">What of.</param>
/// <param name="Sentence">What it says, and what to do.</param>
/// <param name="Link">Where to do it.</param>
/// <param name="At">Since when.</param>
/// <param name="On">The moment that it speaks of, or absent.</param>
/// <param name="ReadAt">When it was read, or absent.</param>
public sealed record NoticeView(string NoticeId, NoticeKind Kind, string Sentence, string Link, DateTimeOffset At, DateTimeOffset? On, DateTimeOffset? ReadAt);

/// <summary>GET /notices: of what the reader was told. Nobody reads another's.</summary>
public static class ReadNotices
{
    /// <summary>One page, the newest first.</summary>
    public static async Task<IResult> List([FromQuery(Name = "unread")] bool? unread, [AsParameters] PageQuery page, IQuerySession session, HttpContext http)
    {
        if (page.Fault(2) is { } fault) return Problem.Reply(http, fault);
        var me = Caller.Of(http).Person;
        IQueryable<Notice> mine = session.Query<Notice>().Where(notice => notice.Person == me);
        if (unread is { } wanted) mine = mine.Where(notice => notice.Unread == wanted);
        if (page.After is [var since, var id])
        {
            if (!DateTimeOffset.TryParse(since, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)) return Problem.Reply(http, PageQuery.BadCursor);
            mine = mine.Where(notice => notice.At <= at && (notice.At < at || notice.Id.CompareTo(id) < 0));
        }

        var rows = await mine.OrderByDescending(notice => notice.At).ThenByDescending(notice => notice.Id).Take(page.Size + 1).ToListAsync(http.RequestAborted);
        var words = await Words(session, rows, http.RequestAborted);
        return Reply.Ok(Page<Notice>.Of(rows, page.Size, notice => [notice.At.ToString("O", CultureInfo.InvariantCulture), notice.Id]).Select(notice =>
            new NoticeView(notice.Id, notice.Kind, Sentence(notice, words.GetValueOrDefault(notice.Account ?? notice.About, "it")), Link(notice.About), notice.At, notice.On, notice.ReadAt)));
    }

    // An account's address and a request's title as they are now: a notice keeps no copy of them.
    private static async Task<Dictionary<string, string>> Words(IQuerySession session, IReadOnlyList<Notice> notices, CancellationToken cancellation)
    {
        string[] accounts = [.. notices.Select(notice => notice.Account).OfType<string>().Distinct(StringComparer.Ordinal)];
        string[] requests = [.. notices.Where(notice => notice.Account is null).Select(notice => notice.About).Distinct(StringComparer.Ordinal)];
        var lines = accounts.Length == 0 ? [] : await session.LoadManyAsync<RegisterLine>(cancellation, accounts);
        var asked = requests.Length == 0 ? [] : await session.LoadManyAsync<RequestLine>(cancellation, requests);
        return lines.Select(line => (line.Id, Word: line.Account.Url)).Concat(asked.Select(line => (line.Id, Word: $"“{line.Row.Title}”"))).ToDictionary(word => word.Id, word => word.Word, StringComparer.Ordinal);
    }

    /// <summary>What a notice says of something that is called so.</summary>
    public static string Sentence(Notice notice, string what) => notice.Kind switch
    {
        NoticeKind.AttestationDue => $"Attest {what} by {Day(notice.On)}: only you can say that its entry is true.",
        NoticeKind.AttestationOverdue => $"The attestation of {what} was due on {Day(notice.On)}. Attest it now: 30 days after that day the entry is archived.",
        NoticeKind.Retirement => $"{what} will be retired on {Day(notice.On)}. If it must go on, call the retirement off (cancel-retirement) before that day.",
        NoticeKind.ProofLost => $"What showed control of {what} was not found twice. Put it back and have it checked by {Day(notice.On)}, or the claim lapses.",
        NoticeKind.ProofMethodGone => $"{what}: the platform offers {notice.Part} no more. Show control in another way by {Day(notice.On)}, or the claim lapses.",
        NoticeKind.ProofRanOut => $"What showed control of {what} counts no more since {Day(notice.On)}. Take a new challenge and have it checked.",
        NoticeKind.RequestWaits => $"{what} waits for you in its stage {notice.Part}. Look into your inbox and decide.",
        NoticeKind.RequestStuck => $"{what} cannot get what its need {notice.Part} asks for: too few people can give it. Ask an administrator to bring somebody into the groups that it names, or withdraw the request.",
        NoticeKind.AccountOrphaned => $"Nobody answers for {what} any more: its owner has left. Take it into custody within a workday, and find an owner.",
        NoticeKind.IdentityContradicted => $"The platform states another identity for {what} than the register has. Find out which is right, and settle it or record a replacement.",
        _ => what,
    };

    private static string Link(string stream) => stream.Split('/') switch
    {
        ["account", var id] => $"/accounts/{id}",
        ["claim", var id] => $"/claims/{id}",
        [_, var id] => $"/requests/{id}",
        _ => "/notices",
    };

    private static string Day(DateTimeOffset? on) => on?.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
