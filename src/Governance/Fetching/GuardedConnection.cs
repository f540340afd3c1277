using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Governance.Fetching;

/// <summary>
/// Makes one connection: resolves, judges every address, connects to the very address that was judged, and agrees on TLS with a host that shows a good
/// certificate. A name that resolves differently the next time gains nothing, for nothing resolves it again.
/// </summary>
internal sealed class GuardedConnection(Resolver resolver, LoopbackWorld? world, FetchSettings settings, TimeProvider clock)
{
    /// <summary>The encrypted stream to <paramref name="host"/>.</summary>
    /// <exception cref="FetchFault">It is refused or could not be made.</exception>
    public async Task<Stream> To(string host, CancellationToken cancellation)
    {
        using var time = new CancellationTokenSource(settings.Connect, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellation);
        try
        {
            return await Encrypted(await Connected(await Judged(host, either.Token), host, either.Token), host, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new FetchFault(FetchReasons.Time, $"{host} was not connected to within {settings.Connect.TotalSeconds:0} seconds.");
        }
    }

    private async Task<IReadOnlyList<IPEndPoint>> Judged(string host, CancellationToken cancellation)
    {
        var found = await resolver.Addresses(host, cancellation);
        if (found.Outcome != LookupOutcome.Found) throw new FetchFault(found.Outcome == LookupOutcome.NotFound ? FetchReasons.NoSuchName : FetchReasons.Resolve, found.Sentence);
        return [.. found.Values.Select(address => Judge(host, address)).Take(settings.Addresses)];
    }

    // One bad address among good ones condemns the name: whoever answers so is not to be trusted with the others.
    private IPEndPoint Judge(string host, IPAddress address)
    {
        if (world is not null && LoopbackWorld.Has(address)) return world.Server;
        if (!PublicAddresses.Has(address)) throw new FetchFault(FetchReasons.NotPublic, $"{host} leads to {address}, which is not on the public internet.");
        return world is null ? new(address, 443) : throw new FetchFault(FetchReasons.OutsideWorld, $"{host} leads to {address}, which is not in the loopback world.");
    }

    private static async Task<NetworkStream> Connected(IReadOnlyList<IPEndPoint> endpoints, string host, CancellationToken cancellation)
    {
        SocketException? last = null;
        foreach (var endpoint in endpoints)
        {
            var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(endpoint, cancellation);
                return new(socket, ownsSocket: true);
            }
            catch (SocketException fault)
            {
                socket.Dispose();
                last = fault;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw new FetchFault(FetchReasons.Connect, $"{host} could not be connected to: {last?.SocketErrorCode}.", last);
    }

    private async Task<Stream> Encrypted(Stream plain, string host, CancellationToken cancellation)
    {
        var problem = SslPolicyErrors.None;
        var stream = new SslStream(plain, leaveInnerStreamOpen: false);
        try
        {
            await stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = host,
                    EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                    CertificateChainPolicy = ChainPolicy(),
                    RemoteCertificateValidationCallback = (_, _, _, errors) => (problem = errors) == SslPolicyErrors.None,
                },
                cancellation);
            return stream;
        }
        catch (Exception fault)
        {
            await stream.DisposeAsync();
            if (fault is OperationCanceledException) throw;
            throw problem == SslPolicyErrors.None
                ? new FetchFault(FetchReasons.Connect, $"{host} could not be spoken to over TLS 1.2 or later.", fault)
                : new FetchFault(FetchReasons.Certificate, $"{host} shows a certificate that is not good: {problem}.", fault);
        }
    }

    // A certificate may name places to fetch its issuer or its revocation from: that would be a way out beside the guarded one.
    private X509ChainPolicy ChainPolicy()
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        // id-kp-serverAuth, RFC 5280 section 4.2.1.12.
        policy.ApplicationPolicy.Add(new("1.3.6.1.5.5.7.3.1"));
        if (world is null) return policy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.Add(world.Root);
        return policy;
    }
}
