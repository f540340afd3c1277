using System.Text;

namespace Governance.CommandLine;

/// <summary>A file as a command found it: its text, or why there is none; never both.</summary>
/// <param name="Name">What reports call it: the path as it was typed, or stdin.</param>
/// <param name="Text">The text without a byte order mark, or null.</param>
/// <param name="Fault">One sentence, or null.</param>
public sealed record SourceText(string Name, string? Text, string? Fault)
{
    /// <summary>The file name that means standard input.</summary>
    public const string Dash = "-";

    private const int MaxBytes = 16 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads at most 16 MB of UTF-8. Never throws on a bad file.</summary>
    public static SourceText Read(string path, Terminal terminal)
    {
        var name = path == Dash ? "stdin" : path;
        try
        {
            using var file = path == Dash ? null : File.OpenRead(path);
            return Bounded(file ?? terminal.Input) is { } bytes
                ? new(name, Strict.GetString(bytes).TrimStart('\uFEFF'), null)
                : new(name, null, $"It is larger than {MaxBytes / 1024 / 1024} MB.");
        }
        catch (DecoderFallbackException)
        {
            return new(name, null, "It is not UTF-8 text. Save it as UTF-8.");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return new(name, null, "There is no such file.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new(name, null, System.IO.Directory.Exists(path) ? "It is a folder, not a file." : "It cannot be read: look at its permissions.");
        }
    }

    /// <summary>The files that paths name, each once: a file as it stands, a folder as every such file in it and below, in order.</summary>
    /// <param name="paths">As they were typed.</param>
    /// <param name="extension">With its dot; of files that a folder holds, not of those that were typed.</param>
    public static IReadOnlyList<string> Find(IEnumerable<string> paths, string extension) =>
        [.. paths.SelectMany(path => System.IO.Directory.Exists(path) ? Within(path, extension) : [path]).DistinctBy(path => path == Dash ? path : Path.GetFullPath(path))];

    private static IEnumerable<string> Within(string folder, string extension) => System.IO.Directory
        .EnumerateFiles(folder, "*" + extension, new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 8, MatchCasing = MatchCasing.CaseInsensitive })
        .Order(StringComparer.Ordinal);

    private static byte[]? Bounded(Stream stream)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            if (bytes.Length + read > MaxBytes) return null;
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }
}
