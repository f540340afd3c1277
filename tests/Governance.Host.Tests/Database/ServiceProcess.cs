using System.Collections.Concurrent;
using System.Diagnostics;

namespace Governance.Host.Tests.Database;

/// <summary>The real service as a child process, on a free loopback port.</summary>
public sealed class ServiceProcess : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();
    private readonly Task<string> _complained;

    public ServiceProcess(params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("ConnectionStrings__Governance");
        foreach (var (name, value) in settings) start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _complained = _process.StandardError.ReadToEndAsync();
    }

    public int Pid => _process.Id;

    public string Output => string.Join('\n', _said);

    public Task ReadyAsync() => SaysAsync("Application started");

    public Task SaysAsync(string words)
    {
        return Eventually.IsTrue(() => !_process.HasExited || Says() ? Says() : throw new InvalidOperationException($"The service ended:\n{Output}\n{_complained.Result}"), $"the service says {words}, but only:\n{Output}");

        bool Says() => Output.Contains(words, StringComparison.Ordinal);
    }

    /// <summary>Waits for the end and returns the exit code and what was said on standard error.</summary>
    public async Task<(int ExitCode, string Error)> EndedAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        return (_process.ExitCode, await _complained);
    }

    public Task<(int ExitCode, string Error)> InterruptedAsync()
    {
        Processes.Signal("INT", Pid);
        return EndedAsync();
    }

    public Task KilledAsync()
    {
        _process.Kill();
        return _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Processes.Signal("TERM", Pid);
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
