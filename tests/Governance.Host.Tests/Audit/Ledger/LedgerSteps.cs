using System.Text.Json;
using Governance.Audit.Ledger;
using Governance.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Governance.Host.Tests.Audit.Ledger;

/// <summary>What auditors, and attackers of the database, do with the ledger in tests.</summary>
internal static class LedgerSteps
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    public static NpgsqlDataSource Database(this Service service) => service.Host.Services.GetRequiredService<NpgsqlDataSource>();

    public static T Of<T>(this Service service) where T : notnull => service.Host.Services.GetRequiredService<T>();

    /// <summary>Drafts a policy and gives the receipt of its first fact.</summary>
    public static async Task<JsonElement> Drafted(this Acme acme, string reference) =>
        (await acme.Post(Acme.Drafter, "/policies", new { reference, content = Policies.PolicyJourney.Content() })).Expect(201).Json;

    public static async Task<int> Sql(this Service service, string sql, params object[] values)
    {
        await using var command = service.Database().CreateCommand(sql);
        foreach (var value in values) command.Parameters.AddWithValue(value);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>From here on the database refuses what is done to a table, until <c>drop trigger cut on</c> it.</summary>
    /// <param name="service">Whose database.</param>
    /// <param name="step">Which step and which table: <c>insert on audit.leaves</c>.</param>
    /// <param name="of">Of which organisation alone, for a table that has a column tenant; null for all.</param>
    public static Task<int> Refuse(this Service service, string step, string? of = null) => service.Sql(
        $"""
        create or replace function audit.cut() returns trigger language plpgsql as $$ begin raise exception 'cut'; end $$;
        create trigger cut before {step} for each row {(of is null ? "" : $"when (new.tenant = '{of}')")} execute function audit.cut()
        """);

    public static async Task<T> Ask<T>(this Service service, string sql, params object[] values)
    {
        await using var command = service.Database().CreateCommand(sql);
        foreach (var value in values) command.Parameters.AddWithValue(value);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Waits until all that was appended before is in the log and signed.</summary>
    public static async Task Logged(this Service service) => Assert.True(await service.Of<LedgerService>().CatchUp(Bound, TestContext.Current.CancellationToken));

    /// <summary>Every entry of an organisation's log, in order.</summary>
    public static async Task<IReadOnlyList<Entry>> Log(this Acme acme)
    {
        await acme.Service.Logged();
        await using var connection = await acme.Service.Database().OpenConnectionAsync();
        return [.. (await LogEntries.Read(connection, acme.Tenant, 0, int.MaxValue, CancellationToken.None)).Select(bytes => Entry.Parse(bytes))];
    }

    /// <summary>What the log says is wrong with an event, in order: violations by name, mutations by change.</summary>
    public static async Task<IReadOnlyList<string>> SaidOf(this Acme acme, Guid eventId) =>
        [.. (await acme.Log()).Where(entry => entry.Id == eventId && entry.Kind is EntryKind.Violation or EntryKind.Mutation).Where(entry => entry.Id == eventId)
            .Select(entry => JsonDocument.Parse(entry.Note!).RootElement).Select(note => (note.TryGetProperty("violation", out var what) ? what : note.GetProperty("change")).GetString()!)];

    /// <summary>Does something as somebody who takes the triggers away and puts them back.</summary>
    public static async Task BehindTheTriggers(this Service service, string sql, params object[] values)
    {
        await using var connection = await service.Database().OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        async Task Run(string text, params object[] parameters)
        {
            await using var command = new NpgsqlCommand(text, connection, transaction);
            foreach (var value in parameters) command.Parameters.AddWithValue(value);
            await command.ExecuteNonQueryAsync();
        }

        await Run("alter table governance.mt_events disable trigger user");
        await Run(sql, values);
        await Run("alter table governance.mt_events enable trigger user");
        await transaction.CommitAsync();
    }

    /// <summary>Lets the monitor look at everything, with no grace for what is on its way.</summary>
    public static async Task<MonitorReport> Look(this Service service)
    {
        await service.Logged();
        return await service.Of<LedgerMonitor>().Look(TimeSpan.Zero, TestContext.Current.CancellationToken);
    }

    /// <summary>What an organisation is told to look at.</summary>
    public static async Task<string> Alarms(this Acme acme) =>
        string.Join('\n', (await acme.Get(Acme.Administrator, "/ledger")).Expect(200).At("alarms").EnumerateArray().Select(alarm => alarm.GetString()));

    /// <summary>What a signed note says.</summary>
    public static Checkpoint CheckpointOf(string note) => Checkpoint.Parse(SignedNote.Parse(note).Text);

    /// <summary>The logged bytes of an event.</summary>
    public static async Task<byte[]> EntryOf(this NpgsqlDataSource database, string tenant, Guid eventId)
    {
        await using var command = database.CreateCommand("select entry from audit.leaves where tenant = $1 and event_id = $2 and kind = 'event'");
        command.Parameters.AddWithValue(tenant);
        command.Parameters.AddWithValue(eventId);
        return (byte[])(await command.ExecuteScalarAsync())!;
    }

    /// <summary>What a route of the ledger answers in bytes.</summary>
    public static async Task<byte[]> Bytes(this Acme acme, string person, string path)
    {
        var key = await acme.KeyOf(person);
        var result = await acme.Service.Host.Scenario(scenario =>
        {
            scenario.Get.Url(path);
            scenario.WithRequestHeader("Authorization", $"Bearer {key}");
        });
        using var copy = new MemoryStream();
        await result.Context.Response.Body.CopyToAsync(copy);
        return copy.ToArray();
    }

    public static Guid EventId(this JsonElement receipt, int fact = 0) => receipt.GetProperty("facts")[fact].GetProperty("id").GetGuid();
}
