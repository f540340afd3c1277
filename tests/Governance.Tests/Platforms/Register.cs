using System.Text;

namespace Governance.Tests.Platforms;

/// <summary>Real accounts as people wrote them down; where they come from stands in <c>tests/data/register/README.md</c>.</summary>
public static class Register
{
    /// <summary>The lines of a file without its head, each cut into fields (RFC 4180, one record a line).</summary>
    public static IReadOnlyList<string[]> Lines(string file) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "register", file)).Skip(1).Where(line => line.Length > 0).Select(Fields)];

    private static string[] Fields(string line)
    {
        var (fields, field, quoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var letter in line)
        {
            if (letter == '"') quoted = !quoted;
            else if (letter == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else field.Append(letter);
        }
        return [.. fields, field.ToString()];
    }
}
