using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Governance.CommandLine.Demo.Worlds;

/// <summary>What may be wrong with a host's certificate.</summary>
public enum CertificateFlaw
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>No authority issued it.</summary>
    SelfSigned,

    /// <summary>It is another host's.</summary>
    WrongName,

    /// <summary>It has expired.</summary>
    Expired,
}

/// <summary>The certificate authority of a pretend world, and a certificate for each host when it is first needed.</summary>
internal sealed class WorldCertificates : IDisposable
{
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(3650);
    private readonly ConcurrentDictionary<(string Host, CertificateFlaw Flaw), X509Certificate2> issued = new();
    private readonly DateTimeOffset now;

    public WorldCertificates(DateTimeOffset now)
    {
        this.now = now;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Pretend world root", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        Root = request.CreateSelfSigned(now.AddDays(-30), now + Ahead);
    }

    public X509Certificate2 Root { get; }

    public X509Certificate2 For(string host, CertificateFlaw flaw) => issued.GetOrAdd((host, flaw), key => Issue(key.Host, key.Flaw));

    public void Dispose()
    {
        foreach (var certificate in issued.Values) certificate.Dispose();
        Root.Dispose();
    }

    private X509Certificate2 Issue(string host, CertificateFlaw flaw)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = flaw == CertificateFlaw.WrongName ? "elsewhere.example" : host;
        var request = new CertificateRequest("CN=Pretend host", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1")], false));
        if (flaw == CertificateFlaw.SelfSigned) return request.CreateSelfSigned(now.AddDays(-2), now + Ahead);
        var ends = flaw == CertificateFlaw.Expired ? now.AddDays(-1) : now + Ahead - TimeSpan.FromDays(1);
        using var certificate = request.Create(Root, now.AddDays(-2), ends, RandomNumberGenerator.GetBytes(16));
        return certificate.CopyWithPrivateKey(key);
    }
}
