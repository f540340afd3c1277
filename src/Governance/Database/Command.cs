using System.ComponentModel;
using System.Diagnostics;

namespace Governance.Database;

/// <summary>How a program ended, and what it said on both of its outputs.</summary>
internal sealed record Command(int ExitCode, string Output)
{
    /// <summary>True when it ended with 0.</summary>
    public bool Succeeded => ExitCode == 0;

    /// <summary>Runs a program to its end with nothing of this process's environment but the search paths.</summary>
    /// <param name="words">The program and its arguments.</param>
    /// <param name="input">What it reads on its standard input.</param>
    /// <param name="cancel">Ends it with force.</param>
    /// <returns>Exit code 127 when there is no such program.</returns>
    public static async Task<Command> RunAsync(IEnumerable<string> words, string input = "", CancellationToken cancel = default)
    {
        using var process = new Process { StartInfo = Quietly(words) };
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            return new Command(127, e.Message);
        }

        using var _ = cancel.Register(() => process.Kill(entireProcessTree: true));
        var said = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var complained = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(CancellationToken.None);
        cancel.ThrowIfCancellationRequested();
        return new Command(process.ExitCode, await said + await complained);
    }

    /// <summary>A program detached from this one's terminal, outputs and environment: the settings that hold secrets stay here.</summary>
    public static ProcessStartInfo Quietly(IEnumerable<string> words)
    {
        var (program, arguments) = (words.First(), words.Skip(1));
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Except(["PATH", "LD_LIBRARY_PATH"]).ToList()) start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        return start;
    }
}
