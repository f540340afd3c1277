using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Governance.CommandLine.Demo.Worlds;

namespace Governance.CommandLine.Demo.Register;

/// <summary>A service of the demo's own: a child process of this same program in local mode, in a folder that ends with it, led into a pretend world.</summary>
internal sealed partial class OwnService : IAsyncDisposable
{
    private const string Greeting = "Paste one of these";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("governance-demo-").FullName;
    private readonly PretendWorld world;
    private Process? process;

    private OwnService(PretendWorld world) => this.world = world;

    /// <summary>The world that it sees.</summary>
    public PretendWorld World => world;

    /// <summary>The service.</summary>
    public ServiceClient Client { get; private set; } = null!;

    /// <summary>The keys that it wrote.</summary>
    public string Keys => Path.Combine(folder, "data", "local-keys.json");

    /// <summary>Starts both.</summary>
    public static async Task<OwnService> Start(CancellationToken cancellation)
    {
        var own = new OwnService(await PretendWorld.Start());
        try
        {
            await own.StartProcess(cancellation);
            return own;
        }
        catch
        {
            await own.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the service and starts it again: local mode then writes a key for everybody who joined meanwhile.</summary>
    public async Task Restart(CancellationToken cancellation)
    {
        await StopProcess();
        await StartProcess(cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopProcess();
        await world.DisposeAsync();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    private async Task StartProcess(CancellationToken cancellation)
    {
        process = Process.Start(Command()) ?? throw new CommandFault("A service cannot be started here.");
        var (said, greeted) = (new StringBuilder(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        void Hear(string? line)
        {
            lock (said) said.AppendLine(line);
            if (line is null || line.Contains(Greeting, StringComparison.Ordinal)) greeted.TrySetResult();
        }

        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => { if (line.Data is { } text) Hear(text); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await greeted.Task.WaitAsync(Patience, cancellation);
        }
        catch (TimeoutException)
        {
            throw new CommandFault($"The demo's own service did not start within {Patience.TotalSeconds:0} seconds. Start one with ops/run and name it with --url.");
        }

        string text;
        lock (said) text = said.ToString();
        if (!Address().IsMatch(text)) throw new CommandFault($"The demo's own service did not start: {text.Trim()}");
        Client = new ServiceClient(Address().Match(text).Groups[1].Value);
    }

    // A service that is asked to stop stops its database, too.
    private async Task StopProcess()
    {
        if (process is not { } running) return;
        process = null;
        Client?.Dispose();
        if (!running.HasExited)
        {
            using var kill = Process.Start("kill", ["-s", "TERM", running.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
            await running.WaitForExitAsync();
        }

        running.Dispose();
    }

    private ProcessStartInfo Command()
    {
        var program = Environment.ProcessPath!;
        string[] arguments = ["--urls", "http://127.0.0.1:0"];
        // Under dotnet the program is its first argument.
        if (Path.GetFileNameWithoutExtension(program) == "dotnet") arguments = [typeof(OwnService).Assembly.Location, .. arguments];
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = folder };
        start.Environment.Remove("ConnectionStrings__Governance");
        start.Environment["DOTNET_ENVIRONMENT"] = start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Database__DataFolder"] = Path.Combine(folder, "data");
        start.Environment["NO_COLOR"] = "1";
        foreach (var (name, value) in world.Settings(Path.Combine(folder, "root.pem"))) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        return start;
    }

    [GeneratedRegex("is served at (http://127[.]0[.]0[.]1:[0-9]+)")]
    private static partial Regex Address();
}
