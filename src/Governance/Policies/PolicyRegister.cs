using System.Globalization;
using Governance.Shared;
using Marten;
using Marten.Linq.MatchesSql;

namespace Governance.Policies;

/// <summary>What the register of policies is asked. Two axes of time: what was in force (inForceOn), and as far as was known (asOf, position).</summary>
public sealed record PolicyFilter(
    [FromQuery(Name = "state")] Word<PolicyState>? State, [FromQuery(Name = "draft")] Word<DraftStatus>? Draft, [FromQuery(Name = "area")] string? Area,
    [FromQuery(Name = "kind")] Word<PolicyKind>? Kind, [FromQuery(Name = "dueBefore")] Instant? DueBefore, [FromQuery(Name = "inForceOn")] Instant? InForceOn, [FromQuery(Name = "sort")] Word<PolicySort>? Sort);

/// <summary>The orders of the register.</summary>
public enum PolicySort
{
    /// <summary>By id.</summary>
    PolicyId,

    /// <summary>By title, then id.</summary>
    Title,

    /// <summary>The last changed first.</summary>
    Updated,
}

/// <summary>GET /policies: the register, filtered, sorted and paged.</summary>
public static class PolicyRegister
{
    // The same as VersionView.Covers.
    private const string Covering = """
        exists (select from jsonb_array_elements(d.data -> 'versions') version
            where (version ->> 'effectiveFrom')::timestamptz <= ? and coalesce((version ->> 'endedAt')::timestamptz, 'infinity') > ?)
        """;

    /// <summary>One page.</summary>
    public static async Task<IResult> Get([AsParameters] PolicyFilter filter, [AsParameters] PageQuery page, IQuerySession session, HttpContext http)
    {
        var sort = filter.Sort?.Value ?? PolicySort.PolicyId;
        if (page.Fault(sort == PolicySort.PolicyId ? 1 : 2) is { } fault) return Problem.Reply(http, fault);
        if (Start(sort, page.After) is not { } from) return Problem.Reply(http, PageQuery.BadCursor);
        var rows = await Sorted(from(Filtered(session, filter)), sort).Take(page.Size + 1).ToListAsync(http.RequestAborted);
        return Reply.Ok(Page<PolicyView>.Of(rows, page.Size, view => Place(sort, view)).Select(view => filter.InForceOn is { } on ? view with { InForceThen = view.Versions.FindLast(version => version.Covers(on))?.Label } : view));
    }

    private static IQueryable<PolicyView> Filtered(IQuerySession session, PolicyFilter filter)
    {
        IQueryable<PolicyView> views = session.Query<PolicyView>();
        if (filter.State is { Value: var state }) views = views.Where(view => view.State == state);
        if (filter.Draft is { Value: var draft }) views = views.Where(view => view.Draft!.Status == draft);
        if (filter.Area is { } area) views = views.Where(view => view.Profile.Area == area);
        if (filter.Kind is { Value: var kind }) views = views.Where(view => view.Profile.Kind == kind);
        if (filter.DueBefore is { Value: var due }) views = views.Where(view => view.ReviewDueOn != null && view.ReviewDueOn < due);
        if (filter.InForceOn is { Last: var last, Value: var first }) views = views.Where(view => view.MatchesSql(Covering, last, first));
        return views;
    }

    private static IQueryable<PolicyView> Sorted(IQueryable<PolicyView> views, PolicySort sort) => sort switch
    {
        PolicySort.Title => views.OrderBy(view => view.Profile.Title).ThenBy(view => view.Id),
        PolicySort.Updated => views.OrderByDescending(view => view.UpdatedAt).ThenBy(view => view.Id),
        _ => views.OrderBy(view => view.Id),
    };

    // Where the page begins, or null for a cursor of another order.
    private static Func<IQueryable<PolicyView>, IQueryable<PolicyView>>? Start(PolicySort sort, IReadOnlyList<string>? after)
    {
        if (after is null) return views => views;
        var id = after[^1];
        if (sort == PolicySort.PolicyId) return views => views.Where(view => view.Id.CompareTo(id) > 0);
        if (sort == PolicySort.Title)
        {
            var title = after[0];
            return views => views.Where(view => view.Profile.Title.CompareTo(title) > 0 || (view.Profile.Title == title && view.Id.CompareTo(id) > 0));
        }

        if (!DateTimeOffset.TryParse(after[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)) return null;
        return views => views.Where(view => view.UpdatedAt <= at && (view.UpdatedAt < at || view.Id.CompareTo(id) > 0));
    }

    private static string[] Place(PolicySort sort, PolicyView view) => sort switch
    {
        PolicySort.Title => [view.Profile.Title, view.Id],
        PolicySort.Updated => [view.UpdatedAt.ToString("O", CultureInfo.InvariantCulture), view.Id],
        _ => [view.Id],
    };
}
