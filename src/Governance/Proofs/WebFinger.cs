using System.Text.Json;
using Governance.Fetching;

namespace Governance.Proofs;

/// <summary>An account on a host of the fediverse, <c>acme@social.example</c>.</summary>
/// <param name="Name">Before the at sign.</param>
/// <param name="Host">After it.</param>
public sealed record Acct(string Name, string Host)
{
    /// <summary>As WebFinger names it (RFC 7565).</summary>
    public string Resource => $"acct:{Name}@{Host}";

    /// <summary>The account of a handle or of an <c>acct:</c> address; null when it is none.</summary>
    public static Acct? Read(string? text)
    {
        var bare = text?.StartsWith("acct:", StringComparison.OrdinalIgnoreCase) is true ? text[5..] : text?.TrimStart('@');
        return bare?.Split('@') is [{ Length: > 0 and <= 100 } name, var at] && name.All(IsOfName) && HostName.Read(at) is { } host ? new(name, host) : null;
    }

    /// <summary>Whether both are one account: names do not count case.</summary>
    public bool Is(Acct? other) => other is not null && other.Host == Host && other.Name.Equals(Name, StringComparison.OrdinalIgnoreCase);

    private static bool IsOfName(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or '-';
}

/// <summary>What WebFinger (RFC 7033) tells of an account.</summary>
/// <param name="Subject">The account that its host calls it.</param>
/// <param name="Actor">Where its actor is.</param>
public sealed record WebFinger(Acct? Subject, string? Actor)
{
    /// <summary>The media types of the answer.</summary>
    public static readonly string[] Types = ["application/jrd+json", "application/json"];

    /// <summary>Where a host is asked for an account.</summary>
    public static string Url(Acct account) => $"https://{account.Host}/.well-known/webfinger?resource={Uri.EscapeDataString(account.Resource)}";

    /// <summary>What the answer says.</summary>
    public static WebFinger Read(JsonElement root)
    {
        var actor = JsonAnswer.At(root, "/links") is { ValueKind: JsonValueKind.Array } links
            ? links.EnumerateArray().Where(IsActor).Select(link => JsonAnswer.Text(link, "/href")).FirstOrDefault()
            : null;
        return new(Acct.Read(JsonAnswer.Text(root, "/subject")), Link.Read(actor).Link?.Address.AbsoluteUri);
    }

    private static bool IsActor(JsonElement link) =>
        JsonAnswer.Text(link, "/rel") == "self" && JsonAnswer.Text(link, "/type") is { } type
        && (type.StartsWith("application/activity+json", StringComparison.Ordinal) || type.StartsWith("application/ld+json", StringComparison.Ordinal));
}
