using Governance.Directory;
using Governance.Shared;

namespace Governance.Access;

/// <summary>The rules of API keys. Pure.</summary>
public static class KeyDecider
{
    /// <summary>A key is for somebody who is there.</summary>
    public static Decision<KeyEvent> Decide(KeyIssued issue, Person? person) => person is { Left: false } ? issue : KeyRules.PersonUnknown;

    /// <summary>A key is revoked once.</summary>
    public static Decision<KeyEvent> Decide(KeyRevoked revocation, Key key) => key.Revoked ? KeyRules.AlreadyRevoked : revocation;

    /// <summary>The key after a fact.</summary>
    public static Key Evolve(Key? key, KeyEvent fact, string streamKey) => (key, fact) switch
    {
        (null, KeyIssued) => new Key(streamKey),
        ({ Revoked: false }, KeyRevoked) => key with { Revoked = true },
        _ => throw new InvalidOperationException($"{fact.GetType().Name} cannot follow in the history of {streamKey}."),
    };
}
