using System.Collections.Immutable;
using FluentValidation;
using Governance.Policies.Text;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Policies;

/// <summary>Answers: what was said about the clauses of the draft, and what became of it?</summary>
/// <param name="Id">The stream key.</param>
public sealed record PolicyComments(string Id)
{
    /// <summary>All comments, oldest first.</summary>
    public ImmutableList<ClauseComment> Items { get; init; } = [];
}

/// <summary>A comment on a clause.</summary>
public sealed record ClauseComment(string CommentId, string ClauseId, string Text, string Author, DateTimeOffset At)
{
    /// <summary>What was done about it, or absent while it is open.</summary>
    public string? Resolution { get; init; }

    /// <summary>Who resolved it, or absent.</summary>
    public string? ResolvedBy { get; init; }
}

/// <summary>Folds comments.</summary>
public sealed class PolicyCommentsProjection() : FactsProjection<PolicyComments, PolicyEvent>(Fold, only: [typeof(ClauseCommented), typeof(CommentResolved)])
{
    private static PolicyComments Fold(PolicyComments? comments, Fact<PolicyEvent> fact, string key)
    {
        comments ??= new PolicyComments(key);
        return fact.Event switch
        {
            ClauseCommented said => comments with { Items = comments.Items.Add(new ClauseComment(said.CommentId, said.ClauseId, said.Text, fact.Actor, fact.At)) },
            CommentResolved resolved => comments with { Items = [.. comments.Items.Select(item => item.CommentId == resolved.CommentId ? item with { Resolution = resolved.Resolution, ResolvedBy = fact.Actor } : item)] },
            _ => comments,
        };
    }
}

/// <summary>Comment on a clause of the draft.</summary>
/// <param name="ClauseId">The clause's stable id.</param>
/// <param name="Text">What to say.</param>
public sealed record CommentOnClause(string ClauseId, string Text)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<CommentOnClause>
    {
        /// <summary>A clause and a text.</summary>
        public Validator()
        {
            RuleFor(command => command.ClauseId).NotEmpty().WithMessage("Name the clause.").MaximumLength(64);
            RuleFor(command => command.Text).Reason();
        }
    }
}

/// <summary>Resolve a comment.</summary>
/// <param name="Resolution">What was done about it.</param>
public sealed record ResolveComment(string Resolution)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<ResolveComment>
    {
        /// <summary>A sentence.</summary>
        public Validator() => RuleFor(command => command.Resolution).Reason();
    }
}

/// <summary>POST /policies/{policyId}/comments and …/comments/{commentId}/resolve.</summary>
public static class PolicyCommentsEndpoint
{
    /// <summary>Comments; anybody of the organisation may.</summary>
    [WolverinePost("/policies/{policyId}/comments"), Tags("Policies"), EndpointName("commentOnClause"), EndpointSummary("Comment on a clause of the draft")]
    [EndpointDescription("A comment points at a clause by its stable id and survives renumbering.")]
    [ProducesResponseType<Receipt>(201)]
    public static async Task<IResult> Comment(string policyId, CommentOnClause command, IDocumentSession session, HttpContext http)
    {
        var desk = Desk.For(session, http);
        var stream = await desk.Open<Policy>(StreamKeys.Policy(policyId));
        if (stream.Aggregate is not { } policy) return desk.Refuse(PolicyRules.Unknown);
        if (desk.Stale(stream) is { } stale) return desk.Refuse(stale);
        var content = policy.Draft is null ? null : await PolicyContents.At(session, policy.Id, policy.NewestContent, desk.Aborted);
        var clauses = content is null ? [] : PolicyText.Parse(content.Body).Clauses.Select(clause => clause.Id!).ToHashSet();
        var comment = new ClauseCommented(Guid.CreateVersion7(desk.Now).ToString("N"), command.ClauseId, command.Text);
        var decision = PolicyDecider.Decide(comment, policy, clauses);
        return decision.Refusal is { } refusal
            ? desk.Refuse(refusal)
            : desk.Append(stream, decision.Facts, $"/policies/{policyId}/comments", StatusCodes.Status201Created);
    }

    /// <summary>Resolves a comment.</summary>
    [WolverinePost("/policies/{policyId}/comments/{commentId}/resolve"), Tags("Policies"), EndpointName("resolveComment"), EndpointSummary("Resolve a comment")]
    [EndpointDescription("Says what was done about it. A comment is resolved once.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Resolve(string policyId, string commentId, ResolveComment command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        PolicyDesk.For(session, bus, http).Change(policyId, (policy, _) => PolicyDecider.Decide(new CommentResolved(commentId, command.Resolution), policy));
}
