namespace Governance.Proofs;

/// <summary>The platform's own interface tells the profile: it holds the token, and it is the claimed account's.</summary>
public static class JsonProfile
{
    /// <summary>The method's name.</summary>
    public const string Method = "json-profile";

    /// <summary>Looks.</summary>
    public static async Task<Verdict> Check(Challenge challenge, ProofVisit visit, PlatformLook platforms) =>
        platforms.Source(challenge.Account, Method, null) is { } source
            ? await PlatformAnswer.Check(challenge, source, visit, platforms)
            : Verdict.Inconclusive("No place is known where this platform tells of this account: its address may lack what is asked for.");
}
