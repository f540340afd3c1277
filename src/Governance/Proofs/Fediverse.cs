using System.Text.Json;
using Governance.Fetching;

namespace Governance.Proofs;

/// <summary>
/// WebFinger leads to the actor, the actor's own host leads back to the account, and the actor holds the token: in <c>summary</c>, in a
/// <c>PropertyValue</c> of <c>attachment</c>, or in a note that is attributed to it (ActivityPub; RFC 7033).
/// </summary>
public static class Fediverse
{
    /// <summary>The method's name.</summary>
    public const string Method = "fediverse";

    private const int AccountsSide = 2;
    private static readonly string[] Types = ["application/activity+json", "application/ld+json"];
    private static readonly string[] Kinds = ["Person", "Organization", "Service", "Group", "Application"];

    /// <summary>Looks.</summary>
    public static async Task<Verdict> Check(Challenge challenge, ProofVisit visit)
    {
        if (Acct.Read(challenge.Account.Handle) is not { } account) return Verdict.Inconclusive("The handle names no account on a host, such as acme@social.example.");
        var (finger, failure) = await Ask(account, visit);
        if (finger is null) return failure!;
        if (!account.Is(finger.Subject)) return Verdict.NotFound($"{account.Host} calls this account {finger.Subject?.Resource ?? "nothing"}: claim it under the name that it has now.");
        if (finger.Actor is not { } address) return Verdict.NotFound($"{account.Host} names no actor for the account.");
        var (fetched, unread) = await visit.Get(address, Types, Place.Own);
        if (unread is not null) return unread;
        if (JsonAnswer.Read(fetched!) is not { } actor) return Verdict.Inconclusive("The actor cannot be read as JSON.");
        if (Fault(challenge, actor, address, fetched!) is { } fault) return fault;
        if (await Back(account, actor, address, visit) is { } astray) return astray;
        return Judge(challenge, actor, address) is { Outcome: ProofOutcome.Found } found || challenge.PostUrl is null ? Judge(challenge, actor, address) : await Note(challenge, address, visit);
    }

    /// <summary>Whether the actor's own words hold the token.</summary>
    public static Verdict Judge(Challenge challenge, JsonElement actor, string id)
    {
        var shown = Words(actor).Select(HtmlReading.Text).FirstOrDefault(text => Token.IndexIn(text, challenge.Token) >= 0);
        return shown is null ? Verdict.NotFound("Neither the account's bio nor its fields hold the token.", id)
            : Verdict.Found(AccountsSide, "The account's own profile holds the token.", Excerpt.Around(shown, challenge.Token), id);
    }

    /// <summary>Whether a note holds the token and is the actor's.</summary>
    public static Verdict JudgeNote(Challenge challenge, JsonElement note, string url, string id)
    {
        if (JsonAnswer.Text(note, "/id") != url || new Uri(url).Host != new Uri(id).Host) return Verdict.NotFound("The post is not the one that its address says, or it is on another host than the account.", id);
        if (JsonAnswer.Text(note, "/attributedTo") != id) return Verdict.NotFound("The post is another account's.", id);
        var text = HtmlReading.Text(JsonAnswer.Text(note, "/content") ?? "");
        return Token.IndexIn(text, challenge.Token) >= 0 ? Verdict.Found(AccountsSide, "A post of the account holds the token.", Excerpt.Around(text, challenge.Token), id)
            : Verdict.NotFound("The post does not hold the token.", id);
    }

    private static async Task<(WebFinger? Finger, Verdict? Failure)> Ask(Acct account, ProofVisit visit)
    {
        var (answer, failure) = await visit.Get(WebFinger.Url(account), WebFinger.Types, Place.Own);
        if (failure is not null) return (null, failure);
        return JsonAnswer.Read(answer!) is { ValueKind: JsonValueKind.Object } root ? (WebFinger.Read(root), null) : (null, Verdict.Inconclusive($"{account.Host} does not answer WebFinger in JSON."));
    }

    private static Verdict? Fault(Challenge challenge, JsonElement actor, string address, Fetched fetched)
    {
        if (JsonAnswer.Text(actor, "/id") != address || new Uri(fetched.Url).Host != new Uri(address).Host) return Verdict.NotFound("The actor does not say of itself that it is the one that WebFinger names.");
        if (!Kinds.Contains(JsonAnswer.Text(actor, "/type"))) return Verdict.NotFound("What WebFinger names is no account.");
        return challenge.Account.PlatformId is { } known && known.StartsWith("https://", StringComparison.Ordinal) && known != address
            ? Verdict.NotFound("Another account bears the handle now: its id is another.", address) : null;
    }

    // The subject's round trip: where the actor lives on another host than the account's name says, that host must lead back to the same name and actor.
    private static async Task<Verdict?> Back(Acct account, JsonElement actor, string address, ProofVisit visit)
    {
        if (Acct.Read($"{JsonAnswer.Text(actor, "/preferredUsername")}@{new Uri(address).Host}") is not { } there) return Verdict.NotFound("The actor has no name of its own.");
        if (account.Is(there)) return null;
        var (finger, failure) = await Ask(there, visit);
        if (finger is null) return failure;
        return account.Is(finger.Subject) && finger.Actor == address ? null : Verdict.NotFound($"{there.Host} does not say that its account is {account.Resource}.");
    }

    private static async Task<Verdict> Note(Challenge challenge, string id, ProofVisit visit)
    {
        if (Link.Read(challenge.PostUrl).Link is not { } post) return Verdict.Inconclusive("The post's address is no https address.");
        var (fetched, failure) = await visit.Get(post.Address.AbsoluteUri, Types, Place.Own);
        if (failure is not null) return failure;
        return JsonAnswer.Read(fetched!) is { ValueKind: JsonValueKind.Object } note ? JudgeNote(challenge, note, fetched!.Url, id) : Verdict.Inconclusive("The post cannot be read as JSON.");
    }

    private static IEnumerable<string> Words(JsonElement actor)
    {
        if (JsonAnswer.Text(actor, "/summary") is { } summary) yield return summary;
        if (JsonAnswer.At(actor, "/attachment") is not { } attachment) yield break;
        foreach (var field in attachment.ValueKind == JsonValueKind.Array ? [.. attachment.EnumerateArray()] : new[] { attachment })
            if (JsonAnswer.Text(field, "/type") == "PropertyValue" && JsonAnswer.Text(field, "/value") is { } value) yield return value;
    }
}
