using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Governance.Privacy;

namespace Governance.Shared;

/// <summary>The one JSON form of this product, for the API and for the files it writes; events have the same, but for texts about people (<see cref="StoreJson"/>).</summary>
public static class Json
{
    /// <summary>camelCase, enums as camelCase strings, absent instead of null, strict numbers, no duplicate members.</summary>
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions());

    /// <summary>The same for readers who are told no text about a person.</summary>
    public static JsonSerializerOptions WithoutPersonal { get; } = Configure(new JsonSerializerOptions { Converters = { new ShownPersonal(show: false) } });

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
        if (!options.Converters.OfType<DeclaredWords>().Any()) options.Converters.Add(new DeclaredWords());
        if (!options.Converters.OfType<ShownPersonal>().Any()) options.Converters.Add(new ShownPersonal());
        return options;
    }
}
