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

    /// <summary>Whether a machine can check control of an account there.</summary>
    public bool Machine(string platform) => Methods(platform).Except(OneWay).Any();
}
