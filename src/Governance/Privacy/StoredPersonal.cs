using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Governance.Shared;

namespace Governance.Privacy;

/// <summary>How the store writes and reads one marked member: concealed, and as it was written when it was written before.</summary>
/// <param name="ring">The keys.</param>
/// <param name="member">The member's name, which its disclosure tells.</param>
public sealed class StoredPersonal(PersonalKeys ring, string member) : JsonConverter<Personal>
{
    /// <inheritdoc/>
    public override Personal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Personal.Unmarked(reader.GetString()!) : Personal.Stored(PersonalEnvelope.Read(ref reader), ring);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Personal value, JsonSerializerOptions options)
    {
        if (value.SealedBy(ring, member) is { } envelope) envelope.Write(writer);
        else writer.WriteStringValue(value.Text);
    }
}

/// <summary>Any serialiser that was not told how to write texts about people: it writes none, wherever that would have ended up.</summary>
public sealed class PersonalElsewhere : JsonConverter<Personal>
{
    /// <inheritdoc/>
    public override Personal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw Refusal();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Personal value, JsonSerializerOptions options) => throw Refusal();

    private static NotSupportedException Refusal() =>
        new("A text about a person is written by the store, as a member of its own, and by the API: never in a list, a message or a file.");
}

/// <summary>The JSON of the store: that of the product, with marked members concealed.</summary>
public static class StoreJson
{
    /// <summary>The options of one store.</summary>
    public static JsonSerializerOptions Options(PersonalKeys ring)
    {
        var options = new JsonSerializerOptions(Json.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { type => Conceal(type, ring) } } };
        foreach (var shown in options.Converters.OfType<ShownPersonal>().ToList()) options.Converters.Remove(shown);
        return options;
    }

    private static void Conceal(JsonTypeInfo type, PersonalKeys ring)
    {
        if (type.Kind != JsonTypeInfoKind.Object) return;
        foreach (var member in type.Properties.Where(member => member.PropertyType == typeof(Personal))) member.CustomConverter = new StoredPersonal(ring, member.Name);
    }
}
