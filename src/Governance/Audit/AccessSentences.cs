using System.Diagnostics;
using Governance.Access;

namespace Governance.Audit;

/// <summary>Sentences of keys and of auditors' reads.</summary>
public static class AccessSentences
{
    /// <summary>What a key's fact says.</summary>
    public static Saying Of(KeyEvent fact, Names names) => fact switch
    {
        KeyIssued issued => new($"issued the key “{issued.Name}” to {names.Of(issued.Person)}, for {string.Join(", ", issued.Scopes)}, until {issued.ExpiresAt:yyyy-MM-dd}"),
        KeyRevoked revoked => new("revoked a key", revoked.Reason),
        _ => throw new UnreachableException(),
    };

    /// <summary>What an auditor's read says.</summary>
    public static Saying Of(ReadEvent fact) => fact switch
    {
        ResourceRead read => new($"read {read.Path}{read.Query}"),
        _ => throw new UnreachableException(),
    };
}
