using Governance.Flows;

namespace Governance.Platforms;

/// <summary>Reads <c>policies/platforms.yaml</c>: strictly, every error with its line, and every example in it must come out as it says.</summary>
public static class PlatformFile
{
    /// <summary>The shelf; throws <see cref="FormatException"/> with <c>file:line:column: reason</c> for each error.</summary>
    /// <param name="file">What errors call it.</param>
    /// <param name="yaml">The text, at most 256 KB.</param>
    public static PlatformShelf Read(string file, string yaml)
    {
        var findings = new Findings(file);
        var platforms = YamlReader.Read(yaml, findings) is { } root ? Platforms(root, findings) : [];
        Refuse(findings);
        var shelf = new PlatformShelf([.. platforms.Select(read => read.Platform)]);
        foreach (var (platform, examples) in platforms) PlatformExamples.Check(shelf, platform, examples, findings);
        Refuse(findings);
        return shelf;
    }

    private static List<(Platform Platform, PlatformExamples Examples)> Platforms(YamlNode root, Findings findings)
    {
        var read = new List<(Platform Platform, PlatformExamples Examples)>();
        if (Mapping.Open(root, findings, "The file", ["platforms"])?.Need("platforms") is not { } node) return read;
        if (node is not YamlMap { Entries.Count: > 0 } map)
        {
            findings.Add(node, "`platforms` must be a mapping of names to platforms.");
            return read;
        }
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var hosts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in map.Entries)
        {
            if (PlatformReader.Read(entry, findings) is not { } platform) continue;
            read.Add(platform);
            foreach (var name in platform.Platform.Aliases.Prepend(platform.Platform.Name)) Once(names, name, platform.Platform.Name, entry.Key, findings);
            foreach (var host in platform.Platform.Hosts) Once(hosts, host.Replace("{locale}", "{site}", StringComparison.Ordinal), platform.Platform.Name, entry.Key, findings);
        }
        return read;
    }

    private static void Once(Dictionary<string, string> taken, string word, string platform, YamlNode at, Findings findings)
    {
        if (!taken.TryAdd(word, platform)) findings.Add(at, $"`{word}` belongs to `{taken[word]}` already.");
    }

    private static void Refuse(Findings findings)
    {
        if (findings.Any) throw new FormatException(string.Join(Environment.NewLine, findings.InOrder()));
    }
}
