using Governance.Fetching;
using Governance.Platforms;

namespace Governance.Proofs;

/// <summary>What a token on a domain shows of an account.</summary>
public static class OwnDomain
{
    private const int AccountsSide = 2;
    private const int OneWay = 1;

    /// <summary>
    /// Who holds a domain holds the accounts that live on it: a token there stands on the account's side (2). Of an account elsewhere the domain only
    /// says that it is the organisation's, one way (1).
    /// </summary>
    public static int Level(AccountAddress account, string domain) => Hosts(account).Any(host => HostName.IsWithin(host, domain)) ? AccountsSide : OneWay;

    private static IEnumerable<string> Hosts(AccountAddress account)
    {
        if (Uri.TryCreate(account.Url, UriKind.Absolute, out var url)) yield return url.Host;
        if (account.Handle.Split('@') is [_, var host]) yield return host;
        // An atproto handle is a domain itself; elsewhere a handle with dots only looks like one.
        if (account.PlatformId?.StartsWith("did:", StringComparison.Ordinal) is true || account.Platform is "bluesky" or "atproto") yield return account.Handle;
    }
}
