using System.Globalization;
using System.Text;

namespace Governance.Hostile;

/// <summary>A request as one line for a shell that has <c>$url</c> and, as in the README, <c>key</c>.</summary>
public static class CurlLine
{
    private const int LongestUnit = 24;
    private const int WorthSaying = 200;
    private const int LongestLine = 12_000;

    /// <summary>The line.</summary>
    public static string Of(HostileRequest request)
    {
        if (request.Wire is { } wire) return Cut($"{Said(wire)} | sed \"s/@@key@@/$(key {request.Person})/\" | nc -N \"${{url:7:9}}\" \"${{url##*:}}\"", request);
        var line = new StringBuilder("curl --include --path-as-is --request ").Append(Quoted(request.Method));
        if (request.Person is { } person) line.Append(CultureInfo.InvariantCulture, $" --header \"Authorization: Bearer $(key {person})\"");
        foreach (var (name, value) in request.Headers) line.Append(" --header ").Append(value.Length == 0 ? Quoted($"{name};") : Worded($"{name}: {value}"));
        line.Append(" \"$url\"").Append(Worded(request.Target));
        if (request.Body is not { } body) return Cut(line.ToString(), request);
        return Cut(IsPlain(body) ? line.Append(" --data-binary ").Append(Quoted(Encoding.UTF8.GetString(body))).ToString() : $"{Said(body)} | {line} --data-binary @-", request);
    }

    private static string Cut(string line, HostileRequest request) => line.Length <= LongestLine ? line : $"{line[..400]} … too long for a line: ops/hostile with the same --seed and --only {request.Number} sends it again";

    private static bool IsPlain(byte[] body) => body.Length < WorthSaying * 10 && (body.Length == 0 || body[0] != '@') && body.All(each => each is >= 32 and < 127 or 10) && !HasRun(body);

    private static bool HasRun(byte[] bytes) => Enumerable.Range(0, bytes.Length).Any(at => RunAt(bytes, at) is not null);

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string Worded(string text) => Encoding.UTF8.GetBytes(text) is var bytes && bytes.All(each => each is >= 32 and < 127) && !HasRun(bytes) ? Quoted(text) : $"\"$({Said(bytes)})\"";

    /// <summary>A command that prints bytes, what comes again and again in short.</summary>
    private static string Said(byte[] bytes)
    {
        var parts = new List<string>();
        var plain = new StringBuilder();
        for (var at = 0; at < bytes.Length;)
        {
            if (RunAt(bytes, at) is not var (unit, times))
            {
                plain.Append(Escaped(bytes[at++]));
                continue;
            }

            Flush();
            parts.Add($"yes {Quoted(Encoding.Latin1.GetString(bytes, at, unit))} | head -n {times} | tr -d '\\n'");
            at += unit * times;
        }

        Flush();
        return parts is [var only] ? only : $"{{ {string.Join("; ", parts)}; }}";

        void Flush()
        {
            if (plain.Length > 0 || bytes.Length == 0) parts.Add($"printf %b {Quoted(plain.ToString())}");
            plain.Clear();
        }
    }

    private static string Escaped(byte each) => each switch { (byte)'\\' => "\\\\", >= 32 and < 127 => $"{(char)each}", _ => $"\\0{Convert.ToString(each, 8).PadLeft(3, '0')}" };

    private static (int Unit, int Times)? RunAt(byte[] bytes, int at)
    {
        for (var unit = 1; unit <= LongestUnit && at + WorthSaying <= bytes.Length; unit++)
        {
            var end = at + unit;
            while (end < bytes.Length && bytes[end] == bytes[end - unit]) end++;
            var times = (end - at) / unit;
            if (times * unit >= WorthSaying && bytes.AsSpan(at, unit).IndexOfAnyExceptInRange((byte)32, (byte)126) < 0) return (unit, times);
        }

        return null;
    }
}
