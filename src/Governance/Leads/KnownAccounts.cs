using Governance.Accounts;
using Governance.Platforms;
using Governance.Shared;
using Marten;

namespace Governance.Leads;

/// <summary>Accounts of the register, by canonical address and by platform id: a renamed account is found by its id, a replaced one is not found at all.</summary>
public sealed class KnownAccounts
{
    private readonly Dictionary<string, string> byAddress = [];
    private readonly Dictionary<string, string> byIdentity = [];

    /// <summary>Those of the register among some addresses.</summary>
    public static async Task<KnownAccounts> Of(IQuerySession session, IReadOnlyList<AccountAddress> addresses, CancellationToken cancellation)
    {
        var known = new KnownAccounts();
        if (addresses.Count == 0) return known;
        var keys = addresses.Select(address => address.Key).ToArray();
        var identities = addresses.Select(IdentityOf).OfType<string>().ToArray();
        // What is gone from its platform is not there to be seen: whoever bears its handle now is somebody else.
        var accounts = await session.Query<Account>()
            .Where(account => account.State != AccountState.Deleted && account.State != AccountState.Declined
                && ((account.BearsHandle && keys.Contains(account.AddressKey)) || identities.Contains(account.IdentityKey!)))
            .ToListAsync(cancellation);
        foreach (var account in accounts)
        {
            if (account.BearsHandle) known.byAddress[account.AddressKey] = StreamKeys.IdOf(account.Id);
            if (account.IdentityKey is { } identity) known.byIdentity[identity] = StreamKeys.IdOf(account.Id);
        }

        return known;
    }

    /// <summary>The account's id, or null; what the platform's id says counts more than who bore the handle.</summary>
    public string? Find(AccountAddress address) =>
        (IdentityOf(address) is { } identity ? byIdentity.GetValueOrDefault(identity) : null) ?? byAddress.GetValueOrDefault(address.Key);

    private static string? IdentityOf(AccountAddress address) => address.PlatformId is null ? null : $"{address.Platform}:{address.PlatformId}";
}
