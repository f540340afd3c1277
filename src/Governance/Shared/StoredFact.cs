using JasperFx.Events;

namespace Governance.Shared;

/// <summary>The facts of stored events.</summary>
public sealed partial record Fact<TEvent> where TEvent : notnull
{
    /// <summary>The fact in a stored event.</summary>
    public static Fact<TEvent> Of(IEvent stored) => new((TEvent)stored.Data, stored.UserName ?? Caller.Founder, stored.Timestamp, stored.Version);
}
