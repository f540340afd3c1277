using System.Net;
using Governance.Database;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Governance.Access;

/// <summary>Keeps local mode on this machine.</summary>
public static class LoopbackOnly
{
    /// <summary>Judges every address just before the server binds it, wherever it was configured; an address that others can reach ends the start unbound.</summary>
    public static void Guard(KestrelServerOptions kestrel) => kestrel.ConfigureEndpointDefaults(Judge);

    private static void Judge(ListenOptions endpoint)
    {
        if (endpoint.SocketPath is not null || endpoint.IPEndPoint is { } ip && IPAddress.IsLoopback(ip.Address)) return;
        throw new StartFailure(
            $"Without an OpenID provider the service runs in local mode, which prints everybody's keys and must not be reached from elsewhere, so it does not listen on {endpoint}: " +
            "use an address such as http://127.0.0.1:5080, or name your provider with SignIn__Authority and SignIn__Audience.");
    }
}
