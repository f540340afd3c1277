using Governance.Database;
using Governance.Privacy;
using Governance.Shared;
using Governance.Watching;
using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using Marten;
using Npgsql;
using Weasel.Core;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Http;
using Wolverine.Marten;

namespace Governance.Hosting;

/// <summary>The event store and the bus: one organisation is one tenant, facts and messages are one transaction.</summary>
public static class Store
{
    /// <summary>Adds Marten and Wolverine on the connection that the database feature chose.</summary>
    public static void AddStore(this WebApplicationBuilder builder, DatabaseConnection connection)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddHttpContextAccessor();
        // Made by the container, so that it is closed with it: an instance given to it would keep its connections for minutes.
        builder.Services.AddSingleton(_ => DatabaseTraces.Source(connection.ConnectionString, "governance"));
        builder.Services.AddMarten(store =>
            {
                Shape(store);
                store.AutoCreateSchemaObjects = AutoCreate.CreateOrUpdate;
                store.DatabaseSchemaName = "governance";
                store.Schema.For<RememberedAnswer>().Index(answer => answer.At);
            })
            .BuildSessionsWith<TenantSessions>(ServiceLifetime.Singleton)
            .ApplyAllDatabaseChangesOnStartup()
            .IntegrateWithWolverine(marten => marten.MessageStorageSchemaName = "messages");
        builder.Services.ConfigureMarten((services, store) =>
        {
            store.Connection(services.GetRequiredService<NpgsqlDataSource>());
            store.UseSystemTextJsonForSerialization(StoreJson.Options(services.GetRequiredService<PersonalKeys>()), EnumStorage.AsString, Casing.CamelCase);
            store.Logger(services.GetRequiredService<PreparedStatements>());
            store.Events.TimeProvider = services.GetRequiredService<TimeProvider>();
        });
        builder.Services.AddSingleton(new PreparedStatements(PreparedStatements.AreWanted(connection.ConnectionString)));
        builder.Services.AddHostedService<EventClock>();
        builder.Services.AddSingleton<FailedMessages>();
        builder.Services.AddHostedService(services => services.GetRequiredService<FailedMessages>());
        // A lost race is an answer, not an error; what is an error is logged where it is answered.
        builder.Logging.AddFilter("Marten.IDocumentStore", LogLevel.None);
        builder.UseWrittenHandlers();
        builder.Host.UseWolverine(Bus);
        builder.Services.AddWolverineHttp();
    }

    /// <summary>The options of another store over the same documents and events, which reads them from a schema of its own: what features say of the store, and nothing of where it is.</summary>
    public static StoreOptions Again(IServiceProvider services)
    {
        var store = new StoreOptions();
        Shape(store);
        // What features say is said to Marten; what else configures it is about writing.
        foreach (var feature in services.GetServices<IConfigureMarten>().Where(one => one.GetType().Assembly == typeof(StoreOptions).Assembly)) feature.Configure(services, store);
        return store;
    }

    private static void Shape(StoreOptions store)
    {
        Tenants(store);
        Events(store);
    }

    private static void Tenants(StoreOptions store)
    {
        store.Events.TenancyStyle = JasperFx.MultiTenancy.TenancyStyle.Conjoined;
        store.Policies.AllDocumentsAreMultiTenanted();
        // A session without an organisation is a bug: it throws instead of reading somebody's default.
        store.Advanced.DefaultTenantUsageEnabled = false;
    }

    private static void Events(StoreOptions store)
    {
        store.Events.StreamIdentity = StreamIdentity.AsString;
        store.Events.AppendMode = EventAppendMode.Quick;
        // Whoever waits for the stream is told of a lost race, not of a broken rule of the table.
        store.Events.UseExclusiveLockOnConcurrentAppends = true;
        store.Events.UseArchivedStreamPartitioning = true;
        store.Events.EnableStrictStreamIdentityEnforcement = true;
        // The feed's: the ledger's schema makes them.
        foreach (var index in Audit.FeedIndexes.Names) store.Events.IgnoreIndex(index);
        store.Events.MetadataConfig.HeadersEnabled = true;
        store.Events.MetadataConfig.CausationIdEnabled = true;
        store.Events.MetadataConfig.CorrelationIdEnabled = true;
        store.Events.MetadataConfig.UserNameEnabled = true;
    }

    private static void Bus(WolverineOptions bus)
    {
        bus.ApplicationAssembly = typeof(Program).Assembly;
        bus.Policies.AutoApplyTransactions();
        bus.Policies.UseDurableLocalQueues();
        bus.EnableRelayOfUserName = true;
        bus.Durability.Mode = DurabilityMode.Solo;
        // What it does for itself belongs to nobody's request.
        bus.Durability.NodeAssignmentHealthCheckTracingEnabled = false;
        bus.Durability.ScheduledJobPollingTime = TimeSpan.FromSeconds(1);
        bus.Durability.ScheduledJobFirstExecution = TimeSpan.Zero;
        bus.Policies.OnException(error => Failures.Chain(error).Any(Failures.IsAway)).ScheduleRetryIndefinitely(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));
        // A lost race shows in the store or, when a view was overtaken, in its projection. A timer that loses again and again is never given up.
        bus.Policies.OnException(error => Failures.Chain(error).Any(cause => cause is ApplyEventException || Failures.IsLostRace(cause)))
            .RetryWithCooldown(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1))
            .Then.ScheduleRetryIndefinitely(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));
    }
}
