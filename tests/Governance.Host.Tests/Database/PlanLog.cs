using System.Text;
using System.Text.Json;
using Governance.Database;
using Npgsql;

namespace Governance.Host.Tests.Database;

/// <summary>
/// A PostgreSQL of a test's own whose module auto_explain writes down how each statement was carried out, those of functions too, and how many rows
/// it touched on the way. Marks between the statements tell whose they were.
/// </summary>
internal sealed class PlanLog : IAsyncDisposable
{
    private const string Mark = "the plans of ";
    private const string Entry = "LOG:  duration: ";
    private readonly PrivateServer server;

    private PlanLog(PrivateServer server) => this.server = server;

    /// <summary>The database of its only service.</summary>
    public string Connection => server.ConnectionString("governance");

    /// <summary>Starts it; nothing is written down yet.</summary>
    public static async Task<PlanLog> StartAsync() => new(await TestCluster.NewServerAsync(
        "session_preload_libraries=auto_explain", "auto_explain.log_min_duration=-1", "auto_explain.log_format=json", "auto_explain.log_analyze=on", "auto_explain.log_timing=off",
        "auto_explain.log_buffers=on", "auto_explain.log_nested_statements=on", "autovacuum=off", "logging_collector=on", "log_directory=log", "log_filename=plans", "log_rotation_size=0", "log_rotation_age=0",
        "log_error_verbosity=terse"));

    /// <summary>From now on each statement of a new connection is written down.</summary>
    public async Task Begin()
    {
        await Run("alter database governance set auto_explain.log_min_duration = 0");
        await using var older = Administrator();
        NpgsqlConnection.ClearPool(older);
    }

    /// <summary>Something that only the server's administrator may do.</summary>
    public async Task Run(string sql)
    {
        await using var connection = Administrator();
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private NpgsqlConnection Administrator() => new(new NpgsqlConnectionStringBuilder(server.AdministratorConnectionString) { Database = "governance" }.ConnectionString);

    /// <summary>What is written down from here is somebody's.</summary>
    public Task Of(string whose) => Run($"select '{Mark}{whose.Replace("'", "''", StringComparison.Ordinal)}'");

    /// <summary>All that was written down until now.</summary>
    public async Task<IReadOnlyList<Plan>> Read()
    {
        const string End = "the end";
        await Of(End);
        await Eventually.IsTrue(() => Tail().Split(Mark + End) is [_, .., var rest] && rest.Contains("\n\t}\n", StringComparison.Ordinal), "the last plan is written down");
        var (plans, whose) = (new List<Plan>(), "");
        foreach (var (query, root) in Entries(await File.ReadAllLinesAsync(Written)))
            if (query.IndexOf(Mark, StringComparison.Ordinal) is var at and >= 0) whose = query[(at + Mark.Length)..^1];
            else plans.Add(new Plan(whose, query, root));
        return plans;
    }

    private string Written => Path.Combine(server.DataFolder, "postgres", "log", "plans");

    private string Tail()
    {
        using var file = File.OpenRead(Written);
        file.Seek(-Math.Min(file.Length, 1024 * 1024), SeekOrigin.End);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }

    private static IEnumerable<(string Query, JsonElement Root)> Entries(string[] lines)
    {
        for (var at = 0; at < lines.Length; at++)
        {
            if (!lines[at].StartsWith(Entry, StringComparison.Ordinal)) continue;
            var json = new StringBuilder();
            for (; at + 1 < lines.Length && lines[at + 1].StartsWith('\t'); at++) json.Append(lines[at + 1]);
            var told = JsonDocument.Parse(json.ToString()).RootElement;
            yield return (told.GetProperty("Query Text").GetString()!, told.GetProperty("Plan"));
        }
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await server.DisposeAsync();
        System.IO.Directory.Delete(server.DataFolder, recursive: true);
    }
}
