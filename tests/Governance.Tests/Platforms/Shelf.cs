using Governance.Platforms;

namespace Governance.Tests.Platforms;

/// <summary>The platforms that come with the program.</summary>
public static class Shelf
{
    public static readonly string Text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "policies", "platforms.yaml"));

    public static readonly PlatformShelf Ours = PlatformFile.Read("platforms.yaml", Text);

    /// <summary>What an address is, in one word: the key, or the outcome.</summary>
    public static string Word(AddressReading reading) => reading switch
    {
        AddressReading.Account account => account.Address.Key,
        AddressReading.NotAnAccount other => $"no account on {other.Platform.Name}",
        AddressReading.UnknownPlatform => "unknown platform",
        _ => "unreadable",
    };
}
