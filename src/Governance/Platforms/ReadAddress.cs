using Governance.Audit.Past;
using Governance.Shared;

namespace Governance.Platforms;

/// <summary>How an address is understood.</summary>
/// <param name="Outcome"><c>account</c>, <c>not-an-account</c>, <c>unknown-platform</c> or <c>unreadable</c>.</param>
/// <param name="Platform">The platform's name, or null when the host is none's.</param>
/// <param name="Account">The canonical account, or null when it is none.</param>
/// <param name="Key">Platform and handle in one word: equal exactly when the accounts are; null when it is none.</param>
/// <param name="Reason">Why it is no account, and what to give instead; null when it is one.</param>
public sealed record AddressView(string Outcome, string? Platform, AccountAddress? Account, string? Key, string? Reason)
{
    /// <summary>The view of a reading.</summary>
    public static AddressView Of(AddressReading reading) => reading switch
    {
        AddressReading.Account account => new("account", account.Platform.Name, account.Address, account.Address.Key, null),
        AddressReading.NotAnAccount other => new("not-an-account", other.Platform.Name, null, null, other.Reason),
        AddressReading.UnknownPlatform unknown => new("unknown-platform", null, null, null, $"`{unknown.Host}` is no host of a platform that this organisation knows. GET /platforms lists them."),
        AddressReading.Unreadable unreadable => new("unreadable", null, null, null, unreadable.Reason),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>GET /platforms/read.</summary>
public static class ReadAddress
{
    /// <summary>Maps the read.</summary>
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/platforms/read", Get)
        .WithTags("Platforms").WithName("readAddress").WithSummary("Say how an address is understood")
        .WithDescription("`url` is an address as people write it, or an account stated as `@name@host`. The answer is the account in canonical form, or why it is none. Nothing is fetched.")
        .Produces<AddressView>().ProducesProblem(StatusCodes.Status400BadRequest).AnswersOfNowOnly("What the service knows of platforms comes with the service, and is no part of what it records.");

    private static Reply Get(string url, PlatformShelf shelf) => Reply.Ok(AddressView.Of(shelf.Read(url)));
}
