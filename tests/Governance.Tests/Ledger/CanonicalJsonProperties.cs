using System.Globalization;
using System.Text;
using CsCheck;
using Governance.Ledger;

namespace Governance.Tests.Ledger;

/// <summary>Rules that hold for every JSON value, however it is written.</summary>
public sealed class CanonicalJsonProperties
{
    private static readonly Gen<string> Texts = Gen.String[Gen.Frequency(
        (6, Gen.Char['a', 'f']), (2, Gen.Char['\u0001', '\u0020']), (1, Gen.Const('"')), (1, Gen.Const('\\')), (1, Gen.Char['\u0080', '\uD7FF']), (1, Gen.Char['\uE000', '\uFFFF'])), 0, 6]
        .Select(Gen.Bool, (text, face) => face ? text + "\U0001F600" : text);

    private static readonly Gen<object?> Leaves = Gen.OneOf<object?>(
        Gen.Const((object?)null), Gen.Bool.Select(x => (object?)x), Texts.Select(x => (object?)x),
        Gen.Double.Where(double.IsFinite).Select(x => (object?)x), Gen.Int.Select(x => (object?)(double)x), Gen.Int[0, 99999].Select(x => (object?)(x / 100.0)));

    private static readonly Gen<object?> Values = Nested(3);

    private static Gen<object?> Nested(int depth) => depth == 0
        ? Leaves
        : Gen.Frequency<object?>(
            (1, Leaves),
            (2, Nested(depth - 1).Array[0, 4].Select(x => (object?)x)),
            (4, Gen.Select(Texts, Nested(depth - 1)).Array[0, 6].Select(x => (object?)x.DistinctBy(y => y.Item1).Select(y => KeyValuePair.Create(y.Item1, y.Item2)).ToArray())));

    [Fact]
    public void The_form_of_a_form_is_itself() => Values.Sample(value =>
    {
        var form = Of(Write(value, new Style()));
        return Of(form) == form;
    });

    [Fact]
    public void The_order_of_members_white_space_and_escapes_do_not_matter() => Gen.Select(Values, Gen.Int).Sample((value, seed) =>
        Of(Write(value, new Style())) == Of(Write(value, new Style { Order = members => Shuffled(members, seed), Space = " \n\t", EscapeAll = true })));

    [Fact]
    public void What_a_jsonb_column_gives_back_has_the_same_form() => Values.Sample(value =>
        Of(Write(value, new Style())) == Of(Write(value, new Style
        {
            Order = members => members.OrderBy(x => Encoding.UTF8.GetByteCount(x.Key)).ThenBy(x => x.Key, Comparer<string>.Create((x, y) => Encoding.UTF8.GetBytes(x).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y)))),
            Space = " ",
            Expanded = true,
        })));

    [Fact]
    public void Any_two_values_with_one_form_are_one_value() => Gen.Select(Values, Values).Sample((one, other) =>
        Of(Write(one, new Style())) != Of(Write(other, new Style())) || Write(one, new Style { Order = Sorted }) == Write(other, new Style { Order = Sorted }));

    [Fact]
    public void Whatever_the_bytes_there_is_a_form_or_a_refusal() => Gen.OneOf(Gen.Byte.Array[0, 40], Gen.String[Gen.Char["{}[]\",:\\u0d8ec1.-+ "], 0, 40].Select(Encoding.UTF8.GetBytes)).Sample(bytes =>
    {
        try
        {
            var form = CanonicalJson.Of(bytes);
            Assert.Equal(form, CanonicalJson.Of(form));
        }
        catch (CanonicalJsonException)
        {
        }
    });

    private static string Of(string json) => CanonicalJsonTests.Of(json);

    private static IEnumerable<KeyValuePair<string, object?>> Sorted(KeyValuePair<string, object?>[] members) => members.OrderBy(x => x.Key, StringComparer.Ordinal);

    private static KeyValuePair<string, object?>[] Shuffled(KeyValuePair<string, object?>[] members, int seed)
    {
        var copy = members.ToArray();
        new Random(seed).Shuffle(copy);
        return copy;
    }

    /// <summary>One way to write JSON.</summary>
    internal sealed record Style
    {
        public Func<KeyValuePair<string, object?>[], IEnumerable<KeyValuePair<string, object?>>> Order { get; init; } = x => x;
        public string Space { get; init; } = "";
        public bool EscapeAll { get; init; }
        public bool Expanded { get; init; }
    }

    internal static string Write(object? value, Style style) => value switch
    {
        null => "null",
        bool yes => yes ? "true" : "false",
        double number => style.Expanded ? Expanded(number) : number.ToString("R", CultureInfo.InvariantCulture),
        string text => Text(text, style.EscapeAll),
        object?[] items => "[" + style.Space + string.Join("," + style.Space, items.Select(x => Write(x, style))) + "]",
        KeyValuePair<string, object?>[] members => "{" + style.Space + string.Join("," + style.Space, style.Order(members).Select(x => Text(x.Key, style.EscapeAll) + style.Space + ":" + style.Space + Write(x.Value, style))) + "}",
        _ => throw new ArgumentException($"Not JSON: {value}", nameof(value)),
    };

    private static string Text(string text, bool escapeAll) =>
        "\"" + string.Concat(text.Select(x => escapeAll || x < ' ' || x is '"' or '\\' ? $"\\u{(int)x:x4}" : x.ToString())) + "\"";

    /// <summary>As PostgreSQL's numeric prints: no exponent.</summary>
    private static string Expanded(double number)
    {
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        if (!shortest.Contains('E', StringComparison.Ordinal)) return shortest;
        var exponent = int.Parse(shortest[(shortest.IndexOf('E', StringComparison.Ordinal) + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = shortest[..shortest.IndexOf('E', StringComparison.Ordinal)];
        var fraction = mantissa.Contains('.', StringComparison.Ordinal) ? mantissa.Length - mantissa.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal).TrimStart('-');
        var sign = number < 0 ? "-" : "";
        return exponent >= fraction
            ? sign + digits + new string('0', exponent - fraction)
            : sign + "0." + new string('0', -exponent - 1) + digits;
    }
}
