using System.Text.Json.Nodes;
using Governance.Audit.Past;
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

    /// <summary>The headers of an answer that is of then.</summary>
    public static Dictionary<string, IOpenApiHeader> OfThen(bool ofOne)
    {
        var headers = new Dictionary<string, IOpenApiHeader>
        {
            [AsOfHeaders.Origin] = Text("With asOf, position or version: the name of the organisation's log.", "governance.acme.example/governance/acme"),
            [AsOfHeaders.Size] = Text("How many leaves of the log the answer is of: these and nothing else.", "1042"),
            [AsOfHeaders.Root] = Text("The root over these leaves, base64.", "9lQ4nXJpWZ1yq0h2W4bT6s0kqv0cX2u3mY5r8d7f1aE="),
            [AsOfHeaders.SignedAt] = Text("When the checkpoint that covers them was signed, by the database's clock.", "2027-01-15T08:59:59.412345Z"),
            ["Link"] = Text("The checkpoint that covers them; of one thing the proof that its last event is in it (rel proof); and, when the checkpoint covers more, that it extends them (rel consistency).", "</ledger/checkpoint?size=1042>; rel=\"checkpoint\""),
        };
        if (!ofOne) return headers;
        headers[AsOfHeaders.Version] = Text("The version of the thing.", "3");
        headers[AsOfHeaders.Leaf] = Text("The leaf of that version.", "977");
        return headers;
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
