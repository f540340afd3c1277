using FluentValidation;
using Governance.Flows;
using Governance.Shared;
using Marten;
using Wolverine.Http;

namespace Governance.Approvals;

/// <summary>Decide on several requests, each by itself.</summary>
/// <param name="Decisions">1 to 50, each on another request.</param>
public sealed record DecideInbox(IReadOnlyList<InboxDecision> Decisions)
{
    /// <summary>Shape only, and that of every decision.</summary>
    public sealed class Validator : AbstractValidator<DecideInbox>
    {
        private const int Most = 50;
        private static readonly DecideRequest.Validator Each = new();

        /// <summary>A number of decisions, each on another request and of the shape of a decision alone.</summary>
        public Validator()
        {
            RuleFor(command => command.Decisions).Must(decisions => decisions is { Count: >= 1 and <= Most }).WithMessage($"Send 1 to {Most} decisions.");
            RuleFor(command => command.Decisions).Must(AreOnDifferentRequests).WithMessage("Decide on each request once: two decisions name the same.").When(command => command.Decisions is not null);
            RuleForEach(command => command.Decisions).Custom((decision, context) =>
            {
                if (decision is null) context.AddFailure("Send a decision.");
                else if (decision.RequestId is not { Length: >= 1 and <= 64 }) context.AddFailure("requestId", "Name the request: GET /inbox lists what waits for you.");
                else
                    foreach (var fault in Each.Validate(decision.Alone()).Errors) context.AddFailure(fault.PropertyName, fault.ErrorMessage);
            });
        }

        private static bool AreOnDifferentRequests(IReadOnlyList<InboxDecision> decisions) =>
            decisions.OfType<InboxDecision>().Select(decision => decision.RequestId).OfType<string>() is var ids && ids.Distinct(StringComparer.Ordinal).Count() == ids.Count();
    }
}

/// <summary>One of several decisions.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Decision">approve, reject, request-changes or abstain.</param>
/// <param name="Digest">The content's digest as the request shows it; needed to approve.</param>
/// <param name="Need">The one need that it is for; absent: every need that asks you.</param>
/// <param name="Reason">Why; needed to reject and to request changes.</param>
/// <param name="OnBehalfOf">Whose seat you decide from; absent: your own.</param>
public sealed record InboxDecision(string RequestId, Decision? Decision, string? Digest, string? Need, string? Reason, string? OnBehalfOf)
{
    /// <summary>The same as a decision alone.</summary>
    public DecideRequest Alone() => new(Decision, Digest, Need, Reason, OnBehalfOf);
}

/// <summary>What became of each decision, in the order of the decisions.</summary>
/// <param name="Items">One for each.</param>
public sealed record InboxAnswers(IReadOnlyList<InboxAnswer> Items);

/// <summary>What became of one decision.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Status">The HTTP status that the decision alone would have had.</param>
/// <param name="Code">The code of the refusal; absent when it was recorded.</param>
/// <param name="Sentence">What to do next; absent when it was recorded.</param>
/// <param name="Receipt">What was recorded; absent when it was refused.</param>
public sealed record InboxAnswer(string RequestId, int Status, string? Code, string? Sentence, Receipt? Receipt);

/// <summary>POST /inbox/decide.</summary>
public static class DecideInboxEndpoint
{
    /// <summary>Decides one after the other. What is recorded stays recorded, whatever becomes of the others.</summary>
    [WolverinePost("/inbox/decide"), Tags("Approvals"), EndpointName("decideInbox"), EndpointSummary("Decide on several requests")]
    [EndpointDescription("Each decision is a transaction of its own with an answer of its own. Repeated under the same Idempotency-Key, also after a crash in the middle, what was decided is not decided twice.")]
    [ProducesResponseType<InboxAnswers>(200)]
    public static async Task<IResult> Post(DecideInbox command, IDocumentSession session, HttpContext http)
    {
        var answers = new List<InboxAnswer>();
        foreach (var decision in command.Decisions) answers.Add(await InboxDesk.Decide(decision, http));
        return Desk.For(session, http).Answer(Reply.Ok(new InboxAnswers(answers)));
    }
}
