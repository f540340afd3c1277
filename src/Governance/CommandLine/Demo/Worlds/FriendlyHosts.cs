using System.Text.Json;

namespace Governance.CommandLine.Demo.Worlds;

/// <summary>What honest hosts of a pretend world say, in the forms of the real ones.</summary>
public static class FriendlyHosts
{
    /// <summary>A page.</summary>
    public static void Page(this PretendWorld world, string host, string path, string body) =>
        world.Serve(host, path, "text/html; charset=utf-8", $"<!doctype html><html lang=\"en\"><head><title>Page</title></head><body>{body}</body></html>");

    /// <summary>A JSON answer; the path with its query.</summary>
    public static void Json(this PretendWorld world, string host, string path, object? body, string type = "application/json", int status = 200) =>
        world.Serve(host, path, type, JsonSerializer.Serialize(body), status);

    /// <summary>An account in the fediverse: WebFinger (RFC 7033) and an actor (ActivityPub) with a bio and fields; the actor may live on another host than the name says.</summary>
    public static string FediverseAccount(this PretendWorld world, string name, string host, string bio = "", string field = "", string? actorHost = null)
    {
        var home = actorHost ?? host;
        var actor = $"https://{home}/users/{name}";
        var finger = new { subject = $"acct:{name}@{host}", links = new[] { new { rel = "self", type = "application/activity+json", href = actor } } };
        foreach (var at in new[] { host, home }.Distinct()) world.Json(at, $"/.well-known/webfinger?resource=acct%3A{name}%40{at}", finger, "application/jrd+json");
        world.Json(home, $"/users/{name}", new
        {
            id = actor,
            type = "Organization",
            preferredUsername = name,
            url = $"https://{host}/@{name}",
            summary = bio,
            attachment = new[] { new { type = "PropertyValue", name = "Proof", value = field } },
        }, "application/activity+json");
        return actor;
    }

    /// <summary>An account of atproto: the handle's TXT record, the id's document at the directory, and the public profile.</summary>
    public static void AtprotoAccount(this PretendWorld world, string handle, string did, string description = "")
    {
        world.Names.Text($"_atproto.{handle}", $"did={did}");
        world.Json("plc.directory", $"/{did}", new { id = did, alsoKnownAs = new[] { $"at://{handle}" } }, "application/did+ld+json");
        world.Json("public.api.bsky.app", $"/xrpc/app.bsky.actor.getProfile?actor={handle}", new { did, handle, description });
    }
}
