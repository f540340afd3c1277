using FluentValidation;
using Governance.Accounts;
using Governance.Fetching;
using Governance.Flows;
using Governance.Shared;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace Governance.Claims;

/// <summary>Take a challenge: a token that only the holder of the account can place.</summary>
/// <param name="Method">How it is to be shown; GET /claims/{claimId} lists what this account's platform allows.</param>
/// <param name="Domain">The organisation's domain that takes part, for methods that need one.</param>
/// <param name="PostUrl">The post that will show the token, or the page of the organisation that links to the account, for methods that look at one.</param>
public sealed record ChallengeClaim(string Method, string? Domain, string? PostUrl)
{
    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<ChallengeClaim>
    {
        /// <summary>A method, a domain and an address that can be ones.</summary>
        public Validator()
        {
            RuleFor(command => command.Method).NotEmpty().WithMessage("Name a method: GET /claims/{claimId} lists them.").MaximumLength(64);
            RuleFor(command => command.Domain).Domain();
            RuleFor(command => command.PostUrl).MaximumLength(2000).Must(IsHttps).WithMessage("Send the address of the post, https.");
        }

        private static bool IsHttps(string? url) => url is null || (Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps && address.UserInfo.Length == 0);
    }
}

/// <summary>A challenge as its claimant is given it.</summary>
/// <param name="ClaimId">The claim.</param>
/// <param name="ChallengeId">The challenge.</param>
/// <param name="Method">How it is to be shown.</param>
/// <param name="Token">The token. Nobody else is shown it.</param>
/// <param name="Instructions">Where to put it, to the letter.</param>
/// <param name="ExpiresAt">By when, UTC.</param>
/// <param name="Version">The claim's version after this.</param>
public sealed record GivenChallenge(string ClaimId, string ChallengeId, string Method, string Token, string Instructions, DateTimeOffset ExpiresAt, long Version);

/// <summary>POST /claims/{claimId}/challenge.</summary>
public static class ChallengeClaimEndpoint
{
    /// <summary>Gives a random token, bound to this claim, the account's handle and its platform id.</summary>
    [WolverinePost("/claims/{claimId}/challenge"), Tags("Claims"), EndpointName("challengeClaim"), EndpointSummary("Take a challenge that proves control")]
    [EndpointDescription("Answers a token and where exactly to put it; only the claimant is ever shown it. It can be shown for the first time within seven days. Leave it in place: an accepted claim is checked again.")]
    [ProducesResponseType<GivenChallenge>(201)]
    public static async Task<IResult> Post(string claimId, ChallengeClaim command, IDocumentSession session, IMessageBus bus, PlatformProofs platforms, HttpContext http)
    {
        var desk = ClaimDesk.For(session, bus, http);
        var stream = await desk.Desk.Open<Claim>(StreamKeys.Claim(claimId));
        if (stream.Aggregate is not { } claim) return desk.Desk.Refuse(ClaimRules.Unknown);
        if (desk.Desk.Stale(stream) is { } stale) return desk.Desk.Refuse(stale);
        var account = (await session.Events.AggregateStreamAsync<Account>(StreamKeys.Account(claim.AccountId), token: desk.Desk.Aborted))!;
        var (challengeId, token) = (desk.NewId(), Proofs.Token.New());
        var (domain, method) = (command.Domain?.ToLowerInvariant(), ProofMethod.Find(command.Method));
        var own = await Domains.Of(session, desk.Desk.Caller.Tenant, desk.Desk.Aborted);
        // A handle that is a name under a domain of ours shows who claims; nobody needs to say which.
        var taking = method switch
        {
            { NeedsDomain: true } => domain,
            { Name: Proofs.AtprotoHandle.Method } => own.Where(mine => HostName.IsWithin(account.Handle, mine)).Order(StringComparer.Ordinal).FirstOrDefault(),
            _ => null,
        };
        var issued = new ChallengeIssued(
            challengeId, command.Method, ContentDigest.OfText(token), account.Platform, account.Handle, account.PlatformId, taking, method is { LooksAtPost: true } ? command.PostUrl : null, desk.Desk.Now + ProofTimes.Challenge);
        var decision = ClaimDecider.Decide(issued, claim, desk.Me, platforms.Methods(account.Platform), domain is not null && own.Contains(domain));
        if (decision.Refusal is { } refusal) return desk.Desk.Refuse(refusal);
        session.Store(new ChallengeToken(challengeId, token));
        stream.AppendOne(issued);
        var version = (stream.CurrentVersion ?? 0) + 1;
        var instructions = method!.Instructions(token, challengeId, issued.Domain, issued.PostUrl, account.Url, issued.ExpiresAt);
        return desk.Desk.Answer(Reply.Of(StatusCodes.Status201Created, new GivenChallenge(claimId, challengeId, issued.Method, token, instructions, issued.ExpiresAt, version), version, ClaimDesk.Self(claimId)));
    }
}
