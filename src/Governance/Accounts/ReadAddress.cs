using FluentValidation;
using Governance.Platforms;
using Governance.Shared;

namespace Governance.Accounts;

/// <summary>An address that somebody typed, read as an account, or a refusal.</summary>
public static class ReadAddress
{
    private const int Longest = 2048;

    /// <summary>The account that a text names, or why it names none; a platform id that the text itself tells must not be contradicted.</summary>
    public static (AccountAddress? Address, Refusal? Refusal) Account(this PlatformShelf platforms, string url, string? platformId = null, string field = "url")
    {
        var reading = platforms.Read(url);
        if (reading is not AddressReading.Account { Address: var address }) return (null, AccountRules.AddressUnreadable(Reason(reading), field));
        if (platformId is null || address.PlatformId == platformId) return (address, null);
        return address.PlatformId is null ? (address with { PlatformId = platformId }, null) : (null, AccountRules.AddressUnreadable("The address itself tells another platform id than the one you send.", "platformId"));
    }

    /// <summary>An address: there, and up to 2,048 characters.</summary>
    public static IRuleBuilderOptions<T, string> Address<T>(this IRuleBuilder<T, string> rule) =>
        rule.NotEmpty().WithMessage("Send the address of the account.").MaximumLength(Longest).WithMessage("Keep it to 2,048 characters.");

    private static string Reason(AddressReading reading) => reading switch
    {
        AddressReading.NotAnAccount page => page.Reason,
        AddressReading.UnknownPlatform => "This is no address on a platform that the register knows. GET /platforms lists them.",
        AddressReading.Unreadable unreadable => unreadable.Reason,
        _ => "This is no account.",
    };
}
