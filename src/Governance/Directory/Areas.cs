using Governance.Shared;
using Marten.Services.BatchQuerying;

namespace Governance.Directory;

/// <summary>The areas of an organisation.</summary>
public static class Areas
{
    /// <summary>Their ids; none when the organisation was not founded. Asked together with what else <paramref name="batch"/> asks.</summary>
    public static async Task<IReadOnlySet<string>> Of(IBatchedQuery batch, string tenant) =>
        await batch.Load<Organisation>(StreamKeys.Organisation(tenant)) is { } organisation ? organisation.Areas.Keys.ToHashSet() : new HashSet<string>();
}
