using System.Text.RegularExpressions;

namespace Governance.Shared;

/// <summary>The product's code and sentence for problems that the framework answers itself, and nothing of the framework's own text.</summary>
public static partial class FrameworkProblems
{
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
        StatusCodes.Status404NotFound => "There is no such address. /openapi/v1.json lists all there are.",
        StatusCodes.Status405MethodNotAllowed => "This address exists, with another method. /openapi/v1.json lists them.",
        StatusCodes.Status406NotAcceptable => "The answer is JSON; accept application/json.",
        StatusCodes.Status413PayloadTooLarge => Problem.BodyTooLarge.Sentence,
        StatusCodes.Status415UnsupportedMediaType => Problem.NotJson.Sentence,
        StatusCodes.Status429TooManyRequests => "Too many requests. Wait as long as Retry-After says.",
        StatusCodes.Status503ServiceUnavailable => "The database does not answer. Nothing was lost; try again as Retry-After says.",
        >= 500 => "Something went wrong here. Nothing was recorded unless a later read shows it; quote the trace id when you report it.",
        _ => "The request was refused.",
    };

    /// <summary>Rewrites a problem before it is written: member paths stay, names of types and libraries go.</summary>
    public static void Rewrite(ProblemDetailsContext context)
    {
        var details = context.ProblemDetails;
        if (!details.Extensions.ContainsKey("code")) Own(details);
        Problem.Complete(details, context.HttpContext);
    }

    private static void Own(ProblemDetails details)
    {
        var missing = details.Detail is { } said && said.Contains("missing required properties", StringComparison.Ordinal) ? Quoted().Matches(said).Skip(1).Select(name => name.Groups["name"].Value).ToList() : [];
        var path = details.Detail is { } detail && JsonPath().Match(detail) is { Success: true } match ? match.Groups["path"].Value : null;
        var parameter = details.Extensions.TryGetValue("parameter", out var named) ? named as string : null;
        details.Extensions.Clear();
        details.Detail = null;
        if (missing.Count > 0) Members(details, "body.invalid", missing, "Send this member.");
        else if (path is { Length: > 0 } && details.Status == StatusCodes.Status400BadRequest) WrongType(details, path);
        else if (parameter is not null) Member(details, "request.invalid", parameter, "This parameter cannot be read. Compare it with /openapi/v1.json.");
    }

    private static void WrongType(ProblemDetails details, string path) =>
        Member(details, "body.invalid", path, "This has the wrong type or a value that is not in the list. Compare it with /openapi/v1.json.");

    private static void Member(ProblemDetails details, string code, string name, string sentence) => Members(details, code, [name], sentence);

    private static void Members(ProblemDetails details, string code, IEnumerable<string> names, string sentence)
    {
        details.Detail = "Some members are not as they should be: see errors.";
        details.Extensions["code"] = code;
        details.Extensions["errors"] = names.ToDictionary(name => name, _ => new[] { sentence });
    }

    // The first quoted word is the name of a type, which nobody outside needs.
    [GeneratedRegex("'(?<name>[^']+)'", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"Path: \$\.?(?<path>[^|]*?)\.? \|", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex JsonPath();
}
