namespace Governance.Shared;

/// <summary>A recorded fact with what its envelope says: who, when, and its version in the stream.</summary>
/// <param name="Event">What was decided.</param>
/// <param name="Actor">Who did it, a pseudonymous id.</param>
/// <param name="At">When it was appended, UTC.</param>
/// <param name="Version">Its number in the stream, from 1.</param>
public sealed partial record Fact<TEvent>(TEvent Event, string Actor, DateTimeOffset At, long Version) where TEvent : notnull;
