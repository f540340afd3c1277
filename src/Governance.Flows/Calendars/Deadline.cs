namespace Governance.Flows;

/// <summary>A moment computed once, with all that it was computed from: newer tables never move it.</summary>
/// <param name="At">The moment, in UTC.</param>
/// <param name="Zone">IANA id of the time zone.</param>
/// <param name="Calendar">Working hours, holidays and the version of the holiday tables as text; empty where every moment is working time.</param>
/// <param name="TimeZoneData">Version of the time-zone data: <c>TZDB: 2026f (mapping: 49)</c>.</param>
public sealed record Deadline(DateTimeOffset At, string Zone, string Calendar, string TimeZoneData);
