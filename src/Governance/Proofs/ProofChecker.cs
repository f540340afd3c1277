using Governance.Fetching;

namespace Governance.Proofs;

/// <summary>Looks once for what a challenge asks, and tells what came of it. Nothing that others' servers do is an exception here.</summary>
public sealed class ProofChecker(GuardedFetcher fetcher, Resolver resolver, PlatformLook platforms, PublicSuffixes suffixes, TimeProvider clock)
{
    private const int LongestId = 64;

    /// <summary>The longest that one look takes, with all that it asks.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromSeconds(60);

    /// <summary>How long whoever has a look made waits for it, in seconds: longer than it can take.</summary>
    public const int Patience = 120;

    // They ask the organisation's own site alone, whatever the platform is.
    private static readonly string[] OnTheDomain = [DnsTxt.Method, HttpsFile.Method, PublishedList.Method];

    /// <summary>Every method that a machine can check.</summary>
    public static IReadOnlyList<string> Methods { get; } =
        [DnsTxt.Method, HttpsFile.Method, RelMe.Method, Fediverse.Method, AtprotoHandle.Method, AtprotoProfile.Method, OembedPost.Method, JsonProfile.Method, PublishedList.Method];

    /// <summary>Looks for a challenge. An expired one is not looked for and never found; a method that died is not asked.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<Observation> Check(Challenge challenge, CancellationToken cancellation)
    {
        using var time = new CancellationTokenSource(Longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellation);
        var visit = new ProofVisit(fetcher, resolver, either.Token);
        var verdict = Unasked(challenge) ?? await InTime(challenge, visit, cancellation);
        var now = clock.GetUtcNow();
        if (verdict.Outcome == ProofOutcome.Found && challenge.IsOver(now)) verdict = Expired(challenge);
        var found = verdict.Outcome == ProofOutcome.Found;
        return new(
            challenge.Method, verdict.Outcome, found ? verdict.Level : 0, visit.Url.Length > 0 ? visit.Url : challenge.Account.Url, visit.Hops, visit.BodyDigest, verdict.Excerpt, verdict.PlatformId,
            verdict.Reason, now, found ? ProofValidity.Until(verdict.Level, now) : null);
    }

    private Verdict? Unasked(Challenge challenge)
    {
        if (challenge.IsOver(clock.GetUtcNow())) return Expired(challenge);
        if (!Token.IsToken(challenge.Token)) return Verdict.Inconclusive("The challenge's token is none of ours: ask for a new challenge.");
        if (challenge.ChallengeId is not { Length: > 0 and <= LongestId } id || !id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')) return Verdict.Inconclusive("The challenge's id cannot stand in an address: ask for a new challenge.");
        if (platforms.Died(challenge.Account.Platform, challenge.Method) is { } why) return Verdict.Gone(why);
        return OnTheDomain.Contains(challenge.Method) || platforms.Offers(challenge.Account.Platform, challenge.Method) ? null
            : Verdict.Inconclusive($"{challenge.Method} does not work on {challenge.Account.Platform}: choose a proof that does.");
    }

    // Each fetch has its own bound, and a look makes several: what was not told in time nobody can tell.
    private async Task<Verdict> InTime(Challenge challenge, ProofVisit visit, CancellationToken cancellation)
    {
        try
        {
            return await Look(challenge, visit);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Verdict.Inconclusive($"The whole look took longer than {Longest.TotalSeconds:0} seconds and was given up.");
        }
    }

    private async Task<Verdict> Look(Challenge challenge, ProofVisit visit)
    {
        var (domain, fault) = ProofDomain.Read(challenge.Domain, suffixes);
        return challenge.Method switch
        {
            DnsTxt.Method or HttpsFile.Method or RelMe.Method or PublishedList.Method when domain is null => Verdict.Inconclusive(fault),
            DnsTxt.Method => await DnsTxt.Check(challenge, domain!, visit, clock.GetUtcNow()),
            HttpsFile.Method => await HttpsFile.Check(challenge, domain!, visit),
            RelMe.Method => await RelMe.Check(challenge, domain!, visit, platforms),
            PublishedList.Method => await PublishedList.Check(challenge, domain!, visit, platforms),
            Fediverse.Method => await Fediverse.Check(challenge, visit),
            AtprotoHandle.Method => await AtprotoHandle.Check(challenge, domain, visit),
            AtprotoProfile.Method => await AtprotoProfile.Check(challenge, visit, platforms),
            OembedPost.Method => await OembedPost.Check(challenge, visit, platforms),
            JsonProfile.Method => await JsonProfile.Check(challenge, visit, platforms),
            _ => Verdict.Inconclusive($"No machine can check {challenge.Method}: choose one of {string.Join(", ", Methods)}."),
        };
    }

    private static Verdict Expired(Challenge challenge) => Verdict.Inconclusive($"The challenge expired at {challenge.ExpiresAt:u}, so it was not looked for: ask for a new one.");
}
