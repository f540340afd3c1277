using Governance.Shared;

namespace Governance.Access;

/// <summary>Every no about keys, with its code.</summary>
public static class KeyRules
{
    /// <summary>No such key.</summary>
    public static readonly Refusal Unknown = new("key.unknown", "There is no key with this id. GET /keys lists them.", RefusalKind.Unknown);

    /// <summary>Revoked before.</summary>
    public static readonly Refusal AlreadyRevoked = new("key.revoked", "This key was revoked before. It stays so.");

    /// <summary>A key that acts in somebody else's name.</summary>
    public static readonly Refusal NotYours = new("key.not-yours", "You would see a key with which somebody else acts. Issue keys that write to yourself or to an integrator; for other people scopes that read, such as policies:read.", RefusalKind.NotYours, "scopes");

    /// <summary>A key for nobody.</summary>
    public static readonly Refusal PersonUnknown = new("key.person-unknown", "There is no person with this id, or they have left. GET /people lists who is there.", RefusalKind.Content, "person");
}
