using Governance.Platforms;
using Governance.Shared;

namespace Governance.Leads;

/// <summary>A sighting's address as the platforms read it: an address, or why there is none; never both.</summary>
/// <param name="Address">The canonical address, or null.</param>
/// <param name="Refusal">Why not, or null.</param>
public sealed record SightingReading(AccountAddress? Address, Refusal? Refusal)
{
    /// <summary>Reads a sighting of the right shape.</summary>
    public static SightingReading Of(PlatformShelf shelf, ReportSighting sighting) => sighting.Fault() is { } fault ? new(null, fault)
        : sighting.Url is { } url ? Of(shelf.Read(url), "url")
        : Of(shelf.Read(sighting.Platform!, sighting.Handle!), "handle");

    /// <summary>A reading in the words of leads; <paramref name="field"/> is the member at fault.</summary>
    public static SightingReading Of(AddressReading reading, string field) => reading switch
    {
        AddressReading.Account account => new(account.Address, null),
        AddressReading.NotAnAccount page => new(null, LeadRules.NotAnAccount(page.Reason, field)),
        AddressReading.UnknownPlatform unknown => new(null, LeadRules.PlatformUnknown(unknown.Host, field == "url" ? field : "platform")),
        AddressReading.Unreadable unreadable => new(null, LeadRules.Unreadable(unreadable.Reason, field)),
        _ => throw new InvalidOperationException("A reading is one of four."),
    };
}
