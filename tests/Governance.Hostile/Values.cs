using System.Text.Json;

namespace Governance.Hostile;

/// <summary>Everything that may stand where a body's member should be.</summary>
internal static class Values
{
    private static readonly int[] UsualBounds = [0, 1, 2, 63, 64, 65, 99, 100, 101, 128, 129, 200, 201, 255, 256, 257, 500, 501, 1000, 1001, 2000, 2001, 2048, 2049, 4000, 4001, 8001, 10_001, 20_001];

    /// <summary>All that can be wrong at a place: what it is called, how it is written, and what is written, by chance.</summary>
    public static IEnumerable<(string What, Edit Edit, Func<Dice, string> Raw)> At(Place place)
    {
        foreach (var (what, edit, raw) in Anywhere(place)) yield return (what, edit, _ => raw);
        foreach (var (what, raw) in Of(place)) yield return (what, Edit.Put, raw);
    }

    /// <summary>A text as JSON.</summary>
    public static string Text(string text) => JsonSerializer.Serialize(text);

    private static IEnumerable<(string What, Edit Edit, string Raw)> Anywhere(Place place)
    {
        if (place.IsThere) yield return ("missing", Edit.Leave, "");
        yield return ("null", Edit.Put, "null");
        yield return ("in upper case", Edit.Rename, place.Name.ToUpperInvariant());
        yield return ("twice", Edit.Twice, place.Value?.ToJsonString() ?? "null");
        yield return ("a stranger beside", Edit.Beside, "\"actor\":\"p-1010\"");
        foreach (var (kind, raw) in WrongTypes.Where(each => each.Kind != place.Shape.Kind)) yield return ($"a {kind}", Edit.Put, raw);
        yield return ("a list in a list", Edit.Put, "[[[[1]]]]");
        yield return ("31 levels", Edit.Put, new string('[', 31) + new string(']', 31));
        yield return ("nothing", Edit.Put, "");
    }

    private static readonly (string Kind, string Raw)[] WrongTypes =
        [("string", "\"text\""), ("boolean", "true"), ("integer", "5"), ("number", "1.5"), ("array", "[]"), ("array", "[null]"), ("object", "{}"), ("object", "{\"a\":{\"b\":[1]}}")];

    private static IEnumerable<(string What, Func<Dice, string> Raw)> Of(Place place) => place.Shape.Kind switch
    {
        "string" when place.Shape.Words.Count > 0 => OneOf(place.Shape.Words),
        "string" when place.Shape.Format is "date-time" or "date" => OfDate(),
        "string" => OfText(place),
        "integer" or "number" => OfNumber(place.Shape),
        "array" => OfList(place),
        "object" => OfObject(),
        _ => [("the word", _ => "\"true\""), ("the number", _ => "1"), ("in upper case", _ => "TRUE")],
    };

    private static IEnumerable<(string What, Func<Dice, string> Raw)> OneOf(IReadOnlyList<string> words) =>
    [
        ("in upper case", dice => Text(dice.Of(words).ToUpperInvariant())), ("another word", _ => "\"nobody-knows\""), ("with a space", dice => Text(dice.Of(words) + " ")), ("two words", dice => Text($"{dice.Of(words)},{dice.Of(words)}")), ("empty", _ => "\"\""),
        ("its number", dice => dice.Below(4).ToString(System.Globalization.CultureInfo.InvariantCulture)), ("its number as text", _ => "\"0\""), ("any other word", dice => Text(dice.Of(words))), ("injection", dice => Text(dice.Of(Words.Injections))), ("Unicode", dice => Text(dice.Of(Words.Unicode))), ("over-long", _ => Text(new string('x', 70_000))),
    ];

    private static IEnumerable<(string What, Func<Dice, string> Raw)> OfDate() =>
        Enumerable.Range(0, 10).Select(_ => ("a date that cannot be", (Func<Dice, string>)(dice => Text(dice.Of(Words.Dates))))).Append(("over-long", _ => Text("2026-" + new string('0', 70_000))));

    private static IEnumerable<(string What, Func<Dice, string> Raw)> OfText(Place place)
    {
        yield return ("empty", _ => "\"\"");
        yield return ("blank", _ => "\" \\t\\r\\n\\u00a0\"");
        foreach (var _ in (int[])[1, 2, 3]) yield return ("injection", dice => Text(dice.Of(Words.Injections)));
        foreach (var _ in (int[])[1, 2]) yield return ("Unicode", dice => Text(dice.Of(Words.Unicode)));
        foreach (var _ in (int[])[1, 2]) yield return ("no text", dice => dice.Of(Words.BrokenJsonStrings));
        foreach (var _ in (int[])[1, 2]) yield return ("at a bound", dice => Text(new string('x', dice.Of(UsualBounds))));
        yield return ("at a bound, in pairs", dice => Text(string.Concat(Enumerable.Repeat("\U0001F600", dice.Of(UsualBounds)))));
        if (place.Shape.MaxLength is { } most)
        {
            yield return ("as long as may be", _ => Text(new string('x', most)));
            yield return ("one too long", _ => Text(new string('x', most + 1)));
        }

        yield return ("over-long", _ => Text(new string('x', 70_000)));
        yield return ("half a megabyte", _ => Text(new string('x', 600_000)));
        yield return ("somebody", dice => Text($"p-{1001 + dice.Below(16)}"));
        foreach (var special in Special(place)) yield return special;
    }

    private static IEnumerable<(string What, Func<Dice, string> Raw)> Special(Place place) => place.Name switch
    {
        "text" when place.Value?.ToJsonString().Contains("stages", StringComparison.Ordinal) is true => Bombs.Yaml.Select(bomb => Said(bomb.What, bomb.Text)),
        "document" => Bombs.Documents.Concat(Bombs.Yaml.Select(bomb => (bomb.What, $"---\n{bomb.Text}\n---\n\n## 1. A {{#a}}\n"))).Select(bomb => Said(bomb.Item1, bomb.Item2)),
        "body" => Bombs.Documents.Select(bomb => Said(bomb.What, bomb.Text)),
        "url" or "seenAt" or "pages" or "domain" or "handle" or "platform" or "address" => Hosts(),
        _ when place.Parent.EndsWith("/pages", StringComparison.Ordinal) || place.Parent.EndsWith("/brands", StringComparison.Ordinal) => Hosts(),
        _ => [],
    };

    private static (string What, Func<Dice, string> Raw) Said(string what, string text) => (what, _ => Text(text));

    private static IEnumerable<(string What, Func<Dice, string> Raw)> Hosts() =>
        Enumerable.Range(0, 14).Select(_ => ("an address to beware of", (Func<Dice, string>)(dice => Text(dice.Of(Words.Urls)))));

    private static IEnumerable<(string What, Func<Dice, string> Raw)> OfNumber(Shape shape) =>
    [
        .. Words.Numbers.Select(number => ($"{(number.Length > 40 ? "a number without end" : number)}", (Func<Dice, string>)(_ => number))),
        .. shape.Bounds.SelectMany(bound => (decimal[])[bound - 1, bound, bound + 1]).Select(number => ("at a bound", (Func<Dice, string>)(_ => number.ToString(System.Globalization.CultureInfo.InvariantCulture)))),
    ];

    private static IEnumerable<(string What, Func<Dice, string> Raw)> OfList(Place place)
    {
        var item = place.Value is System.Text.Json.Nodes.JsonArray { Count: > 0 } items ? items[0]?.ToJsonString() ?? "null" : "\"x\"";
        return
        [
            ("empty", _ => "[]"), ("the same twice", _ => $"[{item},{item}]"), ("of one type and another", _ => $"[{item},5,null,{{}}]"), ("with a comma at the end", _ => $"[{item},]"), ("unclosed", _ => $"[{item}"),
            .. ((int[])[2, 10, 11, 20, 21, 50, 51, 64, 65, 100, 101, 200, 201, 500, 501, 1000, 1001, 5000, 20_000]).Where(count => count * item.Length < 1_000_000)
                .Select(count => ($"{count} of them", (Func<Dice, string>)(_ => $"[{string.Join(',', Enumerable.Range(0, count).Select(at => item.StartsWith('"') ? $"{item[..^1]}{at}\"" : item))}]"))),
        ];
    }

    private static IEnumerable<(string What, Func<Dice, string> Raw)> OfObject() =>
    [
        ("empty", _ => "{}"), ("without a name", _ => "{\"\":\"x\"}"), ("of a prototype", _ => "{\"__proto__\":{\"x\":1},\"constructor\":1}"), ("of a type", _ => "{\"$type\":\"x\",\"$id\":\"1\",\"$ref\":\"1\"}"), ("of a long name", _ => $"{{\"{new string('n', 10_000)}\":\"x\"}}"),
        ("with half a name", _ => "{\"\\ud800\":\"x\"}"), ("of no name", _ => "{\"\\u0000\":\"x\"}"), ("of odd names", dice => $"{{{Text(dice.Of(Words.Injections))}:\"x\",{Text(dice.Of(Words.Unicode))}:\"y\"}}"), ("of odd values", dice => $"{{\"a\":{Text(dice.Of(Words.Injections))},\"b\":{dice.Of(Words.Numbers)},\"c\":null,\"d\":[1,{{}}]}}"),
        ("of 101 members", _ => Many(101)), ("of 5000 members", _ => Many(5_000)), ("with names that are almost the same", _ => "{\"a\":\"1\",\"A\":\"2\",\"\u00e4\":\"3\",\"a\u0308\":\"4\"}"),
    ];

    private static string Many(int count) => $"{{{string.Join(',', Enumerable.Range(0, count).Select(at => $"\"m{at}\":\"x\""))}}}";
}
