using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Governance.Verify;

/// <summary>Walks through a file of lines about leaves beside the walk through the leaves; both are in leaf order.</summary>
/// <typeparam name="T">What a line says.</typeparam>
internal sealed class LeafCursor<T> : IDisposable where T : class
{
    private readonly string _file;
    private readonly Limits _limits;
    private readonly IEnumerator<byte[]>? _lines;
    private readonly Func<byte[], (long Leaf, T Value)?> _read;
    private readonly Action<string> _wrong;
    private (long Leaf, T Value)? _next;
    private long _number;

    /// <summary>Opens the file, which may be absent; <paramref name="wrong"/> hears of lines that cannot be read or belong to no leaf.</summary>
    public LeafCursor(Bundle bundle, string file, Func<byte[], (long Leaf, T Value)?> read, Action<string> wrong)
    {
        (_file, _limits, _read, _wrong) = (file, bundle.Limits, read, wrong);
        if (!bundle.Has(file)) return;
        _lines = bundle.Lines(file, Limits.Small).GetEnumerator();
        Move();
    }

    /// <summary>The lines of a leaf; leaves are asked for in order.</summary>
    public List<T> Of(long leaf)
    {
        var values = new List<T>();
        for (; _next is var (at, value) && at <= leaf; Move())
        {
            if (at != leaf)
            {
                Stray(at);
                continue;
            }
            Limits.Hold(values.Count, _limits.LinesOfLeaf, $"lines about one leaf in {_file}");
            values.Add(value);
        }
        return values;
    }

    /// <summary>What is left belongs to no leaf.</summary>
    public void Finish()
    {
        for (; _next is var (at, _); Move()) Stray(at);
    }

    /// <inheritdoc/>
    public void Dispose() => _lines?.Dispose();

    private void Stray(long leaf) => _wrong($"Line {_number} is about leaf {leaf}, which is not among the events, or comes too late.");

    private void Move()
    {
        _next = null;
        while (_lines!.MoveNext())
        {
            _number++;
            if ((_next = _read(_lines.Current)) is not null) return;
            _wrong($"Line {_number} cannot be read.");
        }
    }
}

/// <summary>The forms of such lines.</summary>
internal static class LeafLines
{
    /// <summary><c>{"leaf":17,"_sd":"…","disclosure":"…"}</c>: the digest and the disclosure.</summary>
    public static (long, Tuple<string, string>)? Disclosure(byte[] line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            return root.GetProperty("_sd").GetString() is { } digest && root.GetProperty("disclosure").GetString() is { } disclosure ? (root.GetProperty("leaf").GetInt64(), Tuple.Create(digest, disclosure)) : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary><c>17 digest</c>.</summary>
    public static (long, string)? Withheld(byte[] line) =>
        Encoding.UTF8.GetString(line).Split(' ') is [var leaf, var digest] && long.TryParse(leaf, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (number, digest) : null;
}
