using System.Collections.Immutable;
using Governance.Shared;

namespace Governance.Leads;

/// <summary>A search as its rules need it, and as people read how far it is.</summary>
/// <param name="Id">The stream key, <c>search/x</c>.</param>
public sealed record Search(string Id)
{
    /// <summary>Who asked for it, a pseudonymous id.</summary>
    public string By { get; init; } = "";

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Whether it is a probe, not a sweep.</summary>
    public bool IsProbe { get; init; }

    /// <summary>The brands of a probe.</summary>
    public IReadOnlyList<string> Brands { get; init; } = [];

    /// <summary>The pages of a sweep, each with what came of it.</summary>
    public ImmutableList<SweptPage> Pages { get; init; } = [];

    /// <summary>The handles of a probe, each with what came of it.</summary>
    public ImmutableList<TriedHandle> Handles { get; init; } = [];

    /// <summary>Whether all was tried.</summary>
    public bool Ended { get; init; }

    /// <summary>The stream's version.</summary>
    public long Version { get; init; }

    /// <summary>The first page that was not tried yet, or null.</summary>
    public SweptPage? NextPage => Pages.Find(page => page.State == PageState.Waiting);

    /// <summary>The first handle that was not tried yet, or null.</summary>
    public TriedHandle? NextHandle => Handles.Find(handle => handle.Finding is null);
}

/// <summary>One page of a sweep.</summary>
/// <param name="Page">Its address.</param>
/// <param name="State">Whether it was read.</param>
/// <param name="Links">How many links it has.</param>
/// <param name="Accounts">How many accounts these lead to.</param>
/// <param name="New">How many of them nobody had seen.</param>
/// <param name="Reason">Why it could not be read, or absent.</param>
/// <param name="Sentence">The same for a person, or absent.</param>
public sealed record SweptPage(string Page, PageState State, int Links = 0, int Accounts = 0, int New = 0, string? Reason = null, string? Sentence = null);

/// <summary>Whether a page was read.</summary>
public enum PageState
{
    /// <summary>It is still to come.</summary>
    Waiting,

    /// <summary>It was read.</summary>
    Read,

    /// <summary>It could not be read.</summary>
    Refused,
}

/// <summary>One handle of a probe.</summary>
/// <param name="Platform">The platform's name.</param>
/// <param name="Handle">The canonical handle.</param>
/// <param name="Url">The canonical address.</param>
/// <param name="Finding">What the platform's answer showed; absent while it is still to come.</param>
/// <param name="Outcome">What the sighting was, when it exists.</param>
/// <param name="Reason">Why nobody can tell, or absent.</param>
public sealed record TriedHandle(string Platform, string Handle, string Url, ProbeFinding? Finding = null, SightingOutcome? Outcome = null, string? Reason = null);

/// <summary>Answers: how far is this search, and what came of each page or handle?</summary>
public sealed class SearchProjection() : FactsProjection<Search, SearchEvent>(SearchDecider.Evolve);
