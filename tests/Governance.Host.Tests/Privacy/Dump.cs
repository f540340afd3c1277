using System.Text;
using Npgsql;

namespace Governance.Host.Tests.Privacy;

/// <summary>Everything that a database holds, as text: what somebody finds who has a backup of it.</summary>
public sealed record Dump(IReadOnlyList<string> Tables, string Text)
{
    private const string All = """
        select format('select to_jsonb(t)::text from %I.%I t', n.nspname, c.relname), format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema') order by 2
        """;

    public static async Task<Dump> Of(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        var (queries, tables, text) = (new List<string>(), new List<string>(), new StringBuilder());
        await using (var list = new NpgsqlCommand(All, connection))
        await using (var reader = await list.ExecuteReaderAsync())
            while (await reader.ReadAsync())
            {
                queries.Add(reader.GetString(0));
                tables.Add(reader.GetString(1));
            }

        foreach (var query in queries)
        {
            await using var rows = new NpgsqlCommand(query, connection);
            await using var reader = await rows.ExecuteReaderAsync();
            while (await reader.ReadAsync()) text.AppendLine(reader.GetString(0));
        }

        return new(tables, text.ToString());
    }

    /// <summary>Fails where the dump says a word, in letters, or in the bytes of a message.</summary>
    public void SaysNothingOf(params IEnumerable<string> words)
    {
        foreach (var word in words)
        {
            var hex = Convert.ToHexStringLower(Encoding.UTF8.GetBytes(word));
            foreach (var form in (string[])[word, hex, Convert.ToBase64String(Encoding.UTF8.GetBytes(word))])
                if (Text.Contains(form, StringComparison.OrdinalIgnoreCase)) Assert.Fail($"{word} stands in the database: {Text.Split('\n').First(line => line.Contains(form, StringComparison.OrdinalIgnoreCase))}");
        }
    }
}
