namespace Governance.CommandLine;

/// <summary>What a command reads and writes: reports on the output, reasons why it could not do its work on the error output.</summary>
/// <param name="output">Where reports go.</param>
/// <param name="error">Where reasons go.</param>
/// <param name="input">What the file name <c>-</c> means.</param>
/// <param name="variable">Looks up an environment variable.</param>
public sealed class Terminal(TextWriter output, TextWriter error, Stream input, Func<string, string?> variable)
{
    private bool waits;

    /// <summary>The process's own.</summary>
    public static Terminal OfProcess { get; } = new(Console.Out, Console.Error, Console.OpenStandardInput(), Environment.GetEnvironmentVariable)
    {
        IsWatched = !Console.IsOutputRedirected,
        HasColour = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
    };

    /// <summary>Where reports go, as it is.</summary>
    public TextWriter Output => output;

    /// <summary>Where reasons go, as it is.</summary>
    public TextWriter Error => error;

    /// <summary>What the file name <c>-</c> means.</summary>
    public Stream Input => input;

    /// <summary>Whether a person watches the output, and not a pipe or a file.</summary>
    public bool IsWatched { get; init; }

    /// <summary>Whether escape codes may set off words.</summary>
    public bool HasColour { get; init; }

    /// <summary>An environment variable, or null when it is absent or empty.</summary>
    public string? Variable(string name) => variable(name) is { Length: > 0 } value ? value : null;

    /// <summary>One line of the report.</summary>
    public void Line(string text = "")
    {
        Settle();
        output.WriteLine(Printable(text));
    }

    /// <summary>A line that is set off from the others.</summary>
    public void Heading(string text)
    {
        Settle();
        output.WriteLine(HasColour ? $"\e[1m{Printable(text)}\e[0m" : Printable(text));
    }

    /// <summary>Why the command could not do its work.</summary>
    public void Reason(string text)
    {
        Settle();
        error.WriteLine(Printable(text));
    }

    /// <summary>What is going on; seen only by a person who watches, and gone with the next line.</summary>
    public void Progress(string text)
    {
        if (!IsWatched) return;
        Settle();
        output.Write(Printable(text));
        output.Flush();
        waits = true;
    }

    private void Settle()
    {
        if (waits) output.Write("\r\e[2K");
        waits = false;
    }

    // Names of files and words of a service must not steer the terminal that they are printed on.
    private static string Printable(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)) : text;
}
