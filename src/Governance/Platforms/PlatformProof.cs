namespace Governance.Platforms;

/// <summary>A proof that works on a platform.</summary>
/// <param name="Method">One of <see cref="ProofMethods.All"/>.</param>
/// <param name="Needs">What the owner of the account does, in one sentence or two.</param>
/// <param name="Url">Where the machine looks (https; <c>{handle}</c>, <c>{id}</c>, <c>{host}</c>, <c>{post}</c> are filled in), or null where the method says it itself.</param>
/// <param name="Text">Where the token stands in the JSON answer: JSON pointers (RFC 6901), any of them; empty where the method says it itself.</param>
/// <param name="Author">Where the platform states whose answer it is: a JSON pointer, or null.</param>
public sealed record PlatformProof(string Method, string Needs, string? Url, IReadOnlyList<string> Text, string? Author)
{
    /// <summary>The address to ask for one account; null when the template needs an id, a handle or a post that is not there.</summary>
    /// <param name="address">The claimed account.</param>
    /// <param name="post">The post that holds the token, for oEmbed.</param>
    public string? UrlFor(AccountAddress address, string? post = null) => Url is null ? null : UrlTemplate.Fill(Url, address, post);
}

/// <summary>A proof that no longer works on a platform.</summary>
/// <param name="Method">One of <see cref="ProofMethods.All"/>.</param>
/// <param name="Why">What happened to it, and when.</param>
public sealed record DeadProof(string Method, string Why);

/// <summary>How to tell without signing in whether a handle exists. An answer that shows neither fingerprint, or both, says nothing.</summary>
/// <param name="Url">The address to ask, https, with <c>{handle}</c>, <c>{id}</c> or <c>{host}</c>.</param>
/// <param name="Exists">What the answer shows when the account is there.</param>
/// <param name="Absent">What it shows when there is none.</param>
public sealed record PlatformProbe(string Url, Fingerprint Exists, Fingerprint Absent)
{
    /// <summary>The address to ask for one account; null when the template needs an id or a handle that is not there.</summary>
    public string? UrlFor(AccountAddress address) => UrlTemplate.Fill(Url, address, null);

    /// <summary>Whether the account exists: true, false, or null when the answer shows neither fingerprint, or both.</summary>
    public bool? Tell(int status, string body) => (Exists.Shows(status, body), Absent.Shows(status, body)) switch
    {
        (true, false) => true,
        (false, true) => false,
        _ => null,
    };
}

/// <summary>What an answer shows; all that is stated must be there.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">Text that the body contains (ordinal), or null when the status says enough.</param>
public sealed record Fingerprint(int Status, string? Body)
{
    /// <summary>Whether an answer shows it.</summary>
    public bool Shows(int status, string body) => status == Status && (Body is null || body.Contains(Body, StringComparison.Ordinal));
}

/// <summary>The proofs there are; what each checks stands in the feature that checks it.</summary>
public static class ProofMethods
{
    /// <summary>Every name, strongest first.</summary>
    public static IReadOnlyList<string> All { get; } =
        ["fediverse", "atproto-handle", "atproto-profile", "json-profile", "oembed", "rel-me", "dns-txt", "https-file", "published-list", "two-people"];
}
