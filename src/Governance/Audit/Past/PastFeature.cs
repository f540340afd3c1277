using Governance.Database;
using Marten;

namespace Governance.Audit.Past;

/// <summary>Every read as of any moment: what is kept for it, and how it is asked.</summary>
public static class PastFeature
{
    /// <summary>Adds it; right after the ledger, whose positions it tells, and before anything is appended.</summary>
    public static void AddPast(this WebApplicationBuilder builder, DatabaseConnection connection)
    {
        builder.Services.AddSingleton(services => new PastStore(connection, services.GetRequiredService<IDocumentStore>(), services));
        builder.Services.AddSingleton<PointFinder>();
        builder.Services.AddHostedService<PastSchema>();
    }
}
