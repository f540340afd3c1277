using Governance.Shared;
using Marten;

namespace Governance.Leads;

/// <summary>How far a sweep is.</summary>
/// <param name="SweepId">Its id.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Ended">Whether every page was tried.</param>
/// <param name="Done">How many pages were tried.</param>
/// <param name="Found">How many accounts they lead to.</param>
/// <param name="New">How many of them nobody had seen.</param>
/// <param name="Pages">Each page with what came of it.</param>
public sealed record SweepView(string SweepId, string By, DateTimeOffset At, bool Ended, int Done, int Found, int New, IReadOnlyList<SweptPage> Pages);

/// <summary>How far a probe is.</summary>
/// <param name="ProbeId">Its id.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Brands">The names it is built from.</param>
/// <param name="Ended">Whether every handle was tried.</param>
/// <param name="Done">How many handles were tried.</param>
/// <param name="Found">How many of them exist.</param>
/// <param name="New">How many of those nobody had seen.</param>
/// <param name="CannotTell">Of how many nobody can tell.</param>
/// <param name="Handles">Each handle with what came of it.</param>
public sealed record ProbeView(
    string ProbeId, string By, DateTimeOffset At, IReadOnlyList<string> Brands, bool Ended, int Done, int Found, int New, int CannotTell, IReadOnlyList<TriedHandle> Handles);

/// <summary>GET /sweeps/{sweepId} and /probes/{probeId}.</summary>
public static class ReadSearches
{
    /// <summary>One sweep.</summary>
    public static async Task<IResult> Sweep(string sweepId, IQuerySession session, HttpContext http) =>
        await session.State<Search>(StreamKeys.Search(sweepId), http.RequestAborted) is { IsProbe: false } search ? Reply.Ok(ViewOfSweep(search), search.Version) : Problem.Reply(http, SearchRules.SweepUnknown);

    /// <summary>One probe.</summary>
    public static async Task<IResult> Probe(string probeId, IQuerySession session, HttpContext http) =>
        await session.State<Search>(StreamKeys.Search(probeId), http.RequestAborted) is { IsProbe: true } search ? Reply.Ok(ViewOfProbe(search), search.Version) : Problem.Reply(http, SearchRules.ProbeUnknown);

    /// <summary>A sweep as people read it.</summary>
    public static SweepView ViewOfSweep(Search search) => new(
        StreamKeys.IdOf(search.Id), search.By, search.At, search.Ended, search.Pages.Count(page => page.State != PageState.Waiting),
        search.Pages.Sum(page => page.Accounts), search.Pages.Sum(page => page.New), search.Pages);

    /// <summary>A probe as people read it.</summary>
    public static ProbeView ViewOfProbe(Search search) => new(
        StreamKeys.IdOf(search.Id), search.By, search.At, search.Brands, search.Ended, search.Handles.Count(handle => handle.Finding is not null),
        search.Handles.Count(handle => handle.Finding == ProbeFinding.Exists), search.Handles.Count(handle => handle.Outcome == SightingOutcome.New),
        search.Handles.Count(handle => handle.Finding == ProbeFinding.CannotTell), search.Handles);
}
