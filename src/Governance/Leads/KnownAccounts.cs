using Governance.Accounts;
using Governance.Platforms;
using Marten;

namespace Governance.Leads;

/// <summary>
/// Accounts of the register that are out there, by canonical address and by platform id: a renamed account is found by its id. One that is
/// not there yet, not there any more, or out of control for good is not found: whoever bears its handle is somebody else, or acts as if.
/// </summary>
public sealed class KnownAccounts
{
    private readonly Dictionary<string, RegisterLine> byAddress = [];
    private readonly Dictionary<string, RegisterLine> byIdentity = [];

    /// <summary>Those of the register among some addresses.</summary>
    public static async Task<KnownAccounts> Of(IQuerySession session, IReadOnlyList<AccountAddress> addresses, CancellationToken cancellation)
    {
        var known = new KnownAccounts();
        if (addresses.Count == 0) return known;
        string[] keys = [.. addresses.Select(address => address.Key)];
        string[] identities = [.. addresses.Select(IdentityOf).OfType<string>()];
        var there = session.Query<RegisterLine>().Where(line => line.OutThere && line.BearsHandle && line.State != AccountState.Lost);
        foreach (var line in await there.Where(line => line.AddressKey.IsOneOf(keys)).ToListAsync(cancellation)) known.byAddress[line.AddressKey] = line;
        if (identities.Length == 0) return known;
        foreach (var line in await there.Where(line => line.IdentityKey!.IsOneOf(identities)).ToListAsync(cancellation)) known.byIdentity[line.IdentityKey!] = line;
        return known;
    }

    /// <summary>The id of the account that the register has for it, or null; what the platform's id says counts more than who bore the handle.</summary>
    public string? Find(AccountAddress address) => At(address)?.AccountId;

    /// <summary>
    /// The id of the account if it is one of ours: somebody answers for it, has answered, or says that it is theirs to run. A candidate that
    /// nobody claims is only something that was found, and may be an impostor.
    /// </summary>
    public string? FindOurs(AccountAddress address) =>
        At(address) is { Account: var account } line && account is not ({ State: AccountState.Candidate } or { State: AccountState.Archived, Before: AccountState.Candidate }) ? line.AccountId : null;

    private RegisterLine? At(AccountAddress address) =>
        (IdentityOf(address) is { } identity ? byIdentity.GetValueOrDefault(identity) : null) ?? byAddress.GetValueOrDefault(address.Key);

    private static string? IdentityOf(AccountAddress address) => address.PlatformId is null ? null : $"{address.Platform}:{address.PlatformId}";
}
