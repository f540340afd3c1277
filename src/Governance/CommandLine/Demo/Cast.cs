namespace Governance.CommandLine.Demo;

/// <summary>Who of the sample organisation, policies/directory.yaml, does what in the demo.</summary>
internal static class Cast
{
    /// <summary>Drafts, and belongs to the legal group whose approval the flow asks for.</summary>
    public const string Drafter = "p-1001";

    /// <summary>Drafts the second version.</summary>
    public const string OtherDrafter = "p-1002";

    /// <summary>Belongs to legal.</summary>
    public const string Counsel = "p-1003";

    /// <summary>Keeps the register of accounts, and owns the policies on communications.</summary>
    public const string Steward = "p-1004";

    /// <summary>Is made a steward where the other decides already.</summary>
    public const string OtherSteward = "p-1009";

    /// <summary>Belongs to communications.</summary>
    public const string Communications = "p-1005";

    /// <summary>Belongs to communications, too.</summary>
    public const string OtherCommunications = "p-1006";

    /// <summary>An executive of no area.</summary>
    public const string Executive = "p-1011";

    /// <summary>Keeps the directory of people.</summary>
    public const string Administrator = "p-1013";

    /// <summary>Reads everything and changes nothing.</summary>
    public const string Auditor = "p-1012";

    /// <summary>Whom publish-policy asks: the owner, the majority of communications, legal, and an executive.</summary>
    public static IReadOnlyList<string> Approvers { get; } = ["p-1004", Communications, "p-1006", "p-1003", "p-1010"];
}
