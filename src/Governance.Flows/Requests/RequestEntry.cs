using System.Text.Json.Serialization;

namespace Governance.Flows;

/// <summary>A fact of a request with who recorded it and when: what an event's metadata says.</summary>
/// <param name="Fact">What happened.</param>
/// <param name="Actor">Who did it, or the name of the part of the service that did.</param>
/// <param name="OnBehalfOf">For whom, when not for themselves.</param>
/// <param name="At">The server's time. Nothing is decided by it: the order of the stream decides.</param>
/// <param name="Version">The fact's place in the request's stream, from 1.</param>
public sealed record RequestEntry(
    RequestEvent Fact,
    string Actor,
    string? OnBehalfOf,
    DateTimeOffset At,
    [property: JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)] long Version);
