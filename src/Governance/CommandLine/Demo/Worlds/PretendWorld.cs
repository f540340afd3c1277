using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Governance.Fetching;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Governance.CommandLine.Demo.Worlds;

/// <summary>
/// A small internet on loopback, for demonstrations and tests: a name server, and one https server that plays every host with a certificate of its own.
/// A service sees it with the settings of <see cref="LoopbackWorld"/>.
/// </summary>
public sealed class PretendWorld : IAsyncDisposable
{
    private const int MostRequestsKept = 1000;
    private readonly ConcurrentDictionary<string, RequestDelegate> pages = new();
    private readonly ConcurrentDictionary<string, CertificateFlaw> flaws = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> stalls = new();
    private readonly ConcurrentQueue<string> requests = new();
    private readonly WorldCertificates certificates = new(TimeProvider.System.GetUtcNow());
    private WorldNameServer nameServer = null!;
    private WebApplication app = null!;

    private PretendWorld()
    {
    }

    /// <summary>What the name system knows; a host that serves something has an address there.</summary>
    public WorldZone Names { get; } = new();

    /// <summary>What the fetcher is given.</summary>
    public LoopbackWorld Loopback { get; private set; } = null!;

    /// <summary>Every request so far, oldest first, as the address asked for; the first thousand.</summary>
    public IReadOnlyCollection<string> Requests => requests;

    /// <summary>Starts on these ports, or on free ones for 0.</summary>
    public static async Task<PretendWorld> Start(int nameServerPort = 0, int httpsPort = 0)
    {
        var world = new PretendWorld();
        world.nameServer = WorldNameServer.Start(world.Names, nameServerPort);
        world.app = world.Server(httpsPort);
        await world.app.StartAsync();
        var url = new Uri(world.app.Urls.Single());
        world.Loopback = new(world.nameServer.Address, new(IPAddress.Loopback, url.Port), X509CertificateLoader.LoadCertificate(world.certificates.Root.RawData));
        return world;
    }

    /// <summary>A host answers a path, with or without its query, so.</summary>
    public void Serve(string host, string path, RequestDelegate answer)
    {
        Names.HostUnlessKnown(host);
        pages[$"{host}{path}"] = answer;
    }

    /// <summary>A host answers a path with this text.</summary>
    public void Serve(string host, string path, string type, string body, int status = 200) => Serve(host, path, async http =>
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = type;
        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body), http.RequestAborted);
    });

    /// <summary>A host redirects a path.</summary>
    public void Redirect(string host, string path, string to, int status = 302) => Serve(host, path, http =>
    {
        http.Response.StatusCode = status;
        http.Response.Headers.Location = to;
        return Task.CompletedTask;
    });

    /// <summary>A path is gone from a host: 404 again.</summary>
    public void Forget(string host, string path) => pages.TryRemove($"{host}{path}", out _);

    /// <summary>A host shows a bad certificate.</summary>
    public void Certificate(string host, CertificateFlaw flaw)
    {
        Names.HostUnlessKnown(host);
        flaws[host] = flaw;
    }

    /// <summary>A host accepts connections and then says nothing, not even who it is. The task ends when somebody has come.</summary>
    public Task Stall(string host)
    {
        Names.HostUnlessKnown(host);
        return stalls.GetOrAdd(host, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    /// <summary>Writes the root's certificate to <paramref name="rootFile"/> and answers the settings that lead a service here.</summary>
    public IReadOnlyDictionary<string, string> Settings(string rootFile)
    {
        File.WriteAllText(rootFile, certificates.Root.ExportCertificatePem());
        return new Dictionary<string, string>
        {
            [$"{LoopbackWorld.Section}:HttpsPort"] = Loopback.Server.Port.ToString(CultureInfo.InvariantCulture),
            [$"{LoopbackWorld.Section}:NameServer"] = Loopback.NameServer.ToString(),
            [$"{LoopbackWorld.Section}:Root"] = rootFile,
        };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using (var hurry = new CancellationTokenSource(TimeSpan.FromMilliseconds(100))) await app.StopAsync(hurry.Token);
        await app.DisposeAsync();
        await nameServer.DisposeAsync();
        Loopback.Root.Dispose();
        certificates.Dispose();
    }

    private WebApplication Server(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = Identity });
            });
        });
        var server = builder.Build();
        server.Run(Answer);
        return server;
    }

    private async ValueTask<SslServerAuthenticationOptions> Identity(TlsHandshakeCallbackContext hello)
    {
        var host = hello.ClientHelloInfo.ServerName;
        if (stalls.TryGetValue(host, out var somebody))
        {
            somebody.TrySetResult();
            await Task.Delay(Timeout.Infinite, hello.CancellationToken);
        }

        return new() { ServerCertificate = certificates.For(host, flaws.GetValueOrDefault(host)) };
    }

    private Task Answer(HttpContext http)
    {
        var path = $"{http.Request.Host.Host}{http.Request.Path}";
        var whole = $"{path}{http.Request.QueryString}";
        if (requests.Count < MostRequestsKept) requests.Enqueue($"https://{whole}");
        if (pages.TryGetValue(whole, out var page) || pages.TryGetValue(path, out page)) return page(http);
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
