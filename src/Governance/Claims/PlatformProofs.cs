namespace Governance.Claims;

/// <summary>Which machine proofs work on which platform.</summary>
/// <param name="Methods">Names of machine methods by platform name; a platform that is not known allows all of them.</param>
public sealed record PlatformProofs(Func<string, IReadOnlyList<string>> Methods)
{
    /// <summary>Whether a machine can check control on a platform.</summary>
    public bool Machine(string platform) => Methods(platform).Count > 0;
}
