using Governance.Access;
using Governance.Accounts;
using Governance.Directory;
using Governance.Proofs;
using Governance.Shared;
using Marten;

namespace Governance.Claims;

/// <summary>A claim as a row of a list.</summary>
/// <param name="ClaimId">Its id.</param>
/// <param name="AccountId">The account.</param>
/// <param name="Claimant">Who claims.</param>
/// <param name="Owner">Who is to own the account.</param>
/// <param name="Class">Which rules are to apply.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Level">What shows most now, 0 to 3.</param>
/// <param name="Until">Up to when that counts; absent when nothing does.</param>
/// <param name="DisputeId">The open dispute; absent when there is none.</param>
/// <param name="UpdatedAt">When its last fact was recorded.</param>
public sealed record ClaimRow(
    string ClaimId, string AccountId, string Claimant, string Owner, AccountClass Class, ClaimState State, int Level, DateTimeOffset? Until, string? DisputeId, DateTimeOffset UpdatedAt)
{
    /// <summary>The row of a claim at a moment.</summary>
    public static ClaimRow Of(Claim claim, DateTimeOffset now) => claim.Best(now) is var best
        ? new(StreamKeys.IdOf(claim.Id), claim.AccountId, claim.Claimant, claim.Owner, claim.Class, claim.State, best?.Level ?? 0, best?.Until, claim.DisputeId, claim.UpdatedAt) : null!;
}

/// <summary>One claim.</summary>
/// <param name="Claim">The row.</param>
/// <param name="BackupOwner">Who is to stand beside the owner, or absent.</param>
/// <param name="OwnerAgreed">Whether the owner agreed.</param>
/// <param name="BackupAgreed">Whether the backup owner agreed.</param>
/// <param name="Personal">Whether it is said to be somebody's own.</param>
/// <param name="Evidence">The statements, oldest first.</param>
/// <param name="Challenges">The challenges, oldest first.</param>
/// <param name="Observations">What was seen, oldest first.</param>
/// <param name="Proofs">What shows control, and up to when.</param>
/// <param name="Methods">The proofs by machine that the account's platform allows; when there is none, a steward attests control.</param>
/// <param name="RequestId">The approval request, or absent.</param>
/// <param name="Rivals">Other claims that stand on the account.</param>
/// <param name="GraceUntil">Up to when a lost proof can be restored, or absent.</param>
/// <param name="ReplaceBy">By when another method must show control, or absent.</param>
/// <param name="NextCheckAt">When its proof is looked for again, or absent.</param>
/// <param name="Entitlement">Whose word it stands on for want of a proof, or absent.</param>
public sealed record ClaimView(
    ClaimRow Claim, string? BackupOwner, bool OwnerAgreed, bool BackupAgreed, bool Personal, IReadOnlyList<StatementView> Evidence, IReadOnlyList<ChallengeView> Challenges, IReadOnlyList<ObservationView> Observations,
    IReadOnlyList<Proof> Proofs, IReadOnlyList<string> Methods, string? RequestId, IReadOnlyList<LiveClaim> Rivals, DateTimeOffset? GraceUntil, DateTimeOffset? ReplaceBy, DateTimeOffset? NextCheckAt, EntitlementView? Entitlement);

/// <summary>Something that somebody wrote.</summary>
/// <param name="Digest">SHA-256 of it.</param>
/// <param name="Text">The words; absent when they are not kept any more, or not for the reader.</param>
public sealed record StatementView(string Digest, string? Text);

/// <summary>Somebody's word that an account is to be run on a claim that shows nothing.</summary>
/// <param name="By">Whose.</param>
/// <param name="At">When it took effect.</param>
/// <param name="Statement">Their reasons.</param>
public sealed record EntitlementView(string By, DateTimeOffset At, StatementView Statement);

/// <summary>A challenge.</summary>
/// <param name="ChallengeId">Its id.</param>
/// <param name="Method">How it is to be shown.</param>
/// <param name="Domain">The organisation's domain that takes part, or absent.</param>
/// <param name="PostUrl">The post, or absent.</param>
/// <param name="ExpiresAt">Up to when it can be shown for the first time.</param>
/// <param name="Token">The token; for its claimant alone.</param>
/// <param name="Instructions">Where to put it; for its claimant alone.</param>
public sealed record ChallengeView(string ChallengeId, string Method, string? Domain, string? PostUrl, DateTimeOffset ExpiresAt, string? Token, string? Instructions);

/// <summary>What was seen at one look.</summary>
/// <param name="ChallengeId">Of which challenge.</param>
/// <param name="Method">How.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Level">How much it shows.</param>
/// <param name="Url">Where we looked.</param>
/// <param name="Hops">Where that led.</param>
/// <param name="BodyDigest">SHA-256 of what was read, or absent.</param>
/// <param name="Excerpt">The part that shows it, or absent.</param>
/// <param name="Reason">Why it came out so.</param>
/// <param name="ObservedAt">When.</param>
/// <param name="ValidUntil">Up to when it counts, or absent.</param>
public sealed record ObservationView(
    string ChallengeId, string Method, ProofOutcome Outcome, int Level, string Url, IReadOnlyList<ProofHop> Hops, string? BodyDigest, string? Excerpt, string Reason, DateTimeOffset ObservedAt, DateTimeOffset? ValidUntil);

/// <summary>Which claims are asked for.</summary>
/// <param name="AccountId">Claims on this account.</param>
/// <param name="Claimant">Claims of this person.</param>
/// <param name="State">Claims in this state.</param>
public sealed record ClaimFilter([FromQuery(Name = "accountId")] string? AccountId, [FromQuery(Name = "claimant")] string? Claimant, [FromQuery(Name = "state")] Word<ClaimState>? State);

/// <summary>GET /claims and /claims/{claimId}.</summary>
public static class ReadClaims
{
    /// <summary>All claims, the newest first: ids are time-ordered. A draft is its claimant's own business.</summary>
    public static async Task<IResult> List([AsParameters] ClaimFilter filter, [AsParameters] PageQuery page, IQuerySession session, TimeProvider clock, HttpContext http)
    {
        if (page.Fault(1) is { } fault) return Problem.Reply(http, fault);
        var me = Caller.Of(http).Person;
        IQueryable<Claim> claims = session.Query<Claim>().Where(claim => claim.State != ClaimState.Drafted || claim.Claimant == me);
        if (filter.AccountId is { } account) claims = claims.Where(claim => claim.AccountId == account);
        if (filter.Claimant is { } claimant) claims = claims.Where(claim => claim.Claimant == claimant);
        if (filter.State is { Value: var state }) claims = claims.Where(claim => claim.State == state);
        if (page.After is [var after]) claims = claims.Where(claim => claim.Id.CompareTo(after) < 0);
        var rows = await claims.OrderByDescending(claim => claim.Id).Take(page.Size + 1).ToListAsync(http.RequestAborted);
        return Reply.Ok(Page<Claim>.Of(rows, page.Size, claim => [claim.Id]).Select(claim => ClaimRow.Of(claim, AsOfPoint.MomentOf(http, clock))));
    }

    /// <summary>One claim.</summary>
    public static async Task<IResult> Get(string claimId, IQuerySession session, TimeProvider clock, PlatformProofs platforms, HttpContext http)
    {
        var (me, cancellation) = (Caller.Of(http), http.RequestAborted);
        if (await session.State<Claim>(StreamKeys.Claim(claimId), cancellation) is not { } claim) return Problem.Reply(http, ClaimRules.Unknown);
        var account = (await session.Events.AggregateStreamAsync<Account>(StreamKeys.Account(claim.AccountId), token: cancellation))!;
        var seen = (await session.Events.FetchStreamAsync(claim.Id, token: cancellation)).Select(stored => stored.Data).OfType<ProofObserved>().ToList();
        var open = session.IsPast() ? await session.AskNow(http, now => MayRead(claim.Id, me, now, cancellation)) : await MayRead(claim, account, me, session, cancellation);
        var texts = await KeptTexts.Of(session, [.. open ? claim.Evidence : [], .. open && claim.Entitlement is { } word ? [word.Statement] : Array.Empty<string>(), .. seen.Select(look => look.Excerpt).OfType<string>()], cancellation);
        var tokens = claim.IsOf(me.Person) ? (await session.LoadManyAsync<ChallengeToken>(cancellation, [.. claim.Challenges.Select(challenge => challenge.ChallengeId)])).ToDictionary(token => token.Id, token => token.Token) : [];
        return Reply.Ok(
            new ClaimView(
                ClaimRow.Of(claim, AsOfPoint.MomentOf(http, clock)), claim.BackupOwner, claim.OwnerAgreed, claim.BackupAgreed, claim.Personal, [.. claim.Evidence.Select(digest => new StatementView(digest, texts.GetValueOrDefault(digest)))],
                [.. claim.Challenges.Select(challenge => Shown(challenge, tokens.GetValueOrDefault(challenge.ChallengeId), account))],
                [.. seen.Select(look => new ObservationView(look.ChallengeId, look.Method, look.Outcome, look.Level, look.Url, look.Hops, look.BodyDigest, look.Excerpt is { } digest ? texts.GetValueOrDefault(digest) : null, look.Reason, look.ObservedAt, look.ValidUntil))],
                claim.Proofs, platforms.Methods(account.Platform), claim.RequestId, [.. account.Claims.Where(live => live.ClaimId != claimId)], claim.GraceUntil, claim.ReplaceBy, ClaimDecider.NextCheck(claim),
                claim.Entitlement is { } entitlement ? new(entitlement.By, entitlement.At, new(entitlement.Statement, texts.GetValueOrDefault(entitlement.Statement))) : null),
            claim.Version);
    }

    // What a claimant wrote is for those who have to do with it.
    private static async Task<bool> MayRead(Claim claim, Account account, Caller me, IQuerySession session, CancellationToken cancellation) =>
        claim.IsOf(me.Person) || claim.BackupOwner == me.Person || account.IsOwnedBy(me.Person) || account.Claims.Exists(live => live.Claimant == me.Person) || await Insight.Of(me, session, cancellation);

    // And for those who have to do with it now, when what is read is of then.
    private static async Task<bool> MayRead(string claimStream, Caller me, IQuerySession now, CancellationToken cancellation)
    {
        var claim = (await now.LoadAsync<Claim>(claimStream, cancellation))!;
        var account = (await now.Events.AggregateStreamAsync<Account>(StreamKeys.Account(claim.AccountId), token: cancellation))!;
        return await MayRead(claim, account, me, now, cancellation);
    }

    private static ChallengeView Shown(IssuedChallenge challenge, string? token, Account account) => new(
        challenge.ChallengeId, challenge.Method, challenge.Domain, challenge.PostUrl, challenge.ExpiresAt, token,
        token is null ? null : ProofMethod.Find(challenge.Method)?.Instructions(token, challenge.ChallengeId, challenge.Domain, challenge.PostUrl, account.Url, challenge.ExpiresAt));
}

/// <summary>Who reads what people wrote in claims and disputes besides those whom it concerns.</summary>
public static class Insight
{
    private static readonly string[] Groups = ["legal", "security", "executives"];

    /// <summary>Stewards, the policy owner for communications, and auditors; members of legal, security and the executives, who decide.</summary>
    public static async Task<bool> Of(Caller caller, IQuerySession session, CancellationToken cancellation) =>
        caller.HoldsAny([Roles.Steward, Roles.Auditor]) || caller.Holds(Roles.PolicyOwner, "communications")
        || (await session.LoadAsync<Person>(StreamKeys.Person(caller.Person), cancellation) is { } me && me.Groups.Any(Groups.Contains));
}
