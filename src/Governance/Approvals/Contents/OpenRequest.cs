using System.Text.RegularExpressions;
using FluentValidation;
using Governance.Flows;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Approvals;

/// <summary>Ask for approval of something that comes before approvers by no way of its own.</summary>
/// <param name="Flow">The flow that is to be followed; its version of now is followed to the end.</param>
/// <param name="SubjectId">Which thing it is about, as whoever keeps it names it.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Subject">What the flow's conditions and people may ask about: text, true, false or a list of texts each. A number is sent as text.</param>
/// <param name="Fields">Field name to text: kept here, word for word.</param>
/// <param name="Digests">Field name to SHA-256, for content that is kept elsewhere.</param>
/// <param name="Editors">Who else wrote on it, by id: like you, they do not decide on it.</param>
public sealed partial record OpenRequest(
    string Flow, string SubjectId, string Title, IReadOnlyDictionary<string, FactValue>? Subject, IReadOnlyDictionary<string, string>? Fields,
    IReadOnlyDictionary<string, string>? Digests, IReadOnlyList<string>? Editors)
{
    /// <summary>What is put before the approvers.</summary>
    public RequestContent Content() => RequestContent.Of(Subject, Fields, Digests, Editors);

    /// <summary>Shape only.</summary>
    public sealed partial class Validator : AbstractValidator<OpenRequest>
    {
        /// <summary>Names, a title, and a content within bounds.</summary>
        public Validator()
        {
            RuleFor(command => command.Flow).NotEmpty().WithMessage("Name a flow: GET /flows lists them.").MaximumLength(64);
            RuleFor(command => command.SubjectId).Must(id => id is not null && Visible().IsMatch(id)).WithMessage("Name the thing with 1 to 128 visible characters, without a space.");
            RuleFor(command => command.Title).Title();
            RuleFor(command => command).Custom((command, context) =>
            {
                foreach (var (member, reason) in command.Content().Shape()) context.AddFailure(member, reason);
            });
        }

        [GeneratedRegex(@"\A[\p{L}\p{M}\p{N}\p{P}\p{S}]{1,128}\z")]
        private static partial Regex Visible();
    }
}

/// <summary>POST /requests.</summary>
public static class OpenRequestEndpoint
{
    /// <summary>Opens a request. Who asks is its author; one request about a subject is open under a flow at a time.</summary>
    [WolverinePost("/requests"), Tags("Approvals"), EndpointName("openRequest"), EndpointSummary("Ask for approval")]
    [EndpointDescription("Of anything that a flow is for and that comes before approvers by no way of its own, such as a post. You are its author, so you do not decide on it.")]
    [ProducesResponseType<Receipt>(201)]
    public static async Task<IResult> Post(OpenRequest command, IDocumentSession session, IMessageBus bus, FlowShelf flows, HttpContext http)
    {
        var desk = ContentDesk.For(session, bus, http);
        if (await flows.Current(session, command.Flow, desk.Desk.Aborted) is not { } flow) return desk.Desk.Refuse(RequestRules.FlowNotAdopted(command.Flow));
        if (desk.OtherDoor(flow.Subject) is { } elsewhere) return desk.Desk.Refuse(elsewhere);
        if (await desk.Judge(command.Content(), flow) is { } fault) return fault;
        if (await desk.OpenUnder(flow.Name, command.SubjectId) is { } open) return desk.Desk.Refuse(RequestRules.AlreadyOpen(open));
        return await desk.Open(flow, Opening(command, flow, desk.Desk.Caller.Person), command.Content());
    }

    private static ApprovalRequested Opening(OpenRequest command, Flow flow, string person) => new(
        flow.Name, flow.Version, flow.Digest, flow.Subject, command.SubjectId, command.Title, command.Content().Subject, command.Content().Fields(), person, command.Content().Names(), person);
}
