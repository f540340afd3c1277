using System.Text.Json;
using System.Text.Json.Serialization;

namespace Governance.Flows;

/// <summary>The JSON form of a history. Facts stand under their stored name, 64-bit numbers as text.</summary>
internal static class HistoryJson
{
    /// <summary>Every fact by its stored name.</summary>
    public static readonly IReadOnlyDictionary<string, Type> Facts =
        typeof(RequestEvent).Assembly.GetTypes().Where(t => t.BaseType == typeof(RequestEvent)).ToDictionary(t => t.Name, StringComparer.Ordinal);

    private static readonly JsonSerializerOptions Indented = new(FlowJson.Options) { WriteIndented = true };

    public static FlowHistory Read(byte[] utf8)
    {
        var lines = Walk(utf8);
        var file = JsonSerializer.Deserialize<HistoryFile>(utf8, FlowJson.Options) ?? throw new JsonException("A history is an object with `people` and `events`.");
        var entries = new List<RequestEntry>();
        for (var i = 0; i < file.Events.Count; i++)
        {
            var entry = Entry(file.Events[i], i, lines[i]);
            if (i > 0 && entry.Version <= entries[^1].Version) throw Fault(i, lines[i], $"version {entry.Version} does not follow version {entries[^1].Version}");
            entries.Add(entry);
        }
        return new FlowHistory([.. (file.People ?? []).Select(p => p.Facts())], entries);
    }

    public static string Write(FlowHistory history) => JsonSerializer.Serialize(
        new HistoryFile([.. history.Events.Select(Line)], [.. history.People.Select(PersonLine.Of)]), Indented);

    private static HistoryLine Line(RequestEntry entry) => new(
        entry.Fact.GetType().Name, JsonSerializer.SerializeToElement(entry.Fact, entry.Fact.GetType(), FlowJson.Options), entry.Actor, entry.At, entry.Version, entry.OnBehalfOf);

    private static RequestEntry Entry(HistoryLine line, int index, long at)
    {
        if (!Facts.TryGetValue(line.Type, out var type)) throw Fault(index, at, $"there is no fact `{line.Type}`.{Suggestion.For(line.Type, Facts.Keys)}");
        try
        {
            var fact = (RequestEvent?)line.Data.Deserialize(type, FlowJson.Options) ?? throw new JsonException("data is null");
            return new RequestEntry(fact, line.Actor, line.OnBehalfOf, line.At, line.Version);
        }
        catch (JsonException e)
        {
            throw Fault(index, at, $"{line.Type}: {e.Message}");
        }
    }

    private static JsonException Fault(int index, long line, string message) => new($"events[{index}]: {message}", null, line, 0);

    // An element does not remember where it stood, and a reader of lists lets nothing pass for a member: so the file is walked
    // once, for the lines on which events begin, and to refuse null wherever it is not one of the few members that may be absent.
    private static List<long> Walk(byte[] utf8)
    {
        var lines = new List<long>();
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = FlowJson.Options.MaxDepth });
        var (inEvents, mayBeNull, line, counted) = (false, false, 0L, 0);
        while (reader.Read())
        {
            line += utf8.AsSpan(counted, (int)reader.TokenStartIndex - counted).Count((byte)'\n');
            counted = (int)reader.TokenStartIndex;
            if (reader.TokenType == JsonTokenType.Null && !mayBeNull) throw new JsonException("null stands where a value was expected.", null, line, 0);
            mayBeNull = reader.TokenType == JsonTokenType.PropertyName && (reader.ValueTextEquals("onBehalfOf") || reader.ValueTextEquals("area") || reader.ValueTextEquals("grade"));
            if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName) inEvents = reader.ValueTextEquals("events");
            if (inEvents && reader.CurrentDepth == 2 && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray)) lines.Add(line);
        }
        return lines;
    }

    private sealed record HistoryFile(IReadOnlyList<HistoryLine> Events, IReadOnlyList<PersonLine>? People = null);

    // Somebody who holds nothing is one short line in a file that people write by hand.
    private sealed record PersonLine(
        string Id,
        IReadOnlyList<string>? Groups = null,
        IReadOnlyList<RoleHeld>? Roles = null,
        IReadOnlyList<RelationTo>? Relations = null,
        string? Area = null,
        int? Grade = null,
        IReadOnlyDictionary<string, FactValue>? Attributes = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<StandIn>? StandIns = null)
    {
        public static PersonLine Of(PersonFacts p) => new(p.Id, p.Groups, p.Roles, p.Relations, p.Area, p.Grade, p.Attributes, p.StandIns.Count > 0 ? p.StandIns : null);

        public PersonFacts Facts() => PersonFacts.Only(Id) with
        {
            Groups = Groups ?? [],
            Roles = Roles ?? [],
            Relations = Relations ?? [],
            Area = Area,
            Grade = Grade,
            Attributes = Attributes ?? new Dictionary<string, FactValue>(),
            StandIns = StandIns ?? [],
        };
    }

    private sealed record HistoryLine(
        string Type,
        JsonElement Data,
        string Actor,
        DateTimeOffset At,
        [property: JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)] long Version,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? OnBehalfOf = null);
}
