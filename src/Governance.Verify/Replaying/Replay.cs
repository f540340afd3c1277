using System.Text.Json;
using Governance.Approvals;
using Governance.Flows;
using Governance.Ledger;

namespace Governance.Verify;

/// <summary>Plays the events of policies, requests, accounts and claims again, and compares what comes of it with what the bundle says.</summary>
internal sealed class Replay(ClaimedStates claimed, Findings findings, Limits limits)
{
    private readonly Dictionary<string, StreamReplay> _streams = new(StringComparer.Ordinal);
    private readonly AdoptedFlows _flows = new();
    private long _kept;

    /// <summary>How many events were played.</summary>
    public long Played { get; private set; }

    /// <summary>How many states are equal.</summary>
    public long Equal { get; private set; }

    /// <summary>Plays an event; <paramref name="sound"/> says that it is what the log recorded and the next of its stream.</summary>
    public void Add(EventLine line, bool sound)
    {
        var entry = line.Entry!;
        if (entry is not { Stream: { } stream, Type: { } name }) return;
        if (!KnownEvents.Has(name))
        {
            findings.Add(line.Finding("replay.unknown-type", $"This program does not know events of the kind {name}: their proof was checked, and what they mean was not. A newer governance-verify may know them."));
            if (_streams.TryGetValue(stream, out var known)) known.Broken ??= $"it holds an event of the unknown kind {name}";
            return;
        }
        if (KnownEvents.TypeOf(name) is not { } type) return;
        if (!sound) Break(stream, type, "an event of it is not as it was recorded");
        else if (entry is not { Version: { } version, At: not null }) Break(stream, type, "an event of it bears no time");
        else if (!TryRead(line, type, out var fact)) Break(stream, type, "an event of it cannot be read");
        else
        {
            if (fact is FlowAdopted or RequestEvent) Limits.Hold(_kept += line.Data!.Value.Length, limits.Facts, "bytes of facts about requests and flows");
            if (fact is FlowAdopted adopted) _flows.Add(adopted);
            else Play(line, stream, version, fact!);
        }
    }

    /// <summary>What was claimed and could not be compared.</summary>
    public void Finish()
    {
        foreach (var (stream, state) in claimed.Left)
        {
            var replay = _streams.GetValueOrDefault(stream);
            findings.Add(new Finding("state.uncompared", replay?.Broken is { } broken
                ? $"The state of {stream} cannot be compared: {broken}."
                : $"The bundle says what {stream} is after version {state.Version}, and does not have its events so far: events were left out at the end, or it is of a kind that this program does not play again.")
            { File = state.File, Stream = stream, Version = state.Version });
        }
    }

    private void Play(EventLine line, string stream, long version, object fact)
    {
        if (!_streams.TryGetValue(stream, out var replay))
        {
            if (StreamReplay.For(fact.GetType(), stream, _flows) is not { } started) return;
            _streams[stream] = replay = started;
        }
        if (replay.Broken is not null) return;
        try
        {
            if (!replay.Takes(fact.GetType())) throw new InvalidOperationException($"An event of another kind stands in the history of {stream}.");
            replay.Add(fact, line);
            Played++;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Evolve throws on an impossible history; what a hostile one makes it throw besides is the same to whoever reads the report.
            replay.Broken = "its history cannot be";
            findings.Add(line.Finding("replay.impossible", $"This event cannot follow what came before it: {e.Message}"));
            return;
        }
        if (claimed.Of(stream) is { } state && state.Version == version) Compare(line, stream, replay, state);
    }

    private void Compare(EventLine line, string stream, StreamReplay replay, ClaimedState state)
    {
        try
        {
            var (theirs, ours) = (SealedData.Canonical(System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(state.State)), SealedData.Canonical(replay.State()));
            claimed.Done(stream);
            if (theirs.AsSpan().SequenceEqual(ours)) Equal++;
            else findings.Add(line.Finding("state.differs", $"The bundle says something else about {stream} after version {state.Version} than follows from its events: {Difference.Between(JsonElement.Parse(theirs), JsonElement.Parse(ours))}.") with { File = state.File });
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // As above: a history that could be followed so far may yet make no state.
            replay.Broken = e.Message.TrimEnd('.');
        }
    }

    private void Break(string stream, Type type, string why)
    {
        if (!_streams.TryGetValue(stream, out var replay) && StreamReplay.For(type, stream, _flows) is { } started) _streams[stream] = replay = started;
        if (replay is not null) replay.Broken ??= why;
    }

    private bool TryRead(EventLine line, Type type, out object? fact)
    {
        fact = null;
        try
        {
            fact = JsonSerializer.Deserialize(line.Data!.Value.Span, type, EventJson.Options);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // As below: it is said that it cannot be read.
        }
        if (fact is FlowAdopted and ({ Digest: null } or { Text: null })) fact = null;
        if (fact is null) findings.Add(line.Finding("replay.unreadable", $"The content of this event is as it was recorded, and yet no {type.Name} that this program can read: a newer governance-verify may read it."));
        return fact is not null;
    }
}
