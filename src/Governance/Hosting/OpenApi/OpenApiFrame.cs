using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Governance.Hosting;

/// <summary>What the document says about the whole API: what it is, how to sign in, and what each group of operations is for.</summary>
public static class OpenApiFrame
{
    /// <summary>The name of the one security scheme.</summary>
    public const string Bearer = "bearer";

    private static readonly (string Name, string Description)[] Tags =
    [
        ("Policies", "Draft, revise, submit, publish, review and retire policies, and read any version of them."),
        ("Approvals", "Requests for approval, what waits for you, decisions, and the flows that say whose decision counts."),
        ("Leads", "Accounts that were seen and seem to speak for the organisation, until a steward says what they are."),
        ("Impostors", "Accounts that may pass themselves off as the organisation: evidence, who says what they are, reports to the platforms, and what the holder says to that."),
        ("Accounts", "The register: accounts in the organisation's name, who runs them, and what happens to them."),
        ("Official", "Whether an address is the organisation's own; needs no sign-in."),
        ("Claims", "Who should run an account: claims, what shows control, disputes between claims, and the organisation's own domains."),
        ("Notices", "What you are told: reminders, notices and whatever else concerns you."),
        ("Directory", "People by pseudonymous ids, groups, areas, roles in an area and relations."),
        ("Platforms", "How an address becomes an account, and which proofs work on each platform."),
        ("History", "Who did what, in order: of one policy, and of the whole organisation."),
        ("Ledger", "The log of every event, signed, in the formats that the world's tools verify without trusting this service."),
        ("Access", "Who you are here, who may do what, and API keys."),
        ("Health", "For whoever starts and watches the service; needs no sign-in."),
    ];

    // The framework's own shapes, which no answer has in the end.
    private static readonly string[] Foreign = ["IResult", "ProblemDetails", "HttpValidationProblemDetails"];

    /// <summary>Fills in the frame.</summary>
    public static async Task Complete(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = Info();
        document.Servers = [new OpenApiServer { Url = "/", Description = "The service that shows this document" }];
        document.Tags = Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description }).ToHashSet();
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme> { [Bearer] = Scheme() };
        foreach (var name in Foreign) document.Components.Schemas?.Remove(name);
        document.AddComponent(OpenApiErrors.Schema, await context.GetOrCreateSchemaAsync(typeof(ProblemView), null, cancellation));
    }

    private static OpenApiInfo Info() => new()
    {
        Title = "Governance",
        Version = "1.0.0",
        Summary = "Governance and policy workflows for an organisation's social media.",
        Description = """
            A command is a POST on the thing that it changes, and answers with a receipt: which facts were recorded, at which version.
            `ETag` is the version of a thing, and `If-Match` makes a command conditional on it. An `Idempotency-Key` makes a command safe to repeat.
            Errors are problem details (RFC 9457) with a stable `code`. Lists take `limit` and `cursor`, and say `next`.
            Who did it is never in a body: it comes from the credential, which also says whose data is read and written.
            """,
        Contact = new OpenApiContact { Name = "Whoever operates this service for your organisation" },
        License = new OpenApiLicense { Name = "Proprietary", Identifier = "LicenseRef-Proprietary" },
    };

    private static OpenApiSecurityScheme Scheme() => new()
    {
        Type = SecuritySchemeType.Http,
        Scheme = "bearer",
        Description = "`Authorization: Bearer` with an API key (`gov_…`), or with an access token (JWT) of your organisation's OpenID provider.",
    };
}
