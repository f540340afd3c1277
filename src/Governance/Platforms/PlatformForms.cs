using System.Text.RegularExpressions;

namespace Governance.Platforms;

/// <summary>A form in which accounts stand there.</summary>
/// <param name="As">The canonical handle, such as <c>{handle}</c>, <c>company/{handle}</c> or <c>id:{id}</c>.</param>
/// <param name="Url">The canonical address.</param>
/// <param name="From">The addresses that have it.</param>
/// <param name="Also">Other ways to write the handle, such as <c>channel/{id}</c>.</param>
/// <param name="Handle">What a handle of this form is.</param>
internal sealed record AccountForm(string As, string Url, IReadOnlyList<AddressTemplate> From, IReadOnlyList<string> Also, Regex Handle)
{
    private readonly IReadOnlyList<Regex> _written = [.. Also.Prepend(As).Select(AddressTemplate.Compile)];

    /// <summary>Whether the platform's own id is in the address: such an address says itself what it is.</summary>
    public bool IsId { get; } = As.StartsWith(PlatformForms.IdPrefix, StringComparison.Ordinal);

    /// <summary>The parts of a handle, for each way of writing it in this form.</summary>
    public IEnumerable<AddressParts> Written(string handle)
    {
        return _written.Select(form => form.Match(handle)).Where(match => match.Success).Select(match => new AddressParts(Part(match, "handle"), Part(match, "id"), Part(match, "host")));

        static string? Part(Match match, string name) => match.Groups[name] is { Success: true } group ? group.Value : null;
    }
}

/// <summary>Pages that are no accounts, and why.</summary>
internal sealed record OtherPage(string Why, IReadOnlyList<AddressTemplate> From);

/// <summary>The rules by which one platform's addresses are read.</summary>
internal sealed record PlatformForms(
    IReadOnlyList<AccountForm> Accounts, IReadOnlyList<OtherPage> Others, IReadOnlyList<OtherPage> Otherwise, Regex? Id, bool Hashbang, bool Federated, string Example)
{
    /// <summary>What stands before a platform's own id in a canonical handle, so that it is never taken for a name somebody chose.</summary>
    public const string IdPrefix = "id:";

    /// <summary>No rules: for platforms made by hand, in tests.</summary>
    public static readonly PlatformForms None = new([], [], [], null, false, false, "");
}
