using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Governance.Directory;
using Governance.Ledger;

namespace Governance.Audit.Ledger;

/// <summary>
/// What a change of the event table becomes: the entry of an event, with what is wrong about it; or a mutation. Everything is logged and
/// flagged, nothing is dropped: a log that leaves out what looks wrong would hide it.
/// </summary>
/// <param name="Entry">The entry.</param>
/// <param name="Bytes">The entry's bytes, as they are hashed.</param>
/// <param name="Hash">The leaf's hash.</param>
/// <param name="Violations">What is wrong, in words that programs read; none when all is well.</param>
public sealed record LeafDraft(Entry Entry, byte[] Bytes, Hash Hash, IReadOnlyList<string> Violations)
{
    private const int LongestName = 1000;
    private static readonly TimeSpan SameMoment = TimeSpan.FromSeconds(5);

    /// <summary>The draft of any entry.</summary>
    public static LeafDraft Of(Entry entry, params IReadOnlyList<string> violations)
    {
        var bytes = entry.ToBytes();
        return new LeafDraft(entry, bytes, Merkle.LeafHash(bytes), violations);
    }

    /// <summary>
    /// The leaf of an appended event; <paramref name="mayBeBare"/> for one that is older than the ledger. The database's clock wrote the
    /// event's moment when it was appended, and <paramref name="captured"/> beside it: what differs was written by somebody.
    /// </summary>
    public static LeafDraft OfEvent(StoredEvent stored, KeyRing keys, bool mayBeBare, DateTime? captured = null)
    {
        var wrong = new List<string>();
        var (seal, headers) = Read(Encoding.UTF8.GetBytes(stored.Headers), wrong);
        var data = DigestOf(stored.Data, wrong);
        if (seal is null && wrong.Count == 0 && !mayBeBare) wrong.Add("seal-missing");
        var fault = seal is not null && data is { } digest ? Check(stored, seal, digest, keys) : null;
        if (fault is not null) wrong.Add(fault);
        if (stored.At is not { } at) wrong.Add("time-out-of-range");
        else if (captured is { } moment && (moment - at).Duration() > SameMoment) wrong.Add("wrong-time");
        // Only what the service sealed erases anything.
        var isOurs = seal is not null && data is not null && fault is null;
        var entry = new Entry(stored.Type == nameof(PersonErased) && isOurs ? EntryKind.Erasure : EntryKind.Event)
        {
            Id = stored.Id,
            Tenant = stored.Tenant,
            Stream = stored.Stream,
            Version = stored.Version,
            Sequence = stored.Sequence,
            Type = stored.Type,
            At = stored.At,
            Actor = stored.Actor,
            Correlation = stored.Correlation,
            Causation = stored.Causation,
            Data = data,
            N = seal?.N,
            Headers = headers,
            Seal = seal,
        };
        try
        {
            return Of(entry, wrong);
        }
        catch (Exception e) when (e is EntryTooLongException or ArgumentOutOfRangeException or CanonicalJsonException)
        {
            // No metadata of ours is so long or so great: somebody wrote it. The event is named, and what has no place is said to be missing.
            return Of(new Entry(EntryKind.Event) { Id = stored.Id, Sequence = stored.Sequence, At = stored.At, Data = data, Headers = headers }, [.. wrong, "entry-without-place"]);
        }
    }

    /// <summary>The leaf that says what is wrong with an event.</summary>
    public static LeafDraft OfViolation(QueueRow row, string what, DateTime at) => Of(Said(EntryKind.Violation, row, at, new JsonObject { ["violation"] = what, ["by"] = row.By }));

    /// <summary>The leaf that says that an event was changed or deleted after it was appended, and by which user of the database.</summary>
    public static LeafDraft OfMutation(QueueRow row, DateTime at) => Of(Said(EntryKind.Mutation, row, at, new JsonObject { ["change"] = WordOf(row.Change), ["by"] = row.By }));

    // The event is named by its id and number; names that nobody of ours gives are left out, so that the leaf can be written whatever they are.
    private static Entry Said(EntryKind kind, QueueRow row, DateTime at, JsonObject note) => new(kind)
    {
        Id = row.EventId,
        Tenant = Name(row.Tenant),
        Stream = Name(row.Stream),
        Version = row.Version is >= 0 and <= Entry.MaxVersion ? row.Version : null,
        Sequence = row.Sequence,
        At = at,
        Note = note.ToJsonString(),
    };

    /// <summary>A name as an entry holds it: one that is longer than any of ours is left out.</summary>
    public static string? Name(string? name) => name?.Length <= LongestName ? name : null;

    private static string WordOf(char change) => change switch
    {
        'u' => "update",
        'd' => "delete",
        't' => "truncate",
        'c' => "unseen-update",
        _ => "unseen-delete",
    };

    private static (Seal? Seal, Hash? Digest) Read(byte[] headers, List<string> wrong)
    {
        try
        {
            using var parsed = JsonDocument.Parse(headers);
            var digest = SealedData.HeadersDigest(headers);
            if (!parsed.RootElement.TryGetProperty(EventSeals.Header, out var seal)) return (null, digest);
            if (Seal.Parse(JsonMarshal.GetRawUtf8Value(seal)) is { } read) return (read, digest);
            wrong.Add("seal-unreadable");
            return (null, digest);
        }
        catch (Exception e) when (e is JsonException or CanonicalJsonException or InvalidOperationException)
        {
            wrong.Add("headers-not-canonical");
            return (null, null);
        }
    }

    private static Hash? DigestOf(string data, List<string> wrong)
    {
        try
        {
            return SealedData.Digest(Encoding.UTF8.GetBytes(data));
        }
        catch (CanonicalJsonException)
        {
            wrong.Add("data-not-canonical");
            return null;
        }
    }

    private static string? Check(StoredEvent stored, Seal seal, Hash data, KeyRing keys)
    {
        if (seal.B != data) return "data-changed";
        if (keys.NodeKnownAs(seal.K) is not { } key) return "seal-of-unknown-node";
        return seal.Verify(key.Span, stored.Tenant, stored.Stream, stored.Id, stored.Type, data) ? null : "seal-invalid";
    }
}
