using Governance.Ledger;
using Governance.Shared;
using Npgsql;

namespace Governance.Audit.Ledger;

/// <summary>What a look at the whole store found.</summary>
/// <param name="At">When it began, by the database's clock.</param>
/// <param name="Leaves">How many leaves were compared.</param>
/// <param name="Missed">Events that no trigger saw.</param>
/// <param name="Changed">Events that are not what was logged, and that no trigger saw change.</param>
/// <param name="Gone">Logged events that are not there any more, and that no trigger saw go.</param>
/// <param name="Complaints">What is wrong with the ledger itself.</param>
public sealed record MonitorReport(DateTime At, long Leaves, long Missed, long Changed, long Gone, IReadOnlyList<Complaint> Complaints)
{
    /// <summary>Whether all is well.</summary>
    public bool Clean => Missed + Changed + Gone == 0 && Complaints.Count == 0;

    /// <summary>What an organisation is told: what concerns its own log, and what concerns all.</summary>
    public IEnumerable<string> SentencesFor(string tenant) => Complaints.Where(complaint => complaint.Tenant is null || complaint.Tenant == tenant).Select(complaint => complaint.Sentence);
}

/// <summary>What is wrong with the ledger itself.</summary>
/// <param name="Tenant">Whose log it is about; null when it concerns all.</param>
/// <param name="Sentence">For people.</param>
public sealed record Complaint(string? Tenant, string Sentence);

/// <summary>
/// Compares the event table and the log both ways, and the log with its tree: what got past the triggers is found here, written into the
/// log as what it is, and said.
/// </summary>
public sealed partial class LedgerMonitor(NpgsqlDataSource database, KeyRing keys, ILogger<LedgerMonitor> log)
{
    private const int Page = 2048;

    private const string Triggers = """
        select count(*) from pg_trigger
        where tgrelid = 'governance.mt_events'::regclass and tgname in ('ledger_capture', 'ledger_emptied', 'stamp_event') and tgenabled in ('O', 'A')
        """;

    private const string Missed = """
        insert into audit.queue (tenant, change, seq, event_id, stream, version)
        select e.tenant_id, 'm', e.seq_id, e.id, e.stream_id, e.version from governance.mt_events e
        where e.timestamp not between clock_timestamp() - $1 and clock_timestamp() + $1
          and not exists (select from audit.leaves l where l.tenant = e.tenant_id and l.event_id = e.id and l.seq = e.seq_id and l.kind in ('event', 'erasure'))
          and not exists (select from audit.queue q where q.tenant = e.tenant_id and q.event_id = e.id and q.seq = e.seq_id and q.change in ('i', 'm'))
        order by e.seq_id
        """;

    private const string OfTomorrow = "select tenant, count(*) from audit.queue where since > clock_timestamp() + interval '1 minute' group by tenant order by tenant";

    /// <summary>Looks at everything.</summary>
    /// <param name="grace">How long an event may wait before it counts as missed.</param>
    /// <param name="cancellation">Ends the look.</param>
    public async Task<MonitorReport> Look(TimeSpan grace, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var at = (DateTime)(await Ask(connection, "select clock_timestamp()", cancellation))!;
        var complaints = new List<Complaint>();
        if ((long)(await Ask(connection, Triggers, cancellation))! < 3)
            complaints.Add(new(null, "A trigger on the event table is missing or off: somebody with rights over the database took it away. Start the service again to put it back, and find out who."));
        await using var missing = new NpgsqlCommand(Missed, connection);
        missing.Parameters.AddWithValue(grace);
        var missed = await missing.ExecuteNonQueryAsync(cancellation);
        complaints.AddRange(await ToCome(connection, cancellation));
        var (leaves, changed, gone) = (0L, 0L, 0L);
        foreach (var tenant in await Tenants(connection, cancellation))
        {
            var found = await Judge(connection, tenant, cancellation);
            (leaves, changed, gone) = (leaves + found.Leaves, changed + found.Changed, gone + found.Gone);
            complaints.AddRange(found.Complaints);
        }

        return new MonitorReport(at, leaves, missed, changed, gone, complaints);
    }

    // What one log suffers from keeps no other from being compared.
    private async Task<MonitorReport> Judge(NpgsqlConnection connection, string tenant, CancellationToken cancellation)
    {
        try
        {
            return await Compare(connection, tenant, cancellation);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested && !Failures.Chain(error).Any(Failures.IsAway))
        {
            LogFailed(log, error, tenant);
            return new(default, 0, 0, 0, 0, [new(tenant, $"The log of {tenant} cannot be compared with its events, because what the database holds of it cannot be read: somebody changed it. The service's log says what.")]);
        }
    }

    private async Task<MonitorReport> Compare(NpgsqlConnection connection, string tenant, CancellationToken cancellation)
    {
        if (await LogHead.Read(connection, tenant, cancellation) is not { } head) return new(default, 0, 0, 0, 0, []);
        var complaints = new List<Complaint>();
        var tree = new TreeAppender(0, _ => throw new InvalidOperationException("An empty tree needs no tiles."));
        var (changed, gone) = (0L, 0L);
        for (var next = 0L; next < head.Size;)
        {
            var rows = await Read(connection, tenant, next, cancellation);
            if (rows.Count == 0 || rows[0].Leaf != next)
            {
                Complain($"Leaf {next} of {head.Origin} is missing from the database: compare with a copy, or with what a witness holds.");
                break;
            }

            var same = new bool[rows.Count];
            Parallel.For(0, rows.Count, at => same[at] = rows[at].IsAsLogged(keys));
            for (var at = 0; at < rows.Count && rows[at].Leaf < head.Size; at++)
            {
                var row = rows[at];
                if (row.Leaf != next++)
                {
                    Complain($"Leaf {next - 1} of {head.Origin} is missing from the database.");
                    break;
                }

                if (Merkle.LeafHash(row.Entry) != row.Hash) Complain($"The bytes of leaf {row.Leaf} of {head.Origin} are not those that were hashed.");
                tree.Append(row.Hash);
                if (same[at] || row.Known) continue;
                await Queue(connection, tenant, row, cancellation);
                if (row.Event is null) gone++;
                else changed++;
            }
        }

        if (complaints.Count == 0 && (tree.Size != head.Size || tree.Root != head.Root)) Complain($"The leaves of {head.Origin} do not lead to its root: leaves or tiles were changed.");
        return new(default, tree.Size, 0, changed, gone, complaints);

        void Complain(string sentence) => complaints.Add(new(tenant, sentence));
    }

    private static async Task<List<Complaint>> ToCome(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(OfTomorrow, connection);
        var complaints = new List<Complaint>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            complaints.Add(new(reader.GetString(0), $"{reader.GetInt64(1)} changes of events of {reader.GetString(0)} wait for the log since a moment to come: somebody with rights over the database wrote it there, or set its clock back. Find out who."));
        return complaints;
    }

    private static async Task Queue(NpgsqlConnection connection, string tenant, LoggedRow row, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("insert into audit.queue (tenant, change, seq, event_id, stream, version) values ($1, $2::\"char\", $3, $4, $5, $6)", connection);
        command.Parameters.AddWithValue(tenant);
        command.Parameters.AddWithValue(row.Event is null ? "g" : "c");
        command.Parameters.AddWithValue(row.Sequence!);
        command.Parameters.AddWithValue(row.EventId!);
        command.Parameters.AddWithValue((object?)row.Stream ?? DBNull.Value);
        command.Parameters.AddWithValue((object?)row.Version ?? DBNull.Value);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<List<LoggedRow>> Read(NpgsqlConnection connection, string tenant, long from, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(LoggedRow.Select, connection);
        command.Parameters.AddWithValue(tenant);
        command.Parameters.AddWithValue(from);
        command.Parameters.AddWithValue(Page);
        var rows = new List<LoggedRow>(Page);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) rows.Add(LoggedRow.Of(reader));
        return rows;
    }

    private static async Task<List<string>> Tenants(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select tenant from audit.logs order by tenant", connection);
        var tenants = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) tenants.Add(reader.GetString(0));
        return tenants;
    }

    private static async Task<object?> Ask(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellation);
    }

    [LoggerMessage(LogLevel.Error, "The log of {Tenant} could not be compared with its events")]
    private static partial void LogFailed(ILogger log, Exception error, string tenant);
}
