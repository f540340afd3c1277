using Governance.Database;
namespace Governance.Access;

/// <summary>The organisation's OpenID provider, as the section <c>SignIn</c> of the settings names it.</summary>
/// <param name="Authority">The issuer; its discovery document is under it.</param>
/// <param name="Audience">What tokens for this service name as their audience.</param>
/// <param name="TenantClaim">The claim that names the organisation.</param>
/// <param name="RequireHttps">Whether the authority must be reached by HTTPS.</param>
public sealed record ProviderSettings(Uri Authority, string Audience, string TenantClaim, bool RequireHttps)
{
    /// <summary>The settings, or null when no provider is configured; a provider that is configured by half stops the start.</summary>
    public static ProviderSettings? From(IConfiguration settings)
    {
        var section = settings.GetSection("SignIn");
        if (section["Authority"] is not { Length: > 0 } named) return null;
        var https = !string.Equals(section["RequireHttps"], bool.FalseString, StringComparison.OrdinalIgnoreCase);
        if (!Uri.TryCreate(named, UriKind.Absolute, out var authority) || authority.Scheme is not ("https" or "http"))
            throw new StartFailure($"SignIn:Authority is {named}, which is no address of an OpenID provider: name its issuer, such as https://id.example.org.");
        if (https && authority.Scheme != Uri.UriSchemeHttps)
            throw new StartFailure($"SignIn:Authority {named} is not reached by HTTPS, so its keys could be forged: use https, or set SignIn:RequireHttps to false on a machine of your own.");
        if (section["Audience"] is not { Length: > 0 } audience)
            throw new StartFailure("SignIn:Authority is set but SignIn:Audience is not: name the audience that the provider writes into tokens for this service.");
        return new(authority, audience, section["TenantClaim"] is { Length: > 0 } claim ? claim : "tenant", https);
    }
}
