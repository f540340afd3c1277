using Governance.Flows;

namespace Governance.Platforms;

/// <summary>The worked examples of one platform: addresses and the handles they are, and addresses that are no accounts.</summary>
internal sealed record PlatformExamples(IReadOnlyList<YamlEntry> Accounts, IReadOnlyList<YamlScalar> Others)
{
    /// <summary>Finds every example that does not come out as the file says, and every canonical address that is not its own.</summary>
    public static void Check(PlatformShelf shelf, Platform platform, PlatformExamples examples, Findings findings)
    {
        foreach (var (address, handle) in examples.Accounts.Select(entry => (entry.Key, (YamlScalar)entry.Value)))
        {
            var reading = shelf.Read(address.Text);
            if (reading is not AddressReading.Account account || account.Platform != platform || account.Address.Handle != handle.Text)
                findings.Add(address, $"`{address.Text}` should be `{handle.Text}` on {platform.Title}, and is read as {Words(reading)}.");
            else if (shelf.Read(account.Address.Url) != account && !platform.Forms.Federated)
                findings.Add(address, $"`{account.Address.Url}` is the canonical address of `{handle.Text}`, and is read as {Words(shelf.Read(account.Address.Url))}.");
            else if (shelf.Read(platform.Name, handle.Text) != account)
                findings.Add(address, $"`{handle.Text}` is a canonical handle, and is read as {Words(shelf.Read(platform.Name, handle.Text))}.");
        }
        foreach (var address in examples.Others)
            if (shelf.Read(address.Text) is var reading and not AddressReading.NotAnAccount) findings.Add(address, $"`{address.Text}` should be no account, and is read as {Words(reading)}.");
    }

    private static string Words(AddressReading reading) => reading switch
    {
        AddressReading.Account account => $"`{account.Address.Key}` at {account.Address.Url}",
        AddressReading.NotAnAccount other => $"no account on {other.Platform.Title} ({other.Reason})",
        AddressReading.UnknownPlatform unknown => $"a page of the unknown platform `{unknown.Host}`",
        AddressReading.Unreadable unreadable => $"no address ({unreadable.Reason})",
        _ => "nothing",
    };
}
