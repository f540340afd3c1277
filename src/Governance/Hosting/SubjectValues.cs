using System.Text.Json;
using System.Text.Json.Serialization;
using Governance.Flows;
using Governance.Shared;

namespace Governance.Hosting;

/// <summary>Reads what a subject says from the body of a command: a value of another type is told by its path, which the type's own converter does not do.</summary>
public sealed class SubjectValues : JsonConverter<FactValue>
{
    /// <inheritdoc/>
    public override FactValue? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return JsonSerializer.Deserialize<FactValue>(ref reader, Json.Options);
        }
        catch (JsonException)
        {
            // Without words of its own the framework says where it was.
            throw new JsonException();
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, FactValue value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value, Json.Options);
}
