using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Governance.Shared;

/// <summary>Enumerations as camelCase words and never as numbers, unless a type says for itself how it is written.</summary>
public sealed class EnumWords : JsonConverterFactory
{
    private readonly JsonStringEnumConverter words = new(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum && typeToConvert.GetCustomAttribute<JsonConverterAttribute>() is null;

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) => words.CreateConverter(typeToConvert, options);
}
