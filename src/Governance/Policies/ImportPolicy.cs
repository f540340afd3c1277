using FluentValidation;
using Governance.Policies.Text;
using Governance.Shared;
using JasperFx.Events;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Policies;

/// <summary>Take one policy document as it stands in a file.</summary>
/// <param name="File">The file's name, for messages.</param>
/// <param name="Document">Its whole text: YAML front matter and numbered clauses.</param>
public sealed record ImportPolicy(string File, string Document)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<ImportPolicy>
    {
        /// <summary>A name and a text.</summary>
        public Validator()
        {
            RuleFor(command => command.File).NotEmpty().WithMessage("Name the file.").MaximumLength(300);
            RuleFor(command => command.Document).NotEmpty().WithMessage("Send the file's text.");
        }
    }
}

/// <summary>What an import did with one document.</summary>
/// <param name="PolicyId">The policy.</param>
/// <param name="Outcome">What was done.</param>
/// <param name="Version">The stream's version afterwards.</param>
public sealed record ImportOutcome(string PolicyId, ImportResult Outcome, long Version);

/// <summary>What an import can do with a document.</summary>
public enum ImportResult
{
    /// <summary>A new policy, or the next draft of one, was started.</summary>
    Drafted,

    /// <summary>The draft was revised.</summary>
    Revised,

    /// <summary>The text is the one that is there.</summary>
    Unchanged,
}

/// <summary>POST /policies/import: a document becomes a draft, or a revision when its content changed, or nothing when it did not.</summary>
public static class ImportPolicyEndpoint
{
    /// <summary>Imports one document. A document with an error changes nothing.</summary>
    [WolverinePost("/policies/import"), Tags("Policies"), EndpointName("importPolicy"), EndpointSummary("Import a policy document")]
    [EndpointDescription("Importing the same document twice is importing it once. Errors name the file and the line.")]
    [ProducesResponseType<ImportOutcome>(200)]
    public static async Task<IResult> Post(ImportPolicy command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var reading = PolicyDocument.Read(command.File, command.Document);
        if (reading.Document is not { } document) return Problem.Invalid(http, new() { ["document"] = [.. reading.Errors.Select(error => error.ToString())] });
        var desk = PolicyDesk.For(session, bus, http);
        var (stream, newest, areas) = await desk.OpenText(document.Reference);
        if (Judge(desk, stream, document) is { } refusal) return desk.Desk.Refuse(refusal);
        var (content, problem) = NormalContent.Of(document.Content, newest);
        if (problem is not null) return desk.Desk.Refuse(problem with { Sentence = $"{command.File}: {problem.Sentence}", Field = "document" });
        if (stream.Aggregate is { } policy && IsThere(policy, document with { Content = content })) return Done(desk, stream, document, ImportResult.Unchanged, []);
        var decision = Decide(stream.Aggregate, document with { Content = content }, areas);
        return decision.Refusal is { } no ? desk.Desk.Refuse(InTheFile(no, command))
            : Done(desk, stream, document, stream.Aggregate?.Draft is null ? ImportResult.Drafted : ImportResult.Revised, decision.Facts);
    }

    // A file has members of other names than a command, and people look for lines.
    private static Refusal InTheFile(Refusal refusal, ImportPolicy command)
    {
        if (refusal.Field is not { } member) return refusal;
        var field = member.Split('.')[1];
        var line = command.Document.Split('\n').TakeWhile(text => !text.StartsWith($"{field}:", StringComparison.Ordinal)).Count() + 1;
        return refusal with { Sentence = $"{command.File}:{line}: {refusal.Sentence}", Field = "document" };
    }

    private static Refusal? Judge(PolicyDesk desk, IEventStream<Policy> stream, PolicyDocument document) =>
        (stream.Aggregate is null ? desk.Desk.Stale(stream) : desk.Judge(stream)) is { } refusal ? refusal
        : desk.Drafts(document.Content.Area) ? null
        : PolicyRules.NotYourArea;

    // The draft, or with no draft the version published last; a draft that was given up is not there any more.
    private static bool IsThere(Policy policy, PolicyDocument document) => policy.Draft is { } draft
        ? draft.Digest == document.Content.Digest() && (draft.Change == document.Change || policy.LastLabel is null)
        : (policy.Waiting.LastOrDefault() ?? policy.InForce)?.Digest == document.Content.Digest();

    private static Decision<PolicyEvent> Decide(Policy? policy, PolicyDocument document, IReadOnlySet<string> areas) => policy is { Draft: not null }
        ? PolicyDecider.Decide(new ReviseDraft(document.Content, document.Change, document.Summary ?? "Imported"), policy, areas)
        : PolicyDecider.Decide(new StartDraft(document.Content, document.Change, document.Summary), policy, areas);

    private static IResult Done(PolicyDesk desk, IEventStream<Policy> stream, PolicyDocument document, ImportResult result, IReadOnlyList<PolicyEvent> facts)
    {
        var version = (stream.CurrentVersion ?? 0) + facts.Count;
        foreach (var fact in facts) stream.AppendOne(fact);
        return desk.Desk.Answer(Reply.Of(StatusCodes.Status200OK, new ImportOutcome(document.Reference, result, version), version));
    }
}
