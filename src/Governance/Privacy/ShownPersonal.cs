using System.Text.Json;
using System.Text.Json.Serialization;

namespace Governance.Privacy;

/// <summary>
/// How the API tells a text about a person: the words, or in their place <c>{"person":"p-1001","state":"erased"}</c>. The state is
/// <c>erased</c>, <c>unreadable</c>, or <c>notShown</c> for a reader who is not told it.
/// </summary>
/// <param name="show">Whether the words are told at all.</param>
public sealed class ShownPersonal(bool show = true) : JsonConverter<Personal>
{
    /// <summary>A state as answers spell it.</summary>
    public static string Word(PersonalState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());

    /// <summary>Takes a stored text as one that cannot be read: only the store opens it.</summary>
    public override Personal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Personal.Unmarked(reader.GetString()!) : Personal.Stored(PersonalEnvelope.Read(ref reader), null);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Personal value, JsonSerializerOptions options)
    {
        if (show && value.Text is { } text)
        {
            writer.WriteStringValue(text);
            return;
        }

        writer.WriteStartObject();
        if (value.Person is { } person) writer.WriteString("person", person);
        writer.WriteString("state", value.State is PersonalState.Readable ? "notShown" : Word(value.State));
        writer.WriteEndObject();
    }
}
