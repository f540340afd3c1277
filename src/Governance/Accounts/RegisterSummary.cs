using Governance.Shared;
using Marten;
using Npgsql;

namespace Governance.Accounts;

/// <summary>What is out there in the organisation's name, in figures.</summary>
/// <param name="OutThere">Accounts that are, or may be, visible to the public.</param>
/// <param name="Governed">Those that somebody answers for, whose control was shown, that are attested, and in no doubt.</param>
/// <param name="Ungoverned">The others.</param>
/// <param name="Unclaimed">Those that nobody answers for.</param>
/// <param name="Overdue">Those whose owner has not attested in time.</param>
/// <param name="Disputed">Those whose ownership is in dispute.</param>
/// <param name="Orphaned">Those whose owner left and left nobody.</param>
/// <param name="Compromised">Those that may be out of control.</param>
/// <param name="Platforms">The same by platform, the largest first.</param>
/// <param name="Units">The same by business unit, the largest first; without a name those that name none.</param>
public sealed record RegisterSummary(
    long OutThere, long Governed, long Ungoverned, long Unclaimed, long Overdue, long Disputed, long Orphaned, long Compromised, IReadOnlyList<RegisterCount> Platforms, IReadOnlyList<RegisterCount> Units)
{
    private const string Sql = """
        select platform, unit, count(*), count(*) filter (where governed), count(*) filter (where unclaimed), count(*) filter (where overdue), count(*) filter (where disputed),
               count(*) filter (where (data #>> '{account,orphaned}')::boolean), count(*) filter (where (data #>> '{account,compromised}')::boolean)
        from {0}.mt_doc_registerline where tenant_id = $1 and out_there
        group by platform, unit
        """;

    /// <summary>GET /accounts/summary.</summary>
    public static async Task<IResult> Get(IQuerySession session, HttpContext http)
    {
        await using var command = new NpgsqlCommand(Sql.Replace("{0}", session.SchemaOf(), StringComparison.Ordinal));
        command.Parameters.AddWithValue(session.TenantId);
        await using var reader = await session.ExecuteReaderAsync(command, http.RequestAborted);
        var groups = new List<(string Platform, string? Unit, long[] Counts)>();
        while (await reader.ReadAsync(http.RequestAborted))
            groups.Add((reader.GetString(0), await reader.IsDBNullAsync(1, http.RequestAborted) ? null : reader.GetString(1), [.. Enumerable.Range(2, 7).Select(reader.GetInt64)]));
        var sums = Enumerable.Range(0, 7).Select(at => groups.Sum(group => group.Counts[at])).ToArray();
        return Reply.Ok(new RegisterSummary(
            sums[0], sums[1], sums[0] - sums[1], sums[2], sums[3], sums[4], sums[5], sums[6], By(groups, group => group.Platform), By(groups, group => group.Unit)));
    }

    private static IReadOnlyList<RegisterCount> By(IEnumerable<(string Platform, string? Unit, long[] Counts)> groups, Func<(string Platform, string? Unit, long[] Counts), string?> name) =>
    [
        .. groups.GroupBy(name).Select(group => new RegisterCount(group.Key, group.Sum(part => part.Counts[0]), group.Sum(part => part.Counts[1]), group.Sum(part => part.Counts[2])))
            .OrderByDescending(count => count.OutThere).ThenBy(count => count.Name, StringComparer.Ordinal),
    ];
}

/// <summary>How many accounts of one kind are out there.</summary>
/// <param name="Name">The kind.</param>
/// <param name="OutThere">Visible to the public.</param>
/// <param name="Governed">Governed.</param>
/// <param name="Unclaimed">Answered for by nobody.</param>
public sealed record RegisterCount(string? Name, long OutThere, long Governed, long Unclaimed);
