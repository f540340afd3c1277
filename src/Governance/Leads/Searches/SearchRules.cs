using Governance.Shared;

namespace Governance.Leads;

/// <summary>Every no about searches, with what to do instead.</summary>
public static class SearchRules
{
    /// <summary>No such sweep.</summary>
    public static readonly Refusal SweepUnknown = new("sweep.unknown", "There is no sweep with this id. Start one with POST /sweeps.", RefusalKind.Unknown);

    /// <summary>No such probe.</summary>
    public static readonly Refusal ProbeUnknown = new("probe.unknown", "There is no probe with this id. Start one with POST /probes.", RefusalKind.Unknown);

    /// <summary>Nothing to try.</summary>
    public static readonly Refusal NothingToProbe = new("probe.nothing", "None of these names makes a handle on a platform that can be probed. GET /platforms says which can.", RefusalKind.Content, "brands");

    /// <summary>Too much at once.</summary>
    public static readonly Refusal TooMuchToProbe = new("probe.too-much", $"This would try more than {BrandHandles.Most} handles. Name fewer brands, or name the platforms.", RefusalKind.Content, "brands");

    /// <summary>A platform that cannot be probed.</summary>
    public static Refusal NotProbed(string platform) =>
        new("probe.platform", $"{platform} is no platform of which this service knows how to tell whether a handle exists. GET /platforms says which can be probed.", RefusalKind.Content, "platforms");
}
