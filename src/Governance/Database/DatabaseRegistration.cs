namespace Governance.Database;

/// <summary>The database in Program.cs: <c>var database = builder.AddDatabase();</c>.</summary>
public static class DatabaseRegistration
{
    /// <summary>
    /// Takes the operator's server when <c>ConnectionStrings:Governance</c> names one, else a private server in <c>Database:DataFolder</c>
    /// (by default <c>.data</c> under the current folder). It is up and checked before any other hosted service starts, and the last to stop.
    /// </summary>
    /// <returns>The connection, for whoever needs it while registering; it is a singleton too.</returns>
    /// <exception cref="StartFailure">The settings cannot work.</exception>
    public static DatabaseConnection AddDatabase(this IHostApplicationBuilder builder)
    {
        var theirs = builder.Configuration.GetConnectionString("Governance");
        var (connection, database) = string.IsNullOrWhiteSpace(theirs) ? PrivateOne(builder.Configuration) : OperatorsOne(theirs);
        builder.Services.AddSingleton(connection);
        builder.Services.Insert(0, database);

        // What the host logs as an error it also throws, and Program.cs says that in one sentence: this would only add a stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => level is LogLevel.Information or LogLevel.Warning or LogLevel.Critical);
        return connection;
    }

    /// <summary>Starts a service right behind the database, before every other that may ask the database.</summary>
    public static void AddBehindDatabase<TService>(this IServiceCollection services) where TService : class, IHostedService
    {
        var database = services.Index().First(service => service.Item.ServiceType == typeof(IHostedService) && service.Item.ImplementationType?.Namespace == typeof(DatabaseRegistration).Namespace);
        services.Insert(database.Index + 1, ServiceDescriptor.Singleton<IHostedService, TService>());
    }

    private static (DatabaseConnection Connection, ServiceDescriptor Database) PrivateOne(IConfiguration settings)
    {
        if (OperatingSystem.IsWindows())
            throw new StartFailure("A private database needs Linux or macOS: on Windows name your own server with ConnectionStrings__Governance.");
        var cluster = DataFolder.ClusterIn(DataFolder.PathFrom(settings));
        return (DatabaseConnection.ToPrivateServer(cluster), ServiceDescriptor.Singleton<IHostedService, PrivateDatabase>());
    }

    private static (DatabaseConnection Connection, ServiceDescriptor Database) OperatorsOne(string connectionString) =>
        (DatabaseConnection.ToOperatorsServer(connectionString), ServiceDescriptor.Singleton<IHostedService, OperatorsDatabase>());
}
