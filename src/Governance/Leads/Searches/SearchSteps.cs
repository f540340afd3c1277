using Governance.Fetching;
using Governance.Platforms;
using Governance.Shared;
using Marten;
using Wolverine;

namespace Governance.Leads;

/// <summary>The next page or handle of a search is to be tried. Durable: a search goes on after a restart and a crash, and looks again before it acts.</summary>
/// <param name="Tenant">The organisation.</param>
/// <param name="Stream">The search's stream.</param>
public sealed record SearchNext(string Tenant, string Stream);

/// <summary>One request at a time to each host, whatever searches there are: a number of turns that hosts share, so that no host makes a new one.</summary>
public sealed class PoliteTurns : IDisposable
{
    private readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Does something with a host when it is its turn.</summary>
    public async Task<T> With<T>(string url, Func<Task<T>> ask, CancellationToken cancellation)
    {
        var host = Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.IdnHost : "";
        var turn = turns[(uint)host.GetHashCode(StringComparison.OrdinalIgnoreCase) % turns.Length];
        await turn.WaitAsync(cancellation);
        try
        {
            return await ask();
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var turn in turns) turn.Dispose();
    }
}

/// <summary>Tries one page or handle, records what came of it together with the sightings, and asks for the next.</summary>
public static class SearchNextHandler
{
    private static readonly string[] ProbeTypes = ["application/json", "application/jrd+json", "application/activity+json", "text/json", "text/html", "text/plain"];

    /// <summary>Fetches before it opens the stream: nothing waits for a slow server. The actor is whoever asked for the search.</summary>
    public static async Task Handle(
        SearchNext next, IDocumentSession session, IMessageContext bus, PlatformShelf shelf, GuardedFetcher fetcher, PoliteTurns turns, CancellationToken cancellation)
    {
        if (await session.LoadAsync<Search>(next.Stream, cancellation) is not { Ended: false } search) return;
        new Origin(search.By, null, bus.CorrelationId ?? next.Stream, $"message:{nameof(SearchNext)}").Stamp(session);
        var result = search.NextPage is { } page ? await Sweep(page.Page, session, shelf, fetcher, turns, cancellation)
            : search.NextHandle is { } handle ? await Probe(handle, session, shelf, fetcher, turns, cancellation)
            : null;
        if (result is null) return;
        var stream = await session.Events.FetchForWriting<Search>(next.Stream, cancellation);
        var facts = SearchDecider.Decide(result, stream.Aggregate!).Facts;
        foreach (var fact in facts) stream.AppendOne(fact);
        if (facts is [_]) await bus.PublishAsync(next, new DeliveryOptions { TenantId = next.Tenant });
    }

    private static async Task<SearchEvent> Sweep(string page, IDocumentSession session, PlatformShelf shelf, GuardedFetcher fetcher, PoliteTurns turns, CancellationToken cancellation)
    {
        var answer = await turns.With(page, () => fetcher.Get(page, PageAccounts.Accepted, cancellation), cancellation);
        if (answer is NotFetched not) return new PageNotSwept(page, not.Reason, not.Sentence);
        var fetched = (Fetched)answer;
        if (fetched.Status is < 200 or > 299) return new PageNotSwept(page, "fetch.status", $"It answered {fetched.Status}. Look whether the page is there.");
        var found = PageAccounts.Of(shelf, page, fetched);
        var outcomes = await SightingDesk.Record(session, shelf, found.Sightings, SightingMeans.Swept, cancellation);
        return new PageSwept(page, fetched.Url, fetched.Digest, found.Links, found.Sightings.Count, outcomes.Count(outcome => outcome.Outcome == SightingOutcome.New));
    }

    private static async Task<SearchEvent> Probe(TriedHandle handle, IDocumentSession session, PlatformShelf shelf, GuardedFetcher fetcher, PoliteTurns turns, CancellationToken cancellation)
    {
        if (shelf.Read(handle.Url) is not AddressReading.Account { Platform.Probe: { } probe } account || probe.UrlFor(account.Address) is not { } url)
            return new HandleProbed(handle.Platform, handle.Handle, ProbeFinding.CannotTell, null, "The platforms no longer say how to tell whether it exists.");
        var answer = await turns.With(url, () => fetcher.Get(url, ProbeTypes, cancellation), cancellation);
        if (answer is not Fetched fetched) return new HandleProbed(handle.Platform, handle.Handle, ProbeFinding.CannotTell, null, ((NotFetched)answer).Sentence);
        var body = System.Text.Encoding.UTF8.GetString(fetched.Body.Span);
        var finding = SearchDecider.Tell(probe.Exists.Shows(fetched.Status, body), probe.Absent.Shows(fetched.Status, body));
        if (finding != ProbeFinding.Exists)
            return new HandleProbed(handle.Platform, handle.Handle, finding, null, finding == ProbeFinding.Absent ? null : $"The answer {fetched.Status} shows neither that it exists nor that it does not.");
        var sighting = new ReportSighting(handle.Url, null, null, url.Length <= 500 ? url : url[..500], null);
        var outcome = (await SightingDesk.Record(session, shelf, [sighting], SightingMeans.Probed, cancellation))[0].Outcome;
        return new HandleProbed(handle.Platform, handle.Handle, finding, outcome, null);
    }
}
