using Governance.Directory;
using Governance.Shared;
using JasperFx.Events;
using Marten;
using Wolverine;

namespace Governance.Privacy;

/// <summary>A recorded erasure is to be carried out: its keys go. Durable, and sent in the transaction of the fact.</summary>
/// <param name="Tenant">The organisation.</param>
/// <param name="Person">Who was erased.</param>
public sealed record CarryOutErasure(string Tenant, string Person);

/// <summary>An erasure that the key folder remembers is to be recorded: the database does not know it, or not all of its keys.</summary>
/// <param name="Erasure">What the key folder remembers.</param>
public sealed record RecordErasure(ErasureRecord Erasure);

/// <summary>Keeps the database and the key folder of one mind about who was erased. Each step can be repeated.</summary>
public sealed partial class Erasures(IDocumentStore store, PersonalKeys ring, ILogger<Erasures> log)
{
    /// <summary>Destroys the keys of a person whose erasure is recorded; false when the disk refused, so that somebody tries again.</summary>
    public async Task<bool> CarryOut(string tenant, string person)
    {
        // Not the caller's patience: whoever asked may have gone, and the fact is there.
        await using var session = store.QuerySession(tenant);
        if (await session.LoadAsync<ErasedPerson>(StreamKeys.Person(person)) is not { } erased) return true;
        try
        {
            _ = ring.Erase(erased.In(tenant));
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogNotDestroyed(log, error, tenant, person);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "The keys of {Tenant}/{Person}, who was erased, could not be destroyed; it is tried again")]
    private static partial void LogNotDestroyed(ILogger log, Exception error, string tenant, string person);
}

/// <summary>What follows from erasures.</summary>
public static class ErasureHandler
{
    /// <summary>Again, until the disk has done it; then keys that were made at the very moment of the erasure are named in a fact, too.</summary>
    public static async Task Handle(CarryOutErasure carry, Erasures erasures, PersonalKeys ring, IDocumentSession session, IMessageBus bus, TimeProvider clock)
    {
        if (!await erasures.CarryOut(carry.Tenant, carry.Person))
        {
            await bus.ScheduleAsync(carry, clock.GetUtcNow().AddSeconds(10), new DeliveryOptions { TenantId = carry.Tenant });
            return;
        }

        if (ring.Folder.RecordFor(new(carry.Tenant, carry.Person)) is { } record) await Record(record, session, bus);
    }

    /// <summary>Records what the key folder remembers.</summary>
    public static Task Handle(RecordErasure record, IDocumentSession session, IMessageBus bus) => Record(record.Erasure, session, bus);

    private static async Task Record(ErasureRecord erasure, IDocumentSession session, IMessageBus bus)
    {
        var stream = await session.Events.FetchForWriting<Person>(StreamKeys.Person(erasure.Person));
        if (stream.Aggregate is not { } person || (person.Erased is { } erased && erasure.Keys.All(erased.Contains))) return;
        new Origin(Caller.Erasures, null, stream.Key!, $"erasure:{erasure.By} at {erasure.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}").Stamp(session);
        if (!person.Left) await Leave(stream, erasure, session, bus);
        stream.AppendOne(new PersonErased(erasure.Keys, erasure.Basis, erasure.Reference));
    }

    // They had left when they were erased; the database that was put back is from before.
    private static async Task Leave(IEventStream<Person> stream, ErasureRecord erasure, IDocumentSession session, IMessageBus bus)
    {
        stream.AppendOne(new PersonLeft(null));
        session.DeleteWhere<SignInMark>(mark => mark.Person == erasure.Person);
        await bus.PublishAsync(new DirectoryChanged(erasure.Tenant, Caller.Erasures), new DeliveryOptions { TenantId = erasure.Tenant });
        await bus.PublishAsync(new PersonHasLeft(erasure.Tenant, erasure.Person, Caller.Erasures), new DeliveryOptions { TenantId = erasure.Tenant });
    }
}
