using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Governance.Hostile;

/// <summary>How a body goes wrong at one place.</summary>
internal enum Edit
{
    /// <summary>Another value, as it is to be written.</summary>
    Put,

    /// <summary>Nothing there.</summary>
    Leave,

    /// <summary>The value under another name.</summary>
    Rename,

    /// <summary>The member a second time with another value.</summary>
    Twice,

    /// <summary>Other members beside it, as they are to be written.</summary>
    Beside,
}

/// <summary>Writes a body that is as its example but for one place, where anything may stand, JSON or not.</summary>
internal sealed class Splice
{
    private readonly StringBuilder written = new();
    private readonly Place place;
    private readonly Edit edit;
    private readonly string raw;

    private Splice(Place place, Edit edit, string raw) => (this.place, this.edit, this.raw) = (place, edit, raw);

    /// <summary>The text of the body.</summary>
    public static string Write(JsonNode? body, Place place, Edit edit, string raw = "")
    {
        var splice = new Splice(place, edit, raw);
        splice.Value(body, "");
        return splice.written.ToString();
    }

    private void Value(JsonNode? node, string at)
    {
        switch (node)
        {
            case JsonObject members:
                Between('{', '}', members.SelectMany(member => Member(at, member.Key, member.Value)).Concat(NotThere(at)));
                break;
            case JsonArray items:
                Between('[', ']', items.SelectMany((item, number) => Item($"{at}/{number}", item)));
                break;
            default:
                written.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }

    private void Between(char first, char last, IEnumerable<Action> parts)
    {
        written.Append(first);
        var at = 0;
        foreach (var part in parts)
        {
            if (at++ > 0) written.Append(',');
            part();
        }

        written.Append(last);
    }

    private IEnumerable<Action> Member(string at, string name, JsonNode? value)
    {
        var pointer = $"{at}/{name}";
        if (pointer != place.Pointer) return [() => Named(name, () => Value(value, pointer))];
        return edit switch
        {
            Edit.Put => [() => Named(name, Raw)],
            Edit.Leave => [],
            Edit.Rename => [() => Named(raw, () => Value(value, pointer))],
            Edit.Twice => [() => Named(name, () => Value(value, pointer)), () => Named(name, Raw)],
            _ => [() => Named(name, () => Value(value, pointer)), Raw],
        };
    }

    private IEnumerable<Action> Item(string pointer, JsonNode? item) => pointer != place.Pointer ? [() => Value(item, pointer)] : edit switch
    {
        Edit.Put => [Raw],
        Edit.Leave => [],
        Edit.Twice => [() => Value(item, pointer), Raw],
        _ => [() => Value(item, pointer)],
    };

    private IEnumerable<Action> NotThere(string at) => place.IsThere || at != place.Parent ? [] : edit switch
    {
        Edit.Put => [() => Named(place.Name, Raw)],
        Edit.Rename => [() => Named(raw, () => written.Append("\"x\""))],
        Edit.Twice => [() => Named(place.Name, Raw), () => Named(place.Name, Raw)],
        Edit.Beside => [Raw],
        _ => [],
    };

    private void Named(string name, Action value)
    {
        written.Append(JsonSerializer.Serialize(name)).Append(':');
        value();
    }

    private void Raw() => written.Append(raw);
}
