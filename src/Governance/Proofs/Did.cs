using System.Text.Json;
using System.Text.RegularExpressions;
using Governance.Fetching;

namespace Governance.Proofs;

/// <summary>An atproto account's immutable id: <c>did:plc:…</c>, or <c>did:web:</c> and a host name.</summary>
public static partial class Did
{
    /// <summary>The media types of a document.</summary>
    public static readonly string[] Types = ["application/did+ld+json", "application/did+json", "application/json"];

    private const string Web = "did:web:";
    private const string HandleScheme = "at://";

    /// <summary>The id of a text, or null when it is none of the two kinds.</summary>
    public static string? Read(string? text) =>
        text is not null && (Plc().IsMatch(text) || text.StartsWith(Web, StringComparison.Ordinal) && HostName.Read(text[Web.Length..]) == text[Web.Length..]) ? text : null;

    /// <summary>Where an id's document is.</summary>
    public static string DocumentUrl(string did) => did.StartsWith(Web, StringComparison.Ordinal) ? $"https://{did[Web.Length..]}/.well-known/did.json" : $"https://plc.directory/{did}";

    /// <summary>The handle that a document names: the first of <c>alsoKnownAs</c>, for the others are former ones; null when it is not that id's document.</summary>
    public static string? HandleIn(JsonElement document, string did)
    {
        if (JsonAnswer.Text(document, "/id") != did || JsonAnswer.At(document, "/alsoKnownAs") is not { ValueKind: JsonValueKind.Array } names) return null;
        return names.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!)
            .FirstOrDefault(name => name.StartsWith(HandleScheme, StringComparison.Ordinal))?[HandleScheme.Length..].ToLowerInvariant();
    }

    [GeneratedRegex(@"\Adid:plc:[a-z2-7]{24}\z")]
    private static partial Regex Plc();
}
