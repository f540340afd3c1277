using Governance.Accounts;
using Governance.Platforms;
using Marten;

namespace Governance.Leads;

/// <summary>
/// Accounts of the register that are out there, by canonical address and by platform id: a renamed account is found by its id. One that is
/// not there yet, or not any more, is not found: whoever bears its handle is somebody else.
/// </summary>
public sealed class KnownAccounts
{
    private readonly Dictionary<string, string> byAddress = [];
    private readonly Dictionary<string, string> byIdentity = [];

    /// <summary>Those of the register among some addresses.</summary>
    public static async Task<KnownAccounts> Of(IQuerySession session, IReadOnlyList<AccountAddress> addresses, CancellationToken cancellation)
    {
        var known = new KnownAccounts();
        if (addresses.Count == 0) return known;
        string[] keys = [.. addresses.Select(address => address.Key)];
        string[] identities = [.. addresses.Select(IdentityOf).OfType<string>()];
        var lines = await session.Query<RegisterLine>().Where(line => line.OutThere && line.BearsHandle && line.AddressKey.IsOneOf(keys)).ToListAsync(cancellation);
        foreach (var line in lines) known.byAddress[line.AddressKey] = line.AccountId;
        if (identities.Length == 0) return known;
        var renamed = await session.Query<RegisterLine>().Where(line => line.OutThere && line.BearsHandle && line.IdentityKey!.IsOneOf(identities)).ToListAsync(cancellation);
        foreach (var line in renamed) known.byIdentity[line.IdentityKey!] = line.AccountId;
        return known;
    }

    /// <summary>The account's id, or null; what the platform's id says counts more than who bore the handle.</summary>
    public string? Find(AccountAddress address) =>
        (IdentityOf(address) is { } identity ? byIdentity.GetValueOrDefault(identity) : null) ?? byAddress.GetValueOrDefault(address.Key);

    private static string? IdentityOf(AccountAddress address) => address.PlatformId is null ? null : $"{address.Platform}:{address.PlatformId}";
}
