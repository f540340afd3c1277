using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Governance.Database;

namespace Governance.Fetching;

/// <summary>
/// A world on this machine for tests and demonstrations, in place of the internet: its own name server, and one https server that plays every host.
/// The world's hosts have addresses in <see cref="Addresses"/>; a connection to one of these is led to the loopback server, and to any other address
/// there is none. Every other rule of the fetcher holds as it is.
/// </summary>
/// <param name="NameServer">The world's name server, on loopback.</param>
/// <param name="Server">The world's https server, on loopback.</param>
/// <param name="Root">The only certificate authority that the world trusts.</param>
public sealed record LoopbackWorld(IPEndPoint NameServer, IPEndPoint Server, X509Certificate2 Root)
{
    /// <summary>The section of the settings: <c>HttpsPort</c>, <c>NameServer</c> (<c>127.0.0.1:port</c>) and <c>Root</c> (a PEM file).</summary>
    public const string Section = "Fetching:LoopbackWorld";

    // Reserved for documentation (RFC 5737, RFC 3849): nobody's, so leading them elsewhere hides nobody.
    private static readonly IPNetwork[] Networks = [IPNetwork.Parse("203.0.113.0/24"), IPNetwork.Parse("2001:db8:6776::/48")];

    /// <summary>The world's own addresses.</summary>
    public static IReadOnlyList<IPNetwork> Addresses => Networks;

    /// <summary>Whether an address is one of the world's.</summary>
    public static bool Has(IPAddress address) => Networks.Any(network => network.Contains(address));

    /// <summary>The world that the settings name, or null: the internet.</summary>
    /// <exception cref="StartFailure">The setting stands in production, or is incomplete.</exception>
    public static LoopbackWorld? From(IConfiguration settings, IHostEnvironment environment)
    {
        var section = settings.GetSection(Section);
        if (!section.Exists()) return null;
        if (environment.IsProduction())
        {
            throw new StartFailure(
                $"{Section} is set, which believes a made-up world instead of the internet, so in production every proof could be forged: " +
                "take the setting away, or name another environment (DOTNET_ENVIRONMENT=Development) on a machine that is for trying things out.");
        }

        return new(Loopback(section["NameServer"], "NameServer"), Loopback($"127.0.0.1:{section["HttpsPort"]}", "HttpsPort"), Certificate(section["Root"]));
    }

    private static IPEndPoint Loopback(string? text, string name) =>
        IPEndPoint.TryParse(text ?? "", out var endpoint) && IPAddress.IsLoopback(endpoint.Address) && endpoint.Port > 0 ? endpoint
            : throw new StartFailure(string.Create(CultureInfo.InvariantCulture, $"{Section}:{name} is {(text is { Length: > 0 } ? text : "missing")}: the world is on this machine, so name a loopback address with its port."));

    private static X509Certificate2 Certificate(string? path)
    {
        try
        {
            return X509CertificateLoader.LoadCertificateFromFile(path ?? "");
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            throw new StartFailure($"{Section}:Root is {(path is { Length: > 0 } ? path : "missing")}, from which no certificate can be read: name the PEM file of the world's authority.", fault);
        }
    }
}
