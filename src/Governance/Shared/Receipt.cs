using System.Buffers.Text;
using Governance.Audit.Ledger;
using Governance.Ledger;
using JasperFx.Events;

namespace Governance.Shared;

/// <summary>What a command answers: which facts were recorded, on which stream, and where to read on.</summary>
/// <param name="Id">The id of the changed thing, as routes use it.</param>
/// <param name="Stream">The event stream.</param>
/// <param name="Version">The stream's version after the command; also the ETag.</param>
/// <param name="Facts">The recorded facts in order; empty when the command was already true.</param>
/// <param name="Links">Where to read on.</param>
/// <param name="Added">The id of what the command added to the changed thing, such as a delegation; absent when that has no id of its own.</param>
public sealed record Receipt(string Id, string Stream, long Version, IReadOnlyList<RecordedFact> Facts, Links Links, string? Added = null)
{
    /// <summary>The receipt for events appended to a stream at version <paramref name="before"/>, each sealed already.</summary>
    public static Receipt Of(string stream, long before, IReadOnlyList<IEvent> events, Links links) =>
        new(StreamKeys.IdOf(stream), stream, before + events.Count, [.. events.Select((stored, i) => new RecordedFact(stored.EventTypeName, before + i + 1, stored.Id, SealView.Of(EventSeals.Of(stored))))], links);
}

/// <summary>One recorded fact, with what its holder can insist on: within 60 seconds the event must be in the organisation's log.</summary>
/// <param name="Type">What kind of fact.</param>
/// <param name="Version">Its version in the stream.</param>
/// <param name="Id">The event's id; its proof is at /events/{id}/proof.</param>
/// <param name="Seal">What the service signed about the event.</param>
public sealed record RecordedFact(string Type, long Version, Guid Id, SealView Seal);

/// <summary>A seal as its holder keeps it; binary members in base64url without padding.</summary>
/// <param name="V">The form, 1.</param>
/// <param name="K">Which key of the service signed.</param>
/// <param name="N">16 random bytes.</param>
/// <param name="B">SHA-256 over the canonical form of the data (RFC 8785).</param>
/// <param name="Sig">Ed25519 over the organisation, stream, event, type, b and n.</param>
public sealed record SealView(int V, string K, string N, string B, string Sig)
{
    /// <summary>The view of a seal.</summary>
    public static SealView Of(Seal seal) => new(Seal.V, seal.K, Base64Url.EncodeToString(seal.N), seal.B.ToBase64Url(), Base64Url.EncodeToString(seal.Sig));
}

/// <summary>Paths to read on; absent where they do not apply.</summary>
/// <param name="Self">The changed thing.</param>
/// <param name="Request">The approval request that the command opened or changed.</param>
public sealed record Links(string Self, string? Request = null);
