using System.Diagnostics;
using OpenTelemetry;

namespace Governance.Watching;

/// <summary>
/// Takes from every span what could name somebody: the path as it was written (the route stays), the query, and what the client says of
/// itself and where it is. Traces are kept elsewhere, by others, and nobody erases a person there.
/// </summary>
public sealed class Discretion : BaseProcessor<Activity>
{
    private static readonly string[] Personal =
    [
        "url.path", "url.query", "url.full", "http.target", "http.url", "user_agent.original", "client.address", "client.port", "network.peer.address", "network.peer.port", "enduser.id",
    ];

    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        foreach (var attribute in Personal)
            if (data.GetTagItem(attribute) is not null) data.SetTag(attribute, null);
    }
}
