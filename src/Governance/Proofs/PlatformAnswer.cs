using System.Text.Json;
using Governance.Fetching;

namespace Governance.Proofs;

/// <summary>What a platform's interface says of an account: the token, and whose it is.</summary>
public static class PlatformAnswer
{
    private const int AccountsSide = 2;

    /// <summary>Asks the platform's interface.</summary>
    public static async Task<Verdict> Check(Challenge challenge, PlatformSource source, ProofVisit visit, PlatformLook platforms, Func<Fetched, Verdict, Verdict>? refused = null, Action<JsonElement>? seen = null)
    {
        var (answer, failure) = await visit.Get(source.Url, JsonAnswer.Types, Place.Platform);
        if (failure is not null) return answer is not null && refused is not null ? refused(answer, failure) : failure;
        if (new Uri(answer!.Url).Host != new Uri(source.Url).Host) return Verdict.Inconclusive($"The platform led elsewhere, to {new Uri(answer.Url).Host}.");
        if (JsonAnswer.Read(answer) is not { } root) return Verdict.Inconclusive("The platform's answer cannot be read as JSON.");
        seen?.Invoke(root);
        return Judge(challenge, source, root, platforms);
    }

    /// <summary>Judges the answer: the author that the platform states must be the claimed account before anything else counts.</summary>
    public static Verdict Judge(Challenge challenge, PlatformSource source, JsonElement root, PlatformLook platforms)
    {
        if (JsonAnswer.IsEmptyOn(root, source.Author)) return Verdict.NotFound("The platform knows no such account.");
        if (JsonAnswer.Text(root, source.Author) is not { Length: > 0 } author) return Verdict.Inconclusive("The platform's answer is not in the form that is known: it does not say whose it is.");
        if (!platforms.IsAuthor(challenge.Account, author)) return Verdict.NotFound("The platform says that this is another account's.");
        var shown = source.Text.Select(pointer => JsonAnswer.Text(root, pointer)).OfType<string>().Select(Plain).FirstOrDefault(text => Token.IndexIn(text, challenge.Token) >= 0);
        return shown is null ? Verdict.NotFound("The platform says that it is the account's, and it does not hold the token.")
            : Verdict.Found(AccountsSide, "It holds the token, and the platform says that it is the account's.", Excerpt.Around(shown, challenge.Token));
    }

    private static string Plain(string text) => text.Contains('<', StringComparison.Ordinal) ? HtmlReading.Text(text) : text;
}
