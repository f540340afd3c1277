using System.Text;

namespace Governance.Verify;

/// <summary>The program: a command line in, a report out.</summary>
public static class VerifyCommand
{
    /// <summary>Everything holds.</summary>
    public const int Verified = 0;

    /// <summary>Something does not.</summary>
    public const int NotVerified = 1;

    /// <summary>It was called in a wrong way: there is no such bundle, key or policy.</summary>
    public const int WrongUsage = 2;

    /// <summary>Runs, and answers the exit code.</summary>
    /// <param name="words">The command line.</param>
    /// <param name="output">Where the report goes.</param>
    /// <param name="error">Where it goes why nothing could be checked, and how far the work is.</param>
    /// <param name="watched">Whether a person watches <paramref name="error"/>.</param>
    public static int Run(IReadOnlyList<string> words, Stream output, TextWriter error, bool watched)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        try
        {
            var arguments = Arguments.Parse(words);
            if (arguments.Options is not { } options)
            {
                text.WriteLine(Arguments.Help);
                return Verified;
            }
            var report = Verification.Run(options, watched ? new Progress(x => error.Write($"\r\e[2K{x}")) : Progress.None);
            if (watched) error.Write("\r\e[2K");
            if (arguments.Json) JsonReport.Write(report, output);
            else TextReport.Write(report, text);
            return report.Verified ? Verified : NotVerified;
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            error.WriteLine(TextReport.Printable(e.Message));
            error.WriteLine("governance-verify --help says how it is called.");
            return WrongUsage;
        }
    }
}
