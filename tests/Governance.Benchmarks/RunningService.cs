using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Governance.Database;
using Npgsql;

namespace Governance.Benchmarks;

/// <summary>The service as a process of its own on its private PostgreSQL, with the sample organisation; gone without a trace afterwards.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly string folder;
    private readonly Process process;
    private readonly Uri address;
    private readonly Dictionary<string, string> keys;

    private RunningService(string folder, Process process, Uri address, Dictionary<string, string> keys, string? database)
    {
        (this.folder, this.process, this.address, this.keys) = (folder, process, address, keys);
        Database = NpgsqlDataSource.Create(database ?? DatabaseConnection.ToPrivateServer(ClusterFolder).ConnectionString);
    }

    /// <summary>Its database.</summary>
    public NpgsqlDataSource Database { get; }

    /// <summary>The folder of its database's cluster, where the socket is.</summary>
    public string ClusterFolder => Path.Combine(folder, "postgres");

    /// <summary>Its data folder.</summary>
    public string Folder => folder;

    /// <summary>Where its keys are.</summary>
    public string KeysFolder => Path.Combine(folder, "keys");

    /// <summary>Which PostgreSQL the last one had.</summary>
    public static string PostgresVersion { get; private set; } = "none";

    /// <summary>Whether the folder is still there when it has stopped.</summary>
    public bool Keep { get; init; }

    /// <summary>The process.</summary>
    public Process Process => process;

    /// <summary>Starts one in a new folder.</summary>
    public static Task<RunningService> Start(params (string Name, string Value)[] settings) => Start(null, settings);

    /// <summary>The same, with somebody who reads what it says once it has started.</summary>
    public static Task<RunningService> Start(Action<string>? listener, params (string Name, string Value)[] settings) =>
        In(System.IO.Directory.CreateTempSubdirectory("governance-benchmark-").FullName, keep: false, listener, settings);

    /// <summary>Starts one in a folder.</summary>
    public static Task<RunningService> In(string folder, bool keep, Action<string>? listener = null, params (string Name, string Value)[] settings) =>
        Of(typeof(DatabaseConnection).Assembly.Location, folder, keep, listener, settings);

    /// <summary>Starts one that lies elsewhere, as <c>ops/publish</c> writes it.</summary>
    public static async Task<RunningService> Of(string program, string folder, bool keep, Action<string>? listener = null, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [program, "--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true };
        start.Environment.Remove("ConnectionStrings__Governance");
        start.Environment["Database__DataFolder"] = folder;
        foreach (var (name, value) in settings) start.Environment[name] = value;
        var process = Process.Start(start)!;
        double? database = null;
        var address = await AddressOf(process, listener, line => database ??= PostgresTook(line));
        var service = new RunningService(folder, process, address, await Keys(Path.Combine(folder, "local-keys.json")), settings.FirstOrDefault(setting => setting.Name == "ConnectionStrings__Governance").Value) { Keep = keep, PostgresMilliseconds = database };
        await using var connection = await service.Database.OpenConnectionAsync();
        PostgresVersion = connection.ServerVersion;
        return service;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => address;

    /// <summary>The key of every person of the sample organisation.</summary>
    public IReadOnlyDictionary<string, string> PersonKeys => keys;

    /// <summary>The id of its process.</summary>
    public int ProcessId => process.Id;

    /// <summary>What its process holds in memory, in megabytes.</summary>
    public double Megabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>A person of the sample organisation as a client.</summary>
    public HttpClient As(string person)
    {
        var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", keys[person]);
        return http;
    }

    /// <summary>A client that shows no key.</summary>
    public HttpClient Stranger() => new() { BaseAddress = address };

    /// <summary>Runs SQL.</summary>
    public async Task Run(string sql, params object[] parameters)
    {
        await using var command = Database.CreateCommand(sql);
        foreach (var parameter in parameters) command.Parameters.AddWithValue(parameter);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Prints each query with the lines of its plan that name an index, a scan or a sort.</summary>
    public Task Explain(params (string Name, string Sql)[] queries) => Explain("select", queries);

    /// <summary>The same behind a statement on the same connection.</summary>
    public async Task Explain(string before, params (string Name, string Sql)[] queries)
    {
        await using var connection = await Database.OpenConnectionAsync();
        foreach (var (name, sql) in queries)
        {
            Report.Say($"\n{name}");
            await using (var first = new NpgsqlCommand(before, connection)) await first.ExecuteNonQueryAsync();
            await using var explain = new NpgsqlCommand("explain (analyze, costs off, timing off) " + sql, connection);
            await using var plan = await explain.ExecuteReaderAsync();
            while (await plan.ReadAsync())
                if (plan.GetString(0) is var line && (line.Contains("Scan", StringComparison.Ordinal) || line.Contains("Sort", StringComparison.Ordinal) || line.Contains("Execution", StringComparison.Ordinal)))
                    Report.Say("  " + line);
        }
    }

    /// <summary>Ends it as a power cut would: it is told nothing, and its database goes on without it.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        await Database.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        using (var stop = Process.Start("kill", ["-TERM", $"{process.Id}"])) await stop.WaitForExitAsync();
        await process.WaitForExitAsync();
        process.Dispose();
        if (!Keep) System.IO.Directory.Delete(folder, recursive: true);
    }

    /// <summary>How long its private PostgreSQL took to start, in milliseconds, as the service says; null when it is not its own.</summary>
    public double? PostgresMilliseconds { get; private init; }

    private static double? PostgresTook(string line) =>
        line.Split(" after ") is [var ready, var took] && ready.Contains("is ready in", StringComparison.Ordinal) && took.Split(" ms") is [var number, ..] ? double.Parse(number, CultureInfo.InvariantCulture) : null;

    /// <summary>Where a web server that was just started listens, as it says itself; <paramref name="before"/> hears what it says until then.</summary>
    public static async Task<Uri> AddressOf(Process service, Action<string>? listener = null, Action<string>? before = null)
    {
        Uri? address = null;
        while (await service.StandardOutput.ReadLineAsync() is { } line)
        {
            before?.Invoke(line);
            if (line.Split("Now listening on: ") is [_, var told]) address = new Uri(told);
            if (!line.Contains("Application started", StringComparison.Ordinal) || address is null) continue;
            _ = Listen(service.StandardOutput, listener);
            return address;
        }

        throw new InvalidOperationException("The service ended before it was ready.");
    }

    private static async Task Listen(StreamReader output, Action<string>? listener)
    {
        while (await output.ReadLineAsync() is { } line) listener?.Invoke(line);
    }

    private static async Task<Dictionary<string, string>> Keys(string file)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!File.Exists(file)) await Task.Delay(50, patience.Token);
        return JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(file))!;
    }
}
