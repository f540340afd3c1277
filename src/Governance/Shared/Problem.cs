using System.Diagnostics;
using System.Text.Json;

namespace Governance.Shared;

/// <summary>Problem details (RFC 9457) with a stable code, the fields at fault, and the trace id.</summary>
public static class Problem
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/problem+json; charset=utf-8";

    /// <summary>The body is over the limit.</summary>
    public static readonly Refusal BodyTooLarge = new("body.too-large", "A body may have up to 1 MB, and a policy's text up to 512 KB. Split it, or move attachments elsewhere.");

    /// <summary>The body is not JSON.</summary>
    public static readonly Refusal NotJson = new("body.not-json", "Send JSON, with Content-Type: application/json.");

    /// <summary>The body is JSON but not an object.</summary>
    public static readonly Refusal NotAnObject = new("body.malformed", "Send one JSON object.", RefusalKind.Content);

    /// <summary>The body has text that cannot be stored exactly.</summary>
    public static readonly Refusal UnstorableText = new("body.malformed", "A text holds U+0000 or half of a surrogate pair. Remove it: it cannot be stored exactly.", RefusalKind.Content);

    /// <summary>The idempotency key is not usable.</summary>
    public static readonly Refusal BadIdempotencyKey = new("idempotency.malformed-key", "Idempotency-Key takes 1 to 255 visible ASCII characters; a UUID is a good key.", RefusalKind.Content);

    /// <summary>The idempotency key was used for something else.</summary>
    public static readonly Refusal ReusedIdempotencyKey = new("idempotency.key-reused", "This Idempotency-Key was used for another request. Take a new key for a new request.");

    /// <summary>An object has a member twice.</summary>
    public static readonly Refusal MemberTwice = new("body.malformed", "An object has the same member twice, and only one of them can hold. Send it once.", RefusalKind.Content);

    /// <summary>The body is not well-formed JSON; line and column count from 1, columns in bytes.</summary>
    public static Refusal MalformedJson(long line, long column) =>
        new("body.malformed", $"This is not well-formed JSON of up to {Json.Options.MaxDepth} levels: look at line {line}, column {column}.", RefusalKind.Content);

    /// <summary>The status that a kind of refusal has.</summary>
    public static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Rule => StatusCodes.Status409Conflict,
        RefusalKind.NotYours => StatusCodes.Status403Forbidden,
        RefusalKind.Unknown => StatusCodes.Status404NotFound,
        RefusalKind.Stale => StatusCodes.Status412PreconditionFailed,
        RefusalKind.Content => StatusCodes.Status400BadRequest,
        _ => throw new UnreachableException(),
    };

    /// <summary>A refusal as an answer, with the status of its kind.</summary>
    public static Reply Reply(HttpContext http, Refusal refusal) => Reply(http, StatusOf(refusal.Kind), refusal);

    /// <summary>A refusal as an answer with a status of its own.</summary>
    public static Reply Reply(HttpContext http, int status, Refusal refusal) =>
        Reply(http, Details(status, refusal.Code, refusal.Sentence, refusal.Field is { } field ? new() { [field] = [refusal.Sentence] } : null));

    /// <summary>Field errors as an answer: 400 with every field at fault.</summary>
    public static Reply Invalid(HttpContext http, Dictionary<string, string[]> errors) =>
        Reply(http, Details(StatusCodes.Status400BadRequest, "body.invalid", "Some members are not as they should be: see errors.", errors));

    /// <summary>A refusal of content as an answer, with every place at fault.</summary>
    public static Reply Invalid(HttpContext http, Refusal refusal, IReadOnlyDictionary<string, string[]> errors) =>
        Reply(http, Details(StatusOf(refusal.Kind), refusal.Code, refusal.Sentence, errors.ToDictionary()));

    /// <summary>The same members in the same form, whoever makes the problem.</summary>
    public static ProblemDetails Details(int status, string code, string sentence, Dictionary<string, string[]>? errors = null)
    {
        var details = new ProblemDetails { Status = status, Detail = sentence };
        details.Extensions["code"] = code;
        if (errors is not null) details.Extensions["errors"] = errors;
        return details;
    }

    /// <summary>Fills in what every problem has: type, title, code and the trace id. Used for problems that the framework makes, too.</summary>
    public static void Complete(ProblemDetails details, HttpContext http)
    {
        var status = details.Status ?? http.Response.StatusCode;
        details.Status = status;
        if (!details.Extensions.ContainsKey("code")) details.Extensions["code"] = FrameworkProblems.CodeOf(status);
        details.Detail ??= FrameworkProblems.SentenceOf(status);
        details.Type = $"urn:governance:problem:{details.Extensions["code"]}";
        details.Title = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status);
        details.Instance = null;
        http.Items[typeof(Problem)] = details.Extensions["code"];
        details.Extensions["traceId"] = Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
    }

    /// <summary>The code of the last problem that was made for a request, or null.</summary>
    public static string? CodeOf(HttpContext http) => http.Items.TryGetValue(typeof(Problem), out var code) ? code as string : null;

    private static Reply Reply(HttpContext http, ProblemDetails details)
    {
        Complete(details, http);
        return new Reply(details.Status!.Value, MediaType, JsonSerializer.Serialize(details, Json.Options));
    }
}
