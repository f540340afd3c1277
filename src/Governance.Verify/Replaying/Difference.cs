using System.Text.Json;

namespace Governance.Verify;

/// <summary>Where two JSON values first differ, in words.</summary>
internal static class Difference
{
    private const int LongestValue = 80;

    /// <summary>The first difference between what the bundle says and what follows from the events.</summary>
    public static string Between(JsonElement theirs, JsonElement ours, string path = "")
    {
        if (theirs.ValueKind == JsonValueKind.Object && ours.ValueKind == JsonValueKind.Object)
        {
            foreach (var name in theirs.EnumerateObject().Select(x => x.Name).Concat(ours.EnumerateObject().Select(x => x.Name)).Distinct().Order(StringComparer.Ordinal))
            {
                var (hasTheirs, hasOurs) = (theirs.TryGetProperty(name, out var left), ours.TryGetProperty(name, out var right));
                if (!hasTheirs || !hasOurs) return $"at {path}/{name} the bundle has {(hasTheirs ? Shown(left) : "nothing")} and the events make {(hasOurs ? Shown(right) : "nothing")}";
                if (!JsonElement.DeepEquals(left, right)) return Between(left, right, $"{path}/{name}");
            }
        }
        if (theirs.ValueKind == JsonValueKind.Array && ours.ValueKind == JsonValueKind.Array)
        {
            for (var at = 0; at < Math.Min(theirs.GetArrayLength(), ours.GetArrayLength()); at++)
            {
                if (!JsonElement.DeepEquals(theirs[at], ours[at])) return Between(theirs[at], ours[at], $"{path}/{at}");
            }
        }
        return $"at {(path.Length == 0 ? "the root" : path)} the bundle has {Shown(theirs)} and the events make {Shown(ours)}";
    }

    private static string Shown(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= LongestValue ? text : text[..LongestValue] + "…";
    }
}
