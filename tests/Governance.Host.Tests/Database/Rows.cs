using Npgsql;

namespace Governance.Host.Tests.Database;

/// <summary>A writer and its memory: which rows a server has acknowledged, to be compared with what is there.</summary>
public sealed class Rows(string connectionString)
{
    private int _acknowledged;

    /// <summary>Rows whose commit the server has confirmed.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    public Task CreateTableAsync() => ExecuteAsync("CREATE TABLE rows (n int PRIMARY KEY)");

    /// <summary>Writes one row after the other, on one session, until the server breaks off or the writer is stopped.</summary>
    public async Task WriteUntilBrokenAsync(CancellationToken stop)
    {
        try
        {
            await using var session = await OpenAsync();
            for (var n = Acknowledged + 1; !stop.IsCancellationRequested; n++)
            {
                await using var insert = new NpgsqlCommand($"INSERT INTO rows VALUES ({n}) ON CONFLICT DO NOTHING", session);
                await insert.ExecuteNonQueryAsync(CancellationToken.None);
                Volatile.Write(ref _acknowledged, n);
            }
        }
        catch (NpgsqlException)
        {
        }
    }

    public async Task<bool> IsUpAsync()
    {
        try
        {
            await ExecuteAsync("SELECT 1");
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    public async Task<T> AskAsync<T>(string question)
    {
        await using var session = await OpenAsync();
        await using var command = new NpgsqlCommand(question, session);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>How many of the acknowledged rows are there.</summary>
    public Task<long> FoundAsync() => AskAsync<long>($"SELECT count(*) FROM rows WHERE n <= {Acknowledged}");

    private async Task ExecuteAsync(string statement)
    {
        await using var session = await OpenAsync();
        await using var command = new NpgsqlCommand(statement, session);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var session = new NpgsqlConnection(connectionString);
        await session.OpenAsync();
        return session;
    }
}
