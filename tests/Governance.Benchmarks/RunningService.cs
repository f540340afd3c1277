using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Governance.Database;
using Npgsql;

namespace Governance.Benchmarks;

/// <summary>The service as a process of its own, on its private PostgreSQL, with the sample organisation, asked by the drafter p-1001.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly string _folder;
    private readonly Process _process;

    private RunningService(string folder, Process process, Uri address)
    {
        (_folder, _process) = (folder, process);
        Http = new HttpClient { BaseAddress = address };
        Database = NpgsqlDataSource.Create(DatabaseConnection.ToPrivateServer(Path.Combine(folder, "postgres")).ConnectionString);
    }

    public HttpClient Http { get; }

    public NpgsqlDataSource Database { get; }

    public static async Task<RunningService> Start()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("governance-benchmark-").FullName;
        var start = new ProcessStartInfo("dotnet", [typeof(DatabaseConnection).Assembly.Location, "--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true };
        start.Environment.Remove("ConnectionStrings__Governance");
        start.Environment["Database__DataFolder"] = folder;
        var process = Process.Start(start)!;
        var service = new RunningService(folder, process, await AddressOf(process));
        service.As(await service.KeyOf("p-1001"));
        return service;
    }

    /// <summary>From now on another person asks.</summary>
    public void As(string key) => Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

    public async Task<string> KeyOf(string person)
    {
        var file = Path.Combine(_folder, "local-keys.json");
        while (!File.Exists(file)) await Task.Delay(50);
        return JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(file))![person];
    }

    public async Task Tell(string statement, params object[] values)
    {
        await using var command = Database.CreateCommand(statement);
        foreach (var value in values) command.Parameters.AddWithValue(value);
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Database.DisposeAsync();
        using (var stop = Process.Start("kill", ["-INT", $"{_process.Id}"])) await stop.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private static async Task<Uri> AddressOf(Process service)
    {
        Uri? address = null;
        while (await service.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split("Now listening on: ") is [_, var told]) address = new Uri(told);
            if (!line.Contains("Application started", StringComparison.Ordinal) || address is null) continue;
            _ = service.StandardOutput.ReadToEndAsync();
            return address;
        }

        throw new InvalidOperationException("The service ended before it was ready.");
    }
}
