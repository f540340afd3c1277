using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Governance.Shared;

/// <summary>The one JSON form of this product, for events, for the API and for the files it writes.</summary>
public static class Json
{
    /// <summary>camelCase, enums as camelCase strings, absent instead of null, strict numbers, no duplicate members.</summary>
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions());

    /// <summary>Gives <paramref name="options"/> the product's form and returns it.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.DictionaryKeyPolicy = null;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowDuplicateProperties = false;
        options.AllowTrailingCommas = false;
        options.ReadCommentHandling = JsonCommentHandling.Disallow;
        // PostgreSQL's jsonb orders members its own way, so the member that names a type may come late.
        options.AllowOutOfOrderMetadataProperties = true;
        options.MaxDepth = 32;
        // Readable in a terminal and in the database; every answer is application/json, never part of a page.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        if (!options.Converters.OfType<EnumWords>().Any()) options.Converters.Add(new EnumWords());
        return options;
    }
}
