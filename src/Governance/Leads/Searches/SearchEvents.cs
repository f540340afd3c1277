namespace Governance.Leads;

/// <summary>
/// Every fact of a search for accounts that nobody reported: a sweep over the organisation's own pages, or a probe of handles that follow
/// from its brands. Stored for ever under the class name.
/// </summary>
public abstract record SearchEvent;

/// <summary>Somebody asked for a sweep.</summary>
/// <param name="Pages">The pages, in order.</param>
public sealed record SweepStarted(IReadOnlyList<string> Pages) : SearchEvent;

/// <summary>A page was read.</summary>
/// <param name="Page">The page as it was asked for.</param>
/// <param name="Answered">The address that answered in the end.</param>
/// <param name="Digest">SHA-256 of what it answered.</param>
/// <param name="Links">How many links it has.</param>
/// <param name="Accounts">How many accounts these lead to.</param>
/// <param name="New">How many of them nobody had seen.</param>
public sealed record PageSwept(string Page, string Answered, string Digest, int Links, int Accounts, int New) : SearchEvent;

/// <summary>A page could not be read.</summary>
/// <param name="Page">The page as it was asked for.</param>
/// <param name="Reason">A stable word, such as fetch.not-public.</param>
/// <param name="Sentence">The same for a person.</param>
public sealed record PageNotSwept(string Page, string Reason, string Sentence) : SearchEvent;

/// <summary>Somebody asked for a probe.</summary>
/// <param name="Brands">The names it is built from.</param>
/// <param name="Handles">The handles to try, in order.</param>
public sealed record ProbeStarted(IReadOnlyList<string> Brands, IReadOnlyList<ProbedHandle> Handles) : SearchEvent;

/// <summary>A handle to try.</summary>
/// <param name="Platform">The platform's name.</param>
/// <param name="Handle">The canonical handle.</param>
/// <param name="Url">The canonical address.</param>
public sealed record ProbedHandle(string Platform, string Handle, string Url);

/// <summary>A handle was tried.</summary>
/// <param name="Platform">The platform's name.</param>
/// <param name="Handle">The canonical handle.</param>
/// <param name="Finding">What the platform's answer shows.</param>
/// <param name="Outcome">What the sighting was, when it exists; else null.</param>
/// <param name="Reason">Why nobody can tell, or null.</param>
public sealed record HandleProbed(string Platform, string Handle, ProbeFinding Finding, SightingOutcome? Outcome, string? Reason) : SearchEvent;

/// <summary>All that was asked for was tried.</summary>
public sealed record SearchEnded : SearchEvent;

/// <summary>What an answer shows of a handle.</summary>
public enum ProbeFinding
{
    /// <summary>There is such an account.</summary>
    Exists,

    /// <summary>There is none.</summary>
    Absent,

    /// <summary>The answer shows neither, or both, or there was none.</summary>
    CannotTell,
}
