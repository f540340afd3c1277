using Governance.Access;
using Governance.Accounts;
using Governance.Approvals;
using Governance.Audit;
using Governance.Audit.Ledger;
using Governance.Audit.Past;
using Governance.Claims;
using Governance.Database;
using Governance.Directory;
using Governance.Impostors;
using Governance.Leads;
using Governance.Notices;
using Governance.Platforms;
using Governance.Policies;
using Governance.Privacy;
using Governance.Proofs;
using Governance.Watching;

namespace Governance.Hosting;

/// <summary>Every feature of the service: what it is made of, and what it answers.</summary>
public static class Features
{
    /// <summary>Adds every feature, in the order in which they start.</summary>
    public static WebApplicationBuilder AddFeatures(this WebApplicationBuilder builder)
    {
        var database = builder.AddDatabase();
        builder.AddStore(database);
        builder.AddLedger();
        builder.AddPrivacy();
        builder.AddPast(database);
        builder.AddAccess();
        builder.AddDirectory();
        builder.AddPlatforms();
        builder.AddProofs();
        builder.AddApprovals();
        builder.AddPolicies();
        builder.AddLeads();
        builder.AddImpostors();
        builder.AddAccounts();
        builder.AddClaims();
        builder.AddNotices();
        builder.AddAudit();
        builder.AddWatching();
        builder.AddApi();
        return builder;
    }

    /// <summary>Maps the routes of every feature; a route that is not listed among those that are authorised is refused.</summary>
    public static WebApplication MapFeatures(this WebApplication app)
    {
        app.UseApi();
        app.MapAccess();
        app.MapDirectory();
        app.MapPlatforms();
        app.MapPolicies();
        app.MapApprovals();
        app.MapLeads();
        app.MapImpostors();
        app.MapAccounts();
        app.MapClaims();
        app.MapNotices();
        app.MapAudit();
        app.MapLedger();
        app.RefuseUnlistedRoutes();
        return app;
    }
}
