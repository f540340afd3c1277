using Governance.Platforms;

namespace Governance.Proofs;

/// <summary>Where a platform tells what an account says of itself, and who it says that the account is.</summary>
/// <param name="Url">The address, filled in.</param>
/// <param name="Text">JSON pointers to where the token may stand.</param>
/// <param name="Author">A JSON pointer to whose it is.</param>
public sealed record PlatformSource(string Url, IReadOnlyList<string> Text, string Author);

/// <summary>What the checks ask of the platforms.</summary>
/// <param name="Read">The account that an address leads to, or null.</param>
/// <param name="IsAuthor">Whether what a platform states as the author is the account.</param>
/// <param name="Source">Where to look for an account by a method, with the post where one is needed; null when there is no such place.</param>
/// <param name="Offers">Whether a method works on a platform.</param>
/// <param name="Died">What became of a method that worked on a platform once, or null.</param>
public sealed record PlatformLook(
    Func<string, AccountAddress?> Read,
    Func<AccountAddress, string?, bool> IsAuthor,
    Func<AccountAddress, string, string?, PlatformSource?> Source,
    Func<string, string, bool> Offers,
    Func<string, string, string?> Died)
{
    /// <summary>As <c>policies/platforms.yaml</c> says.</summary>
    public static PlatformLook At(PlatformShelf shelf) => new(
        url => shelf.Read(url) is AddressReading.Account account ? account.Address : null,
        shelf.IsAuthor,
        (account, method, post) => shelf.Find(account.Platform)?.Proof(method) is { Author: { } author } proof && proof.UrlFor(account, post) is { } url ? new(url, proof.Text, author) : null,
        (platform, method) => shelf.Find(platform)?.Proof(method) is not null,
        (platform, method) => shelf.Find(platform)?.Died.FirstOrDefault(dead => dead.Method == method)?.Why);
}
