using Governance.Directory;
using Governance.Shared;

namespace Governance.Access;

/// <summary>The rules of API keys. Pure.</summary>
public static class KeyDecider
{
    /// <summary>
    /// A key is for somebody who is there. Whoever issues it sees it, so a key that acts is issued to oneself or to a program; with one of
    /// somebody else an administrator could approve in their name.
    /// </summary>
    public static Decision<KeyEvent> Decide(KeyIssued issue, Person? person, string issuer)
    {
        if (person is not { Left: false }) return KeyRules.PersonUnknown;
        var isProgram = person.Roles.Any(held => held.Role == Roles.Integrator);
        return issue.Person == issuer || isProgram || issue.Scopes.All(scope => scope.EndsWith(":read", StringComparison.Ordinal)) ? issue : KeyRules.NotYours;
    }

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
