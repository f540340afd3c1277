using Governance.Flows;

namespace Governance.Tests.Flows;

/// <summary>The flows this product ships, found from wherever the tests run.</summary>
internal static class ShippedFlows
{
    public static string Folder { get; } = Path.Combine(Root(), "policies", "flows");

    public static IEnumerable<string> Names => System.IO.Directory.EnumerateFiles(Folder, "*.yaml")
        .Select(f => Path.GetFileNameWithoutExtension(f)).Where(n => !n.EndsWith(".cases", StringComparison.Ordinal)).Order();

    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder, name));

    public static Flow Flow(string name)
    {
        var parse = FlowParser.Parse(Text($"{name}.yaml"), $"{name}.yaml");
        Assert.True(parse.Flow is not null, string.Join("\n", parse.Errors));
        return parse.Flow!;
    }

    public static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Governance.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
