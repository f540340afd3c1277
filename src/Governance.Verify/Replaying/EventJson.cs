using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Governance.Shared;

namespace Governance.Verify;

/// <summary>The form in which the service stores events and states. A test holds it against the service's own.</summary>
public static class EventJson
{
    /// <summary>camelCase, enumerations as words, absent instead of null.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.Strict,
        AllowDuplicateProperties = false,
        AllowOutOfOrderMetadataProperties = true,
        MaxDepth = 32,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new DeclaredWords() },
    };
}
