using System.Text.Json;
using Governance.Ledger;

namespace Governance.Verify;

/// <summary>A line of events.jsonl: a leaf, its entry, and the data and headers that the entry commits to.</summary>
public sealed class EventLine
{
    private const int Deepest = CanonicalJson.MaxDepth + 4;

    private EventLine(long number) => Number = number;

    /// <summary>The line's number, from 1.</summary>
    public long Number { get; }

    /// <summary>The leaf, from 0; -1 when the line could not be read.</summary>
    public long Leaf { get; private set; } = -1;

    /// <summary>The entry; null when it could not be read.</summary>
    public Entry? Entry { get; private set; }

    /// <summary>The hash of the entry's canonical bytes.</summary>
    public Hash LeafHash { get; private set; }

    /// <summary>The event's data as the bundle has them, or null.</summary>
    public ReadOnlyMemory<byte>? Data { get; private set; }

    /// <summary>The event's headers as the bundle has them, or null.</summary>
    public ReadOnlyMemory<byte>? Headers { get; private set; }

    /// <summary>Why the line could not be read, or null.</summary>
    public string? Fault { get; private set; }

    /// <summary>Whether the leaf is an event, an erasure included.</summary>
    public bool IsEvent => Entry is { Kind: EntryKind.Event or EntryKind.Erasure };

    /// <summary>Reads a line; one that cannot be read says why.</summary>
    public static EventLine Read(byte[] bytes, long number)
    {
        var line = new EventLine(number);
        try
        {
            line.Members(bytes);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or CanonicalJsonException)
        {
            line.Fault = e is JsonException ? "it is not JSON" : e.Message;
        }
        return line;
    }

    /// <summary>A problem with this line.</summary>
    public Finding Finding(string code, string sentence) => new(code, sentence)
    {
        Leaf = Leaf < 0 ? null : Leaf,
        Stream = Entry?.Stream,
        Version = Entry?.Version,
        Type = Entry?.Type,
        At = Entry?.At,
        File = BundlePaths.Events,
    };

    private void Members(byte[] bytes)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = Deepest });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new FormatException("It is not a JSON object.");
        ReadOnlyMemory<byte>? entry = null;
        var placed = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            if (name == "leaf" && !placed) Leaf = reader.GetInt64();
            reader.Skip();
            var value = bytes.AsMemory(start, (int)reader.BytesConsumed - start);
            if (name == "leaf" && !placed) placed = true;
            else if (name == "entry" && entry is null) entry = value;
            else if (name == "data" && Data is null) Data = value;
            else if (name == "headers" && Headers is null) Headers = value;
            else throw new FormatException("It has a member that no line has, or one twice.");
        }
        if (reader.Read() || Leaf < 0 || entry is not { } raw) throw new FormatException("It does not say its leaf and its entry.");
        LeafHash = Merkle.LeafHash(raw.Span);
        if (TryEntry(raw.Span)) return;
        // Some tool spelled the line anew: what the log hashed is the canonical form.
        var canonical = CanonicalJson.Of(raw.Span);
        LeafHash = Merkle.LeafHash(canonical);
        Entry = Entry.Parse(canonical);
    }

    private bool TryEntry(ReadOnlySpan<byte> bytes)
    {
        try
        {
            Entry = Entry.Parse(bytes);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
