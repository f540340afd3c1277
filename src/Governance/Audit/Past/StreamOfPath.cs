using Governance.Shared;

namespace Governance.Audit.Past;

/// <summary>The stream that an address is about, so that every answer about it can tell its version and its leaf.</summary>
public static class StreamOfPath
{
    private static readonly Dictionary<string, Func<string, string>> ByParameter = new(StringComparer.Ordinal)
    {
        ["policyId"] = StreamKeys.Policy,
        ["requestId"] = StreamKeys.Request,
        ["name"] = StreamKeys.Flow,
        ["leadId"] = StreamKeys.Lead,
        ["sweepId"] = StreamKeys.Search,
        ["probeId"] = StreamKeys.Search,
        ["caseId"] = StreamKeys.Impostor,
        ["accountId"] = StreamKeys.Account,
        ["claimId"] = StreamKeys.Claim,
        ["disputeId"] = StreamKeys.Dispute,
        ["personId"] = StreamKeys.Person,
    };

    // What somebody holds is told by the accounts, not by the person.
    private const string Holdings = "/people/{personId}/holdings";

    /// <summary>Whether reads of a route are about one stream.</summary>
    public static bool IsOne(string pattern) => pattern != Holdings && ByParameter.Keys.Any(name => pattern.Contains($"{{{name}}}", StringComparison.Ordinal));

    /// <summary>The stream, or null when the route is about many.</summary>
    public static string? Of(string pattern, RouteValueDictionary values) => !IsOne(pattern) ? null
        : ByParameter.Where(parameter => values.ContainsKey(parameter.Key)).Select(parameter => parameter.Value($"{values[parameter.Key]}")).FirstOrDefault();
}
