using System.Text.Json;
using Governance.Fetching;

namespace Governance.Proofs;

/// <summary>The public profile (<c>app.bsky.actor.getProfile</c>) holds the token in its description, under the same id and the claimed handle.</summary>
public static class AtprotoProfile
{
    /// <summary>The method's name.</summary>
    public const string Method = "atproto-profile";

    private const string Nobody = "Profile not found";

    /// <summary>Looks.</summary>
    public static async Task<Verdict> Check(Challenge challenge, ProofVisit visit, PlatformLook platforms)
    {
        if (platforms.Source(challenge.Account, Method, null) is not { } source) return Verdict.Inconclusive("No place is known where this platform tells of this account.");
        string? did = null;
        var verdict = await PlatformAnswer.Check(challenge, source, visit, platforms, Meaning, root => did = Did.Read(JsonAnswer.Text(root, "/did")));
        return Judge(challenge, verdict, did);
    }

    /// <summary>The same with the id that was stated: without one, or with another than is known, nothing is shown.</summary>
    public static Verdict Judge(Challenge challenge, Verdict verdict, string? did) =>
        did is null ? verdict.Outcome == ProofOutcome.Found ? Verdict.Inconclusive("The platform's answer is not in the form that is known: it states no id.") : verdict
        : challenge.Account.PlatformId is { } known && known != did ? Verdict.NotFound("Another account bears the handle now: its id is another.", did)
        : verdict with { PlatformId = did };

    // An unknown account is a bad request here, and says so (XRPC).
    private static Verdict Meaning(Fetched answer, Verdict usual) =>
        answer.Status == 400 && JsonAnswer.Read(answer) is { ValueKind: JsonValueKind.Object } root && JsonAnswer.Text(root, "/message") == Nobody ? Verdict.NotFound("The platform knows no such account.") : usual;
}
