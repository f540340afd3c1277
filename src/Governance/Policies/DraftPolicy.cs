using System.Text.Json.Serialization;
using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Policies;

/// <summary>Draft a policy.</summary>
/// <param name="Reference">Its id for ever, such as social-media-policy; absent: made from the title.</param>
/// <param name="Content">What approvers read. Clauses without an id get one.</param>
/// <param name="Summary">What it is about, or null.</param>
public sealed record DraftPolicy(string? Reference, PolicyContent Content, string? Summary)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<DraftPolicy>
    {
        /// <summary>A reference, a content and a summary that can be stored.</summary>
        public Validator()
        {
            RuleFor(command => command.Reference).Reference();
            RuleFor(command => command.Content).NotNull().WithMessage("Send the content.").SetValidator(new PolicyContentValidator());
            RuleFor(command => command.Summary).Note();
        }
    }
}

/// <summary>Start the next draft of a policy.</summary>
/// <param name="Content">What approvers read.</param>
/// <param name="Change">Whether it changes what people must do.</param>
/// <param name="Summary">What changes.</param>
public sealed record StartNextDraft(PolicyContent Content, [property: JsonRequired] ChangeKind Change, string Summary)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<StartNextDraft>
    {
        /// <summary>A content and a summary that can be stored.</summary>
        public Validator()
        {
            RuleFor(command => command.Content).NotNull().WithMessage("Send the content.").SetValidator(new PolicyContentValidator());
            RuleFor(command => command.Summary).Reason();
        }
    }
}

/// <summary>POST /policies and POST /policies/{policyId}/drafts.</summary>
public static class DraftPolicyEndpoint
{
    /// <summary>Starts a policy with its first draft.</summary>
    [WolverinePost("/policies"), Tags("Policies"), EndpointName("draftPolicy"), EndpointSummary("Draft a policy")]
    [EndpointDescription("The text is Markdown with numbered clauses; each clause keeps its id for ever, also when it is renumbered.")]
    [ProducesResponseType<Receipt>(201)]
    public static Task<IResult> Draft(DraftPolicy command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        Start(command.Reference ?? PolicyReference.From(command.Content.Title), command.Content, ChangeKind.Major, command.Summary, mayExist: false, PolicyDesk.For(session, bus, http));

    /// <summary>Starts the next draft of a policy, beside the version in force.</summary>
    [WolverinePost("/policies/{policyId}/drafts"), Tags("Policies"), EndpointName("startNextDraft"), EndpointSummary("Start the next draft")]
    [EndpointDescription("The version in force stays untouched. There is one draft at a time.")]
    [ProducesResponseType<Receipt>(201)]
    public static Task<IResult> Next(string policyId, StartNextDraft command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        Start(policyId, command.Content, command.Change, command.Summary, mayExist: true, PolicyDesk.For(session, bus, http));

    private static async Task<IResult> Start(
        string reference, PolicyContent asked, ChangeKind change, string? summary, bool mayExist, PolicyDesk desk)
    {
        var (stream, newest, areas) = await desk.OpenText(reference);
        if (mayExist && desk.Judge(stream) is { } refusal) return desk.Desk.Refuse(refusal);
        if (!mayExist && (stream.Aggregate is null ? desk.Desk.Stale(stream) : PolicyRules.ReferenceTaken) is { } taken) return desk.Desk.Refuse(taken);
        if (!desk.Drafts(asked.Area)) return desk.Desk.Refuse(PolicyRules.NotYourArea);
        var (content, problem) = NormalContent.Of(asked, newest);
        if (problem is not null) return desk.Desk.Refuse(problem);
        var decision = PolicyDecider.Decide(new StartDraft(content, change, summary), stream.Aggregate, areas);
        return decision.Refusal is { } no ? desk.Desk.Refuse(no) : await desk.Append(stream, decision.Facts, StatusCodes.Status201Created);
    }
}
