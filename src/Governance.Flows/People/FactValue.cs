using System.Text.Json;
using System.Text.Json.Serialization;

namespace Governance.Flows;

/// <summary>A value a fact may carry: text, true or false, or a list of texts. Numbers are written as decimal text, so that no digit is ever lost.</summary>
[JsonConverter(typeof(FactValueConverter))]
public sealed record FactValue
{
    private FactValue() { }

    /// <summary>Set when the value is text.</summary>
    public string? Text { get; private init; }

    /// <summary>Set when the value is true or false.</summary>
    public bool? Flag { get; private init; }

    /// <summary>Set when the value is a list.</summary>
    public IReadOnlyList<string>? List { get; private init; }

    /// <summary>A text, or a decimal written as text.</summary>
    public static FactValue Of(string text) => new() { Text = text };

    /// <summary>True or false.</summary>
    public static FactValue Of(bool flag) => new() { Flag = flag };

    /// <summary>A list of texts.</summary>
    public static FactValue Of(IEnumerable<string> list) => new() { List = [.. list] };

    /// <summary>A text, or a decimal written as text.</summary>
    public static implicit operator FactValue(string text) => Of(text);

    /// <summary>True or false.</summary>
    public static implicit operator FactValue(bool flag) => Of(flag);

    /// <summary>A list of texts.</summary>
    public static implicit operator FactValue(string[] list) => Of(list);

    /// <summary>Two values are the same when they hold the same, a list item by item.</summary>
    public bool Equals(FactValue? other) =>
        other is not null && Text == other.Text && Flag == other.Flag
        && (List is null ? other.List is null : other.List is not null && List.SequenceEqual(other.List, StringComparer.Ordinal));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Text, Flag, List?.Count);
}

internal sealed class FactValueConverter : JsonConverter<FactValue>
{
    public override FactValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => FactValue.Of(reader.GetString()!),
        JsonTokenType.True or JsonTokenType.False => FactValue.Of(reader.GetBoolean()),
        JsonTokenType.StartArray => FactValue.Of(Texts(ref reader)),
        JsonTokenType.Number => throw new JsonException("A number is written as text here, in quotes, so that no digit is lost."),
        _ => throw new JsonException("Text, true, false or a list of texts was expected here."),
    };

    public override void Write(Utf8JsonWriter writer, FactValue value, JsonSerializerOptions options)
    {
        if (value.Flag is { } flag) writer.WriteBooleanValue(flag);
        else if (value.List is null) writer.WriteStringValue(value.Text);
        else
        {
            writer.WriteStartArray();
            foreach (var item in value.List) writer.WriteStringValue(item);
            writer.WriteEndArray();
        }
    }

    private static List<string> Texts(ref Utf8JsonReader reader)
    {
        var texts = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            texts.Add(reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException("A list of texts was expected here."));
        return texts;
    }
}
