using System.Security.Cryptography;
using System.Text;
using Governance.Ledger;
using JasperFx.Events;
using Marten;

namespace Governance.Audit.Ledger;

/// <summary>
/// Seals every event before the database sees it: the header <c>seal</c> binds the organisation, stream, id, type and the digest of the
/// data under this node's key, so that nobody who only holds the database can make or change an event unseen.
/// </summary>
public sealed class EventSeals(KeyRing keys) : DocumentSessionListenerBase
{
    /// <summary>The header that holds the seal.</summary>
    public const string Header = "seal";

    /// <inheritdoc/>
    public override Task BeforeSaveChangesAsync(IDocumentSession session, CancellationToken token)
    {
        foreach (var stream in session.PendingChanges.Streams())
            foreach (var stored in stream.Events)
                SealOne(session, stream.Key!, stored);
        return Task.CompletedTask;
    }

    /// <summary>The seal of an event that bears one.</summary>
    public static Seal Of(IEvent stored) => (Seal)stored.Headers![Header];

    /// <summary>Seals one event, unless it is sealed already.</summary>
    public void SealOne(IDocumentSession session, string stream, IEvent stored)
    {
        if (stored.Headers?.ContainsKey(Header) == true) return;
        if (stored.Id == Guid.Empty) stored.Id = Guid.CreateVersion7();
        var data = Encoding.UTF8.GetBytes(session.DocumentStore.Options.Serializer().ToJson(stored.Data));
        Span<byte> random = stackalloc byte[Seal.NonceSize];
        RandomNumberGenerator.Fill(random);
        stored.SetHeader(Header, Seal.Make(keys.Node, session.TenantId, stream, stored.Id, stored.EventTypeName, SealedData.Digest(data), random));
    }
}
