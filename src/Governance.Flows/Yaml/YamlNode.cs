using System.Text.RegularExpressions;

namespace Governance.Flows;

/// <summary>A node of a YAML file with the place where it starts.</summary>
internal abstract record YamlNode(int Line, int Column)
{
    public abstract string Kind { get; }
}

internal sealed record YamlList(IReadOnlyList<YamlNode> Items, int Line, int Column) : YamlNode(Line, Column)
{
    public override string Kind => "a list";
}

internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);

internal sealed record YamlMap(IReadOnlyList<YamlEntry> Entries, int Line, int Column) : YamlNode(Line, Column)
{
    public override string Kind => "a mapping";
}

/// <summary>A scalar, typed by the core schema of YAML 1.2 (section 10.3.2): a quoted scalar is always text.</summary>
internal sealed partial record YamlScalar(string Text, bool Plain, int Line, int Column) : YamlNode(Line, Column)
{
    public bool IsNull => Plain && NullForm().IsMatch(Text);

    public bool IsFlag => Plain && FlagForm().IsMatch(Text);

    public bool IsNumber => Plain && NumberForm().IsMatch(Text);

    public bool IsText => !IsNull && !IsFlag && !IsNumber;

    public override string Kind => IsNull ? "nothing" : IsFlag ? "a boolean" : IsNumber ? "a number" : "text";

    [GeneratedRegex(@"\A(?:null|Null|NULL|~|)\z")]
    private static partial Regex NullForm();

    [GeneratedRegex(@"\A(?:true|True|TRUE|false|False|FALSE)\z")]
    private static partial Regex FlagForm();

    [GeneratedRegex(@"\A(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\z")]
    private static partial Regex NumberForm();
}
