using Governance.Ledger;

namespace Governance.Verify;

/// <summary>Whether an event is what its entry commits to, and whether the service sealed it. Looks at one event by itself.</summary>
internal sealed class EventCheck
{
    private readonly EventLine _line;
    private Hash? _data, _headers;
    private string? _dataFault, _headersFault;

    private EventCheck(EventLine line) => _line = line;

    /// <summary>Whether the seal holds; null when the event has none.</summary>
    public bool? SealHolds { get; private set; }

    /// <summary>Works out the digests: the greater part of the work, and independent of every other line.</summary>
    public static EventCheck Digest(EventLine line)
    {
        var check = new EventCheck(line);
        if (!line.IsEvent) return check;
        (check._data, check._dataFault) = DigestOf(line.Data, x => SealedData.Digest(x.Span));
        (check._headers, check._headersFault) = DigestOf(line.Headers, x => SealedData.HeadersDigest(x.Span));
        return check;
    }

    /// <summary>Checks the seal with the key of its node.</summary>
    public void CheckSeal(byte[]? nodeKey)
    {
        if (_line.Entry is not { Seal: { } seal, Tenant: { } tenant, Stream: { } stream, Id: { } id, Type: { } type, Data: { } data }) return;
        SealHolds = nodeKey is not null && seal.Verify(nodeKey, tenant, stream, id, type, data) && _line.Entry.N is { } n && n.Span.SequenceEqual(seal.N);
    }

    /// <summary>
    /// Says what is wrong; true when the data and headers are those that were recorded. In an excerpt, not <paramref name="whole"/>, a node
    /// whose key no leaf introduces may be one all the same: the leaf may have been left out.
    /// </summary>
    public bool Judge(Findings findings, bool nodeIsKnown, bool whole)
    {
        var entry = _line.Entry!;
        if (_line.Data is null) findings.Add(_line.Finding("data.missing", "The content of this event is not in the bundle. The log still holds the digest of what it was."));
        else if (_dataFault is not null) findings.Add(_line.Finding("data.not-canonical", $"The content of this event was never written so by the service: {_dataFault}"));
        else if (entry.Data is null) findings.Add(_line.Finding("data.uncommitted", "The log holds no digest of this event's content: when it was logged, the content was not what the service writes."));
        else if (_data != entry.Data) findings.Add(_line.Finding("data.changed", "The content of this event is not the content that was recorded: it was changed afterwards."));
        var dataHold = entry.Data is not null && _data == entry.Data;

        if (_line.Headers is null) findings.Add(_line.Finding("headers.missing", "For whom and with which credential this was done is not in the bundle."));
        else if (_headersFault is not null) findings.Add(_line.Finding("headers.not-canonical", $"The headers of this event were never written so by the service: {_headersFault}"));
        else if (entry.Headers is null || _headers != entry.Headers) findings.Add(_line.Finding("headers.changed", "For whom and with which credential this was done is not what was recorded: it was changed afterwards."));
        var headersHold = entry.Headers is not null && _headers == entry.Headers;

        if (entry.Seal is { } seal && SealHolds is not true)
        {
            findings.Add(nodeIsKnown
                ? _line.Finding("seal.invalid", "The seal that the service put on this event does not fit it: the event was changed before it was logged, forged, or bears the seal of another event.")
                : whole ? _line.Finding("seal.unknown-node", $"This event is sealed with a key ({seal.K}) that no earlier leaf of the log introduced: it was not made by a known node of the service.")
                : _line.Finding("seal.unchecked", $"The seal of this event was not checked: the leaf that introduces its key ({seal.K}) is not in the bundle. An excerpt carries every leaf that introduces a key: have it exported anew, or check the whole log."));
        }
        return dataHold && headersHold;
    }

    private static (Hash?, string?) DigestOf(ReadOnlyMemory<byte>? json, Func<ReadOnlyMemory<byte>, Hash> digest)
    {
        try
        {
            return json is { } bytes ? (digest(bytes), null) : (null, null);
        }
        catch (CanonicalJsonException e)
        {
            return (null, e.Message);
        }
    }
}
