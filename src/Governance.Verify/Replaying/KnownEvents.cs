using Governance.Accounts;
using Governance.Approvals;
using Governance.Claims;
using Governance.Flows;
using Governance.Policies;

namespace Governance.Verify;

/// <summary>
/// The types of events that the service stores. Those of policies, requests, accounts and claims, and of the flows that requests follow, are
/// replayed; of the others the proof is checked and no state is made. A test holds the names against the service's own.
/// </summary>
public static class KnownEvents
{
    private static readonly HashSet<string> NotReplayed = new(StringComparer.Ordinal)
    {
        // people, groups and areas
        "PersonJoined", "PersonChanged", "PersonCardChanged", "PersonLeft", "PersonErased", "RoleGranted", "RoleRevoked", "GroupJoined", "GroupLeft", "RelationStated", "RelationEnded",
        "DelegationGiven", "DelegationEnded", "GroupFormed", "OrganisationFounded", "AreaOpened",
        // keys of the API, and what auditors read
        "KeyIssued", "KeyRevoked", "ResourceRead",
        // leads, searches and impostors
        "LeadSighted", "LeadRejected", "LeadReopened", "LeadPassedToImpostors", "LeadMatched", "LeadConfirmed",
        "SweepStarted", "PageSwept", "PageNotSwept", "ProbeStarted", "HandleProbed", "SearchEnded",
        "ImpostorSuspected", "EvidenceCaptured", "DangerNoticed", "CaseClassified", "ImpostorConfirmed", "ImpostorReported", "ReportRefused", "ReportUnanswered", "ReportWithdrawn", "CaseEscalated", "ImpostorTakenDown", "CaseCleared",
        "HolderObjected", "ObjectionDecided",
        // what people have read of their notices
        "NoticeRead",
        // domains of the organisation
        "DomainAnchored", "DomainReleased",
    };

    private static readonly HashSet<string> OfDisputes = [.. Facts(typeof(DisputeEvent)).Select(x => x.Name)];

    private static readonly Dictionary<string, Type> Replayed =
        new[] { typeof(PolicyEvent), typeof(RequestEvent), typeof(AccountEvent), typeof(ClaimEvent), typeof(FlowEvent) }.SelectMany(Facts).ToDictionary(x => x.Name, StringComparer.Ordinal);

    /// <summary>The type of a replayed event; null for the others.</summary>
    public static Type? TypeOf(string name) => Replayed.GetValueOrDefault(name);

    /// <summary>Whether the service stores events of this name.</summary>
    public static bool Has(string name) => Replayed.ContainsKey(name) || NotReplayed.Contains(name) || OfDisputes.Contains(name);

    private static IEnumerable<Type> Facts(Type family) => family.Assembly.GetTypes().Where(x => x.IsSubclassOf(family) && !x.IsAbstract);
}
