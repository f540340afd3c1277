using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using ScalarEvent = YamlDotNet.Core.Events.Scalar;

namespace Governance.Policies.Text;

/// <summary>One node of a small YAML document with the line it begins on: a scalar, a list or a map.</summary>
internal abstract record YamlNode(int Line);

/// <summary>A scalar; <paramref name="IsText"/> unless the YAML 1.2 core schema (section 10.3.2) reads it as null, a boolean or a number.</summary>
internal sealed record YamlScalar(int Line, string Value, bool IsText) : YamlNode(Line);

internal sealed record YamlList(int Line, IReadOnlyList<YamlNode> Items) : YamlNode(Line);

internal sealed record YamlMap(int Line, IReadOnlyList<(YamlScalar Key, YamlNode Value)> Entries) : YamlNode(Line);

/// <summary>Reads YAML without anchors, aliases, tags and deep nesting: all that front matter needs, and nothing to be tricked by.</summary>
internal sealed partial class YamlTree
{
    private const int MostDepth = 3;

    private readonly Parser _parser;
    private readonly int _linesBefore;

    private YamlTree(string yaml, int linesBefore) => (_parser, _linesBefore) = (new Parser(new StringReader(yaml)), linesBefore);

    /// <summary>The one node of the document, or the line and reason why it was refused. Lines count from <paramref name="linesBefore"/>.</summary>
    internal static (YamlNode? Node, int Line, string Reason) Read(string yaml, int linesBefore)
    {
        try
        {
            return (new YamlTree(yaml, linesBefore).Document(), 0, "");
        }
        catch (YamlException fault)
        {
            var reason = fault.InnerException is null ? fault.Message : fault.InnerException.Message;
            return (null, linesBefore + (int)Math.Max(1, fault.Start.Line), $"This is not YAML that can be read here: {reason.TrimEnd('.')}.");
        }
    }

    private YamlNode? Document()
    {
        Next<StreamStart>();
        if (Next<ParsingEvent>() is StreamEnd) return null;
        var node = Node(Next<ParsingEvent>(), 0);
        Next<DocumentEnd>();
        Next<StreamEnd>();
        return node;
    }

    private YamlNode Node(ParsingEvent first, int depth)
    {
        if (first is not NodeEvent node) throw Refused(first, "an alias (*name) is not allowed");
        if (!node.Anchor.IsEmpty) throw Refused(first, "an anchor (&name) is not allowed");
        if (!node.Tag.IsEmpty) throw Refused(first, "a tag (!name) is not allowed");
        if (depth > MostDepth) throw Refused(first, "it is nested too deeply");
        return first switch
        {
            ScalarEvent scalar => Text(scalar),
            SequenceStart => new YamlList(LineOf(first), Items(depth)),
            MappingStart => new YamlMap(LineOf(first), Entries(depth)),
            _ => throw Refused(first, "a value was expected"),
        };
    }

    private List<YamlNode> Items(int depth)
    {
        var items = new List<YamlNode>();
        for (var next = Next<ParsingEvent>(); next is not SequenceEnd; next = Next<ParsingEvent>()) items.Add(Node(next, depth + 1));
        return items;
    }

    private List<(YamlScalar, YamlNode)> Entries(int depth)
    {
        var entries = new List<(YamlScalar, YamlNode)>();
        for (var next = Next<ParsingEvent>(); next is not MappingEnd; next = Next<ParsingEvent>())
        {
            if (Node(next, depth + 1) is not YamlScalar key) throw Refused(next, "a key must be a word");
            entries.Add((key, Node(Next<ParsingEvent>(), depth + 1)));
        }

        return entries;
    }

    private YamlScalar Text(ScalarEvent scalar) =>
        new(LineOf(scalar), scalar.Value, scalar.Style != ScalarStyle.Plain || !NotText().IsMatch(scalar.Value));

    private T Next<T>() where T : ParsingEvent
    {
        if (Advance() && _parser.Current is T expected) return expected;
        throw Refused(_parser.Current, "one document was expected");
    }

    private bool Advance()
    {
        try
        {
            return _parser.MoveNext();
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException) // What the parser does with some broken input.
        {
            throw Refused(_parser.Current, "a bracket, quote or value is not complete");
        }
    }

    private int LineOf(ParsingEvent at) => _linesBefore + (int)at.Start.Line;

    private static YamlException Refused(ParsingEvent? at, string reason) => new(at?.Start ?? Mark.Empty, at?.End ?? Mark.Empty, reason);

    [GeneratedRegex(@"^(?:~|null|Null|NULL|true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))?\z")]
    private static partial Regex NotText();
}
