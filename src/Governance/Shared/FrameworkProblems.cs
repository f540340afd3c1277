using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;

namespace Governance.Shared;

/// <summary>The product's code and sentence for problems that the framework answers itself, and nothing of the framework's own text.</summary>
public static partial class FrameworkProblems
{
    private const string UnreadableParameter = "This parameter cannot be read, or has a value that is not in the list. Compare it with /openapi/v1.json.";
    private const string NotSent = "Send this parameter.";
    private const string WrongType = "This has the wrong type or a value that is not in the list. Compare it with /openapi/v1.json.";
    private static readonly string[] SendIt = ["Send this member."];

    /// <summary>The code of a bare status.</summary>
    public static string CodeOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "request.malformed",
        StatusCodes.Status401Unauthorized => "access.sign-in",
        StatusCodes.Status403Forbidden => "access.not-yours",
        StatusCodes.Status404NotFound => "route.unknown",
        StatusCodes.Status405MethodNotAllowed => "route.method",
        StatusCodes.Status406NotAcceptable => "request.not-acceptable",
        StatusCodes.Status413PayloadTooLarge => "body.too-large",
        StatusCodes.Status415UnsupportedMediaType => "body.not-json",
        StatusCodes.Status429TooManyRequests => "request.too-many",
        StatusCodes.Status503ServiceUnavailable => "service.unavailable",
        >= 500 => "service.failed",
        _ => "request.refused",
    };

    /// <summary>What a person does next on a bare status.</summary>
    public static string SentenceOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "The request cannot be read. Compare it with /openapi/v1.json.",
        StatusCodes.Status401Unauthorized => "Sign in: send Authorization: Bearer with an API key or with a token of your organisation's provider.",
        StatusCodes.Status403Forbidden => "Your roles or this credential's scopes do not cover this. GET /access says who may.",
        StatusCodes.Status404NotFound => "There is no such address. /docs shows all there are, and /openapi/v1.json lists them for programs.",
        StatusCodes.Status405MethodNotAllowed => "This address exists, with another method. /openapi/v1.json lists them.",
        StatusCodes.Status406NotAcceptable => "The answer is JSON; accept application/json.",
        StatusCodes.Status413PayloadTooLarge => Problem.BodyTooLarge.Sentence,
        StatusCodes.Status415UnsupportedMediaType => Problem.NotJson.Sentence,
        StatusCodes.Status429TooManyRequests => "Too many requests. Wait as long as Retry-After says.",
        StatusCodes.Status503ServiceUnavailable => "The database does not answer. Nothing was lost; try again as Retry-After says.",
        >= 500 => "Something went wrong here. Nothing was recorded unless a later read shows it; quote the trace id when you report it.",
        _ => "The request was refused.",
    };

    /// <summary>A bare status as an answer with the product's code and sentence, whatever the client accepts.</summary>
    public static Reply Reply(HttpContext http) => Of(http, http.Response.StatusCode);

    /// <summary>A request that could not be read as an answer, with the parameter at fault when one is.</summary>
    public static Reply Reply(HttpContext http, BadHttpRequestException unreadable) => Named(Parameter(), unreadable) is { } name ? Invalid(http, name, FormOf(http, name) ?? UnreadableParameter)
        : Named(Absent(), unreadable) is { } absent ? Invalid(http, absent, NotSent)
        : Of(http, unreadable.StatusCode);

    /// <summary>Rewrites a problem before it is written: member paths stay, names of types and libraries go.</summary>
    public static void Rewrite(ProblemDetailsContext context)
    {
        var details = context.ProblemDetails;
        if (!details.Extensions.ContainsKey("code")) Own(context);
        Problem.Complete(details, context.HttpContext);
    }

    private static string? Named(Regex sentence, BadHttpRequestException unreadable) =>
        sentence.Match(unreadable.Message) is { Success: true } match ? JsonNamingPolicy.CamelCase.ConvertName(match.Groups["name"].Value) : null;

    private static Reply Invalid(HttpContext http, string name, string sentence) => Problem.Reply(http, new Refusal("request.invalid", sentence, RefusalKind.Content, name));

    // Whoever handles a failure finds the route beside it.
    private static string? FormOf(HttpContext http, string name) =>
        http.RequestServices.GetService<KnownQueries>()?.Of(http.GetEndpoint() ?? http.Features.Get<IExceptionHandlerFeature>()?.Endpoint) is { } query
        && query.Parameters.TryGetValue(name, out var parameter) ? parameter.Form : null;

    private static Reply Of(HttpContext http, int status) => Problem.Reply(http, status, new Refusal(CodeOf(status), SentenceOf(status)));

    private static void Own(ProblemDetailsContext context)
    {
        var details = context.ProblemDetails;
        var (said, http) = (details.Detail ?? "", context.HttpContext);
        var path = JsonPath().Match(said).Groups["path"].Value;
        var parameter = details.Extensions.TryGetValue("parameter", out var named) ? named as string : null;
        details.Extensions.Clear();
        details.Detail = null;
        if (details.Status == StatusCodes.Status400BadRequest && Fault(http, said, path) is { } fault) Members(details, "body.invalid", fault);
        else if (parameter is not null) Members(details, "request.invalid", new() { [parameter] = [FormOf(http, parameter) ?? UnreadableParameter] });
    }

    private static Dictionary<string, string[]>? Fault(HttpContext http, string said, string path)
    {
        if (Missing().Match(said) is { Success: true } missing)
            return MissingMembers.Of(http) is { Count: > 0 } all ? all.ToDictionary(member => member, _ => SendIt) : missing.Groups["name"].Captures.ToDictionary(name => path.Length == 0 ? name.Value : $"{path}.{name.Value}", _ => SendIt);
        if (Unmapped().Match(said) is { Success: true } unmapped)
            return new() { [path.Length == 0 ? unmapped.Groups["name"].Value : path] = ["There is no such member. Compare it with /openapi/v1.json."] };
        return path.Length == 0 ? null : new() { [path] = [MissingMembers.FormAt(http, path) ?? WrongType] };
    }

    private static void Members(ProblemDetails details, string code, Dictionary<string, string[]> errors)
    {
        details.Detail = "Some members are not as they should be: see errors.";
        details.Extensions["code"] = code;
        details.Extensions["errors"] = errors;
    }

    [GeneratedRegex(@"Path: \$\.?(?<path>[^|]*?)\.? \|", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex JsonPath();

    [GeneratedRegex(@"missing required properties[^:]*: ('(?<name>[^']+)'(, )?)+", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Missing();

    [GeneratedRegex("The JSON property '(?<name>.+?)' could not be mapped to any", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Unmapped();

    [GeneratedRegex("""^Required parameter "[^"]*?(?<name>\w+)" was not provided from """, RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Absent();

    // The name of the member that a route's or query's value was to become, from the framework's own sentence.
    [GeneratedRegex("""^Failed to bind parameter "[^"]*?(?<name>\w+)" from """, RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Parameter();
}
