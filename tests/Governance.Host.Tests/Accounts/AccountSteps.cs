using Governance.Accounts;
using Governance.Shared;

namespace Governance.Host.Tests.Accounts;

/// <summary>Accounts in a state that a story begins with.</summary>
public static class AccountSteps
{
    public const string Steward = "p-1004";
    public const string AccountOwner = "p-1007";
    public const string Backup = "p-1005";
    public const string Publisher = "p-1006";
    public const string Security = "p-1008";
    public const string Bystander = "p-1009";

    public static readonly object Profile = new { type = "page", displayName = "Acme", unit = "Marketing", language = "en", @class = "official" };

    private static int _accounts;

    /// <summary>An address that nobody used before.</summary>
    public static string NewUrl() => $"https://x.com/acme{Interlocked.Increment(ref _accounts)}";

    public static async Task<string> Listed(this Acme acme, string? url = null) =>
        $"/accounts/{(await acme.Post(Steward, "/accounts", new { url = url ?? NewUrl(), profile = Profile })).Expect(201).Text("id")}";

    /// <summary>Registered by the facts themselves, and proved.</summary>
    public static async Task<string> Registered(this Acme acme, string? handle = null, string owner = AccountOwner, string? backup = null, string? platformId = null, string unit = "Marketing", params AccountEvent[] more)
    {
        var accountId = Guid.NewGuid().ToString("N");
        var name = handle ?? $"acme{Interlocked.Increment(ref _accounts)}";
        var profile = new AccountProfile(AccountType.Page, "Acme", null, null, unit, null, null, "en", AccountClass.Official);
        await using var session = acme.Session();
        session.LastModifiedBy = Steward;
        var now = acme.Service.Now;
        session.Events.StartStream<Account>(
            StreamKeys.Account(accountId),
            [
                new AccountListed("x", name, $"https://x.com/{name}", platformId, profile, null),
                new AccountRegistered(owner, [], AccountClass.Official, RegistrationGround.Claim, "c-1", null, null, []), new OwnershipVerified("c-1", 2, "oembed", now.AddMonths(6)),
                new AttestationScheduled(now.AddMonths(6)), .. backup is null ? [] : (AccountEvent[])[new BackupOwnerNamed(backup), new BackupOwnerAccepted(backup)], .. more,
            ]);
        await session.SaveChangesAsync(TestContext.Current.CancellationToken);
        return $"/accounts/{accountId}";
    }

    public static async Task<string[]> Facts(this Acme acme, string account)
    {
        await using var session = acme.Session();
        var facts = await session.Events.FetchStreamAsync(account[1..].Replace("accounts/", "account/", StringComparison.Ordinal), token: TestContext.Current.CancellationToken);
        return [.. facts.Select(fact => fact.EventTypeName)];
    }

    public static string IdOf(string account) => account["/accounts/".Length..];
}
