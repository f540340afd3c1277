using System.Security.Cryptography;
using System.Text;
using Governance.Fetching;

namespace Governance.Proofs;

/// <summary>Whose answer a status is about.</summary>
public enum Place
{
    /// <summary>A page or file of the claimant's own: gone is not there.</summary>
    Own,

    /// <summary>A platform's interface for everybody: gone is the method's end.</summary>
    Platform,
}

/// <summary>One look for one challenge: everything that it asks outside, in order, and what a failure of each means.</summary>
public sealed class ProofVisit(GuardedFetcher fetcher, Resolver resolver, CancellationToken cancellation)
{
    private readonly List<Hop> hops = [];

    /// <summary>Where was looked first.</summary>
    public string Url { get; private set; } = "";

    /// <summary>Every address asked.</summary>
    public IReadOnlyList<Hop> Hops => hops;

    /// <summary>SHA-256 of what was read last.</summary>
    public string? BodyDigest { get; private set; }

    /// <summary>Asks an address; the answer when it is 200, else what its absence means.</summary>
    public async Task<(Fetched? Answer, Verdict? Failure)> Get(string url, IReadOnlyList<string> accepted, Place place)
    {
        if (Url.Length == 0) Url = url;
        var result = await fetcher.Get(url, accepted, cancellation);
        hops.AddRange(result.Hops);
        if (result is not Fetched fetched) return (null, Verdict.Inconclusive(((NotFetched)result).Sentence));
        BodyDigest = fetched.Digest;
        return fetched.Status == 200 ? (fetched, null) : (fetched, Meaning(fetched.Status, new Uri(fetched.Url).Host, place));
    }

    /// <summary>Asks for a name's TXT records; they, or what their absence means.</summary>
    public async Task<(IReadOnlyList<string> Records, Verdict? Failure)> Texts(string name)
    {
        if (Url.Length == 0) Url = $"dns:{name}?type=TXT";
        var found = await resolver.Texts(name, cancellation);
        if (found.Outcome == LookupOutcome.Found) BodyDigest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', found.Values.Order(StringComparer.Ordinal)))));
        return found.Outcome switch
        {
            LookupOutcome.Found => (found.Values, null),
            LookupOutcome.NotFound => ([], Verdict.NotFound(found.Sentence)),
            _ => ([], Verdict.Inconclusive(found.Sentence)),
        };
    }

    /// <summary>What a status other than 200 means (RFC 9110 section 15).</summary>
    public static Verdict Meaning(int status, string host, Place place) => (status, place) switch
    {
        (404, _) => Verdict.NotFound($"{host} answers that it is not there (404)."),
        (410, Place.Own) => Verdict.NotFound($"{host} answers that it is gone (410)."),
        (410 or 501, Place.Platform) => Verdict.Gone($"{host} answers that it does not offer this any more ({status})."),
        (401 or 403, _) => Verdict.Inconclusive($"{host} does not let us look ({status})."),
        (429, _) => Verdict.Inconclusive($"{host} asks to come again later ({status})."),
        ( >= 500, _) => Verdict.Inconclusive($"{host} is out of order ({status})."),
        _ => Verdict.Inconclusive($"{host} answers in a way from which nothing follows ({status})."),
    };
}
