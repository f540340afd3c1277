using Governance.Database;
using Governance.Host.Tests.Audit.Ledger;
using Npgsql;

namespace Governance.Host.Tests.Database;

/// <summary>What commands write again and again is parsed and planned once a connection, and a statement that fails while it becomes so harms nobody.</summary>
public sealed class PreparedStatementsTests(Service service)
{
    private const string Insert = "insert into pg_temp.kept (id) values ($1)";

    [Fact]
    public async Task What_is_written_for_the_third_time_is_prepared_and_then_used_as_it_is()
    {
        await using var database = Source();
        await using var connection = await Table(database);
        var prepared = new PreparedStatements(wanted: true);

        for (var id = 0; id < 3; id++) await Write(prepared, connection, id);
        Assert.Equal(1, await Ask(connection, "select count(*) from pg_prepared_statements where statement = $1", Insert));

        await Write(prepared, connection, 3);
        Assert.Equal(2, await Ask(connection, "select generic_plans + custom_plans from pg_prepared_statements where statement = $1", Insert));
    }

    [Fact]
    public async Task A_statement_that_fails_at_that_moment_leaves_the_connection_as_it_was()
    {
        await using var database = Source();
        await using var connection = await Table(database);
        var prepared = new PreparedStatements(wanted: true);
        for (var id = 0; id < 2; id++) await Write(prepared, connection, id);

        var race = await Assert.ThrowsAsync<PostgresException>(() => Write(prepared, connection, 0));
        Assert.Equal(PostgresErrorCodes.UniqueViolation, race.SqlState);

        await Write(prepared, connection, 2);
        Assert.Equal(3, await Ask(connection, "select count(*) from pg_temp.kept where $1 <> ''", "x"));
    }

    [Fact]
    public async Task What_a_session_asked_by_key_is_prepared_when_it_writes_and_a_list_never_is()
    {
        const string ByKey = "select id from pg_temp.kept as d where id = $1", List = "select id from pg_temp.kept as d where d.tenant_id = $1 and d.state = 'x'";
        await using var database = Source();
        await using var connection = await Table(database);
        var prepared = new PreparedStatements(wanted: true);

        for (var id = 0; id < 3; id++) await Write(prepared, connection, id, ByKey, List);

        Assert.Equal(1, await Ask(connection, "select count(*) from pg_prepared_statements where statement = $1", ByKey));
        Assert.Equal(0, await Ask(connection, "select count(*) from pg_prepared_statements where statement = $1", List));
    }

    [Fact]
    public async Task What_only_others_asked_is_not_so_that_nobody_waits_for_a_table_of_theirs()
    {
        const string Theirs = "select id from pg_temp.kept as d where id = $1";
        await using var database = Source();
        await using var connection = await Table(database);
        var prepared = new PreparedStatements(wanted: true);
        for (var times = 0; times < 5; times++) prepared.Listen(writes: true).OnBeforeExecute(Asking(Theirs));
        for (var times = 0; times < 5; times++) prepared.Listen(writes: false).OnBeforeExecute(Asking(Theirs));

        for (var id = 0; id < 4; id++) await Write(prepared, connection, id);

        Assert.Equal(0, await Ask(connection, "select count(*) from pg_prepared_statements where statement = $1", Theirs));
    }

    [Fact]
    public async Task A_session_that_only_reads_has_nothing_prepared_in_its_transaction()
    {
        await using var database = Source();
        await using var connection = await Table(database);
        var prepared = new PreparedStatements(wanted: true);

        for (var times = 0; times < 4; times++)
        {
            await using var batch = Inserting(connection, times);
            prepared.Listen(writes: false).OnBeforeExecute(batch);
        }

        Assert.Equal(0, await Ask(connection, "select count(*) from pg_prepared_statements where statement = $1", Insert));
    }

    [Fact]
    public async Task What_is_asked_once_more_after_its_connection_broke_is_a_question_as_before()
    {
        await using var database = Source();
        var broken = await database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await broken.CloseAsync();
        await using var again = new NpgsqlBatch(broken) { BatchCommands = { new NpgsqlBatchCommand("select 1") } };

        Assert.Null(Record.Exception(() => new PreparedStatements(wanted: true).Listen(writes: true).OnBeforeExecute(again)));
    }

    [Fact]
    public async Task Where_nothing_is_wanted_nothing_is()
    {
        await using var database = Source();
        await using var connection = await Table(database);
        var prepared = new PreparedStatements(wanted: false);
        for (var id = 0; id < 4; id++) await Write(prepared, connection, id);
        await using var question = Asking("select id from pg_temp.kept as d where id = $1");
        question.Connection = connection;
        await prepared.Prepare(question, TestContext.Current.CancellationToken);

        Assert.Equal(1, await Ask(connection, "select count(*) from (select count(*) as all from pg_prepared_statements) p where p.all = 0 and $1 <> ''", "x"));
    }

    [Theory]
    [InlineData("Host=db.example.org;Username=governance", 1, true)]
    [InlineData("Host=db.example.org;Username=governance;Max Auto Prepare=0;No Reset On Close=false", 0, false)]
    [InlineData("Host=db.example.org;Username=governance;MaxAutoPrepare=20;NoResetOnClose=false", 20, false)]
    public void Whoever_says_in_the_connection_string_how_it_is_to_be_is_heard(string theirs, int prepares, bool keeps)
    {
        var connection = new NpgsqlConnectionStringBuilder(DatabaseConnection.ToOperatorsServer(theirs).ConnectionString);
        Assert.Equal((prepares, prepares > 0, keeps), (connection.MaxAutoPrepare, PreparedStatements.AreWanted(connection.ConnectionString), connection.NoResetOnClose));
        // Npgsql itself prepares nothing, whatever was said.
        Assert.True(prepares == 0 || connection.AutoPrepareMinUsages == int.MaxValue);
    }

    private NpgsqlDataSource Source()
    {
        var connection = new NpgsqlConnectionStringBuilder(service.Of<DatabaseConnection>().ConnectionString);
        PreparedStatements.Admit(connection);
        return NpgsqlDataSource.Create(connection.ConnectionString);
    }

    private static async Task<NpgsqlConnection> Table(NpgsqlDataSource database)
    {
        var connection = await database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("create temporary table kept (id int primary key, tenant_id int, state text)", connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    // As the store does it: said first, then run; what is asked has no connection yet when it is said.
    private static async Task Write(PreparedStatements prepared, NpgsqlConnection connection, int id, params string[] asked)
    {
        var session = prepared.Listen(writes: true);
        foreach (var text in asked) session.OnBeforeExecute(Asking(text));
        await using var batch = Inserting(connection, id);
        session.OnBeforeExecute(batch);
        await batch.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static NpgsqlCommand Asking(string text) => new(text) { Parameters = { new() { Value = 1 } } };

    private static NpgsqlBatch Inserting(NpgsqlConnection connection, int id) =>
        new(connection) { BatchCommands = { new NpgsqlBatchCommand(Insert) { Parameters = { new() { Value = id } } } } };

    private static async Task<long> Ask(NpgsqlConnection connection, string sql, string about)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = about } } };
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
