using System.Text;
using System.Text.Json;
using Governance.Fetching;

namespace Governance.Proofs;

/// <summary>
/// The handle is a domain and names the account's id (TXT at <c>_atproto.&lt;handle&gt;</c>, or <c>/.well-known/atproto-did</c>), and the id's document
/// names the handle. No token takes part, so it shows who the claimant is only where the handle is on the organisation's domain: level 3 there, else 0.
/// </summary>
public static class AtprotoHandle
{
    /// <summary>The method's name.</summary>
    public const string Method = "atproto-handle";

    private const int BothDirections = 3;
    private static readonly string[] TextTypes = ["text/plain", "application/octet-stream"];

    /// <summary>Looks.</summary>
    public static async Task<Verdict> Check(Challenge challenge, string? domain, ProofVisit visit)
    {
        if (HostName.Read(challenge.Account.Handle) is not { } handle) return Verdict.Inconclusive("The handle is no domain.");
        var (records, dns) = await visit.Texts($"_atproto.{handle}");
        if (dns is { Outcome: ProofOutcome.Inconclusive }) return dns;
        var (file, web) = await visit.Get($"https://{handle}/.well-known/atproto-did", TextTypes, Place.Own);
        var (did, fault) = Judge(handle, records, web is null ? Encoding.UTF8.GetString(file!.Body.Span) : null, web);
        if (did is null) return fault!;
        var (document, failure) = await visit.Get(Did.DocumentUrl(did), Did.Types, Place.Own);
        if (failure is not null) return failure;
        return JsonAnswer.Read(document!) is { ValueKind: JsonValueKind.Object } root ? Judge(challenge, handle, did, root, domain) : Verdict.Inconclusive("The document of the account's id cannot be read as JSON.");
    }

    /// <summary>The one id that the handle names, or why there is none: two answers are none.</summary>
    public static (string? Did, Verdict? Fault) Judge(string handle, IReadOnlyList<string> records, string? file, Verdict? fileFailure)
    {
        var told = records.Where(record => record.StartsWith("did=", StringComparison.Ordinal)).Select(record => record[4..].Trim()).ToList();
        if (file is not null) told.Add(file.Trim());
        var dids = told.Distinct().ToList();
        if (dids.Count > 1) return (null, Verdict.NotFound($"{handle} names {dids.Count} ids: it must name one."));
        if (dids is [var only]) return Did.Read(only) is { } did ? (did, null) : (null, Verdict.NotFound($"What {handle} names is no id of atproto."));
        return (null, fileFailure is { Outcome: ProofOutcome.Inconclusive } ? fileFailure : Verdict.NotFound($"{handle} names no id: neither a TXT record at _atproto.{handle} nor /.well-known/atproto-did."));
    }

    /// <summary>Whether the id's document names the handle, and how much that shows.</summary>
    public static Verdict Judge(Challenge challenge, string handle, string did, JsonElement document, string? domain)
    {
        if (challenge.Account.PlatformId is { } known && known != did) return Verdict.NotFound("Another account bears the handle now: its id is another.", did);
        if (Did.HandleIn(document, did) is not { } named || named != handle) return Verdict.NotFound($"The account's id does not name {handle} as its handle.", did);
        return domain is not null && HostName.IsWithin(handle, domain)
            ? Verdict.Found(BothDirections, $"{handle} and the account's id name each other, and the handle is on {domain}.", Excerpt.Around($"{handle} {did}", ""), did)
            : Verdict.Found(0, $"{handle} and the account's id name each other, which shows nothing of who claims: the handle is on no domain of the organisation that was named.", Excerpt.Around($"{handle} {did}", ""), did);
    }
}
