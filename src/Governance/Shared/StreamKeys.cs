namespace Governance.Shared;

/// <summary>
/// Names of event streams: <c>noun/id</c>, unique in one organisation, readable in the database, in the history and in a proof.
/// </summary>
public static class StreamKeys
{
    /// <summary>The stream of one policy.</summary>
    public static string Policy(string policyId) => $"policy/{policyId}";

    /// <summary>The stream of one approval request.</summary>
    public static string Request(string requestId) => $"request/{requestId}";

    /// <summary>The stream of one flow's versions.</summary>
    public static string Flow(string name) => $"flow/{name}";

    /// <summary>The stream of one account.</summary>
    public static string Account(string accountId) => $"account/{accountId}";

    /// <summary>The stream of one person.</summary>
    public static string Person(string personId) => $"person/{personId}";

    /// <summary>The stream of one group.</summary>
    public static string Group(string groupId) => $"group/{groupId}";

    /// <summary>The stream of the organisation itself: its areas.</summary>
    public static string Organisation(string tenant) => $"organisation/{tenant}";

    /// <summary>The stream of one API key.</summary>
    public static string Key(string keyId) => $"key/{keyId}";

    /// <summary>The stream of what one auditor has read.</summary>
    public static string Reads(string personId) => $"reads/{personId}";

    /// <summary>The stream of one lead.</summary>
    public static string Lead(string leadId) => $"lead/{leadId}";

    /// <summary>The stream of one case of a suspected impostor.</summary>
    public static string Impostor(string caseId) => $"impostor/{caseId}";

    /// <summary>The stream of one search for accounts: a sweep or a probe.</summary>
    public static string Search(string searchId) => $"search/{searchId}";

    /// <summary>The stream of one claim on an account.</summary>
    public static string Claim(string claimId) => $"claim/{claimId}";

    /// <summary>The stream of one dispute between claims.</summary>
    public static string Dispute(string disputeId) => $"dispute/{disputeId}";

    /// <summary>The stream of one notice: whether it was read.</summary>
    public static string Notice(string noticeId) => $"notice/{noticeId}";

    /// <summary>The stream of which internet domains are the organisation's own.</summary>
    public static string Domains(string tenant) => $"organisation-domains/{tenant}";

    /// <summary>The id without its noun: <c>policy/x</c> is <c>x</c>.</summary>
    public static string IdOf(string streamKey) => streamKey[(streamKey.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
