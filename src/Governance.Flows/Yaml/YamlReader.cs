using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Governance.Flows;

/// <summary>
/// Reads one YAML document into nodes that know their line and column. Bounded in size and depth; anchors, aliases,
/// tags and directives are refused, so a small file can never become a large one.
/// </summary>
internal sealed class YamlReader
{
    public const int MaxBytes = 256 * 1024;
    private const int MaxDepth = 32;
    private readonly Parser _parser;
    private readonly Findings _findings;

    private YamlReader(string yaml, Findings findings)
    {
        _parser = new Parser(new StringReader(yaml));
        _findings = findings;
    }

    /// <summary>The document's root, or null after saying in <paramref name="findings"/> why there is none.</summary>
    public static YamlNode? Read(string yaml, Findings findings)
    {
        if (yaml.Length > MaxBytes || Encoding.UTF8.GetByteCount(yaml) > MaxBytes)
        {
            findings.Add(1, 1, "The file is larger than 256 KB. Split it, or take out what is not part of it.");
            return null;
        }
        var reader = new YamlReader(yaml, findings);
        try
        {
            return reader.Document();
        }
        catch (YamlException e)
        {
            findings.Add((int)e.Start.Line, (int)e.Start.Column, $"This is not YAML: {e.Message}");
        }
        catch (RefusedYaml e)
        {
            findings.Add((int)e.At.Line, (int)e.At.Column, e.Message);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            // The scanner gives up on some broken files in ways of its own.
            var at = reader._parser.Current?.End ?? new Mark(0, 1, 1);
            findings.Add((int)at.Line, (int)at.Column, "This is not YAML from here on.");
        }
        return null;
    }

    private YamlNode? Document()
    {
        Next<StreamStart>();
        if (_parser.Current is StreamEnd)
        {
            _findings.Add(1, 1, "The file is empty.");
            return null;
        }
        var start = Next<DocumentStart>();
        if (start.Version is not null || start.Tags is { Count: > 0 } && !start.IsImplicit && start.Tags.Any(t => t.Prefix is not ("!" or "tag:yaml.org,2002:")))
            throw new RefusedYaml(start.Start, "Directives (%YAML, %TAG) are not allowed: every file is YAML 1.2 with its core schema.");
        var root = Node(0);
        Next<DocumentEnd>();
        if (_parser.Current is DocumentStart second) throw new RefusedYaml(second.Start, "One document a file: put the second one in a file of its own.");
        return root;
    }

    private YamlNode Node(int depth)
    {
        var current = _parser.Current!;
        if (depth > MaxDepth) throw new RefusedYaml(current.Start, $"Nested deeper than {MaxDepth} levels.");
        if (current is AnchorAlias) throw new RefusedYaml(current.Start, "Aliases (*name) are not allowed: write the value out.");
        if (current is NodeEvent { Anchor.IsEmpty: false }) throw new RefusedYaml(current.Start, "Anchors (&name) are not allowed: write the value out where it is needed.");
        if (current is NodeEvent { Tag.IsEmpty: false }) throw new RefusedYaml(current.Start, "Tags (!name) are not allowed: the core schema decides the type.");
        return current switch
        {
            Scalar => ReadScalar(),
            SequenceStart => ReadList(depth),
            _ => ReadMap(depth),
        };
    }

    private YamlScalar ReadScalar()
    {
        var scalar = Next<Scalar>();
        return new YamlScalar(scalar.Value, scalar.Style == ScalarStyle.Plain, (int)scalar.Start.Line, (int)scalar.Start.Column);
    }

    private YamlList ReadList(int depth)
    {
        var start = Next<SequenceStart>().Start;
        var items = new List<YamlNode>();
        while (_parser.Current is not SequenceEnd) items.Add(Node(depth + 1));
        Next<SequenceEnd>();
        return new YamlList(items, (int)start.Line, (int)start.Column);
    }

    private YamlMap ReadMap(int depth)
    {
        var start = Next<MappingStart>().Start;
        var entries = new List<YamlEntry>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        while (_parser.Current is not MappingEnd)
        {
            if (Node(depth + 1) is not YamlScalar key) throw new RefusedYaml(_parser.Current!.Start, "A key must be a plain word.");
            var value = Node(depth + 1);
            if (seen.TryAdd(key.Text, key.Line)) entries.Add(new YamlEntry(key, value));
            else _findings.Add(key, $"`{key.Text}` is here twice; the first is on line {seen[key.Text]}.");
        }
        Next<MappingEnd>();
        return new YamlMap(entries, (int)start.Line, (int)start.Column);
    }

    /// <summary>Steps over the current event and onto the one behind it.</summary>
    private T Next<T>() where T : ParsingEvent
    {
        if (_parser.Current is null) _parser.MoveNext();
        var current = _parser.Current as T ?? throw new RefusedYaml(_parser.Current?.Start ?? Mark.Empty, "The document ends where more was expected.");
        _parser.MoveNext();
        return current;
    }

    /// <summary>Leaves a half-read document at once; never leaves this class.</summary>
    private sealed class RefusedYaml(Mark at, string message) : Exception(message)
    {
        public Mark At => at;
    }
}
