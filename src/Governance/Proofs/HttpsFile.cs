using System.Text;
using Governance.Fetching;

namespace Governance.Proofs;

/// <summary>A file at <c>https://&lt;domain&gt;/.well-known/governance-challenge/&lt;id&gt;</c> that holds the token and nothing else (RFC 8615).</summary>
public static class HttpsFile
{
    /// <summary>The method's name.</summary>
    public const string Method = "https-file";

    private static readonly string[] Types = ["text/plain", "application/octet-stream"];

    /// <summary>Where the file stands.</summary>
    public static string FileUrl(string domain, string challengeId) => $"https://{domain}/.well-known/governance-challenge/{challengeId}";

    /// <summary>Looks.</summary>
    public static async Task<Verdict> Check(Challenge challenge, string domain, ProofVisit visit)
    {
        var (file, failure) = await visit.Get(FileUrl(domain, challenge.ChallengeId), Types, Place.Own);
        return failure ?? Judge(challenge, domain, file!);
    }

    /// <summary>Judges the file that came.</summary>
    public static Verdict Judge(Challenge challenge, string domain, Fetched file)
    {
        if (new Uri(file.Url).Host is var host && host != domain) return Verdict.NotFound($"The file came from {host} and not from {domain}.");
        var text = Encoding.UTF8.GetString(file.Body.Span).Trim('\uFEFF', ' ', '\t', '\r', '\n');
        return Token.Same(text, challenge.Token)
            ? Verdict.Found(OwnDomain.Level(challenge.Account, domain), $"The file on {domain} holds the token and nothing else.", Excerpt.Around(text, challenge.Token))
            : Verdict.NotFound($"The file on {domain} does not hold exactly the token.");
    }
}
