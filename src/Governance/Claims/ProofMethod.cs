namespace Governance.Claims;

/// <summary>A way to show control that a machine can check, and where the claimant puts the token for it.</summary>
/// <param name="Name">As challenges name it.</param>
/// <param name="NeedsDomain">Whether a domain of the organisation takes part.</param>
/// <param name="NeedsPost">Whether the address of one post is needed.</param>
public sealed record ProofMethod(string Name, bool NeedsDomain, bool NeedsPost)
{
    /// <summary>Whether it looks at one post or page, which may or must be named.</summary>
    public bool LooksAtPost => NeedsPost || Name is "fediverse" or "published-list";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProofMethod> All { get; } =
    [
        new("dns-txt", true, false), new("https-file", true, false), new("rel-me", true, false), new("fediverse", false, false), new("atproto-handle", false, false),
        new("atproto-profile", false, false), new("oembed", false, true), new("json-profile", false, false), new("published-list", true, false),
    ];

    /// <summary>The method of this name, or null.</summary>
    public static ProofMethod? Find(string name) => All.FirstOrDefault(method => method.Name == name);

    /// <summary>What the claimant does, to the letter.</summary>
    public string Instructions(string token, string challengeId, string? domain, string? postUrl, string accountUrl, DateTimeOffset expiresAt) => Name switch
    {
        "dns-txt" => $"Add a TXT record at _governance-challenge.{domain} with the text: token={token} expiry={expiresAt.ToUniversalTime():yyyy-MM-ddTHH:mm:ssZ}",
        "https-file" => $"Serve the text {token} and nothing else at https://{domain}/.well-known/governance-challenge/{challengeId}, with status 200 and without leaving {domain}.",
        "rel-me" => $"Link from the profile {accountUrl} to a page on {domain}, and from that page back with <a rel=\"me\" href=\"{accountUrl}\">. Leave both links in place.",
        "fediverse" => $"Put {token} into the bio of the account{(postUrl is null ? ", or into one of its profile fields, and save" : $", into one of its profile fields, or into its note {postUrl}")}.",
        "atproto-handle" => "Nothing is to be posted: the handle itself is a domain, and we check that it and the account name each other.",
        "atproto-profile" => $"Put {token} into the description of the profile, and save.",
        "oembed" => $"Put {token} into the text of the post {postUrl}, published by the account itself.",
        "json-profile" => $"Put {token} into the public description of the profile {accountUrl}, and save.",
        _ => $"Link to {accountUrl} from the organisation's own site, on {postUrl ?? $"the page at https://{domain}/"} or in https://{domain}/trust.txt.",
    };
}
