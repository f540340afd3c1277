using System.Text.Json;

namespace Governance.Flows;

/// <summary>Compares an <c>expect</c> with an evaluation.</summary>
internal static class Expectation
{
    public static readonly string[] Keys = ["state", "revision", "stages", "needs", "counted", "reasons", "could-act", "finish", "due", "overdue", "expires", "owed", "seats", "facts", "says"];

    /// <summary>What is not as expected, each at its place.</summary>
    public static IEnumerable<(YamlNode At, string Message)> Check(Mapping expect, Evaluation got, IReadOnlyList<RequestEntry> history)
    {
        var needs = got.Stages.SelectMany(s => s.Needs).ToDictionary(n => n.Id, StringComparer.Ordinal);
        var stages = got.Stages.ToDictionary(s => s.Id, StringComparer.Ordinal);
        foreach (var key in expect.Keys)
        {
            var node = expect.Find(key)!;
            var failures = key switch
            {
                "state" => One(node, "state", Word(got.State)),
                "revision" => One(node, "revision", $"{got.Revision}"),
                "stages" => Each(node, "stage", stages, s => Word(s.State)),
                "needs" => Each(node, "need", needs, n => Word(n.State)),
                "counted" => Each(node, "need", needs, n => List(n.Counted.Select(c => c.Person))),
                "reasons" => Each(node, "need", needs, n => List(n.NotCounted.Select(c => $"{c.Person}: {Word(c.Reason)}"))),
                "could-act" => Each(node, "need", needs, n => List(n.CouldAct)),
                "finish" => Each(node, "stage", stages, s => List(s.Finish)),
                "due" => Each(node, "stage", stages, s => Moment(s.Due)),
                "overdue" => One(node, "overdue", List(got.Stages.Where(s => s.Overdue).Select(s => s.Id))),
                "expires" => One(node, "expires", Moment(got.ExpiresAt)),
                "owed" => One(node, "owed", got.Owed is { } owed ? Word(owed.State) : "nothing"),
                "seats" => One(node, "seats", List(got.Seats.Select(s => $"{s.Delegate} for {s.Principal}"))),
                "facts" => node is YamlList l ? One(node, "last facts", List(history.TakeLast(l.Items.Count).Select(Name))) : One(node, "last fact", Name(history[^1])),
                _ => Says(node, EvaluationText.Render(got)),
            };
            foreach (var failure in failures) yield return failure;
        }
    }

    private static IEnumerable<(YamlNode At, string Message)> Each<T>(YamlNode node, string what, Dictionary<string, T> got, Func<T, string> read)
    {
        if (node is not YamlMap map) return [(node, $"A mapping of {what} to what is expected was expected here.")];
        return map.Entries.SelectMany(e => got.TryGetValue(e.Key.Text, out var part)
            ? One(e.Value, e.Key.Text, read(part))
            : [(e.Key, $"There is no {what} `{e.Key.Text}` here.{Suggestion.For(e.Key.Text, got.Keys)}")]);
    }

    private static IEnumerable<(YamlNode At, string Message)> One(YamlNode node, string what, string got)
    {
        var wanted = Expected(node);
        return wanted == got ? [] : [(node, $"{what}: expected {wanted}, got {got}")];
    }

    private static IEnumerable<(YamlNode At, string Message)> Says(YamlNode node, string text) =>
        (node is YamlList list ? list.Items : [node]).OfType<YamlScalar>().Where(s => !text.Contains(s.Text, StringComparison.Ordinal))
        .Select(s => ((YamlNode)s, $"The explanation does not say \"{s.Text}\". It says:\n{text}"));

    private static string Name(RequestEntry entry) => entry.Fact.GetType().Name;

    private static string Moment(DateTimeOffset? moment) => moment is { } at ? at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", System.Globalization.CultureInfo.InvariantCulture) : "never";

    private static string Expected(YamlNode node) => node switch
    {
        YamlScalar scalar => scalar.Text,
        YamlList list => List(list.Items.Select(Expected)),
        _ => List(((YamlMap)node).Entries.Select(e => $"{e.Key.Text}: {Expected(e.Value)}")),
    };

    private static string List(IEnumerable<string> items) => $"[{string.Join(", ", items)}]";

    private static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
