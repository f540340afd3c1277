using System.Text.Json.Serialization;
using FluentValidation;
using Governance.Accounts;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Claims;

/// <summary>Say that an account is yours to run, or somebody's for whom you speak.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Owner">Who is to own it; absent: you. Somebody else agrees by an act of their own.</param>
/// <param name="BackupOwner">Who is to stand beside the owner, or absent.</param>
/// <param name="Class">Which rules are to apply to it.</param>
/// <param name="Personal">true when it is said to be the owner's own account: then Legal decides.</param>
/// <param name="Evidence">Why you believe so. Kept beside the history, so that it can be erased.</param>
public sealed record DraftClaim(string AccountId, string? Owner, string? BackupOwner, [property: JsonRequired] AccountClass Class, bool? Personal, string Evidence)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<DraftClaim>
    {
        /// <summary>An account, people and a statement.</summary>
        public Validator()
        {
            RuleFor(command => command.AccountId).NotEmpty().WithMessage("Name the account: GET /accounts lists them.").MaximumLength(64);
            RuleFor(command => command.Owner).MaximumLength(64);
            RuleFor(command => command.BackupOwner).MaximumLength(64);
            RuleFor(command => command.Class).IsInEnum();
            RuleFor(command => command.Evidence).Reason();
        }
    }
}

/// <summary>Add a statement to a claim.</summary>
/// <param name="Evidence">What speaks for it.</param>
public sealed record AddEvidence(string Evidence)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<AddEvidence>
    {
        /// <summary>A statement.</summary>
        public Validator() => RuleFor(command => command.Evidence).Reason();
    }
}

/// <summary>POST /claims and /claims/{claimId}/add-evidence.</summary>
public static class DraftClaimEndpoint
{
    /// <summary>Drafts a claim; nobody is shown it as a rival before it is submitted.</summary>
    [WolverinePost("/claims"), Tags("Claims"), EndpointName("draftClaim"), EndpointSummary("Draft a claim on an account")]
    [EndpointDescription("Whoever believes that an account is theirs to run says so, with their evidence. Several claims may stand at once. Submit it next.")]
    [ProducesResponseType<Receipt>(201)]
    public static async Task<IResult> Draft(DraftClaim command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = ClaimDesk.For(session, bus, http);
        var owner = command.Owner ?? desk.Me;
        var account = await session.Events.AggregateStreamAsync<Account>(StreamKeys.Account(command.AccountId), token: desk.Desk.Aborted);
        var draft = new ClaimDrafted(command.AccountId, owner, command.BackupOwner, command.Class, command.Personal ?? false, desk.Keep(command.Evidence));
        var decision = ClaimDecider.Decide(draft, account, await desk.Holders(owner, command.BackupOwner));
        var claimId = desk.NewId();
        return await desk.Desk.Start<Claim, ClaimEvent>(StreamKeys.Claim(claimId), _ => decision, ClaimDesk.Self(claimId));
    }

    /// <summary>Adds a statement.</summary>
    [WolverinePost("/claims/{claimId}/add-evidence"), Tags("Claims"), EndpointName("addEvidence"), EndpointSummary("Add a statement to a claim")]
    [EndpointDescription("Screenshots, contracts and letters are evidence in a dispute; they are not a proof level. Not while the claim is before its approvers.")]
    [ProducesResponseType<Receipt>(200)]
    public static Task<IResult> Add(string claimId, AddEvidence command, IDocumentSession session, IMessageBus bus, HttpContext http)
    {
        var desk = ClaimDesk.For(session, bus, http);
        return desk.Change(claimId, claim => ClaimDecider.Decide(new EvidenceAdded(desk.Keep(command.Evidence)), claim, desk.Me));
    }
}
