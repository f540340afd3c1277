using System.Text.Json.Serialization;
using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Policies;

/// <summary>Replace the draft's content.</summary>
/// <param name="Content">The whole new content. Clauses without an id keep that of the clause they correspond to.</param>
/// <param name="Change">Whether the draft changes what people must do.</param>
/// <param name="Summary">What changed.</param>
public sealed record RevisePolicy(PolicyContent Content, [property: JsonRequired] ChangeKind Change, string Summary)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<RevisePolicy>
    {
        /// <summary>A content and a summary that can be stored.</summary>
        public Validator()
        {
            RuleFor(command => command.Content).NotNull().WithMessage("Send the content.").SetValidator(new PolicyContentValidator());
            RuleFor(command => command.Summary).Reason();
        }
    }
}

/// <summary>POST /policies/{policyId}/revise.</summary>
public static class RevisePolicyEndpoint
{
    /// <summary>Revises a draft that its approvers do not have.</summary>
    [WolverinePost("/policies/{policyId}/revise"), Tags("Policies"), EndpointName("revisePolicy"), EndpointSummary("Revise the draft")]
    [EndpointDescription("Refused while an approval is pending: withdraw the submission first. After requested changes the same request goes on.")]
    [ProducesResponseType<Receipt>(200)]
    public static async Task<IResult> Post(string policyId, RevisePolicy command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = PolicyDesk.For(session, bus, http);
        var (stream, newest, areas) = await desk.OpenText(policyId);
        if (desk.Judge(stream) is { } refusal) return desk.Desk.Refuse(refusal);
        if (!desk.Drafts(command.Content.Area)) return desk.Desk.Refuse(PolicyRules.NotYourArea);
        var (content, problem) = NormalContent.Of(command.Content, newest);
        if (problem is not null) return desk.Desk.Refuse(problem);
        var decision = PolicyDecider.Decide(new ReviseDraft(content, command.Change, command.Summary), stream.Aggregate!, areas);
        return decision.Refusal is { } no ? desk.Desk.Refuse(no) : await desk.Append(stream, decision.Facts);
    }
}
