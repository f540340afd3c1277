using System.Security.Claims;

namespace Governance.Shared;

/// <summary>Who asks: taken from the credential, never from a body.</summary>
/// <param name="Tenant">The organisation.</param>
/// <param name="Person">The pseudonymous id of the person, such as <c>p-1001</c>.</param>
/// <param name="Roles">Roles held at this moment, in one area or, with area null, in the whole organisation.</param>
/// <param name="Scopes">What this credential may be used for; <c>*</c> is everything the person may do.</param>
/// <param name="Credential">What was shown: <c>key:abc</c> or <c>oidc</c>.</param>
public sealed record Caller(string Tenant, string Person, IReadOnlyList<HeldRole> Roles, IReadOnlyList<string> Scopes, string Credential)
{
    /// <summary>The actor name that the service itself uses when time passes.</summary>
    public const string Clock = "system:clock";

    /// <summary>The actor name that the service itself uses when a flow makes something follow from a change that nobody made to the request.</summary>
    public const string Flows = Governance.Flows.RequestGuard.Service;

    /// <summary>The actor name that the service itself uses when it founds an organisation from a file.</summary>
    public const string Founder = "system:founder";

    /// <summary>The actor name that the service itself uses when it repeats an erasure that an older database, put back, does not know.</summary>
    public const string Erasures = "system:erasures";

    /// <summary>Whether the caller holds any of the roles, in any area.</summary>
    public bool HoldsAny(IEnumerable<string> roles) => Roles.Any(held => roles.Contains(held.Role));

    /// <summary>Whether the caller holds the role in this area or in the whole organisation.</summary>
    public bool Holds(string role, string area) => Roles.Any(held => held.Role == role && (held.Area is null || held.Area == area));

    /// <summary>The caller of a signed-in request; throws when the request was not authenticated, which routing rules out.</summary>
    public static Caller Of(HttpContext http) =>
        http.Items.TryGetValue(typeof(Caller), out var caller) && caller is Caller known
            ? known
            : throw new InvalidOperationException("No caller: the route was reached without authentication.");

    /// <summary>The caller of this request, or null for routes that need no sign-in.</summary>
    public static Caller? Find(HttpContext http) => http.Items.TryGetValue(typeof(Caller), out var caller) ? caller as Caller : null;

    /// <summary>Keeps the caller with the request and gives the principal that ASP.NET and Wolverine ask.</summary>
    public ClaimsPrincipal SignIn(HttpContext http, string scheme)
    {
        http.Items[typeof(Caller)] = this;
        return new ClaimsPrincipal(new ClaimsIdentity([new Claim("tenant", Tenant), new Claim(ClaimTypes.Name, Person)], scheme));
    }
}

/// <summary>A role in one area, or with <paramref name="Area"/> null in the whole organisation.</summary>
public sealed record HeldRole(string Role, string? Area);
