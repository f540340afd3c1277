using Governance.Host.Tests.Fetching;
using Governance.Platforms;
using Governance.Proofs;

namespace Governance.Host.Tests.Proofs;

/// <summary>A pretend world, and the checker that looks in it with the platforms that are shipped.</summary>
public abstract class Looking : Outside
{
    public const string Domain = "acme.example";
    private static readonly PlatformShelf Shelf = PlatformFile.Read("platforms.yaml", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "policies", "platforms.yaml")));

    public string Token { get; } = Governance.Proofs.Token.New();

    public PlatformLook Platforms { get; } = PlatformLook.At(Shelf);

    public static AccountAddress Account(string text) => Assert.IsType<AddressReading.Account>(Shelf.Read(text)).Address;

    public Challenge Challenge(string method, AccountAddress account, string? domain = null, string? post = null) =>
        new("c-1", Token, account, method, domain, post, Clock.GetUtcNow(), Clock.GetUtcNow().AddDays(7));

    public Task<Observation> Look(Challenge challenge) =>
        new ProofChecker(Fetcher, Resolver, Platforms, PublicSuffixes.Small, Clock).Check(challenge, TestContext.Current.CancellationToken);

    /// <summary>It is found, with all that an observation of what is found has.</summary>
    public async Task<Observation> Found(Challenge challenge, int level)
    {
        var seen = await Look(challenge);
        Assert.True(seen.Outcome == ProofOutcome.Found, $"expected found, got {seen.Outcome}: {seen.Reason}");
        Assert.Equal((level, challenge.Method, Clock.GetUtcNow(), ProofValidity.Until(level, Clock.GetUtcNow())), (seen.Level, seen.Method, seen.At, seen.ValidUntil));
        Assert.NotNull(seen.BodyDigest);
        Assert.InRange(seen.Excerpt!.Length, 1, Excerpt.Longest);
        return seen;
    }

    public Task<Observation> NotFound(Challenge challenge) => Other(challenge, ProofOutcome.NotFound);

    public Task<Observation> Inconclusive(Challenge challenge) => Other(challenge, ProofOutcome.Inconclusive);

    public Task<Observation> Gone(Challenge challenge) => Other(challenge, ProofOutcome.MethodGone);

    /// <summary>An expired challenge is not even looked for; one on which a claim stands is.</summary>
    public async Task NeverFoundOnceExpired(Challenge challenge, int level)
    {
        await Found(challenge, level);
        Clock.Advance(TimeSpan.FromDays(7));
        var asked = World.Requests.Count;
        await Inconclusive(challenge);
        Assert.Equal(asked, World.Requests.Count);
        await Found(challenge with { Recheck = true }, level);
    }

    private async Task<Observation> Other(Challenge challenge, ProofOutcome outcome)
    {
        var seen = await Look(challenge);
        Assert.True(seen.Outcome == outcome, $"expected {outcome}, got {seen.Outcome}: {seen.Reason}");
        Assert.Equal((0, null, null), (seen.Level, seen.ValidUntil, seen.Excerpt));
        Assert.EndsWith(".", seen.Reason, StringComparison.Ordinal);
        return seen;
    }
}
