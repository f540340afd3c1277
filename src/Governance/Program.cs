using Governance.Access;
using Governance.Accounts;
using Governance.Approvals;
using Governance.Audit;
using Governance.Audit.Ledger;
using Governance.Audit.Past;
using Governance.Claims;
using Governance.CommandLine;
using Governance.Database;
using Governance.Directory;
using Governance.Hosting;
using Governance.Impostors;
using Governance.Leads;
using Governance.Notices;
using Governance.Platforms;
using Governance.Policies;
using Governance.Privacy;
using Governance.Proofs;
using Governance.Watching;
using JasperFx;

if (!WrittenHandlers.AreAskedBy(args) && Commands.AreAskedBy(args)) return await Commands.Run(args);

try
{
    var builder = WebApplication.CreateBuilder(args);
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

    var app = builder.Build();
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
    if (WrittenHandlers.AreAskedBy(args)) return await app.RunJasperFxCommands(args);
    await app.RunAsync();
    return 0;
}
catch (StartFailure failure)
{
    return failure.Report();
}

/// <summary>The service's entry point.</summary>
public partial class Program;
