using Governance.Fetching;

namespace Governance.Proofs;

/// <summary>A post holds the token in <c>html</c> or <c>title</c> of its oEmbed answer, and its author is the claimed account.</summary>
public static class OembedPost
{
    /// <summary>The method's name.</summary>
    public const string Method = "oembed";

    /// <summary>Looks.</summary>
    public static async Task<Verdict> Check(Challenge challenge, ProofVisit visit, PlatformLook platforms)
    {
        if (Link.Read(challenge.PostUrl).Link is not { } post) return Verdict.Inconclusive("This proof needs the https address of the post that holds the token.");
        return platforms.Source(challenge.Account, Method, post.Address.AbsoluteUri) is { } source
            ? await PlatformAnswer.Check(challenge, source, visit, platforms)
            : Verdict.Inconclusive("No place is known where this platform tells of one post.");
    }
}
