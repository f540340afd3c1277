using Governance.Shared;

namespace Governance.Access;

/// <summary>A key as its rules need it.</summary>
/// <param name="Id">The stream key, <c>key/0123456789abcdef</c>.</param>
public sealed record Key(string Id)
{
    /// <summary>Whether it was revoked.</summary>
    public bool Revoked { get; init; }
}

/// <summary>Folds a key's stream when it is asked for; a key has two facts at most, so nothing is kept.</summary>
public sealed class KeyProjection() : FactsProjection<Key, KeyEvent>((key, fact, id) => KeyDecider.Evolve(key, fact.Event, id));
