using Governance.Shared;

namespace Governance.Platforms;

/// <summary>Every refusal of the platforms.</summary>
public static class PlatformRules
{
    /// <summary>Nothing to read.</summary>
    public static readonly Refusal NoAddress = new("platforms.no-address", "Give an address to read: ?url=https://www.facebook.com/acme.", RefusalKind.Content, "url");
}
