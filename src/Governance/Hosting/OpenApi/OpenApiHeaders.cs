using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Governance.Hosting;

/// <summary>The headers of requests and answers, in words.</summary>
public static class OpenApiHeaders
{
    /// <summary>The headers that every command understands.</summary>
    public static IEnumerable<OpenApiParameter> OfCommands { get; } =
    [
        Asked("If-Match", "The ETag of what you decided on: the command is refused (412) when it has changed since.", "\"3\"", 0),
        Asked("Idempotency-Key", "1 to 255 visible ASCII characters, such as a UUID: the same key with the same body gets the first answer again.", "0197c3a2-6d0b-7c51-9a64-0d6e1b1f5a10", 255),
        Asked("X-Correlation-Id", "Ties your calls together in the history: up to 128 visible ASCII characters; any other is passed over.", "campaign-2027-01", 128),
    ];

    /// <summary>The headers of a success.</summary>
    public static Dictionary<string, IOpenApiHeader>? OfSuccess(string method, int status, long? version, string? location)
    {
        var headers = new Dictionary<string, IOpenApiHeader>();
        if (version is { } at) headers["ETag"] = Text("The version of the thing: name it in If-Match.", $"\"{at}\"");
        if (status is StatusCodes.Status201Created or StatusCodes.Status202Accepted) headers["Location"] = Text("Where the created thing is read.", location ?? "/");
        if (status == StatusCodes.Status202Accepted) headers["Retry-After"] = Text("After how many seconds to look there.", "1");
        if (method == "POST") headers["Idempotency-Replayed"] = Text("true when this is the first answer to the same Idempotency-Key, given again.", "true");
        return headers.Count > 0 ? headers : null;
    }

    /// <summary>A header of an answer.</summary>
    public static OpenApiHeader Text(string description, string example) =>
        new() { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String }, Example = JsonValue.Create(example) };

    private static OpenApiParameter Asked(string name, string description, string example, int longest) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = longest > 0 ? longest : null },
        Example = JsonValue.Create(example),
    };
}
