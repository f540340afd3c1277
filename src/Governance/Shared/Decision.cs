namespace Governance.Shared;

/// <summary>
/// What a decider answers: the facts that follow from a command, in order, or a refusal. Never both.
/// No facts and no refusal means that the command is already true and nothing needs to be recorded.
/// </summary>
/// <typeparam name="TEvent">The family of facts of one stream.</typeparam>
public sealed record Decision<TEvent> where TEvent : notnull
{
    private Decision(IReadOnlyList<TEvent> facts, Refusal? refusal) => (Facts, Refusal) = (facts, refusal);

    /// <summary>The facts to append, in order; empty when refused.</summary>
    public IReadOnlyList<TEvent> Facts { get; }

    /// <summary>Why not, or null.</summary>
    public Refusal? Refusal { get; }

    /// <summary>The command is already true.</summary>
    public static Decision<TEvent> Nothing { get; } = new([], null);

    /// <summary>The decision that these facts, in this order, follow.</summary>
    public static Decision<TEvent> Of(params IReadOnlyList<TEvent> facts) => new(facts, null);

    /// <summary>The decision that nothing follows but a reason.</summary>
    public static Decision<TEvent> Refused(Refusal refusal) => new([], refusal);

    /// <summary>One fact is a decision.</summary>
    public static implicit operator Decision<TEvent>(TEvent fact) => Of(fact);

    /// <summary>A refusal is a decision.</summary>
    public static implicit operator Decision<TEvent>(Refusal refusal) => Refused(refusal);
}
