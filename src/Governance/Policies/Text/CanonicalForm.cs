using System.Globalization;
using System.Text;

namespace Governance.Policies.Text;

/// <summary>
/// Normalisation Form C (UAX #15) of a text, by the tables of Unicode 17.0. The platform's own <see cref="string.Normalize()"/> does nothing
/// under invariant globalisation, and otherwise depends on the machine's ICU; a digest must depend on neither.
/// </summary>
public static class CanonicalForm
{
    private const int HangulFirst = 0xAC00, LeadFirst = 0x1100, VowelFirst = 0x1161, TrailFirst = 0x11A7;
    private const int LeadCount = 19, VowelCount = 21, TrailCount = 28, HangulCount = LeadCount * VowelCount * TrailCount;

    private static readonly Dictionary<int, int[]> Decompositions = [];
    private static readonly Dictionary<(int First, int Second), int> Compositions = [];
    private static readonly Dictionary<int, int> Classes = [];

    static CanonicalForm()
    {
        foreach (var run in CanonicalFormData.Mappings.Split(' ')) ReadMappings(run);
        foreach (var run in CanonicalFormData.Classes.Split(' ')) ReadClasses(run);
    }

    /// <summary>The text in NFC. A lone surrogate stays as it is; time is linear in the text but for sorting runs of marks.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.AsSpan().ContainsAnyExceptInRange('\0', '\u02FF')) return text;
        var composed = Compose(InCanonicalOrder(Decompose(text)));
        var result = new StringBuilder(text.Length);
        foreach (var point in composed)
            if (point > char.MaxValue) result.Append(char.ConvertFromUtf32(point));
            else result.Append((char)point);
        return result.ToString();
    }

    /// <summary>The text decomposed and without its combining marks: <c>é</c> becomes <c>e</c>.</summary>
    internal static string WithoutMarks(string text) =>
        string.Concat(Decompose(text).Where(point => ClassOf(point) == 0 && point <= char.MaxValue).Select(point => (char)point));

    private static List<int> Decompose(string text)
    {
        var points = new List<int>(text.Length);
        for (var i = 0; i < text.Length; i++)
            if (char.IsSurrogatePair(text, i)) Decompose(char.ConvertToUtf32(text[i], text[++i]), points);
            else Decompose(text[i], points);
        return points;
    }

    private static void Decompose(int point, List<int> into)
    {
        if (point is >= HangulFirst and < HangulFirst + HangulCount) DecomposeHangul(point - HangulFirst, into);
        else if (Decompositions.TryGetValue(point, out var parts)) foreach (var part in parts) Decompose(part, into);
        else into.Add(point);
    }

    private static void DecomposeHangul(int syllable, List<int> into)
    {
        into.Add(LeadFirst + syllable / (VowelCount * TrailCount));
        into.Add(VowelFirst + syllable / TrailCount % VowelCount);
        if (syllable % TrailCount != 0) into.Add(TrailFirst + syllable % TrailCount);
    }

    private static List<int> InCanonicalOrder(List<int> points)
    {
        for (var start = 0; start < points.Count; start++)
        {
            var end = start;
            while (end < points.Count && ClassOf(points[end]) != 0) end++;
            if (end - start < 2) continue;
            // A stable sort, and n log n: a hostile text is one run of marks in the wrong order.
            var sorted = points[start..end].OrderBy(ClassOf).ToList();
            for (var i = 0; i < sorted.Count; i++) points[start + i] = sorted[i];
            start = end;
        }

        return points;
    }

    private static List<int> Compose(List<int> points)
    {
        var output = new List<int>(points.Count);
        int starter = -1, lastClass = 0;
        foreach (var point in points)
        {
            var itsClass = ClassOf(point);
            var blocked = output.Count - 1 > starter && lastClass >= itsClass;
            if (starter >= 0 && !blocked && Pair(output[starter], point) is { } pair)
            {
                output[starter] = pair;
                continue;
            }

            if (itsClass == 0) starter = output.Count;
            output.Add(point);
            lastClass = itsClass;
        }

        return output;
    }

    private static int? Pair(int first, int second)
    {
        int lead = first - LeadFirst, vowel = second - VowelFirst, syllable = first - HangulFirst, trail = second - TrailFirst;
        if (lead is >= 0 and < LeadCount && vowel is >= 0 and < VowelCount) return HangulFirst + (lead * VowelCount + vowel) * TrailCount;
        if (syllable is >= 0 and < HangulCount && syllable % TrailCount == 0 && trail is > 0 and < TrailCount) return first + trail;
        return Compositions.TryGetValue((first, second), out var composed) ? composed : null;
    }

    private static int ClassOf(int point) => Classes.GetValueOrDefault(point);

    private static void ReadMappings(string run)
    {
        var parts = run.Split('=');
        var point = Hex(parts[0]);
        foreach (var mapping in parts[1].Split(','))
        {
            var target = mapping.TrimStart('!').Split('+').Select(Hex).ToArray();
            Decompositions[point] = target;
            if (mapping[0] != '!') Compositions[(target[0], target[1])] = point;
            point++;
        }
    }

    private static void ReadClasses(string run)
    {
        var parts = run.Split('=');
        var range = parts[0].Split('-');
        for (var point = Hex(range[0]); point <= Hex(range[^1]); point++) Classes[point] = Hex(parts[1]);
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
