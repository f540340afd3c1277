using System.Collections.Concurrent;
using Governance.Claims;
using Governance.Proofs;

namespace Governance.Host.Tests.Claims;

/// <summary>What there is to see on the platforms of the tests, by handle; elsewhere nobody can tell.</summary>
public static class Sightings
{
    private static readonly ConcurrentDictionary<string, (ProofOutcome Outcome, int Level)> Seen = new();
    private static readonly ConcurrentDictionary<string, Challenge> Asked = new();
    private static readonly ConcurrentDictionary<string, string> Stated = new();
    private static readonly ConcurrentDictionary<string, bool> Broken = new();

    public static void Show(string handle, ProofOutcome outcome, int level = 2) => Seen[handle] = (outcome, level);

    /// <summary>The id that the platform states of a handle; else that of the register.</summary>
    public static void State(string handle, string platformId) => Stated[handle] = platformId;

    /// <summary>The service's look itself fails for this handle, until it is told to work.</summary>
    public static void Break(string handle, bool broken = true) => Broken[handle] = broken;

    /// <summary>What was last looked for about a handle.</summary>
    public static Challenge Last(string handle) => Asked[handle];

    public static CheckProof Looking(TimeProvider clock) => (challenge, _) =>
    {
        Asked[challenge.Account.Handle] = challenge;
        if (Broken.GetValueOrDefault(challenge.Account.Handle)) throw new InvalidOperationException("The look is broken.");
        var (outcome, level) = Seen.GetValueOrDefault(challenge.Account.Handle, (ProofOutcome.Inconclusive, 0));
        var (now, found) = (clock.GetUtcNow(), outcome == ProofOutcome.Found);
        return Task.FromResult(new Observation(
            challenge.Method, outcome, found ? level : 0, challenge.Account.Url, [], null, found ? $"Acme {challenge.Token}" : null, Stated.GetValueOrDefault(challenge.Account.Handle) ?? challenge.Account.PlatformId, "Looked.", now, found ? now.AddDays(180) : null));
    };
}
