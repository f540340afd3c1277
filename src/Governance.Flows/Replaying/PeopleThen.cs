using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Governance.Flows;

/// <summary>
/// Whom the people names of one flow meant at a moment. Most requests share an epoch of the directory and what the names can see of a
/// request, such as its area; so each is resolved once, which takes longer than everything else in a replay.
/// </summary>
internal sealed partial class PeopleThen
{
    // In people who are held, not in entries: a large organisation has large ones.
    private const int MostHeld = 2_000_000;
    private const string Unseen = "?";
    private readonly Flow _flow;
    private readonly DirectoryTimeline _directory;
    private readonly string[] _ofSubject;
    private readonly string[] _ofRequest;
    private readonly ConcurrentDictionary<(int Epoch, string Seen), Populations> _known = new();

    public PeopleThen(Flow flow, DirectoryTimeline directory)
    {
        (_flow, _directory) = (flow, directory);
        using var canonical = JsonDocument.Parse(flow.Canonical);
        var names = Names().Matches(canonical.RootElement.GetProperty("people").GetRawText());
        // Delegations are bounded by the area of the subject.
        _ofSubject = [.. names.Where(n => n.Groups["root"].Value == "subject").Select(n => n.Groups["name"].Value).Append("area").Distinct().Order(StringComparer.Ordinal)];
        _ofRequest = [.. names.Where(n => n.Groups["root"].Value == "request").Select(n => n.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>All that the people names of the flow can see of a request, as one text: equal texts, equal people.</summary>
    public string SeenOf(RequestFacts request)
    {
        var seen = new StringBuilder();
        foreach (var name in _ofSubject) Append(seen, request.Subject.TryGetValue(name, out var value) ? JsonSerializer.Serialize(value, FlowJson.Options) : Unseen);
        foreach (var name in _ofRequest) Append(seen, Of(name, request));
        return seen.ToString();
    }

    /// <summary>Who is meant in the epoch of a moment. The same object as in a neighbouring epoch that says the same of them.</summary>
    /// <param name="request">The request as it stands.</param>
    /// <param name="seen">What <see cref="SeenOf"/> says of it.</param>
    /// <param name="moment">The moment.</param>
    public Populations At(RequestFacts request, string seen, DateTimeOffset moment)
    {
        var epoch = _directory.EpochOf(moment);
        if (_known.TryGetValue((epoch, seen), out var known)) return known;
        var people = PeopleResolver.Resolve(_flow, request, _directory.InEpoch(epoch), moment);
        if (_known.Count >= Math.Max(8, MostHeld / Math.Max(1, (people.Everyone?.Count ?? 0) * (1 + people.Members.Count)))) _known.Clear();
        return _known[(epoch, seen)] = Neighbour(epoch - 1, seen, people) ?? Neighbour(epoch + 1, seen, people) ?? people;
    }

    private Populations? Neighbour(int epoch, string seen, Populations people) =>
        _known.TryGetValue((epoch, seen), out var other) && Same(other, people) ? other : null;

    private static bool Same(Populations a, Populations b) =>
        a.Members.Count == b.Members.Count && a.Members.All(m => b.Members.TryGetValue(m.Key, out var ids) && ids.SequenceEqual(m.Value, StringComparer.Ordinal))
        && a.Unresolved.Count == b.Unresolved.Count && a.Unresolved.All(u => b.Unresolved.GetValueOrDefault(u.Key) == u.Value)
        && a.Delegations.SequenceEqual(b.Delegations)
        && (a.Everyone is null ? b.Everyone is null : b.Everyone is not null && a.Everyone.SetEquals(b.Everyone));

    private static string Of(string name, RequestFacts request) => name switch
    {
        "author" => request.Author,
        "requester" => request.Requester,
        "editors" => string.Join(' ', request.Editors.Order(StringComparer.Ordinal)),
        "revision" => $"{request.Revision}",
        "subjectType" => request.SubjectType,
        // What is not known here is taken to differ from one request to the next.
        _ => $"{request.SubjectType}/{request.SubjectId}/{request.Title}/{request.Revision}",
    };

    private static void Append(StringBuilder seen, string part) => seen.Append(part.Length).Append(':').Append(part).Append('\n');

    [GeneratedRegex(@"\b(?<root>subject|request)\s*\.\s*(?<name>[A-Za-z0-9_-]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Names();
}
