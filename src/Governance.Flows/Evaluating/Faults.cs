namespace Governance.Flows;

/// <summary>What makes a whole history impossible to judge: it fails closed, and names what is wrong.</summary>
internal static class Faults
{
    public static List<string> Of(Flow flow, RequestRecord record)
    {
        if (record.Request is not { } request) return ["Nothing was requested: a history begins with ApprovalRequested."];
        var faults = new List<string>();
        var (version, digest) = record.Pinned;
        if (request.Flow != flow.Name || version != flow.Version || digest != flow.Digest)
            faults.Add($"The request is pinned to {request.Flow} version {version} ({digest}); this is {flow.Name} version {flow.Version} ({flow.Digest}).");
        foreach (var revision in record.Revisions)
            foreach (var (field, hash) in revision.Fields)
                if (!ContentDigest.IsFieldName(field) || !ContentDigest.IsDigest(hash))
                    faults.Add($"In revision {revision.Number}, `{field}` is not a field name with a lower-case hex SHA-256.");
        foreach (var field in record.Current.Fields.Keys.Order(StringComparer.Ordinal))
            if (!IsClassified(flow, field))
                faults.Add($"The flow does not say what a change of `{field}` means: name it under `content`, in `bind` or in `editorial`.");
        return faults;
    }

    /// <summary>The digest of the current content, or nothing when there is none.</summary>
    public static string ContentOf(RequestRecord record) =>
        record.Request is not null && record.Current.Fields.All(f => ContentDigest.IsFieldName(f.Key) && ContentDigest.IsDigest(f.Value))
            ? ContentDigest.Of(record.Current.Fields)
            : "";

    // A field that nothing binds and nobody called editorial could be changed behind every approval.
    private static bool IsClassified(Flow flow, string field) =>
        ContentDigest.IsOfSubject(field) || flow.Content.Bind.Contains(field) || flow.Content.Editorial.Contains(field) || flow.Stages.Any(s => s.Needs.Any(n => n.Bind.Contains(field)));
}
