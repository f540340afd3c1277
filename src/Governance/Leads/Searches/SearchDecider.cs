using Governance.Shared;

namespace Governance.Leads;

/// <summary>The rules of searches: each page and each handle is tried once, in order, and the last one ends the search. Pure.</summary>
public static class SearchDecider
{
    /// <summary>A result is recorded once; a message that comes twice adds nothing.</summary>
    public static Decision<SearchEvent> Decide(SearchEvent result, Search search)
    {
        var waits = result switch
        {
            PageSwept swept => search.NextPage?.Page == swept.Page,
            PageNotSwept refused => search.NextPage?.Page == refused.Page,
            HandleProbed probed => search.NextHandle is { } next && (next.Platform, next.Handle) == (probed.Platform, probed.Handle),
            _ => false,
        };
        if (search.Ended || !waits) return Decision<SearchEvent>.Nothing;
        var left = search.Pages.Count(page => page.State == PageState.Waiting) + search.Handles.Count(handle => handle.Finding is null);
        return left == 1 ? Decision<SearchEvent>.Of(result, new SearchEnded()) : result;
    }

    /// <summary>What an answer shows: one fingerprint and not the other.</summary>
    public static ProbeFinding Tell(bool exists, bool absent) => (exists, absent) switch
    {
        (true, false) => ProbeFinding.Exists,
        (false, true) => ProbeFinding.Absent,
        _ => ProbeFinding.CannotTell,
    };

    /// <summary>The search after a fact.</summary>
    public static Search Evolve(Search? search, Fact<SearchEvent> fact, string streamKey) => Next(search, fact, streamKey) with { Version = fact.Version };

    private static Search Next(Search? search, Fact<SearchEvent> fact, string streamKey) => (search, fact.Event) switch
    {
        (null, SweepStarted started) => new Search(streamKey) { By = fact.Actor, At = fact.At, Pages = [.. started.Pages.Select(page => new SweptPage(page, PageState.Waiting))] },
        (null, ProbeStarted started) => new Search(streamKey)
        {
            By = fact.Actor,
            At = fact.At,
            IsProbe = true,
            Brands = started.Brands,
            Handles = [.. started.Handles.Select(handle => new TriedHandle(handle.Platform, handle.Handle, handle.Url))],
        },
        ({ NextPage: { } next }, PageSwept swept) => search with { Pages = search.Pages.Replace(next, next with { State = PageState.Read, Links = swept.Links, Accounts = swept.Accounts, New = swept.New }) },
        ({ NextPage: { } next }, PageNotSwept refused) => search with { Pages = search.Pages.Replace(next, next with { State = PageState.Refused, Reason = refused.Reason, Sentence = refused.Sentence }) },
        ({ NextHandle: { } next }, HandleProbed probed) => search with { Handles = search.Handles.Replace(next, next with { Finding = probed.Finding, Outcome = probed.Outcome, Reason = probed.Reason }) },
        ({ Ended: false }, SearchEnded) => search with { Ended = true },
        _ => throw new InvalidOperationException($"{fact.Event.GetType().Name} cannot follow in the history of {streamKey}."),
    };
}
