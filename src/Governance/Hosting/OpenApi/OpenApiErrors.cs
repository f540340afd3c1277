using System.Text.Json;
using System.Text.Json.Nodes;
using Governance.Access;
using Governance.Approvals;
using Governance.Audit.Ledger;
using Governance.Audit.Past;
using Governance.Directory;
using Governance.Impostors;
using Governance.Leads;
using Governance.Policies;
using Governance.Shared;
using Microsoft.OpenApi;

namespace Governance.Hosting;

/// <summary>A problem as every error is told (RFC 9457).</summary>
/// <param name="Type">A URN that names the code; a name, not a page.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">For people: what is wrong and what to do next.</param>
/// <param name="Code">For programs, and stable: branch on this.</param>
/// <param name="TraceId">Quote it when you report the problem.</param>
/// <param name="Errors">The members or parameters at fault, each with its sentences; absent when none is.</param>
public sealed record ProblemView(string Type, string Title, int Status, string Detail, string Code, string TraceId, IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors);

/// <summary>Which errors an operation can answer follows from what it is; each comes with a real refusal for an example.</summary>
public static class OpenApiErrors
{
    /// <summary>The name of the schema of every error.</summary>
    public const string Schema = "Problem";

    private static readonly Refusal BadParameter = QueryGate.Example;
    private static readonly Refusal BadBody = new("body.invalid", "Some members are not as they should be: see errors.", RefusalKind.Content, "reason");
    private static readonly Refusal Scope = new("access.scope", "This key has no scope policies:write. Ask for a key that has.", RefusalKind.NotYours);
    private static readonly Refusal Stale = new("precondition.stale", "It is at version 4 now, not at the one that If-Match names. Read it again, look at what changed, and decide on that.", RefusalKind.Stale);

    private static readonly Refusal Future = AsOfRules.Future(Examples.Effective);
    private static readonly Refusal[] NotThen = [AsOfRules.BeforeLog(Examples.Drafted), AsOfRules.BeyondLog(1042)];

    private static readonly Dictionary<string, Refusal> UnknownBy = new()
    {
        ["policyId"] = PolicyRules.Unknown,
        ["requestId"] = RequestDesk.Unknown,
        ["personId"] = DirectoryRules.PersonUnknown,
        ["keyId"] = KeyRules.Unknown,
        ["commentId"] = PolicyRules.CommentUnknown,
        ["name"] = FlowRules.Unknown,
        ["replayId"] = ReplayRules.Unknown,
        ["leadId"] = LeadRules.Unknown,
        ["sweepId"] = SearchRules.SweepUnknown,
        ["probeId"] = SearchRules.ProbeUnknown,
        ["caseId"] = ImpostorRules.Unknown,
        ["accountId"] = Accounts.AccountRules.Unknown,
        ["claimId"] = Claims.ClaimRules.Unknown,
        ["eventId"] = LedgerRules.UnknownEvent,
        ["path"] = LedgerRules.NoTile,
        ["disputeId"] = Claims.DisputeRules.Unknown,
        ["noticeId"] = Notices.NoticeRules.Unknown,
    };

    /// <summary>Status and examples of every error of an operation, in order.</summary>
    /// <param name="method">GET or POST.</param>
    /// <param name="ids">Names of the ids in its path, in order.</param>
    /// <param name="isPublic">Whether it needs no sign-in.</param>
    /// <param name="rule">The refusal of a rule that shows what 409 is like here, or null.</param>
    /// <param name="busy">What is said when the service has enough to do, or null.</param>
    /// <param name="ofThen">Whether it can be asked as of then.</param>
    /// <param name="ofOne">Whether it is about one thing.</param>
    public static IEnumerable<(int Status, IReadOnlyList<Refusal> Examples)> Of(string method, IReadOnlyList<string> ids, bool isPublic, Refusal? rule, Refusal? busy, bool ofThen, bool ofOne)
    {
        var writes = method == "POST";
        yield return (400, writes ? [BadBody, BadParameter, Problem.MalformedJson(3, 14), Problem.BadIdempotencyKey] : isPublic ? [BadParameter, AddressGate.Refusal] : ofThen ? [BadParameter, AddressGate.Refusal, Future] : [BadParameter, AddressGate.Refusal]);
        if (!isPublic)
        {
            yield return (401, [Bare(401)]);
            yield return (403, writes ? [Scope, AccessGate.AuditorsOnlyRead] : [Scope]);
        }

        if (ids.Count > 0 || ofThen) yield return (404, [.. ids.Select(id => UnknownBy[id]), .. ofThen ? NotThen : [], .. ofThen && ofOne ? [AsOfRules.NoSuchVersion(7)] : Array.Empty<Refusal>()]);
        if (writes)
        {
            yield return (409, rule is null ? [Failures.LostRace] : [rule, Failures.LostRace]);
            yield return (412, [Stale]);
            yield return (413, [Problem.BodyTooLarge]);
            yield return (415, [Problem.NotJson]);
            yield return (422, [Problem.ReusedIdempotencyKey]);
        }

        if (busy is not null) yield return (429, [busy]);
        yield return (503, [Bare(503)]);
    }

    /// <summary>The answer in the document, which holds equal ones once.</summary>
    public static IOpenApiResponse Response(int status, IReadOnlyList<Refusal> examples, OpenApiDocument document)
    {
        var name = $"{status}_{string.Join('_', examples.Select(refusal => refusal.Code))}";
        document.Components ??= new OpenApiComponents();
        document.Components.Responses ??= new Dictionary<string, IOpenApiResponse>();
        document.Components.Responses.TryAdd(name, Written(status, examples, document));
        return new OpenApiResponseReference(name, document);
    }

    private static OpenApiResponse Written(int status, IReadOnlyList<Refusal> examples, OpenApiDocument document) => new()
    {
        Description = FrameworkProblems.SentenceOf(status),
        Headers = HeadersOf(status),
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/problem+json"] = new OpenApiMediaType
            {
                Schema = new OpenApiSchemaReference(Schema, document),
                Examples = examples.ToDictionary(refusal => refusal.Code, refusal => (IOpenApiExample)new OpenApiExample { Summary = refusal.Code, Value = Told(status, refusal) }),
            },
        },
    };

    private static JsonNode? Told(int status, Refusal refusal)
    {
        Dictionary<string, IReadOnlyList<string>>? errors = refusal.Field is null ? null : new() { [refusal.Field] = [refusal == BadBody ? "Say it in a sentence." : refusal.Sentence] };
        var title = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status);
        return JsonSerializer.SerializeToNode(new ProblemView($"urn:governance:problem:{refusal.Code}", title, status, refusal.Sentence, refusal.Code, "4bf92f3577b34da6a3ce929d0e0e4736", errors), Json.Options);
    }

    private static Dictionary<string, IOpenApiHeader>? HeadersOf(int status) => status switch
    {
        401 => new() { ["WWW-Authenticate"] = OpenApiHeaders.Text("How to sign in (RFC 6750).", "Bearer") },
        429 or 503 => new() { ["Retry-After"] = OpenApiHeaders.Text("After how many seconds to try again.", Failures.RetryAfterSeconds) },
        _ => null,
    };

    private static Refusal Bare(int status) => new(FrameworkProblems.CodeOf(status), FrameworkProblems.SentenceOf(status));
}
