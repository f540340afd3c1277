using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Governance.Shared;

/// <summary>
/// Enums as camelCase words, but an enum that declares its own words keeps them: any other converter in the options would win over the
/// one that the type declares. A word is read as it is written: not in other letters, and never a list of words, which would stand for
/// whatever their numbers add up to.
/// </summary>
public sealed class DeclaredWords : JsonConverterFactory
{
    private static readonly JsonStringEnumConverter CamelCase = new(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    /// <inheritdoc/>
    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        var words = typeToConvert.GetCustomAttribute<JsonConverterAttribute>(inherit: false)?.ConverterType is { } declared
            ? ((JsonConverterFactory)Activator.CreateInstance(declared)!).CreateConverter(typeToConvert, options)
            : CamelCase.CreateConverter(typeToConvert, options);
        return (JsonConverter)Activator.CreateInstance(typeof(OneWord<>).MakeGenericType(typeToConvert), words)!;
    }

    private sealed class OneWord<T>(JsonConverter<T> words) : JsonConverter<T> where T : struct, Enum
    {
        private readonly Dictionary<string, T> known = Enum.GetValues<T>().Distinct().ToDictionary(value => JsonSerializer.SerializeToElement(value, Alone(words)).GetString()!, StringComparer.Ordinal);

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? Known(reader.GetString()!) : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => words.Write(writer, value, options);

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Known(reader.GetString()!);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => words.WriteAsPropertyName(writer, value, options);

        // Without words of its own the framework says where it was.
        private T Known(string word) => known.TryGetValue(word, out var value) ? value : throw new JsonException();

        private static JsonSerializerOptions Alone(JsonConverter converter) => new() { Converters = { converter } };
    }
}
