using Governance.Hosting;
using Governance.Privacy;
using JasperFx;
using JasperFx.Events.Projections;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Governance.Benchmarks;

/// <summary>
/// The product's own projections over the events of a running service, with tables of their own beside those of the service, which are left as
/// they are.
/// </summary>
internal sealed class ViewsBeside : IAsyncDisposable
{
    private readonly WebApplication features;

    /// <summary>Views in the schema <paramref name="schema"/>; the folder is where the service's keys are.</summary>
    public ViewsBeside(string connectionString, string dataFolder, string schema)
    {
        // The features of Program.cs, built and never started: what they say of the store is all that is asked of them.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration["ConnectionStrings:Governance"] = null;
        builder.Configuration["Database:DataFolder"] = dataFolder;
        features = builder.AddFeatures().Build();
        var options = Hosting.Store.Again(features.Services);
        options.Connection(connectionString);
        options.DatabaseSchemaName = schema;
        options.Events.DatabaseSchemaName = "governance";
        options.AutoCreateSchemaObjects = AutoCreate.CreateOrUpdate;
        options.Listeners.Clear();
        Store = new DocumentStore(options);
    }

    /// <summary>The keys of the people whose names stand in the facts.</summary>
    public PersonalKeys Keys => features.Services.GetRequiredService<PersonalKeys>();

    /// <summary>The store of the views beside.</summary>
    public DocumentStore Store { get; }

    /// <summary>Those that are kept in the transaction of their facts.</summary>
    public IReadOnlyList<IProjectionSource<IDocumentOperations, IQuerySession>> Views => [.. Store.Options.Projections.All.Where(view => view.Lifecycle == ProjectionLifecycle.Inline)];

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await features.DisposeAsync();
    }
}
