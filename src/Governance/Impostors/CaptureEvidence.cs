using FluentValidation;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Impostors;

/// <summary>Add something public that bears on what a suspect is.</summary>
/// <param name="What">What it is, such as the profile text; names no bystander.</param>
/// <param name="Digest">SHA-256 of what is kept, 64 hexadecimal digits; absent when nothing is kept.</param>
/// <param name="Url">Where it was seen.</param>
public sealed record CaptureEvidence(string What, string? Digest, string Url)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<CaptureEvidence>
    {
        /// <summary>What, where and which.</summary>
        public Validator()
        {
            RuleFor(command => command.What).Reason();
            RuleFor(command => command.Digest).Matches("^[0-9a-f]{64}\\z").WithMessage("Give SHA-256 as 64 lower-case hexadecimal digits.");
            RuleFor(command => command.Url).Must(url => url is { Length: <= 2000 } && Uri.TryCreate(url, UriKind.Absolute, out var seen) && seen.Scheme is ("https" or "http"))
                .WithMessage("Give the address where it was seen, beginning with https:// and up to 2,000 characters.");
        }
    }
}

/// <summary>POST /impostors/{caseId}/evidence.</summary>
public static class CaptureEvidenceEndpoint
{
    /// <summary>Adds the evidence.</summary>
    [WolverinePost("/impostors/{caseId}/evidence"), Tags("Impostors"), EndpointName("captureEvidence"), EndpointSummary("Add evidence to a case")]
    [EndpointDescription("Captured before anybody decides: address, profile, the posts that matter. The case holds what it is and its digest; the thing itself is kept where records are.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Post(string caseId, CaptureEvidence command, IDocumentSession session, IMessageBus bus, HttpContext http) =>
        ImpostorDesk.For(session, bus, http).Change(caseId, suspect => ImpostorDecider.Decide(new EvidenceCaptured(command.What, command.Digest, command.Url), suspect));
}
