using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Governance.Hosting;

/// <summary>Refuses a member whose word stands for nothing: the framework takes a list of words for one, and adds their numbers up.</summary>
public static class KnownWords
{
    /// <summary>Has every object looked at when it was read.</summary>
    public static void Require(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object) return;
        var members = type.Properties.Where(member => (Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType).IsEnum).ToList();
        if (members.Count == 0) return;
        type.OnDeserialized = read =>
        {
            foreach (var member in members)
                if (member.Get?.Invoke(read) is Enum word && !Enum.IsDefined(word.GetType(), word)) throw new JsonException($"This is no word of the list. Path: $.{member.Name} | read.");
        };
    }
}
