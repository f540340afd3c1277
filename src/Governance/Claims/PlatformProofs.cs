using Governance.Platforms;

namespace Governance.Claims;

/// <summary>Which proofs by machine work on which platform.</summary>
/// <param name="platforms">The platforms.</param>
public sealed class PlatformProofs(PlatformShelf platforms)
{
    // What stands on the organisation's own domain says something of an account anywhere.
    private static readonly string[] Everywhere = ["dns-txt", "https-file"];

    // These look at the organisation's side alone, so they show no control of an account elsewhere.
    private static readonly string[] OneWay = [.. Everywhere, "published-list"];

    /// <summary>Names of the methods that a claim on such an account may take a challenge by.</summary>
    public IReadOnlyList<string> Methods(string platform) =>
        [.. (platforms.Find(platform)?.Proofs.Select(proof => proof.Method) ?? []).Where(method => ProofMethod.Find(method) is not null).Union(Everywhere)];

    // Account and domain point to each other: the only proofs of level 3.
    private static readonly string[] BothWays = ["rel-me", "atproto-handle"];

    /// <summary>Whether the platform has a place for a link that a machine can follow both ways, so that level 3 can be reached there.</summary>
    public bool Linkable(string platform) => Methods(platform).Intersect(BothWays).Any();

    /// <summary>Whether a machine can check control of an account there.</summary>
    public bool Machine(string platform) => Methods(platform).Except(OneWay).Any();
}
