using System.Diagnostics;

namespace Governance.Host.Tests.CommandLine;

/// <summary>The command as a person starts it: a process whose output is a pipe.</summary>
public sealed record CommandProcess(int Exit, string Output, string Error)
{
    public static async Task<CommandProcess> Of(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
        return new(process.ExitCode, await output, await error);
    }

    /// <summary>This, or a failure that shows everything that was printed.</summary>
    public CommandProcess Ended(int exit)
    {
        if (Exit != exit) Assert.Fail($"ended with {Exit} instead of {exit}:\n{Output}\n{Error}");
        return this;
    }

    public CommandProcess Says(string words)
    {
        Assert.Contains(words, Output + Error, StringComparison.Ordinal);
        return this;
    }
}
