using Governance.Access;
using Governance.Shared;
using Governance.Watching;

namespace Governance.Hosting;

/// <summary>Keys, rules and health by example.</summary>
internal static class AccessExamples
{
    private static readonly Receipt Issued = Examples.On(StreamKeys.Key(Examples.KeyId), 1, "/keys", null, "KeyIssued");

    private static readonly KeyView Key = new(Examples.KeyId, "p-1014", "Newsroom scheduler", ["events:read", "policies:read"], Examples.NextReview, null);

    private static readonly Figures AllDone = new(0, TimeSpan.Zero, 0, 0, 0, 0, 0, 0, [], []);

    internal static IReadOnlyDictionary<string, Example> All { get; } = new Dictionary<string, Example>
    {
        ["getMe"] = Example.Read(new Me(DirectoryExamples.Aoife, ["*"], $"key:{Examples.KeyId}", new OrganisationView("acme", "Acme Sportswear")), 5),
        ["listAccessRules"] = Example.Read(new Page<AccessRule>([AccessRules.Find("GET", "/policies")!, AccessRules.Find("POST", "/policies")!], null)),
        ["listKeys"] = Example.Read(new Page<KeyView>([Key], null)),
        ["issueKey"] = Example.Command(
            new IssueKey(Key.Person, Key.Name, Key.Scopes, 90),
            new IssuedKey(Issued.Id, Issued.Stream, Issued.Version, Issued.Facts, Issued.Links, Key.ExpiresAt, $"gov_acme_{Examples.KeyId}_…shown once…"), 1, "/keys"),
        ["revokeKey"] = Example.Command(new RevokeKey("The laptop with it was lost."), Examples.On(StreamKeys.Key(Examples.KeyId), 2, "/keys", null, "KeyRevoked"), KeyRules.AlreadyRevoked),
        ["getLiveness"] = Example.Read(new HealthView("live")),
        ["getReadiness"] = Example.Read(ReadinessView.Of(ReadinessDecider.Decide(AllDone with { DeadLetters = 2 }, 0, [], ReadinessDecider.LowBytes))),
    };
}
