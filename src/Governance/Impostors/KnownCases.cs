using Governance.Platforms;
using Governance.Shared;
using Marten;

namespace Governance.Impostors;

/// <summary>What was looked into about an account before.</summary>
/// <param name="Open">The open case, or null.</param>
/// <param name="Cleared">The newest that was cleared, or null.</param>
public sealed record KnownCases(string? Open, string? Cleared)
{
    /// <summary>The cases about an account, by canonical address and by platform id.</summary>
    public static async Task<KnownCases> Of(IQuerySession session, AccountAddress address, CancellationToken cancellation)
    {
        var (key, identity) = (address.Key, address.PlatformId is null ? null : $"{address.Platform}:{address.PlatformId}");
        var cases = session.Query<ImpostorCase>();
        // Ids are time-ordered: the last is the newest.
        var known = await (identity is null ? cases.Where(one => one.AddressKey == key) : cases.Where(one => one.AddressKey == key || one.IdentityKey == identity))
            .OrderByDescending(one => one.IsOpen).ThenByDescending(one => one.Id).Take(2).ToListAsync(cancellation);
        return new(IdOf(known.FirstOrDefault(one => one.IsOpen)), IdOf(known.FirstOrDefault(one => !one.IsOpen)));
    }

    private static string? IdOf(ImpostorCase? one) => one is null ? null : StreamKeys.IdOf(one.Id);
}
