using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Governance.Host.Tests.Access;

/// <summary>A small OpenID provider on loopback: discovery, one published RSA key, and tokens good and bad.</summary>
public sealed class Provider : IAsyncDisposable
{
    public const string Audience = "governance";

    private readonly RSA rsa = RSA.Create(2048);
    private readonly WebApplication app;

    private Provider(WebApplication app) => this.app = app;

    public string Issuer => app.Urls.Single();

    private RsaSecurityKey Key => new(rsa) { KeyId = "k1" };

    public static async Task<Provider> Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var provider = new Provider(builder.Build());
        provider.app.Run(provider.Answer);
        await provider.app.StartAsync();
        return provider;
    }

    /// <summary>A token as the provider would sign it, with what a test changes.</summary>
    public string Token(string subject, string tenant = "acme", string? issuer = null, string audience = Audience, TimeSpan? ends = null, string type = "at+jwt", SigningCredentials? signing = null) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Issuer,
            Audience = audience,
            TokenType = type,
            IssuedAt = DateTime.UtcNow.AddHours(-2),
            NotBefore = DateTime.UtcNow.AddHours(-2),
            Expires = DateTime.UtcNow + (ends ?? TimeSpan.FromMinutes(10)),
            Claims = new Dictionary<string, object> { ["sub"] = subject, ["tenant"] = tenant, ["roles"] = new[] { "administrator" } },
            SigningCredentials = signing ?? new SigningCredentials(Key, SecurityAlgorithms.RsaSha256),
        });

    /// <summary>The same claims without a signature.</summary>
    public string WithoutSignature(string subject) =>
        $"{Part(new { alg = "none", typ = "at+jwt" })}.{Token(subject).Split('.')[1]}.";

    /// <summary>The same claims, signed with the published key's text as if it were a shared secret.</summary>
    public string SignedWithThePublicKey(string subject)
    {
        var signed = $"{Part(new { alg = "HS256", typ = "at+jwt", kid = "k1" })}.{Token(subject).Split('.')[1]}";
        return $"{signed}.{WebEncoders.Base64UrlEncode(HMACSHA256.HashData(Encoding.ASCII.GetBytes(rsa.ExportSubjectPublicKeyInfoPem()), Encoding.ASCII.GetBytes(signed)))}";
    }

    /// <summary>The same claims, signed with a key that the provider never published.</summary>
    public string SignedWithAnotherKey(string subject) =>
        Token(subject, signing: new SigningCredentials(new RsaSecurityKey(RSA.Create(2048)) { KeyId = "k1" }, SecurityAlgorithms.RsaSha256));

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        rsa.Dispose();
    }

    private static string Part(object content) => WebEncoders.Base64UrlEncode(JsonSerializer.SerializeToUtf8Bytes(content));

    private Task Answer(HttpContext http)
    {
        var key = rsa.ExportParameters(false);
        object answer = http.Request.Path == "/keys"
            ? new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = "k1", n = WebEncoders.Base64UrlEncode(key.Modulus!), e = WebEncoders.Base64UrlEncode(key.Exponent!) } } }
            : new { issuer = Issuer, jwks_uri = $"{Issuer}/keys", authorization_endpoint = $"{Issuer}/authorize", token_endpoint = $"{Issuer}/token", id_token_signing_alg_values_supported = new[] { "RS256" } };
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(JsonSerializer.Serialize(answer));
    }
}
