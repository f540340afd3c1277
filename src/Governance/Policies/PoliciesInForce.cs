using System.Text.Json;
using Governance.Accounts;
using Marten;

namespace Governance.Policies;

/// <summary>Which policies apply to an account at a moment.</summary>
public static class PoliciesInForce
{
    private const string All = "all";

    /// <summary>The versions in force now that apply to accounts of this platform and class, by policy.</summary>
    public static async Task<IReadOnlyList<PolicyPin>> For(IQuerySession session, string platform, AccountClass @class, CancellationToken cancellation) =>
        For(await Now(session, cancellation), platform, @class);

    /// <summary>Every policy with a version in force now.</summary>
    public static async Task<IReadOnlyList<PolicyView>> Now(IQuerySession session, CancellationToken cancellation) =>
        [.. await session.Query<PolicyView>().Where(view => view.State == PolicyState.InForce).OrderBy(view => view.Id).ToListAsync(cancellation)];

    /// <summary>Those of <paramref name="policies"/> that apply to accounts of this platform and class.</summary>
    public static IReadOnlyList<PolicyPin> For(IReadOnlyList<PolicyView> policies, string platform, AccountClass @class)
    {
        var word = JsonNamingPolicy.CamelCase.ConvertName(@class.ToString());
        return
        [
            .. policies.Where(view => Names(view.Profile.Platforms, platform) && Names(view.Profile.AccountClasses, word))
                .Select(view => (view.PolicyId, Version: view.Versions.Find(version => version.Label == view.InForce)!))
                .Select(pinned => new PolicyPin(pinned.PolicyId, pinned.Version.Label, pinned.Version.Digest)),
        ];
    }

    private static bool Names(IReadOnlyList<string> words, string word) => words.Contains(All) || words.Contains(word, StringComparer.OrdinalIgnoreCase);
}
