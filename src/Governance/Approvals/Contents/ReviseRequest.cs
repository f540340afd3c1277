using FluentValidation;
using Governance.Flows;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Approvals;

/// <summary>Replace the whole content of a request.</summary>
/// <param name="Subject">What the subject says now, all of it.</param>
/// <param name="Fields">Field name to text: all texts of the new content, not only the changed ones.</param>
/// <param name="Digests">Field name to SHA-256, for content that is kept elsewhere.</param>
/// <param name="Editors">Who else wrote on this revision, by id: like you, they do not decide on it.</param>
/// <param name="Summary">What changed, or absent.</param>
public sealed record ReviseRequest(
    IReadOnlyDictionary<string, FactValue>? Subject, IReadOnlyDictionary<string, string>? Fields, IReadOnlyDictionary<string, string>? Digests, IReadOnlyList<string>? Editors, string? Summary)
{
    /// <summary>What is put before the approvers now.</summary>
    public RequestContent Content() => RequestContent.Of(Subject, Fields, Digests, Editors);

    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<ReviseRequest>
    {
        /// <summary>A content within bounds.</summary>
        public Validator()
        {
            RuleFor(command => command.Summary).Note();
            RuleFor(command => command).Custom((command, context) =>
            {
                foreach (var (member, reason) in command.Content().Shape()) context.AddFailure(member, reason);
            });
        }
    }
}

/// <summary>POST /requests/{requestId}/revise.</summary>
public static class ReviseRequestEndpoint
{
    /// <summary>Puts a new revision before the approvers, while the request is pending or after changes were requested.</summary>
    [WolverinePost("/requests/{requestId}/revise"), Tags("Approvals"), EndpointName("reviseRequest"), EndpointSummary("Revise what is before the approvers")]
    [EndpointDescription("By its author, its editors or whoever asks; whoever revises does not decide on it. An approval stays as long as every field that it is for does.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Post(string requestId, ReviseRequest command, IDocumentSession session, IMessageBus bus, FlowShelf flows, HttpContext http)
    {
        var desk = ContentDesk.For(session, bus, http);
        var stream = await desk.Desk.Open<Request>(StreamKeys.Request(requestId));
        if (stream.Aggregate is not { } request) return desk.Desk.Refuse(RequestDesk.Unknown);
        if (desk.OtherDoor(request.SubjectType) is { } elsewhere) return desk.Desk.Refuse(elsewhere);
        if (RequestContentDecider.MayRevise(request.History, desk.Desk.Caller.Person) is { } notYours) return desk.Desk.Refuse(notYours);
        if (desk.Desk.Stale(stream) is { } stale) return desk.Desk.Refuse(stale);
        var (content, flow) = (command.Content(), await flows.Pinned(session, request.Flow, request.FlowDigest, desk.Desk.Aborted));
        if (await desk.Judge(content, flow) is { } fault) return fault;
        return await desk.Revise(stream, flow, new RequestRevised(content.Fields(), content.Subject, content.Names(), command.Summary), content);
    }
}
