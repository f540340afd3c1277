using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Governance.Benchmarks;

/// <summary>
/// What a run measured: said at once, and kept for the files that tell it later. Lines with figures stand in the JSON with each figure by name
/// and its unit in the name; the others only say what was done.
/// </summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Indented = new(Shared.Json.Options) { WriteIndented = true };
    private static readonly List<Line> Lines = [];
    private static string section = "";

    private sealed record Line(string Section, string Said, string? What, IReadOnlyDictionary<string, double>? Figures);

    /// <summary>What follows is of this benchmark.</summary>
    public static void Begin(string name)
    {
        section = name;
        Console.WriteLine($"\n== {name}, load average {Machine.Load()}");
    }

    /// <summary>A sentence.</summary>
    public static void Say(string said) => Keep(new Line(section, said, null, null));

    /// <summary>Figures, and how a person reads them.</summary>
    public static void Figures(string what, string said, params (string Name, double Value)[] figures) =>
        Keep(new Line(section, said, what.Trim(), figures.Where(figure => double.IsFinite(figure.Value)).ToDictionary(figure => figure.Name, figure => Math.Round(figure.Value, 4))));

    private static void Keep(Line line)
    {
        Lines.Add(line);
        Console.WriteLine(line.Said);
    }

    /// <summary>Writes results.md and results.json.</summary>
    public static void Write(string folder, IReadOnlyDictionary<string, string> about)
    {
        System.IO.Directory.CreateDirectory(folder);
        var text = new StringBuilder("# Results\n\n");
        foreach (var (name, value) in about) text.Append(CultureInfo.InvariantCulture, $"- {name}: {value}\n");
        text.Append("\nMedians unless a line says otherwise. The machine is shared and noisy: only what stands in one run side by side can be compared. `ops/bench/run` repeats it.\n");
        foreach (var part in Lines.GroupBy(line => line.Section))
            text.Append(CultureInfo.InvariantCulture, $"\n## {part.Key}\n\n```\n{string.Join('\n', part.Select(line => line.Said))}\n```\n");
        File.WriteAllText(Path.Combine(folder, "results.md"), text.ToString());
        var results = Lines.Where(line => line.Figures is not null).Select(line => new { section = line.Section, what = line.What, figures = line.Figures });
        File.WriteAllText(Path.Combine(folder, "results.json"), JsonSerializer.Serialize(new { about, results }, Indented) + "\n");
    }
}
