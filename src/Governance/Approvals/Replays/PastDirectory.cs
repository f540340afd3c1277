using System.Text.Json;
using Governance.Directory;
using Governance.Flows;
using Governance.Shared;
using Npgsql;

namespace Governance.Approvals;

/// <summary>The directory of an organisation at every moment of its past, from the facts of its people.</summary>
public static class PastDirectory
{
    private const string Facts = """
        select stream_id, type, data, timestamp from governance.mt_events where tenant_id = $1 and type = any($2) and not is_archived order by seq_id
        """;

    // A name or an address is nothing that a flow may know.
    private static readonly Dictionary<string, Type> Types = FactsOf<PersonEvent>.Types.Where(type => type != typeof(PersonCardChanged)).ToDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>Reads it once; what was recorded since is not in it.</summary>
    public static async Task<DirectoryTimeline> Of(NpgsqlDataSource database, string tenant, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(Facts);
        command.Parameters.AddWithValue(tenant);
        command.Parameters.AddWithValue(Types.Keys.ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var (people, changes) = (new Dictionary<string, Person>(StringComparer.Ordinal), new List<DirectoryChange>());
        while (await reader.ReadAsync(cancellation))
        {
            var (stream, at) = (reader.GetString(0), reader.GetFieldValue<DateTimeOffset>(3));
            var fact = (PersonEvent)JsonSerializer.Deserialize(reader.GetFieldValue<byte[]>(2), Types[reader.GetString(1)], Json.Options)!;
            var person = people[stream] = DirectoryDecider.Evolve(people.GetValueOrDefault(stream), fact, stream);
            changes.Add(new DirectoryChange(at, StreamKeys.IdOf(stream), person.Left || !Population.Decides(person) ? null : Population.Facts(person)));
        }

        return new DirectoryTimeline(changes);
    }
}
