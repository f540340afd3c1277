namespace Governance.Access;

/// <summary>The roles that routes ask for. A flow may name further roles; the directory grants them all.</summary>
public static class Roles
{
    /// <summary>Legal: drafts, revises, submits and publishes policies.</summary>
    public const string Drafter = "drafter";

    /// <summary>Decides on requests. Which requests, the flow says.</summary>
    public const string Approver = "approver";

    /// <summary>Runs accounts.</summary>
    public const string AccountOwner = "account-owner";

    /// <summary>Keeps the register: triages leads, accepts low risk.</summary>
    public const string Steward = "steward";

    /// <summary>Reads everything, changes nothing, and the reads are recorded.</summary>
    public const string Auditor = "auditor";

    /// <summary>Keeps the directory and the keys.</summary>
    public const string Administrator = "administrator";

    /// <summary>A program of the organisation.</summary>
    public const string Integrator = "integrator";

    /// <summary>Accountable for the policies of an area.</summary>
    public const string PolicyOwner = "policy-owner";

    /// <summary>Roles that are never held in one area only: what they open has no area.</summary>
    public static IReadOnlyList<string> OfTheWhole { get; } = [Administrator, Auditor, Integrator];
}
