using Governance.Shared;
using Marten;

namespace Governance.Directory;

/// <summary>The areas of an organisation.</summary>
public static class Areas
{
    /// <summary>Their ids; none when the organisation was not founded.</summary>
    public static async Task<IReadOnlySet<string>> Of(IQuerySession session, string tenant) =>
        await session.LoadAsync<Organisation>(StreamKeys.Organisation(tenant)) is { } organisation ? organisation.Areas.Keys.ToHashSet() : new HashSet<string>();
}
