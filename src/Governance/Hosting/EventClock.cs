using Npgsql;

namespace Governance.Hosting;

/// <summary>
/// Lets the database's clock stamp every event, whatever a writer sends: "as of" a moment is never answered from a clock that a writer
/// could set. A trigger, because the store stamps the first events of a stream with the application's clock. It also keeps out the events
/// that the store puts where a transaction failed, so that numbers have no gap: nothing here waits for a number, and they bear no seal, so
/// that anybody who loses a race would have the ledger say that somebody forged an event.
/// </summary>
public sealed class EventClock(NpgsqlDataSource database) : IHostedService
{
    private const string Stamp = """
        create or replace function governance.stamp_event() returns trigger language plpgsql as $$
        begin
            if new.type = 'tombstone' then
                return null;
            end if;
            new.timestamp := clock_timestamp();
            return new;
        end $$;
        create or replace trigger stamp_event before insert on governance.mt_events for each row execute function governance.stamp_event();
        """;

    /// <summary>Runs after the store has made its tables.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Stamp);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
