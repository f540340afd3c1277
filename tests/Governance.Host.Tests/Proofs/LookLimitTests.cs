using Governance.CommandLine.Demo.Worlds;
using Governance.Proofs;

namespace Governance.Host.Tests.Proofs;

/// <summary>One look makes several fetches, and all of them together have a bound.</summary>
public sealed class LookLimitTests : Looking
{
    private const string Profile = "https://github.com/acme";

    [Fact]
    public async Task A_look_that_takes_too_long_in_all_is_inconclusive_and_says_so()
    {
        World.Page("github.com", "/acme", string.Concat(Enumerable.Range(1, 3).Select(page => $"<a href=\"https://{Domain}/{page}\">x</a>")));
        var came = 0;
        for (var page = 1; page <= 3; page++)
            World.Serve(Domain, $"/{page}", async http =>
            {
                Interlocked.Increment(ref came);
                await Task.Delay(Timeout.Infinite, http.RequestAborted);
            });
        var began = Clock.GetUtcNow();
        var look = Look(Challenge(RelMe.Method, Account(Profile), Domain));
        // Each page keeps us waiting for 29 of the 30 seconds that one fetch may take.
        for (var waiting = 1; !look.IsCompleted; waiting++)
        {
            await Database.Eventually.IsTrue(() => look.IsCompleted || Volatile.Read(ref came) >= waiting, "the next page is asked");
            if (!look.IsCompleted) Clock.Advance(TimeSpan.FromSeconds(29));
            if (!look.IsCompleted && Clock.GetUtcNow() - began < ProofChecker.Longest) Clock.Advance(TimeSpan.FromSeconds(2));
        }

        var seen = await look;
        Assert.Equal((ProofOutcome.Inconclusive, 0, null), (seen.Outcome, seen.Level, seen.ValidUntil));
        Assert.StartsWith("The whole look took longer than 60 seconds", seen.Reason, StringComparison.Ordinal);
        Assert.NotEmpty(seen.Hops);
        Assert.True(ProofChecker.Longest < TimeSpan.FromSeconds(ProofChecker.Patience));
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_is_not_told_an_outcome()
    {
        var came = World.Stall("github.com");
        using var patience = new CancellationTokenSource();
        var look = new ProofChecker(Fetcher, Resolver, Platforms, PublicSuffixes.Small, Clock).Check(Challenge(RelMe.Method, Account(Profile), Domain), patience.Token);
        await came;
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => look);
    }
}
