namespace Governance.Database;

/// <summary>
/// What the private server runs with. The settings are given at each start, so that a new release changes them without touching the cluster.
/// They suit a small machine; whoever needs others names their own server.
/// </summary>
internal static class ClusterSettings
{
    /// <summary>The role that the service works as, and the name of its database.</summary>
    public const string Owner = "governance";

    /// <summary>The role that may do everything in the cluster; the service works without it.</summary>
    public const string Administrator = "postgres";

    /// <summary>Settings as <c>name=value</c>; a later one of the same name wins.</summary>
    public static readonly IReadOnlyList<string> Durable =
    [
        // Reached only through a socket in the cluster's folder, which is closed to every other account.
        "listen_addresses=",
        "port=5432",
        "unix_socket_directories=.",
        "unix_socket_permissions=0700",

        // An acknowledged event is on the disk.
        "fsync=on",
        "full_page_writes=on",
        "synchronous_commit=on",

        "max_connections=60",
        "shared_buffers=64MB",
        // Queries here are short: planning machine code and worker processes costs more than they take.
        "jit=off",
        "max_parallel_workers_per_gather=0",
        "max_logical_replication_workers=0",
        "random_page_cost=1.1",
        "timezone=UTC",

        // The service passes the server's lines on to its own log: what the server itself does, never a statement or its values.
        "logging_collector=off",
        "log_destination=stderr",
        "log_line_prefix=",
        "log_timezone=UTC",
        "log_min_messages=log",
        "log_min_error_statement=panic",
        "log_checkpoints=off",
    ];
}
