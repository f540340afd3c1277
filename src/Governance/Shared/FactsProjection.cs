using JasperFx.Events;
using Marten;
using Marten.Events.Aggregation;

namespace Governance.Shared;

/// <summary>
/// A state or a view of one stream: reads the facts of one family and folds them with a pure function. Stored with the facts in one
/// transaction, so that what was written is read.
/// </summary>
/// <typeparam name="TState">The state or view; its Id is the stream key.</typeparam>
/// <typeparam name="TEvent">The family of facts.</typeparam>
public abstract class FactsProjection<TState, TEvent> : SingleStreamProjection<TState, string> where TState : class where TEvent : notnull
{
    private readonly Func<TState?, Fact<TEvent>, string, TState> fold;

    /// <summary>Folds with <paramref name="fold"/>: state, fact and stream key to the next state.</summary>
    /// <param name="fold">Passes over facts that it does not need: a stream's other facts come along with these.</param>
    /// <param name="only">The facts that change the state, when not every one of the family does.</param>
    protected FactsProjection(Func<TState?, Fact<TEvent>, string, TState> fold, IReadOnlyList<Type>? only = null)
    {
        this.fold = fold;
        foreach (var type in only ?? FactsOf<TEvent>.Types) IncludeType(type);
    }

    /// <inheritdoc/>
    public override TState? Evolve(TState? snapshot, string id, IEvent e) => e.Data is TEvent ? fold(snapshot, Fact<TEvent>.Of(e), id) : snapshot;
}

/// <summary>The facts of one family: all sealed records under one abstract record.</summary>
public static class FactsOf<TEvent>
{
    /// <summary>The types, by name.</summary>
    public static IReadOnlyList<Type> Types { get; } =
        [.. typeof(TEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(TEvent)) && !type.IsAbstract).OrderBy(type => type.Name, StringComparer.Ordinal)];
}

/// <summary>Registers facts with the store.</summary>
public static class FactRegistration
{
    /// <summary>Stores each fact of the family under its class name, for ever.</summary>
    public static void StoreFacts<TEvent>(this StoreOptions store)
    {
        foreach (var type in FactsOf<TEvent>.Types) store.Events.MapEventType(type, type.Name);
    }
}
