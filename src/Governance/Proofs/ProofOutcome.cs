namespace Governance.Proofs;

/// <summary>What came of looking.</summary>
public enum ProofOutcome
{
    /// <summary>It is there, and the platform says that it is the account's.</summary>
    Found,

    /// <summary>Everything could be read, and it is not there, or it is another account's.</summary>
    NotFound,

    /// <summary>Nobody can tell: blocked, timed out, broken, or not in the form that is known.</summary>
    Inconclusive,

    /// <summary>The platform does not offer the method any more.</summary>
    MethodGone,
}
