using Governance.Directory;
using Governance.Shared;

namespace Governance.Privacy;

/// <summary>An erasure as the database knows it: what the key folder must agree with before the service answers.</summary>
/// <param name="Id">The stream key, <c>person/p-1001</c>.</param>
/// <param name="Keys">Every key that the erasure names.</param>
/// <param name="Basis">On what legal basis.</param>
/// <param name="Reference">The organisation's own reference, or null.</param>
/// <param name="By">Who recorded it.</param>
/// <param name="At">When, UTC.</param>
public sealed record ErasedPerson(string Id, IReadOnlyList<string> Keys, ErasureBasis Basis, string? Reference, string By, DateTimeOffset At)
{
    /// <summary>The erasure after a fact.</summary>
    public static ErasedPerson After(ErasedPerson? erased, Fact<PersonEvent> fact, string streamKey) => fact.Event is not PersonErased erasing ? erased!
        : erased is null ? new ErasedPerson(streamKey, erasing.Keys, erasing.Basis, erasing.Reference, fact.Actor, fact.At)
        : erased with { Keys = [.. erased.Keys.Union(erasing.Keys, StringComparer.Ordinal)] };

    /// <summary>The same as the key folder keeps it.</summary>
    public ErasureRecord In(string tenant) => new(tenant, StreamKeys.IdOf(Id), Keys, Basis, Reference, By, At);
}

/// <summary>Keeps <see cref="ErasedPerson"/> beside the person's stream.</summary>
public sealed class ErasedPersonProjection() : FactsProjection<ErasedPerson, PersonEvent>(ErasedPerson.After, [typeof(PersonErased)]);
