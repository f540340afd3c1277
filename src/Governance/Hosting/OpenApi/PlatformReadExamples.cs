using Governance.Platforms;
using Governance.Shared;

namespace Governance.Hosting;

/// <summary>Platforms by example.</summary>
internal static class PlatformReadExamples
{
    private static readonly PlatformView X = new(
        "x", "X (Twitter)", ["twitter"], ["x.com", "twitter.com"], "A name on X is 1 to 15 letters, digits and underscores.", FoldsCase: true, HasId: true, Closed: null,
        ["A freed name can be taken by anybody at once; keep the account and park it."],
        [new("oembed", "Publish a post that holds the token and give its address."), new("two-people", "A steward signs in beside the owner and confirms it.")],
        [new("json-profile", "Reading a profile without a paid key ended with the old API in 2023.")]);

    internal static IReadOnlyDictionary<string, Example> All { get; } = new Dictionary<string, Example>
    {
        ["listPlatforms"] = Example.Read(new Page<PlatformView>([X], PageCursor.Encode(["x"]))),
        ["readAddress"] = Example.Read(new AddressView("account", "facebook", new AccountAddress("facebook", "acme", "https://www.facebook.com/acme"), "facebook:acme", null)),
    };
}
