using Governance.Shared;
using Npgsql;

namespace Governance.Audit.Ledger;

/// <summary>How an organisation's ledger is, for people and for whoever watches.</summary>
/// <param name="Origin">The log's name.</param>
/// <param name="Key">The verifier key in force; whoever checks the log takes it from somewhere else than from the log.</param>
/// <param name="Size">How many leaves it has.</param>
/// <param name="SignedSize">How many of them the newest checkpoint covers. Leaves beyond it are in the log already, and are signed with the next checkpoint, within seconds.</param>
/// <param name="SignedAt">When that was signed.</param>
/// <param name="Waiting">How many changes of events are no leaves of the log yet; those that are and are not signed yet do not count here.</param>
/// <param name="WaitingSince">Since when the oldest of these waits; absent when none does.</param>
/// <param name="Violations">How many leaves say that an event bore no right seal, or came past the triggers.</param>
/// <param name="Mutations">How many leaves say that a stored event was changed or deleted.</param>
/// <param name="Erasures">How many leaves say that a person's data were erased.</param>
/// <param name="Witnesses">What the witnesses have seen.</param>
/// <param name="Alarms">What somebody must look at, in sentences; empty when all is well.</param>
public sealed record LedgerStatusView(
    string Origin, string Key, long Size, long SignedSize, DateTimeOffset? SignedAt, long Waiting, DateTimeOffset? WaitingSince, long Violations, long Mutations, long Erasures,
    IReadOnlyList<WitnessView> Witnesses, IReadOnlyList<string> Alarms);

/// <summary>What one witness has seen.</summary>
/// <param name="Name">The witness's name.</param>
/// <param name="Key">Its verifier key.</param>
/// <param name="Size">The newest size that it cosigned for this service since it started; absent when none.</param>
/// <param name="Trouble">Why it did not cosign the last time; absent when it did.</param>
public sealed record WitnessView(string Name, string Key, long? Size, string? Trouble);

/// <summary>GET /ledger: how the ledger is.</summary>
public static class LedgerStatus
{
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private const string Counts = $"""
        select l.origin, l.vkey, l.size, c.size, c.signed_at,
               (select count(*) from audit.queue q where q.tenant = l.tenant), (select {QueueRow.Oldest} from audit.queue q where q.tenant = l.tenant),
               (select count(*) from audit.leaves where tenant = l.tenant and kind = 'violation'),
               (select count(*) from audit.leaves where tenant = l.tenant and kind = 'mutation'),
               (select count(*) from audit.leaves where tenant = l.tenant and kind = 'erasure'), clock_timestamp()
        from audit.logs l left join lateral (select size, signed_at from audit.checkpoints c where c.tenant = l.tenant order by size desc limit 1) c on true
        where l.tenant = $1
        """;

    /// <summary>The answer; an organisation that was founded a moment ago has its log within a second, and is waited for.</summary>
    public static async Task<IResult> Get(NpgsqlDataSource database, LedgerService ledger, Witnesses witnesses, LedgerFindings findings, HttpContext http)
    {
        var tenant = Caller.Of(http).Tenant;
        var read = await Read(database, tenant, http.RequestAborted);
        if (read is null && await ledger.CatchUp(Patience, http.RequestAborted)) read = await Read(database, tenant, http.RequestAborted);
        if (read is not var (view, now)) return LedgerRules.AnswerBehind(http);
        return Reply.Ok(view with { Witnesses = witnesses.Seen(tenant), Alarms = [.. Alarms(view, tenant, findings, now)] });
    }

    private static async Task<(LedgerStatusView View, DateTimeOffset Now)?> Read(NpgsqlDataSource database, string tenant, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(Counts);
        command.Parameters.AddWithValue(tenant);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation)) return null;
        var view = new LedgerStatusView(
            reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.IsDBNull(3) ? 0 : reader.GetInt64(3), Moment(4),
            reader.GetInt64(5), Moment(6), reader.GetInt64(7), reader.GetInt64(8), reader.GetInt64(9), [], []);
        return (view, reader.GetFieldValue<DateTimeOffset>(10));

        DateTimeOffset? Moment(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
    }

    private static IEnumerable<string> Alarms(LedgerStatusView view, string tenant, LedgerFindings findings, DateTimeOffset now)
    {
        if (findings.WhyUnsigned(tenant) is { } objection) yield return $"The log is not signed: {objection}. Whoever runs the database must explain it; nothing that is appended now can be proved until then.";
        if (findings.WhyUnwritten(tenant) is { } trouble) yield return $"The log is not written: {trouble}. It is tried again every ten seconds; whoever runs the database must put it right, and nothing is lost until then.";
        if (now - view.WaitingSince > Promise) yield return $"An event waits for the log since {view.WaitingSince:yyyy-MM-dd HH:mm:ss} UTC: within 60 seconds it should be there.";
        if (view.Violations > 0) yield return $"{view.Violations} leaves say that an event bore no right seal or came past the triggers. Export the log and run governance-verify: it names the first.";
        if (view.Mutations > 0) yield return $"{view.Mutations} leaves say that a stored event was changed or deleted by somebody with rights over the database. Export the log and run governance-verify: it names the first.";
        if (findings.Monitor is { } report)
            foreach (var sentence in report.SentencesFor(tenant)) yield return sentence;
    }
}
