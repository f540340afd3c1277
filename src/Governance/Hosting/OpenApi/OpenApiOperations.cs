using System.Text.RegularExpressions;
using Governance.Access;
using Governance.Audit.Past;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Governance.Hosting;

/// <summary>What the document says about one operation beyond its own words: parameters, examples, headers, sign-in and errors.</summary>
public static partial class OpenApiOperations
{
    /// <summary>Completes an operation.</summary>
    public static Task Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var (method, path) = (context.Description.HttpMethod!, $"/{context.Description.RelativePath}");
        var id = operation.OperationId ?? throw new InvalidOperationException($"{method} {path} has no name.");
        var rule = AccessRules.Find(method, path) ?? throw new InvalidOperationException($"{method} {path} has no rule of access.");
        var example = Examples.Of(id);
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? []) OpenApiParameters.Complete(parameter, id, context.Description.ParameterDescriptions, context.Document!);
        var said = context.Description.ActionDescriptor.EndpointMetadata;
        var (ofThen, ofOne) = (IsOfThen(method, rule, said), StreamOfPath.IsOne(rule.Pattern));
        if (ofThen) operation.Parameters = [.. operation.Parameters ?? [], .. OpenApiParameters.OfThen(ofOne, id)];
        if (method == "POST") operation.Parameters = [.. operation.Parameters ?? [], .. OpenApiHeaders.OfCommands];
        if (operation.RequestBody?.Content is { } bodies) foreach (var body in bodies.Values) body.Example = example.Request;
        operation.Summary = said.OfType<IEndpointSummaryMetadata>().Last().Summary;
        operation.Description = $"{said.OfType<IEndpointDescriptionMetadata>().Last().Description} {WhoMay(rule)}";
        operation.Security = rule.Public ? [] : [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(OpenApiFrame.Bearer, context.Document)] = [] }];
        var success = Success(operation, method, example);
        if (ofThen) foreach (var (name, header) in OpenApiHeaders.OfThen(ofOne)) (((OpenApiResponse)success.Response).Headers ??= new Dictionary<string, IOpenApiHeader>())[name] = header;
        operation.Responses = new OpenApiResponses { [success.Status] = success.Response };
        foreach (var (status, refusals) in OpenApiErrors.Of(method, [.. Ids().Matches(path).Select(found => found.Groups["id"].Value)], rule.Public, example.Rule, example.Busy, ofThen, ofOne).Where(error => id != "getLiveness" || error.Status != 503))
            operation.Responses[$"{status}"] = OpenApiErrors.Response(status, refusals, context.Document!);
        return Task.CompletedTask;
    }

    private static (string Status, IOpenApiResponse Response) Success(OpenApiOperation operation, string method, Example example)
    {
        var status = ((string[])["201", "202"]).FirstOrDefault(operation.Responses!.ContainsKey) ?? "200";
        var response = (OpenApiResponse)operation.Responses[status];
        response.Description = status switch
        {
            "201" => "Recorded; the receipt says what, and at which version.",
            "202" => "Started; read on at Location.",
            _ => method == "POST" && example.Version is not null ? "Done; the answer says what was recorded, and at which version." : "What was asked for.",
        };
        response.Headers = OpenApiHeaders.OfSuccess(method, int.Parse(status, System.Globalization.CultureInfo.InvariantCulture), example.Version, example.Location);
        foreach (var (type, text) in example.Texts) response.Content!.TryAdd(type, new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        foreach (var (type, media) in response.Content!) media.Example = example.Texts.GetValueOrDefault(type) ?? example.Response;
        return (status, response);
    }

    /// <summary>Whether a read can be asked as of then.</summary>
    public static bool IsOfThen(string method, AccessRule rule, IEnumerable<object> said) => method == "GET" && !rule.Public && !said.Any(one => one is NowOnly or TakesPosition);

    private static string WhoMay(AccessRule rule) =>
        rule.Public ? "Needs no sign-in."
        : rule.Roles.Count == 0 ? $"Everybody of the organisation may; a key needs the scope `{rule.Scope}`."
        : $"Takes the role {string.Join(" or ", rule.Roles)}; a key needs the scope `{rule.Scope}`.";

    [GeneratedRegex("{(?<id>[A-Za-z]+)}", RegexOptions.ExplicitCapture)]
    private static partial Regex Ids();
}
