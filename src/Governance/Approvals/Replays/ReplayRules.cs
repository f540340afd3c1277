using Governance.Shared;

namespace Governance.Approvals;

/// <summary>Every no of simulations and replays, with its code.</summary>
public static class ReplayRules
{
    /// <summary>The flow has no such version.</summary>
    public static readonly Refusal VersionUnknown = new("flow.version-unknown", "The organisation has adopted no such version of this flow. GET /flows/{name} lists its versions; a proposed one is sent as text.", RefusalKind.Unknown);

    /// <summary>No such replay, here or any more.</summary>
    public static readonly Refusal Unknown = new(
        "replay.unknown", "There is no such replay here. Replays are kept for an hour, at most 20 of them, and end with the service: start it again.", RefusalKind.Unknown);

    /// <summary>It came to its end before it could be stopped.</summary>
    public static readonly Refusal HasEnded = new("replay.ended", "It has come to its end, so there is nothing to stop. Its outcomes are there to read.");

    /// <summary>The service has as many as it takes.</summary>
    public static readonly Refusal TooMany = new("replay.too-many", "The service is busy with the replays of others. Try again when Retry-After says.");

    /// <summary>Somebody else's.</summary>
    public static readonly Refusal NotYours = new("replay.not-yours", "Whoever started a replay stops it, and a drafter or an administrator. Ask them: GET on the replay says who started it.", RefusalKind.NotYours);

    /// <summary>The organisation tries as many flows at once as it may.</summary>
    public static readonly Refusal TooManySimulations = new(
        "simulation.too-many", "As many simulations as may run at once are running. Try again when Retry-After says; one of yours ends when you hang up.");

    /// <summary>The organisation has one that runs.</summary>
    public static Refusal AlreadyRunning(string path) =>
        new("replay.already-running", $"A replay of your organisation is running: {path}. Try again when Retry-After says, or have it stopped with POST {path}/stop.");

    /// <summary>The text is of another flow than the address.</summary>
    public static Refusal OtherName(string said, string asked) =>
        new("flow.other-name", $"The text is the flow {said}, and this address is of {asked}. Post it to /flows/{said}, or change its name.", RefusalKind.Content, "text");
}
