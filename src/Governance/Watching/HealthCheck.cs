namespace Governance.Watching;

/// <summary>How one part of the service is.</summary>
/// <param name="Name">Which part.</param>
/// <param name="State">Whether somebody must look.</param>
/// <param name="Sentence">What is so, and what to do about it; nothing about any organisation.</param>
public sealed record HealthCheck(HealthPart Name, HealthState State, string Sentence);

/// <summary>A part of the service that can be well or not.</summary>
public enum HealthPart
{
    /// <summary>Whether the database answers.</summary>
    Database,

    /// <summary>Whether what is recorded comes into the logs.</summary>
    Sequencer,

    /// <summary>Whether the logs are signed.</summary>
    Signing,

    /// <summary>Whether views that are made in the background are up to date.</summary>
    Projections,

    /// <summary>Whether timers act when they are due.</summary>
    Timers,

    /// <summary>Whether messages were given up.</summary>
    DeadLetters,

    /// <summary>Whether there is room on the disk.</summary>
    Disk,
}

/// <summary>How a part is.</summary>
public enum HealthState
{
    /// <summary>As it should be.</summary>
    Well,

    /// <summary>Requests are served, and somebody must look.</summary>
    Degraded,
}
