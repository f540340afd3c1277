using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine.Http;

namespace Governance.Notices;

/// <summary>Say that you have read a notice.</summary>
public sealed record MarkNoticeRead
{
    /// <summary>Shape only: it has no members.</summary>
    public sealed class Validator : AbstractValidator<MarkNoticeRead>;
}

/// <summary>POST /notices/{noticeId}/read.</summary>
public static class MarkNoticeReadEndpoint
{
    private const string Self = "/notices";

    /// <summary>Reading it twice changes nothing. Another's notice is unknown.</summary>
    [WolverinePost("/notices/{noticeId}/read"), Tags("Notices"), EndpointName("readNotice"), EndpointSummary("Say that you have read a notice")]
    [EndpointDescription("Only your own. What it tells of stays as it is: an attestation is still due.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Post(string noticeId, MarkNoticeRead command, IDocumentSession session, HttpContext http)
    {
        var desk = Desk.For(session, http);
        if (await session.LoadAsync<Notice>(noticeId, desk.Aborted) is not { } notice || notice.Person != desk.Caller.Person) return desk.Refuse(NoticeRules.Unknown);
        var stream = await desk.Open<SeenNotice>(StreamKeys.Notice(noticeId));
        if (desk.Stale(stream) is { } stale) return desk.Refuse(stale);
        return desk.Append<SeenNotice, NoticeEvent>(stream, stream.Aggregate is null ? [new NoticeRead()] : [], Self);
    }
}
