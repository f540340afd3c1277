using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace Governance.Benchmarks;

/// <summary>
/// What somebody would write by hand for speed alone: Kestrel, a minimal API and Npgsql with prepared statements, two exchanges with the
/// database for a command and one for a read. No sign-in, no validation, no metadata, no proof: the yardstick, not the competition.
/// </summary>
internal static class RawEndpoint
{
    /// <summary>The tables of the job, as small as they can be.</summary>
    public const string Schema = """
        create schema bench;
        create table bench.streams (tenant text, id text, version bigint not null, primary key (tenant, id));
        create table bench.documents (tenant text, id text, version bigint not null, data jsonb not null, primary key (tenant, id));
        create table bench.events (seq bigint generated always as identity primary key, id uuid not null, tenant text not null, stream text not null, version bigint not null,
            type text not null, data jsonb not null, at timestamptz not null default clock_timestamp(), unique (tenant, stream, version));
        """;

    /// <summary>Serves until it is ended; the connection string stands in the environment.</summary>
    public static async Task Serve(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        var connection = new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable("BENCH_CONNECTION")) { MaxPoolSize = 16, MaxAutoPrepare = 50, AutoPrepareMinUsages = 2, NoResetOnClose = true };
        await using var database = NpgsqlDataSource.Create(connection);
        await using var app = builder.Build();
        app.MapGet("/hello", () => "hello");
        app.MapPost("/streams/{id}/revise", (string id, HttpRequest request) => Revise(id, request, database));
        app.MapGet("/documents/{table}/{id}", (string table, string id) => One(table, id, database));
        app.MapGet("/page", () => Page(database));
        app.MapGet("/events", () => Feed(database));
        await app.RunAsync();
    }

    private static async Task<IResult> Revise(string id, HttpRequest request, NpgsqlDataSource database)
    {
        using var asked = await JsonDocument.ParseAsync(request.Body);
        var (data, document) = (asked.RootElement.GetProperty("event").GetRawText(), asked.RootElement.GetProperty("document").GetRawText());
        await using var connection = await database.OpenConnectionAsync();
        long version;
        await using (var read = new NpgsqlCommand("select s.version, d.data from bench.streams s join bench.documents d on d.tenant = s.tenant and d.id = s.id where s.tenant = 'bench' and s.id = $1", connection) { Parameters = { new() { Value = id } } })
        await using (var reader = await read.ExecuteReaderAsync())
        {
            if (!await reader.ReadAsync()) return TypedResults.NotFound();
            version = reader.GetInt64(0);
            using var state = JsonDocument.Parse(reader.GetString(1));
        }

        await using var write = new NpgsqlBatch(connection);
        write.BatchCommands.Add(Step("update bench.streams set version = $2 where tenant = 'bench' and id = $1 and version = $2 - 1", id, version + 1));
        write.BatchCommands.Add(Step("insert into bench.events (id, tenant, stream, version, type, data) values ($3, 'bench', $1, $2, 'PolicyRevised', $4)", id, version + 1, Guid.CreateVersion7(), new Json(data)));
        write.BatchCommands.Add(Step("update bench.documents set version = $2, data = $3 where tenant = 'bench' and id = $1", id, version + 1, new Json(document)));
        try
        {
            await write.ExecuteNonQueryAsync();
        }
        catch (PostgresException race) when (race.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return TypedResults.Conflict();
        }

        return TypedResults.Json(new { id, version = version + 1 });
    }

    private static async Task<IResult> One(string table, string id, NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand($"select data from governance.mt_doc_{(table == "policyview" ? table : "registerline")} where tenant_id = 'acme' and id = $1");
        command.Parameters.AddWithValue(id.Replace('~', '/'));
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? TypedResults.Text(reader.GetString(0), "application/json") : TypedResults.NotFound();
    }

    private static async Task<ContentHttpResult> Page(NpgsqlDataSource database) =>
        await Rows(database, "select data from governance.mt_doc_registerline where tenant_id = 'acme' and platform = 'x' order by sort_key limit 51");

    private static async Task<ContentHttpResult> Feed(NpgsqlDataSource database) =>
        await Rows(database, "select jsonb_build_object('id', id, 'stream', stream_id, 'version', version, 'type', type, 'at', timestamp, 'actor', user_name, 'data', data) from governance.mt_events where tenant_id = 'acme' order by seq_id limit 200");

    private static async Task<ContentHttpResult> Rows(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var text = new System.Text.StringBuilder("[");
        while (await reader.ReadAsync()) text.Append(text.Length > 1 ? "," : "").Append(reader.GetString(0));
        return TypedResults.Text(text.Append(']').ToString(), "application/json");
    }

    private sealed record Json(string Text);

    private static NpgsqlBatchCommand Step(string sql, params object[] values)
    {
        var step = new NpgsqlBatchCommand(sql);
        foreach (var value in values) step.Parameters.Add(value is Json json ? new() { Value = json.Text, NpgsqlDbType = NpgsqlDbType.Jsonb } : new() { Value = value });
        return step;
    }
}
