using System.Data.Common;
using System.Text;
using Npgsql;

namespace Governance.Database;

/// <summary>Where the facts are kept.</summary>
/// <param name="ConnectionString">For Npgsql; may hold a password, so it is never printed.</param>
/// <param name="Private">True when the service runs the server itself, false when it is the operator's.</param>
public sealed record DatabaseConnection(string ConnectionString, bool Private)
{
    /// <summary>The connection to the private server whose socket lies in <paramref name="clusterFolder"/>.</summary>
    public static DatabaseConnection ToPrivateServer(string clusterFolder) =>
        new(PrivateServerAs(ClusterSettings.Owner, ClusterSettings.Owner, clusterFolder).ConnectionString, Private: true);

    /// <summary>The operator's connection, exactly as they wrote it, with a name for their list of sessions unless they gave one.</summary>
    /// <exception cref="StartFailure">It is not a connection string.</exception>
    public static DatabaseConnection ToOperatorsServer(string connectionString)
    {
        try
        {
            var theirs = new NpgsqlConnectionStringBuilder(connectionString);
            theirs.ApplicationName ??= Application;
            // What they did not say is as with a private server; a pooler between may want it otherwise.
            if (!Says(connectionString, "No Reset On Close")) theirs.NoResetOnClose = true;
            if (theirs.MaxAutoPrepare > 0 || !Says(connectionString, "Max Auto Prepare")) PreparedStatements.Admit(theirs);
            return new(theirs.ConnectionString, Private: false);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw new StartFailure(
                "The setting ConnectionStrings:Governance is not a PostgreSQL connection string: write it like Host=db.example.org;Database=governance;Username=governance;Password=…, or leave it out for a private database.",
                e);
        }
    }

    internal static NpgsqlConnectionStringBuilder PrivateServerAs(string role, string database, string clusterFolder)
    {
        var connection = PrivateServer(role, database, clusterFolder);
        PreparedStatements.Admit(connection);
        return connection;
    }

    private static NpgsqlConnectionStringBuilder PrivateServer(string role, string database, string clusterFolder) => new()
    {
        Host = clusterFolder,
        Username = role,
        Database = database,
        ApplicationName = Application,
        // The socket's folder is the protection: there is nothing to encrypt and nobody to negotiate it with.
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
        // Measured on two cores: a small pool halves the tail under 32 clients.
        MaxPoolSize = 16,
        // Nothing of ours outlives its transaction: no setting, no lock, no table. A reset would throw away the plans of the functions that every append runs.
        NoResetOnClose = true,
    };

    private static bool Says(string connectionString, string keyword)
    {
        var said = new DbConnectionStringBuilder { ConnectionString = connectionString };
        return said.ContainsKey(keyword) || said.ContainsKey(keyword.Replace(" ", "", StringComparison.Ordinal));
    }

    private const string Application = "governance";

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Private = ").Append(Private);
        return true;
    }
}
