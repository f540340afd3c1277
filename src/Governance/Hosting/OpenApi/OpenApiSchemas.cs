using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Governance.Approvals;
using Governance.Flows;
using Governance.Policies;
using Governance.Shared;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Governance.Hosting;

/// <summary>Schemas in the domain's words: names without the code's suffixes, what is always there, and what each member means.</summary>
public static class OpenApiSchemas
{
    private static readonly Dictionary<Type, string> Named = new()
    {
        [typeof(ProblemView)] = OpenApiErrors.Schema,
        [typeof(RedlineView)] = "PolicyRedline",
        [typeof(VersionView)] = "PolicyVersion",
        [typeof(AdoptedVersion)] = "FlowVersion",
        [typeof(Claims.Proof)] = "ClaimProof",
        [typeof(Claims.DecisionView)] = "DisputeDecision",
        [typeof(TreeExplanation)] = "Tree",
        [typeof(AllExplanation)] = "All",
        [typeof(AnyExplanation)] = "Any",
        [typeof(NeedExplanation)] = "Need",
    };

    /// <summary>The schema's name, or null for one that is written where it is used.</summary>
    public static string? NameOf(JsonTypeInfo type)
    {
        var named = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        if (named == typeof(JsonElement) || named == typeof(Instant) || IsA(typeof(Word<>), named)) return null;
        if (IsA(typeof(Page<>), named)) return $"{Bare(named.GetGenericArguments()[0])}Page";
        return OpenApiOptions.CreateDefaultSchemaReferenceId(type) is null ? null : Bare(named);
    }

    /// <summary>Completes one schema.</summary>
    public static async Task Complete(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        var type = context.JsonTypeInfo.Type;
        if ((Nullable.GetUnderlyingType(type) ?? type).IsEnum)
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. schema.Enum?.Where(word => word is not null && word.GetValueKind() == JsonValueKind.String) ?? []];
        }

        if (type == typeof(FactValue)) schema.AnyOf = [new OpenApiSchema { Type = JsonSchemaType.String }, new OpenApiSchema { Type = JsonSchemaType.Boolean }, TextList()];
        if (type == typeof(JsonElement)) (schema.Type, schema.AdditionalProperties) = (JsonSchemaType.Object, new OpenApiSchema());
        if (NameOf(context.JsonTypeInfo) is not null) schema.Description = XmlWords.Of(type);
        if (context.JsonTypeInfo.Kind != JsonTypeInfoKind.Object || schema.Properties is not { } members) return;
        // Commands refuse what they do not know; answers may learn to say more.
        if (context.ParameterDescription is null) schema.AdditionalPropertiesAllowed = true;
        schema.Required = context.JsonTypeInfo.Properties.Where(IsAlwaysThere).Select(member => member.Name).Where(members.ContainsKey).ToHashSet();
        foreach (var member in context.JsonTypeInfo.Properties.Where(member => members.ContainsKey(member.Name))) await Complete(members, member, context, cancellation);
    }

    private static async Task Complete(IDictionary<string, IOpenApiSchema> members, JsonPropertyInfo member, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        // Of a case of a closed hierarchy the framework leaves lists empty.
        if (members[member.Name] is OpenApiSchema { Type: null, Enum: null, AnyOf: null, OneOf: null, AllOf: null } && member.PropertyType != typeof(JsonElement))
            members[member.Name] = await context.GetOrCreateSchemaAsync(member.PropertyType, null, cancellation);
        if (XmlWords.Of(member) is { } words) members[member.Name] = Described(members[member.Name], words);
    }

    private static OpenApiSchema TextList() => new() { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static IOpenApiSchema Described(IOpenApiSchema schema, string words)
    {
        schema.Description = words;
        return schema;
    }

    // What is null is absent, and nothing else ever is.
    private static bool IsAlwaysThere(JsonPropertyInfo member) => !member.IsGetNullable && Nullable.GetUnderlyingType(member.PropertyType) is null;

    private static bool IsA(Type open, Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == open;

    /// <summary>The name of a type's schema.</summary>
    public static string Bare(Type type) =>
        Named.TryGetValue(type, out var name) ? name
        : type.Name.EndsWith("View", StringComparison.Ordinal) ? type.Name[..^4]
        : type.Name.EndsWith("Row", StringComparison.Ordinal) ? type.Name[..^3] + "Summary"
        : type.Name.EndsWith("Explanation", StringComparison.Ordinal) ? type.Name[..^11]
        : type.Name;
}
