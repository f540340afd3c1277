using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Governance.Shared;

/// <summary>
/// Enums as camelCase words, but an enum that declares its own words keeps them: any other converter in the options would win over the
/// one that the type declares.
/// </summary>
public sealed class DeclaredWords : JsonConverterFactory
{
    private static readonly JsonStringEnumConverter CamelCase = new(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    /// <inheritdoc/>
    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        typeToConvert.GetCustomAttribute<JsonConverterAttribute>(inherit: false)?.ConverterType is { } declared
            ? ((JsonConverterFactory)Activator.CreateInstance(declared)!).CreateConverter(typeToConvert, options)
            : CamelCase.CreateConverter(typeToConvert, options);
}
